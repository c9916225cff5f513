"""The Parquet files of a release, written part by part so that memory stays flat."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from annot.export.configs import CONFIGS, parquet_path
from annot.export.corpus import Releasable
from annot.export.digest import TableDigest
from annot.export.features import arrow_schema
from annot.export.part import Part

__all__ = ["Written", "sync", "write_parquet"]

# Tables built and not yet written: enough that neither thread waits, few enough that memory stays flat.
MOST_WAITING = 4
# A row group is written once it has so many rows or bytes: each begins its dictionaries and pages anew.
GROUP_ROWS = 5_000
GROUP_BYTES = 1 << 24


@dataclass(frozen=True, slots=True)
class Written:
    """One Parquet file of a release.

    Attributes:
        config, split: Which one.
        rows: Number of its rows.
        size: Bytes of their values, for the card.
        content: Canonical digest of its rows.
    """

    config: str
    split: str
    rows: int
    size: int
    content: str


class _File:
    """A Parquet file being written, with its row count and content digest."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._writer = pq.ParquetWriter(path, schema, compression="zstd", write_page_index=True)
        # An empty table gives an empty split its columns, and its digest a beginning.
        self._held = [schema.empty_table()]
        self.digest = TableDigest()
        self.rows = 0

    def gathered(self, table: pa.Table) -> pa.Table | None:
        """Take in a table, and return all that was held back once that is worth a row group."""
        self.rows += len(table)
        self._held.append(table)
        if sum(map(len, self._held)) < GROUP_ROWS and sum(held.nbytes for held in self._held) < GROUP_BYTES:
            return None
        return self.rest()

    def rest(self) -> pa.Table:
        """Return what is still held back."""
        held, self._held = self._held, self._held[:1]
        return pa.concat_tables(held)

    def write(self, table: pa.Table) -> None:
        self._writer.write_table(table)

    def finish(self, table: pa.Table) -> None:
        if len(table):
            self.write(table)
        self._writer.close()
        # Here and not when the release is complete, so that the disk works while the rows are counted.
        sync(self._path)


def sync(path: Path) -> None:
    """Wait until a file or folder is safe on its disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_parquet(corpus: Releasable, splits: Mapping[str, str], folder: Path) -> list[Written]:
    """Write every config and split, and return what was written, in order of config and split.

    Args:
        corpus: What is released.
        splits: The split of every duplicate group.
        folder: Where the files go.
    """
    present = [split for split in ("train", "validation", "test") if split in splits.values()]
    files = {
        (config.name, split): _File(
            folder / parquet_path(config.name, split), arrow_schema(config.columns(corpus.schema))
        )
        for config in CONFIGS
        for split in present
    }
    _fill(files, _tables(corpus, splits, present))
    return [
        Written(config, split, file.rows, file.digest.size, file.digest.hexdigest())
        for (config, split), file in files.items()
    ]


def _fill(files: Mapping[tuple[str, str], _File], tables: Iterable[tuple[str, str, pa.Table]]) -> None:
    # One thread writes, in order, while this one builds and hashes: compressing leaves the interpreter free.
    with ThreadPoolExecutor(1) as writer:
        waiting: deque[Future[None]] = deque()
        for config, split, table in tables:
            file = files[config, split]
            if (rows := file.gathered(table)) is not None:
                waiting.append(writer.submit(file.write, rows))
                file.digest.update(rows)
            if len(waiting) > MOST_WAITING:
                waiting.popleft().result()
        for file in files.values():
            rows = file.rest()
            waiting.append(writer.submit(file.finish, rows))
            file.digest.update(rows)
        for future in waiting:
            future.result()


def _tables(
    corpus: Releasable, splits: Mapping[str, str], present: Sequence[str]
) -> Iterator[tuple[str, str, pa.Table]]:
    for batch in corpus.batches():
        groups = [corpus.group(document_id) for document_id in batch.ids()]
        for split in present:
            chosen = np.asarray([splits[group] == split for group in groups], dtype=np.bool_)
            if chosen.any():
                own = [group for group in groups if splits[group] == split]
                part = Part.of(corpus.schema, batch.where(chosen), own)
                yield from ((config.name, split, config.table(part)) for config in CONFIGS)
