"""`annot import`: readings made elsewhere, into the workspace."""

from datetime import UTC, datetime
from pathlib import Path

import click

from annot.cli.options import form_option, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@workspace_option
@form_option("--from", "form", default="records", help="Format of the files.")
@click.option("--annotator", default="", help="Who stands behind them, as a pseudonym; else what the files say.")
@click.option("--adjudicated", is_flag=True, help="They are the last word: several readings settled by an adjudicator.")
@click.option("--schema", "version", help="Version of the label schema that the files are under, if an earlier one.")
def command(
    paths: tuple[Path, ...],
    workspace: Workspace,
    form: str,
    annotator: str,
    adjudicated: bool,
    version: str | None,
) -> None:
    r"""Lay annotations made elsewhere on the workspace's documents, as reviews.

    \b
    Examples:
      annot import tests/seed_gold/*.jsonl --adjudicated --annotator two-readers
      annot import export.json --from label-studio
    """
    from annot.annotation import Status
    from annot.line.imports import import_reviews

    tally = import_reviews(
        paths,
        workspace,
        form=form,
        annotator=annotator,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        status=Status.ADJUDICATED if adjudicated else None,
        version=version,
    )
    click.echo(tally, err=True)
