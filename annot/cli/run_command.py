"""`annot run`: the whole line."""

from datetime import UTC, datetime
from pathlib import Path

import click

from annot.cli.options import (
    engine_option,
    project_option,
    release_option,
    server_options,
    workspace_option,
)
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path))
@workspace_option
@release_option
@engine_option
@server_options
@project_option
def command(
    pages: tuple[Path, ...],
    workspace: Workspace,
    exports: Path,
    engine: str,
    url: str | None,
    token: str | None,
    project: str,
) -> None:
    """Take crawled pages all the way to a dataset version; run again, it goes on where it stood.

    Cleans, pre-annotates, starts Label Studio (unless --url points to one), pushes, pulls what people corrected so
    far, merges, and releases a version if anything changed.

    Example:  annot run seeds
    """
    from annot.engine import engine_from
    from annot.line.run import run

    finish = run(
        pages,
        workspace,
        exports,
        engine=engine_from(engine),
        now=lambda: datetime.now(UTC),
        say=lambda line: click.echo(line, err=True),
        title=project,
        url=url,
        token=token,
    )
    click.echo(f"annotate here:  {finish.project.url}")
    if finish.account is not None:
        click.echo(f"log in with:    {finish.account}")
    click.echo("when people have worked:  annot pull && annot merge && annot export   (or this command again)")
