"""The config ``spans``: whole paragraphs with every span, nested ones too, relations, and the way back to the page."""

import numpy as np
import pyarrow as pa

from annot.export.characters import Ints
from annot.export.features import Column, Many, Scalar, arrow_schema
from annot.export.flat import FlatFrames
from annot.export.part import Part
from annot.export.raw import raw_places
from annot.schema import Schema

__all__ = ["spans_columns", "spans_table"]

SPAN = {
    "start": Scalar("int32"),
    "end": Scalar("int32"),
    "label": Scalar("string"),
    "text": Scalar("string"),
    "score": Scalar("float64"),
    "source": Scalar("string"),
    "value": Scalar("string"),
    "raw_start": Scalar("int32"),
    "raw_end": Scalar("int32"),
}
RELATION = {"head": Scalar("int32"), "tail": Scalar("int32"), "label": Scalar("string")}


def spans_columns(_schema: Schema) -> dict[str, Column]:
    """Return the columns of the config."""
    return {
        "id": Scalar("string"),
        "document_id": Scalar("string"),
        "group": Scalar("string"),
        "paragraph": Scalar("int32"),
        "offset": Scalar("int32"),
        "text": Scalar("string"),
        "spans": Many(SPAN),
        "relations": Many(RELATION),
        "status": Scalar("string"),
        "annotators": Scalar("int32"),
        "agreement": Scalar("float64"),
    }


def spans_table(part: Part) -> pa.Table:
    """Return the rows of the config for a part."""
    every = np.arange(len(part.document))
    columns = {
        "id": part.paragraph_ids(every),
        **part.identities(every),
        "offset": part.column("start", every),
        "text": part.column("text", every),
        "spans": part.lists(part.spans.row, len(every), _span_fields(part)),
        "relations": _relations(part, len(every)),
        **part.standing(every),
    }
    schema = arrow_schema(spans_columns(part.schema))
    return pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)


def _span_fields(part: Part) -> dict[str, pa.Array]:
    spans, base = part.spans, part.characters.rows[part.spans.row]
    raw_start, raw_end = _raw(part)
    came = {name: spans.columns.field(name) for name in ("label", "score", "source", "value")}
    return {
        "start": pa.array(spans.start - base, pa.int32()),
        "end": pa.array(spans.end - base, pa.int32()),
        "label": came["label"],
        "text": part.characters.slices(spans.start, spans.end),
        "score": came["score"],
        "source": came["source"],
        "value": came["value"],
        "raw_start": pa.array(raw_start, pa.int32()),
        "raw_end": pa.array(raw_end, pa.int32()),
    }


def _raw(part: Part) -> tuple[Ints, Ints]:
    row = part.spans.row
    starts: Ints = part.table["start"].to_numpy().astype(np.int64)
    shift = starts[row] - part.characters.rows[row]
    offsets = part.documents["offsets"].combine_chunks()
    return raw_places(offsets, part.document[row], part.spans.start + shift, part.spans.end + shift)


def _relations(part: Part, number: int) -> pa.ListArray:
    frames, spans = part.frames, part.spans
    names = [relation.code for relation in part.schema.relations]
    keys = []
    for role, head, tail in (
        ("indicator", frames.value, frames.indicator),
        ("subject", _carriers(frames, frames.subject), frames.subject),
        ("period", _carriers(frames, frames.period), frames.period),
    ):
        code = np.where(tail >= 0, _relation_numbers(part, role)[spans.label[head]], -1)
        known = np.flatnonzero(code >= 0)
        keys.append((head[known] * len(spans) + tail[known]) * len(names) + code[known])
    # Two values of one indicator name its subject twice; a relation is told once.
    pair, code = np.divmod(np.unique(np.concatenate(keys)), max(len(names), 1))
    head, tail = np.divmod(pair, max(len(spans), 1))
    row = spans.row[head]
    base = np.searchsorted(spans.row, np.arange(number))[row]
    fields = {
        "head": pa.array(head - base, pa.int32()),
        "tail": pa.array(tail - base, pa.int32()),
        "label": pa.array(names, pa.string()).take(pa.array(code)),
    }
    return part.lists(row, number, fields)


def _carriers(frames: FlatFrames, targets: Ints) -> Ints:
    """Return the span that a role hangs on: the indicator where all its frames share the role, else the value."""
    measured, number = np.unique(frames.indicator, return_inverse=True)
    least = np.full(len(measured), np.iinfo(np.int64).max)
    most = np.full(len(measured), -1, dtype=np.int64)
    np.minimum.at(least, number, targets)
    np.maximum.at(most, number, targets)
    shared = (least == most)[number] & (frames.indicator >= 0)
    return np.where(shared, frames.indicator, frames.value)


def _relation_numbers(part: Part, role: str) -> Ints:
    names = [relation.code for relation in part.schema.relations]
    relations = [part.schema.relation_for(role, code) for code in part.schema.codes]
    return np.asarray([names.index(relation.code) if relation else -1 for relation in relations], dtype=np.int64)
