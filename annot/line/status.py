"""What stands in each station, and what is released."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc

from annot.document import Reject
from annot.errors import ServerError
from annot.labelstudio.connection import Connection
from annot.labelstudio.project import find_project, task_counts
from annot.labelstudio.server import status
from annot.schema import Schema
from annot.tables import rejects_from
from annot.workspace import Station, Workspace

__all__ = ["Studio", "refused", "released_versions", "stations_status", "studio_status"]


@dataclass(frozen=True, slots=True)
class Studio:
    """What is in Label Studio.

    Attributes:
        url: Where it is; empty when none runs or is named.
        tasks, submitted: Of the project: all tasks, and those that people have submitted; None before the first push.
        trouble: Why it could not be asked; empty when it could.
    """

    url: str = ""
    tasks: int | None = None
    submitted: int | None = None
    trouble: str = ""

    def __str__(self) -> str:
        """Return it in one line."""
        if self.trouble or not self.url:
            return self.trouble or "not running here"
        held = "no project yet" if self.tasks is None else f"{self.tasks} tasks, {self.submitted} submitted"
        return f"running at {self.url}: {held}"


def studio_status(workspace: Workspace, schema: Schema, title: str, url: str | None, token: str | None) -> Studio:
    """Return what is in the Label Studio that is named, else in the embedded one."""
    if not url and status(workspace.server) is None:
        return Studio()
    try:
        connection = Connection.found(url, token, folder=workspace.server)
        project = find_project(connection, schema, title)
        tasks, submitted = (None, None) if project is None else task_counts(connection, project)
    except ServerError as error:
        return Studio(url or "", trouble=str(error))
    return Studio(connection.url, tasks, submitted)


def stations_status(workspace: Workspace) -> dict[str, dict[str, int]]:
    """Return, for each station, how many parts and rows it has, what it refused whole, and stretches it took out."""
    return {
        name: {"parts": len(station.parts()), "rows": station.rows(), **_rejects(station)}
        for name, station in workspace.stations().items()
    }


def _rejects(station: Station) -> dict[str, int]:
    """Return the numbers of what was refused whole, which has no place in a page, and of what was taken out of it."""
    removed = sum(pc.sum(pc.greater(table["end"], 0)).as_py() or 0 for table in station.rejected.tables(["end"]))
    return {"rejected": station.rejected.rows() - removed, "removed": removed}


def refused(workspace: Workspace) -> Iterator[tuple[str, Reject]]:
    """Yield whatever a station refused whole (a page, a task, a reading), with the station's name.

    What cleaning took out of a page that it kept is not among them: `annot clean --show` shows that in its place.
    """
    for name, station in workspace.stations().items():
        for table in station.rejected.tables():
            yield from ((name, reject) for reject in rejects_from(table) if reject.end == 0)


def released_versions(exports: Path) -> list[str]:
    """Return the released versions of the dataset, oldest first."""
    versions = [path.name for path in exports.glob("*.*.*") if (path / "manifest.json").is_file()]
    return sorted(versions, key=lambda version: [int(number) for number in version.split(".")])
