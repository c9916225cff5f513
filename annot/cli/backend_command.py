"""`annot backend`: pre-annotations for a Label Studio that asks live."""

import contextlib
import threading

import click

from annot.cli.options import project_option, server_options, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@workspace_option
@server_options
@project_option
@click.option("--port", type=click.IntRange(0, 65535), default=9090, show_default=True, help="Port on the loopback.")
def command(workspace: Workspace, url: str | None, token: str | None, project: str, port: int) -> None:
    """Answer a project of Label Studio when it asks for predictions, until interrupted.

    For tasks that other hands imported; `annot push` brings annot's own with their predictions, and faster.

    Example:  annot backend --port 9090
    """
    from annot.annotate import Annotator
    from annot.errors import ServerError
    from annot.labelstudio.backend import register, serve
    from annot.labelstudio.connection import Connection
    from annot.labelstudio.project import find_project
    from annot.line.backend import paragraph_reader
    from annot.line.lineage import read_lineage

    connection = Connection.found(url, token, folder=workspace.server)
    lineage = read_lineage(workspace)
    place = find_project(connection, lineage.schema, project)
    if place is None:
        raise ServerError(f"{connection.url}: no project {project!r}; `annot push` makes it")
    annotator = Annotator()
    backend = serve(paragraph_reader(annotator, lineage), place.schema, version=annotator.version, port=port)
    # Label Studio asks back while it registers a backend, so the answers come from a thread of their own.
    answering = threading.Thread(target=backend.serve_forever, daemon=True)
    answering.start()
    with contextlib.suppress(KeyboardInterrupt):
        register(connection, place, backend.url)
        click.echo(f"answering {place.url} at {backend.url}; end with Ctrl-C", err=True)
        answering.join()
    backend.close()
