"""`annot annotate`: clean documents, or clean lines, to pre-annotations."""

import sys
from pathlib import Path
from typing import TextIO

import click

from annot.cli.options import engine_option, progress, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@workspace_option
@engine_option
@click.option(
    "--lines",
    type=click.File(encoding="utf-8"),
    help="Clean text instead (- is standard input): a paragraph a line, a blank line ends a document; "
    "prints one record a non-blank line and nothing else.",
)
@click.option("--explain", is_flag=True, help="With --lines: show which source and rule made each span.")
@click.option("--lexicon", "lexicons", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A lexicon of your own (term, label, note; tab-separated); may be given again.")  # fmt: skip
@click.option("--model", "models", multiple=True, type=click.Path(exists=True, path_type=Path),
              help="A model from `annot train`, by its folder; may be given again.")  # fmt: skip
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.0, show_default=True,
              help="Leave out spans whose score is below this.")  # fmt: skip
def command(
    workspace: Workspace,
    engine: str,
    lines: TextIO | None,
    explain: bool,
    lexicons: tuple[Path, ...],
    models: tuple[Path, ...],
    threshold: float,
) -> None:
    r"""Pre-annotate the workspace's documents, or clean text from a file or pipe.

    \b
    Examples:
      annot annotate
      annot annotate --lines article.txt > predicted.jsonl
      echo 苏州工业园区营业收入增长8.2% | annot annotate --lines - --explain
    """
    from annot.annotate import Annotator

    annotator = Annotator(lexicons=lexicons, models=models, threshold=threshold)
    if explain and lines is None:
        raise click.UsageError("--explain shows clean text; give it with --lines FILE or --lines -")
    if lines is not None and explain:
        from annot.annotate import explain as explained

        click.echo(explained(annotator, lines.read().splitlines()))
    elif lines is not None:
        from annot.line.annotate import annotate_lines
        from annot.records import write_records

        write_records(annotate_lines(lines, annotator), sys.stdout)
    else:
        from annot.engine import engine_from
        from annot.line.annotate import annotate_documents

        total = len(workspace.documents.parts())
        track = lambda outcomes: progress(outcomes, total=total, what="annotating")  # noqa: E731
        click.echo(annotate_documents(workspace, engine_from(engine), annotator, track=track), err=True)
