"""`annot merge`: predictions and people's readings to gold."""

import click

from annot.cli.options import workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@workspace_option
def command(workspace: Workspace) -> None:
    """Merge predictions and what people said of them into gold: one reading a paragraph.

    Example:  annot merge
    """
    from annot.line.merge import merge_station

    click.echo(merge_station(workspace), err=True)
