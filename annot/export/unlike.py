"""The rows in which two releases differ, found without looking at equal rows one by one."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.export.change import Row
from annot.export.reading import Release

__all__ = ["unlike_rows"]

Rows = dict[str, tuple[str, Row]]

# No column of a config bears this name.
SPLIT = "split of the release"


def unlike_rows(old: Release, new: Release, config: str, columns: Sequence[str]) -> tuple[Rows, Rows]:
    """Return the rows of a config that are in one release only or differ in these columns or their split, by id."""
    first, second = (_whole(release, config, columns) for release in (old, new))
    place = pc.index_in(first["id"], value_set=second["id"])
    came = pc.invert(pc.is_in(second["id"], value_set=first["id"]))
    left = first.filter(place.is_valid()).combine_chunks()
    right = second.take(place.drop_null()).combine_chunks()
    differing = pa.array(np.fromiter(_unlike(left, right, 0, len(left)), dtype=np.int64))
    return (
        _by_id(first.filter(place.is_null()), left.take(differing)),
        _by_id(second.filter(came), right.take(differing)),
    )


def _whole(release: Release, config: str, columns: Sequence[str]) -> pa.Table:
    tables = [
        table.append_column(SPLIT, pa.array([split] * len(table), pa.string()))
        for split in release.splits()
        for table in (release.table(config, split, columns).replace_schema_metadata(),)
    ]
    return pa.concat_tables(tables)


def _unlike(left: pa.Table, right: pa.Table, start: int, end: int) -> Iterator[int]:
    """Yield the rows in ``[start, end)`` that differ: a stretch that is equal as a whole is passed over."""
    if start >= end or left.slice(start, end - start).equals(right.slice(start, end - start)):
        return
    if end - start == 1:
        yield start
        return
    middle = (start + end) // 2
    yield from _unlike(left, right, start, middle)
    yield from _unlike(left, right, middle, end)


def _by_id(*tables: pa.Table) -> Rows:
    rows: Rows = {}
    for row in (row for table in tables for row in table.to_pylist()):
        split = str(row.pop(SPLIT))
        rows[row["id"]] = (split, row)
    return rows
