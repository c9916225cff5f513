"""`annot pull`: what people corrected, home."""

from datetime import UTC, datetime

import click

from annot.cli.options import project_option, server_options, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@workspace_option
@server_options
@project_option
@click.option("--everything", is_flag=True, help="Look at all tasks, not only at those that changed.")
def command(workspace: Workspace, url: str | None, token: str | None, project: str, everything: bool) -> None:
    """Pull what people corrected since the last pull; nothing that was pulled is ever overwritten.

    Example:  annot pull
    """
    from annot.errors import ServerError
    from annot.labelstudio.connection import Connection
    from annot.labelstudio.project import find_project
    from annot.line.lineage import schema_of
    from annot.line.pull import earlier_projects, pull_reviews

    connection = Connection.found(url, token, folder=workspace.server)
    newest = find_project(connection, schema_of(workspace), project)
    places = [*earlier_projects(workspace, connection, project), *([newest] if newest else [])]
    if not places:
        raise ServerError(f"{connection.url}: no project {project!r}; `annot push` makes it")
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    click.echo(pull_reviews(workspace, connection, places, at=now, everything=everything), err=True)
