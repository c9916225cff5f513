"""`annot server`: the embedded Label Studio."""

import sys

import click

from annot.cli.options import workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.group()
def command() -> None:
    """Start, stop or look at the embedded Label Studio."""


@command.command()
@workspace_option
@click.option("--port", type=click.IntRange(1024, 65535), help="Port to ask for; a free one near it is taken.")
def start(workspace: Workspace, port: int | None) -> None:
    """Start the server on this machine; its data stay in the workspace.

    Example:  annot server start --port 8090
    """
    from annot.labelstudio.server import start as start_server

    server = start_server(workspace.server, port)
    click.echo(f"Label Studio: {server.url}  (log in with the account in {server.account_file})")


@command.command()
@workspace_option
def stop(workspace: Workspace) -> None:
    """Stop the server; nothing is lost.

    Example:  annot server stop
    """
    from annot.labelstudio.server import stop as stop_server

    click.echo("stopped" if stop_server(workspace.server) else "no server was running")


@command.command()
@workspace_option
def status(workspace: Workspace) -> None:
    """Tell whether the server runs, and where; exit code 1 when it does not.

    Example:  annot server status
    """
    from annot.labelstudio.server import status as server_status

    server = server_status(workspace.server)
    click.echo(f"running at {server.url}, process {server.pid}" if server else "not running; `annot server start`")
    sys.exit(0 if server else 1)
