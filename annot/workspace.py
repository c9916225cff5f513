"""The workspace: stations of Parquet files, written whole or not at all, each with what it refused."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annot.errors import WorkspaceError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Station", "Workspace", "write_bytes", "write_table"]

# Pyarrow is imported where a part is read or written: the command line knows the workspace before it needs one.
PARTIAL = ".partial-"
# Forty characters take at most 160 bytes of the 255 that a name may have.
_NAME_KEPT = 40


def write_bytes(content: bytes, target: Path) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        WorkspaceError: It cannot be written.
    """
    with _whole(target) as partial:
        partial.write_bytes(content)


def write_table(table: "pa.Table", target: Path) -> None:
    """Write a Parquet file so that it is there whole or not at all.

    Raises:
        WorkspaceError: It cannot be written.
    """
    import pyarrow.parquet as pq

    with _whole(target) as partial:
        pq.write_table(table, partial, compression="zstd")


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """Give a temporary name whose file becomes the target: fsync, then rename; a failure leaves nothing."""
    # Only the end of the name, since a name with something before it may be longer than a file system allows.
    partial = target.with_name(f"{PARTIAL}{os.getpid()}-{target.name[-_NAME_KEPT:]}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield partial
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise WorkspaceError(
            f"{target}: cannot be written: {error.strerror or error}; "
            "make room there or name a place that can be written, and run the command again"
        ) from error


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
        """Return the number of rows, read from the parts' footers.

        Raises:
            WorkspaceError: A part is not a Parquet file.
        """
        return sum(_rows(path) for path in self.parts())

    def write(self, name: str, table: "pa.Table") -> Path:
        """Write a part whole or not at all and return its path."""
        write_table(table, self.part(name))
        return self.part(name)

    def sweep(self) -> int:
        """Remove what an interrupted writer left half written, and return how many files that were.

        What a writer that still runs on this machine has begun is left to it.
        """
        left = [path for path in self.folder.glob(f"{PARTIAL}*") if not _is_being_written(path)]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def _is_being_written(partial: Path) -> bool:
    writer = partial.name.removeprefix(PARTIAL).partition("-")[0]
    try:
        os.kill(int(writer), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def read_part(path: Path, columns: list[str] | None = None) -> "pa.Table":
    """Read one Parquet part.

    Raises:
        WorkspaceError: It is not a Parquet file, or lacks a column.
    """
    import pyarrow.parquet as pq

    with _reading(path):
        return pq.ParquetFile(path).read(columns=columns)


def _rows(path: Path) -> int:
    import pyarrow.parquet as pq

    with _reading(path):
        return int(pq.read_metadata(path).num_rows)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise WorkspaceError(
            f"{path}: cannot be read: {error}; move it away and run the command that makes it again "
            "(people's readings come back with `annot pull --everything`)"
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
