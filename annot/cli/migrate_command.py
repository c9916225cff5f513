"""`annot migrate`: the workspace from one version of the label schema to the next."""

import click

from annot.cli.options import project_option, server_options, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@click.argument("version")
@workspace_option
@server_options
@project_option
@click.option("--apply", "applied", is_flag=True, help="Do it; without, only tell what would change.")
@click.option("--offline", is_flag=True, help="Do not ask Label Studio whether work is left there to be pulled.")
def command(
    version: str,
    workspace: Workspace,
    url: str | None,
    token: str | None,
    project: str,
    applied: bool,
    offline: bool,
) -> None:
    r"""Bring a workspace under another version of the label schema, by schemas/policy/migrations/.

    Pre-annotations and what people said are seen under it from then on; `annot push` makes a project of it, and
    `annot export` a major version of the dataset. Nothing that is stored, pushed or released already is changed.

    \b
    Examples:
      annot migrate 2.0.0
      annot migrate 2.0.0 --apply
    """
    from annot.errors import WorkspaceError
    from annot.line.migrate import apply_plan, plan_migration, unpulled_work
    from annot.line.pull import PullReport

    plan = plan_migration(workspace, version)
    if plan is not None:
        click.echo(plan)
        work = PullReport() if offline else unpulled_work(workspace, project, url=url, token=token)
        if work.drafts:
            click.echo(f"{work.drafts} drafts are not submitted; `annot pull` brings them later, too", err=True)
        if work.fresh or work.withdrawn:
            left = (
                f"{project}: {work.fresh + work.withdrawn} changes by people are not pulled yet; run `annot pull` first"
            )
            if applied:
                raise WorkspaceError(left)
            click.echo(left, err=True)
    if applied:
        click.echo(apply_plan(workspace, plan), err=True)
        click.echo("go on with:  annot push && annot export", err=True)
    elif plan is None:
        click.echo(f"{workspace.root} is under schema {version} already", err=True)
    else:
        click.echo(f"nothing is changed; `annot migrate {version} --apply` does it", err=True)
