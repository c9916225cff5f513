"""The way back: places of clean texts to places of the pages that they came from, many at once."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.export.characters import Ints

__all__ = ["raw_places"]


def raw_places(offsets: pa.ListArray, document: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Return the stretches of the decoded pages that stretches of clean texts came from, as `OffsetMap.raw` does.

    Args:
        offsets: The `offsets` column of a documents table: runs of characters that lie evenly in their page.
        document: For every stretch the number of its document.
        starts: First characters of the stretches in their documents' texts.
        ends: One past their last; none is empty.
    """
    if not len(starts):
        return starts, ends
    runs = offsets.flatten()
    raw, width, count = (runs.field(name).to_numpy().astype(np.int64) for name in ("raw", "width", "count"))
    # All texts stand one after another; a run begins at `clean`.
    clean = np.cumsum(count) - count
    runs_before = np.cumsum(pc.list_value_length(offsets).to_numpy()) - pc.list_value_length(offsets).to_numpy()
    base = np.append(clean, count.sum())[runs_before][document]
    first, last = starts + base, ends + base
    head = np.searchsorted(clean, first, side="right") - 1
    pieces = np.searchsorted(clean, last, side="left") - head
    cuts = np.cumsum(pieces) - pieces
    run = np.arange(pieces.sum()) + np.repeat(head - cuts, pieces)
    # What of each run lies in the stretch; within a run, a later character never lies before an earlier one.
    begin = np.maximum(np.repeat(first, pieces) - clean[run], 0)
    stop = np.minimum(np.repeat(last, pieces) - clean[run], count[run])
    return (
        np.minimum.reduceat(raw[run] + begin * width[run], cuts),
        np.maximum.reduceat(raw[run] + stop * width[run], cuts),
    )
