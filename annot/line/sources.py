"""Where the texts come from and under what licence: told by the user, kept in the workspace, said in the card."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from annot.errors import WorkspaceError
from annot.workspace import Workspace, write_bytes

__all__ = ["keep_sources", "read_sources"]

FILE = "sources.toml"


def keep_sources(paths: Sequence[Path], workspace: Workspace) -> int:
    """Copy the `sources.toml` that stands beside pages into the workspace, and return how many sources are known.

    Raises:
        WorkspaceError: One is not a TOML file of a `[sources]` table.
    """
    found = [path / FILE for path in paths if (path / FILE).is_file()]
    sources = dict(read_sources(workspace))
    for file in found:
        sources |= _read(file)
    if found:
        lines = [f"{_quoted(name)} = {_quoted(sentence)}" for name, sentence in sorted(sources.items())]
        write_bytes("\n".join(["[sources]", *lines, ""]).encode(), workspace.root / FILE)
    return len(sources)


def read_sources(workspace: Workspace) -> Mapping[str, str]:
    """Return the workspace's sources: name -> one sentence with its licence.

    Raises:
        WorkspaceError: Its file is broken.
    """
    file = workspace.root / FILE
    return _read(file) if file.is_file() else {}


def _read(file: Path) -> Mapping[str, str]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))["sources"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise WorkspaceError(
            f'{file}: {error}; expected a [sources] table of lines: name = "one sentence with the licence"'
        ) from error
    return {str(name): str(sentence) for name, sentence in table.items()}


def _quoted(text: str) -> str:
    # A JSON string without escapes beyond these is a TOML basic string too.
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
