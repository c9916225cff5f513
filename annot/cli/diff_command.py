"""`annot diff`: what changed between two released versions."""

import json
from pathlib import Path

import click

__all__ = ["command"]

_version = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("before", type=_version)
@click.argument("after", type=_version)
@click.option(
    "--as", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
    help="Lines, JSON for machines, or a page with both readings in the text.",
)  # fmt: skip
def command(before: Path, after: Path, form: str) -> None:
    """Tell what changed between two versions: documents, paragraphs, spans and frames.

    Example:  annot diff exports/policy-ner/1.0.0 exports/policy-ner/1.1.0 --as html > difference.html
    """
    from annot.export.difference import diff
    from annot.export.difference_page import difference_html, difference_json
    from annot.export.history import difference_text

    difference = diff(before, after)
    if form == "json":
        click.echo(json.dumps(difference_json(difference), ensure_ascii=False, indent=2))
    else:
        click.echo(difference_html(difference) if form == "html" else difference_text(difference))
