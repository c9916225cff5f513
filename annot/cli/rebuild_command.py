"""`annot rebuild`: a released version, made again from the workspace."""

import sys
from pathlib import Path

import click

from annot.cli.options import release_option, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@click.argument("version")
@workspace_option
@release_option
def command(version: str, workspace: Workspace, exports: Path) -> None:
    """Make a released version again from the workspace and tell whether it came out the same.

    Nothing is written. Exit code 1 when it did not.

    Example:  annot rebuild 1.0.0
    """
    from annot.export.rebuild import rebuild
    from annot.line.release import corpus_of

    rebuilt = rebuild(corpus_of(workspace), exports / version)
    click.echo(rebuilt)
    sys.exit(1 if rebuilt.problems else 0)
