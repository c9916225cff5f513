"""Where a workspace's readings were made: which Label Studio projects, pulled when, and which files."""

from collections.abc import Iterator, Mapping

from annot.workspace import Workspace

__all__ = ["read_origin"]

PULLED, IMPORTED = "label-studio", "import"


def read_origin(workspace: Workspace) -> Mapping[str, str]:
    """Return the Label Studio projects that readings came from, when they last came, and the files imported.

    What no reading came from is not named.
    """
    projects, times, files = set[str](), set[str](), set[str]()
    for kind, name, time in _origins(workspace):
        if kind == PULLED:
            projects.add(name)
            times.add(time)
        elif kind == IMPORTED:
            files.add(name)
    told = {
        "label_studio_project_id": ", ".join(sorted(projects, key=lambda number: (len(number), number))),
        "label_studio_pulled_at": max(times, default=""),
        "imported": ", ".join(sorted(files)),
    }
    return {name: value for name, value in told.items() if value}


def _origins(workspace: Workspace) -> Iterator[tuple[str, str, str]]:
    parts = workspace.reviews.parts()
    for part, table in zip(parts, workspace.reviews.tables(["origin"]), strict=True):
        for origin in table["origin"].to_pylist():
            kind, _, rest = origin.partition(":")
            yield kind, rest.partition(":")[0], _moment(part.stem)


def _moment(part: str) -> str:
    """Return the time that a part is named after, ISO 8601 in UTC, to the second."""
    stamp = part.removeprefix("at-").partition("-")[0]
    date, time = stamp[:8], stamp[9:15]
    return f"{date[:4]}-{date[4:6]}-{date[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}Z"
