"""`annot evaluate`: how right predictions are against gold, and what a person would still have to do."""

import json
from pathlib import Path

import click

__all__ = ["command"]

_records = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("gold", type=_records)
@click.argument("predicted", type=_records)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Also write a page with every error in its place."
)
def command(gold: Path, predicted: Path, as_json: bool, html: Path | None) -> None:
    r"""Score predicted records against gold records (JSON Lines), matched by their text.

    \b
    Examples:
      annot evaluate gold.jsonl predicted.jsonl
      annot evaluate gold.jsonl predicted.jsonl --html errors.html
    """
    from annot.records import read_records
    from annot.report.evaluation import evaluate
    from annot.report.evaluation_html import evaluation_as_html
    from annot.report.evaluation_text import evaluation_as_json, evaluation_as_text
    from annot.schema import read_schema
    from annot.workspace import write_bytes

    schema = read_schema()
    evaluation = evaluate(read_records(gold), read_records(predicted), schema=schema)
    if html is not None:
        write_bytes(evaluation_as_html(evaluation, schema).encode(), html)
    if as_json:
        click.echo(json.dumps(evaluation_as_json(evaluation), ensure_ascii=False, indent=2))
    else:
        click.echo(evaluation_as_text(evaluation, schema))
