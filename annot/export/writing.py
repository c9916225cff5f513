"""The Parquet files of a release, written part by part so that memory stays flat."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from annot.export.configs import CONFIGS, parquet_path
from annot.export.corpus import Releasable
from annot.export.digest import TableDigest
from annot.export.features import arrow_schema
from annot.export.part import Part

__all__ = ["Written", "write_parquet"]

# Tables built and not yet written: enough that neither thread waits, few enough that memory stays flat.
MOST_WAITING = 4


@dataclass(frozen=True, slots=True)
class Written:
    """One Parquet file of a release.

    Attributes:
        config, split: Which one.
        rows: Number of its rows.
        size: Bytes its rows take in memory, for the card.
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
        self._writer = pq.ParquetWriter(path, schema, compression="zstd", write_page_index=True)
        self._digest = TableDigest()
        self.rows = 0
        self.size = 0
        # An empty table gives an empty split its columns, and its digest a beginning.
        self._digest.update(schema.empty_table())

    def write(self, table: pa.Table) -> None:
        if len(table):
            self._writer.write_table(table)
            self._digest.update(table)
            self.rows += len(table)
            self.size += table.nbytes

    def close(self) -> str:
        self._writer.close()
        return self._digest.hexdigest()


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
    # One thread writes, in order, while this one builds: compressing and hashing leave the interpreter free.
    with ThreadPoolExecutor(1) as writer:
        waiting: deque[Future[None]] = deque()
        for config, split, table in _tables(corpus, splits, present):
            waiting.append(writer.submit(files[config, split].write, table))
            if len(waiting) > MOST_WAITING:
                waiting.popleft().result()
        for future in waiting:
            future.result()
    return [Written(config, split, file.rows, file.size, file.close()) for (config, split), file in files.items()]


def _tables(
    corpus: Releasable, splits: Mapping[str, str], present: Sequence[str]
) -> Iterator[tuple[str, str, pa.Table]]:
    for batch in corpus.batches():
        for split in present:
            chosen = [i for i in batch.documents if splits[corpus.group(i)] == split]
            if chosen:
                part = Part.of(corpus, batch, chosen)
                yield from ((config.name, split, config.table(part)) for config in CONFIGS)
