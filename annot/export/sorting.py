"""A workspace's gold and documents brought into order of document id, without holding them all in memory."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.export.batches import Batch, batch_size, in_order, refuse
from annot.tables import DOCUMENTS, GOLD
from annot.workspace import Station

__all__ = ["read_batch", "sort_stations"]


def sort_stations(documents: Station, gold: Station, folder: Path) -> None:
    """Deal the gold and its documents out to a folder for each batch, the first ids to the first.

    Raises:
        ReleaseError: Gold without its document, twice the same paragraph, or a text that disagrees.
    """
    ids = _ids(gold)
    number = -(-len(ids) // batch_size(len(ids)))
    for place in range(number):
        (folder / f"{place:06d}").mkdir()
    for name, station, schema in (("gold", gold, GOLD), ("documents", documents, DOCUMENTS)):
        _deal(station, schema, ids, folder, name)
    refuse([problem for place in range(number) for problem in read_batch(folder, place).problems()])


def _ids(gold: Station) -> pa.Array:
    ids = pa.chunked_array([table["document_id"].unique() for table in gold.tables(["document_id"])], pa.string())
    ids = ids.unique()
    return ids.take(pc.sort_indices(ids))


def _deal(station: Station, schema: pa.Schema, ids: pa.Array, folder: Path, name: str) -> None:
    batches = sorted(folder.iterdir())
    with ExitStack() as stack:
        files = [
            stack.enter_context(pa.ipc.new_stream(stack.enter_context(pa.OSFile(str(path / name), "wb")), schema))
            for path in batches
        ]
        for table in station.tables(schema.names):
            for number, rows in _dealt(table, ids):
                files[number].write_table(rows)


def _dealt(table: pa.Table, ids: pa.Array) -> Iterator[tuple[int, pa.Table]]:
    """Yield the wanted rows of a part, batch by batch."""
    place = pc.index_in(table["document_id"], value_set=ids).fill_null(len(ids)).to_numpy()
    # Whole batches only: which rows of a batch come first is settled when it is read.
    number = np.where(place < len(ids), place // batch_size(len(ids)), -1)
    order = np.argsort(number, kind="stable")
    firsts = np.flatnonzero(np.diff(number[order], prepend=-1))
    rows = table.take(pa.array(order)).replace_schema_metadata()
    for first, end in pairwise([*firsts.tolist(), len(order)]):
        yield int(number[order[first]]), rows.slice(first, end - first)


def read_batch(folder: Path, number: int) -> Batch:
    """Return a batch that was dealt out."""
    tables = [_read(folder / f"{number:06d}" / name) for name in ("documents", "gold")]
    return in_order(*tables)


def _read(path: Path) -> pa.Table:
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as stream:
        return stream.read_all()
