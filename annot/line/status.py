"""What stands in each station, and what is released."""

from collections.abc import Iterator
from pathlib import Path

from annot.document import Reject
from annot.tables import rejects_from
from annot.workspace import Workspace

__all__ = ["refused", "released_versions", "stations_status"]


def stations_status(workspace: Workspace) -> dict[str, dict[str, int]]:
    """Return, for each station, its number of parts and rows, and of rows it rejected."""
    return {
        name: {"parts": len(station.parts()), "rows": station.rows(), "rejected": station.rejected.rows()}
        for name, station in workspace.stations().items()
    }


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
