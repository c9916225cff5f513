"""`annot push`: predictions to Label Studio."""

import click

from annot.cli.options import project_option, server_options, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@workspace_option
@server_options
@project_option
@click.option("--annotators", type=click.IntRange(1), help="People to read each task; else as the project has it.")
@click.option("--dry-run", is_flag=True, help="Look and check, change nothing.")
def command(
    workspace: Workspace, url: str | None, token: str | None, project: str, annotators: int | None, dry_run: bool
) -> None:
    """Push a task a paragraph with its pre-annotation; pushing again adds only what is new.

    Example:  annot push
    """
    from annot.labelstudio.connection import Connection
    from annot.labelstudio.project import ensure_project, find_project
    from annot.line.lineage import schema_of
    from annot.line.push import push_line, push_predictions

    connection = Connection.found(url, token, folder=workspace.server)
    schema = schema_of(workspace)
    if dry_run:
        place = find_project(connection, schema, project)
        if place is None:
            click.echo(f"would make the project {project!r} at {connection.url}", err=True)
            return
    else:
        place = ensure_project(connection, schema, project, annotators=annotators)
    report = push_predictions(workspace, connection, place, dry_run=dry_run)
    click.echo(push_line(report, place), err=True)
    for rejected in report.rejected:
        click.echo(f"{rejected.id}: {rejected.reason}", err=True)
