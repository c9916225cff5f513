"""What stands in each station, and what is released."""

from pathlib import Path

from annot.workspace import Workspace

__all__ = ["released_versions", "stations_status"]


def stations_status(workspace: Workspace) -> dict[str, dict[str, int]]:
    """Return, for each station, its number of parts and rows, and of rows it rejected."""
    return {
        name: {"parts": len(station.parts()), "rows": station.rows(), "rejected": station.rejected.rows()}
        for name, station in workspace.stations().items()
    }


def released_versions(exports: Path) -> list[str]:
    """Return the released versions of the dataset, oldest first."""
    versions = [path.name for path in exports.glob("*.*.*") if (path / "manifest.json").is_file()]
    return sorted(versions, key=lambda version: [int(number) for number in version.split(".")])
