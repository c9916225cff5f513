"""The spans and frames of many paragraphs as flat columns."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from annot.errors import SchemaError
from annot.export.characters import Ints
from annot.schema import Schema

__all__ = ["FlatFrames", "FlatSpans", "flat_frames", "flat_spans", "outermost"]


@dataclass(frozen=True, slots=True)
class FlatSpans:
    """Spans as columns, sorted by paragraph, place and length (the longer first).

    Attributes:
        row: Paragraph of every span.
        start, end: Its place in the run of all characters.
        label: Number of its label in the schema.
        columns: The struct column they come from, in this order.
        position: For every span as it came, where it stands now.
    """

    row: Ints
    start: Ints
    end: Ints
    label: Ints
    columns: pa.StructArray
    position: Ints

    def __len__(self) -> int:
        """Return the number of spans."""
        return len(self.row)


@dataclass(frozen=True, slots=True)
class FlatFrames:
    """Frames as columns, in the order of their paragraphs.

    Attributes:
        row: Paragraph of every frame.
        value, indicator, subject, period: Number of the span in `FlatSpans`; -1 where the role is empty.
        columns: The struct column they come from.
    """

    row: Ints
    value: Ints
    indicator: Ints
    subject: Ints
    period: Ints
    columns: pa.StructArray


def _flat(column: pa.ChunkedArray) -> tuple[pa.StructArray, Ints, Ints]:
    lists = column.combine_chunks()
    lists = lists if isinstance(lists, pa.ListArray) else lists.chunk(0)
    counts = pc.list_value_length(lists).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    firsts = np.concatenate(([0], np.cumsum(counts)))[:-1]
    return lists.flatten(), np.repeat(np.arange(len(counts)), counts), firsts


def _ints(column: pa.Array) -> Ints:
    return np.asarray(column.fill_null(-1).to_numpy(zero_copy_only=False), dtype=np.int64)


def flat_spans(column: pa.ChunkedArray, rows: Ints, schema: Schema) -> FlatSpans:
    """Return a list column of spans as flat columns.

    Args:
        column: The `spans` column of an annotations table.
        rows: First character of every paragraph in the run of all characters, and the end.
        schema: Knows the labels.

    Raises:
        SchemaError: A span carries a label the schema does not know.
    """
    structs, row, _ = _flat(column)
    start = _ints(structs.field("start")) + rows[row]
    end = _ints(structs.field("end")) + rows[row]
    label = pc.index_in(structs.field("label"), value_set=pa.array(schema.codes))
    if label.null_count:
        unknown = sorted(set(structs.field("label").filter(label.is_null()).to_pylist()))
        raise SchemaError(
            f"gold: labels {', '.join(map(repr, unknown))} are not in schema {schema.name} {schema.version}; "
            "migrate the annotations, or export under the schema they were made with"
        )
    order = np.lexsort((-end, start))
    position = np.arange(len(order))
    if not np.array_equal(order, position):
        position = np.empty(len(order), dtype=np.int64)
        position[order] = np.arange(len(order))
        row, start, end, structs = row[order], start[order], end[order], structs.take(pa.array(order))
        label = label.take(pa.array(order))
    return FlatSpans(row, start, end, _ints(label), structs, position)


def flat_frames(column: pa.ChunkedArray, spans: FlatSpans, counts: Ints) -> FlatFrames:
    """Return a list column of frames as flat columns over flat spans.

    Args:
        column: The `frames` column of an annotations table.
        spans: The flat spans of the same table.
        counts: Number of spans of every paragraph.
    """
    structs, row, _ = _flat(column)
    first = (np.concatenate(([0], np.cumsum(counts)))[:-1])[row]
    roles = []
    for role in ("value", "indicator", "subject", "period"):
        index = _ints(structs.field(role))
        placed = spans.position[np.where(index < 0, 0, first + index)] if len(row) else index
        roles.append(np.where(index < 0, -1, placed))
    value, indicator, subject, period = roles
    return FlatFrames(row, value, indicator, subject, period, structs)


def outermost(starts: Ints, ends: Ints) -> NDArray[np.bool_]:
    """Tell for every span whether it is free of overlap with an earlier or longer one.

    The spans come in order of start, the longer first. Tags are flat; of nested spans the longest is
    tagged (guideline: 嵌套时只标最长的一个), of crossing ones the first.
    """
    keep = np.ones(len(starts), dtype=np.bool_)
    if not np.any(starts[1:] < ends[:-1]):
        return keep
    reached = 0
    for number, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        keep[number] = start >= reached
        reached = end if start >= reached else reached
    return keep
