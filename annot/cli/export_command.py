"""`annot export`: gold to the next version of the dataset."""

from datetime import UTC, datetime
from pathlib import Path

import click

from annot.cli.options import release_option, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@workspace_option
@release_option
@click.option("--version", help="The number you expect; refused when the difference asks for another.")
@click.option("--dry-run", is_flag=True, help="Build and compare, leave nothing behind.")
def command(workspace: Workspace, exports: Path, version: str | None, dry_run: bool) -> None:
    """Release the gold as the next version of the dataset; without a change there is no new version.

    Example:  annot export --dry-run
    """
    from annot.line.release import release

    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    click.echo(release(workspace, exports, version=version, made_at=made_at, dry_run=dry_run))
