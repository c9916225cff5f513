"""`annot export`: gold to the next version of the dataset."""

from datetime import UTC, datetime
from pathlib import Path

import click

from annot.cli.options import form_option, release_option, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@workspace_option
@release_option
@click.option("--version", help="The number you expect; refused when the difference asks for another.")
@click.option("--dry-run", is_flag=True, help="Build and compare, leave nothing behind.")
@form_option("--as", "form", default=None, help="Write the gold in the format of another tool instead (give --output).")
@click.option("--output", type=click.Path(path_type=Path), help="With --as: the file (for brat a folder).")
def command(
    workspace: Workspace, exports: Path, version: str | None, dry_run: bool, form: str | None, output: Path | None
) -> None:
    r"""Release the gold as the next version of the dataset; without a change there is no new version.

    \b
    Examples:
      annot export --dry-run
      annot export --as conll --output gold.conll
    """
    if (form is None) != (output is None):
        raise click.UsageError("--as and --output go together")
    if form is not None and output is not None:
        _write(workspace, form, output)
        return
    from annot.line.release import release

    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    click.echo(release(workspace, exports, version=version, made_at=made_at, dry_run=dry_run))


def _write(workspace: Workspace, form: str, output: Path) -> None:
    from annot.line.imports import write_gold

    for loss in write_gold(workspace, output, form=form):
        click.echo(loss, err=True)
