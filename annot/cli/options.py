"""Options that several commands share, and how long work shows its progress."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from annot.workspace import Workspace

__all__ = [
    "engine_option",
    "form_option",
    "models_option",
    "progress",
    "project_option",
    "release_option",
    "server_options",
    "workspace_option",
]

Command = TypeVar("Command", bound=Callable[..., Any])
Thing = TypeVar("Thing")


def _workspace(_context: click.Context, _parameter: click.Parameter, folder: Path) -> Workspace:
    return Workspace(folder)


workspace_option = click.option(
    "--workspace",
    "-w",
    type=click.Path(file_okay=False, path_type=Path),
    default="work",
    show_default=True,
    envvar="ANNOT_WORKSPACE",
    callback=_workspace,
    help="Folder of the stations.",
)

release_option = click.option(
    "--exports",
    type=click.Path(file_okay=False, path_type=Path),
    default="exports/policy-ner",
    show_default=True,
    envvar="ANNOT_EXPORTS",
    help="Folder of the dataset's versions.",
)

models_option = click.option(
    "--models",
    type=click.Path(file_okay=False, path_type=Path),
    default="models",
    show_default=True,
    envvar="ANNOT_MODELS",
    help="Folder of the models that were trained.",
)

engine_option = click.option(
    "--engine",
    default="1",
    show_default=True,
    metavar="N|ray|ray:ADDRESS",
    help="Where shards run: N processes, or a Ray cluster.",
)

project_option = click.option(
    "--project",
    default="政策文本标注",
    show_default=True,
    envvar="ANNOT_PROJECT",
    help="Title of the Label Studio project.",
)


# The names of annot.export.formats.FORMS, which a test compares; importing them here would load pyarrow for --help.
FORMS = ("conll", "bioes", "cluener", "spacy", "brat", "doccano", "label-studio", "records")


def form_option(*names: str, default: str | None, help: str) -> Callable[[Command], Command]:  # noqa: A002 - as click has it
    """Return an option that takes the name of a format."""
    return click.option(*names, type=click.Choice(FORMS), default=default, show_default=bool(default), help=help)


def server_options(command: Command) -> Command:
    """Add --url and --token, which point to a Label Studio other than the embedded one."""
    url = click.option("--url", envvar="LABEL_STUDIO_URL", help="Label Studio to use instead of the embedded one.")
    token = click.option(
        "--token", envvar="LABEL_STUDIO_API_KEY", help="Its access token; better given in LABEL_STUDIO_API_KEY."
    )
    return url(token(command))


def progress(things: Iterable[Thing], *, total: int, what: str) -> Iterator[Thing]:
    """Yield the things under a progress bar on standard error, or bare when that is no terminal."""
    if not sys.stderr.isatty():
        yield from things
        return
    with click.progressbar(things, length=total, label=what, file=sys.stderr) as bar:
        yield from bar
