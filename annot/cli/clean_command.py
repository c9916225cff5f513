"""`annot clean`: crawled pages to clean documents."""

from pathlib import Path

import click

from annot.cli.options import engine_option, progress, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@workspace_option
@engine_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also write NAME.txt a page: the title, then a paragraph a line; empty where the page has no article.",
)
@click.option(
    "--rejoin", is_flag=True, help="Bring sentences torn apart by columns together again where that is certain."
)
@click.option("--show", type=click.Path(path_type=Path), help="Write an HTML picture of one page's cleaning to stdout.")
def command(
    paths: tuple[Path, ...], workspace: Workspace, engine: str, output: Path | None, rejoin: bool, show: Path | None
) -> None:
    r"""Clean crawled pages (files, or folders of them) into the workspace.

    Every character of a document keeps its place in the page; what is removed goes to the rejects with its reason.

    \b
    Examples:
      annot clean seeds
      annot clean pages --output clean
      annot clean --show page.html > picture.html
    """
    if show is not None:
        _show(show)
        return
    if not paths:
        raise click.UsageError("give the pages as files or folders, or one page with --show")
    from annot.engine import engine_from
    from annot.line.clean import clean_pages, page_files, take_pages
    from annot.line.groups import group_documents
    from annot.line.sources import keep_sources
    from annot.line.texts import write_texts

    files = page_files(paths)
    keep_sources(paths, workspace)
    click.echo(take_pages(files, workspace), err=True)
    total = len(workspace.pages.parts())
    click.echo(
        clean_pages(
            workspace,
            engine_from(engine),
            rejoined=rejoin,
            track=lambda outcomes: progress(outcomes, total=total, what="cleaning"),
        ),
        err=True,
    )
    click.echo(group_documents(workspace), err=True)
    if output is not None:
        click.echo(write_texts(files, workspace, output), err=True)


def _show(path: Path) -> None:
    from annot.clean import show
    from annot.document import Page
    from annot.errors import PageError
    from annot.line.clean import read_page

    page = read_page(path)
    if not isinstance(page, Page):
        raise PageError(f"{path}: {page.text}; give one page to show")
    click.echo(show(page))
