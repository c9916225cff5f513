"""The workspace: stations of Parquet files, written whole or not at all, each with what it refused."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annot.errors import WorkspaceError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Station", "Workspace", "write_bytes", "write_table"]

# Pyarrow is imported where a part is read or written: the command line knows the workspace before it needs one.
PARTIAL = ".partial-"


def write_bytes(content: bytes, target: Path) -> None:
    """Write a file so that it is there whole or not at all: temporary name, fsync, rename."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{PARTIAL}{os.getpid()}-{target.name}")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)
    _sync_folder(target.parent)


def write_table(table: "pa.Table", target: Path) -> None:
    """Write a Parquet file so that it is there whole or not at all."""
    import pyarrow.parquet as pq

    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{PARTIAL}{os.getpid()}-{target.name}")
    pq.write_table(table, partial, compression="zstd")
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # The rename itself lives in the folder: without this a power cut may take it back.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Station:
    """One folder of Parquet parts; a part's name says what it was made from.

    Attributes:
        folder: Where the parts stand.
    """

    folder: Path

    @property
    def rejected(self) -> "Station":
        """The station of what this one refused."""
        return Station(self.folder / "rejected")

    def parts(self) -> list[Path]:
        """Return the finished parts in order of name."""
        return sorted(path for path in self.folder.glob("*.parquet") if not path.name.startswith(PARTIAL))

    def part(self, name: str) -> Path:
        """Return where the part of this name stands or would stand."""
        return self.folder / f"{name}.parquet"

    def tables(self, columns: list[str] | None = None) -> "Iterator[pa.Table]":
        """Yield the parts' tables in order, one at a time.

        Raises:
            WorkspaceError: A part is not a Parquet file, or lacks a column.
        """
        for path in self.parts():
            yield read_part(path, columns)

    def rows(self) -> int:
        """Return the number of rows, read from the parts' footers."""
        import pyarrow.parquet as pq

        return sum(pq.read_metadata(path).num_rows for path in self.parts())

    def write(self, name: str, table: "pa.Table") -> Path:
        """Write a part whole or not at all and return its path."""
        write_table(table, self.part(name))
        return self.part(name)

    def sweep(self) -> int:
        """Remove what an interrupted writer left half written, and return how many files that were."""
        left = list(self.folder.glob(f"{PARTIAL}*"))
        for path in left:
            path.unlink()
        return len(left)


def read_part(path: Path, columns: list[str] | None = None) -> "pa.Table":
    """Read one Parquet part.

    Raises:
        WorkspaceError: It is not a Parquet file, or lacks a column.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path).read(columns=columns)
    except (pa.ArrowException, OSError) as error:
        raise WorkspaceError(
            f"{path}: cannot be read: {error}; remove it and run the command again, it will be made anew"
        ) from error


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder in which one corpus is worked on (default ``work/``)."""

    root: Path

    @property
    def pages(self) -> Station:
        """Pages as crawled."""
        return Station(self.root / "pages")

    @property
    def documents(self) -> Station:
        """Clean documents, and what cleaning removed."""
        return Station(self.root / "documents")

    @property
    def groups(self) -> Station:
        """Duplicate groups of documents."""
        return Station(self.root / "groups")

    @property
    def predictions(self) -> Station:
        """Pre-annotations."""
        return Station(self.root / "predictions")

    @property
    def reviews(self) -> Station:
        """Annotations by people, as pulled or imported; never overwritten."""
        return Station(self.root / "reviews")

    @property
    def gold(self) -> Station:
        """The merged annotations that are released."""
        return Station(self.root / "gold")

    def stations(self) -> dict[str, Station]:
        """Return the stations by name, in the order of the line."""
        names = ("pages", "documents", "groups", "predictions", "reviews", "gold")
        return {name: Station(self.root / name) for name in names}

    @property
    def server(self) -> Path:
        """Where the embedded Label Studio keeps its files."""
        return self.root / "server"
