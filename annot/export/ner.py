"""The config ``ner``: tokens by character with BIO tags, rows that fit a model."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.export.characters import Ints
from annot.export.features import Column, Many, Scalar, arrow_schema
from annot.export.flat import outermost
from annot.export.part import Part
from annot.export.pieces import piece_bounds
from annot.schema import Schema

__all__ = ["ner_columns", "ner_table", "tag_numbers"]


def ner_columns(schema: Schema) -> dict[str, Column]:
    """Return the columns of the config."""
    return {
        "id": Scalar("string"),
        "document_id": Scalar("string"),
        "group": Scalar("string"),
        "paragraph": Scalar("int32"),
        "offset": Scalar("int32"),
        "text": Scalar("string"),
        "tokens": Many(Scalar("string")),
        "ner_tags": Many(Scalar("int64", schema.tags())),
        "spans": Many({"start": Scalar("int32"), "end": Scalar("int32"), "label": Scalar("string")}),
        "status": Scalar("string"),
        "annotators": Scalar("int32"),
        "agreement": Scalar("float64"),
    }


def tag_numbers(starts: Ints, ends: Ints, labels: Ints, length: int) -> Ints:
    """Return the BIO tag number of every token.

    Args:
        starts: First token of every span; spans are flat.
        ends: One past the last token of every span; none is empty.
        labels: Numbers of their labels; label k is B = 2k + 1, I = 2k + 2.
        length: Number of tokens.
    """
    tags = np.zeros(length, dtype=np.int64)
    widths = ends - starts
    places = np.arange(widths.sum()) + np.repeat(starts - (np.cumsum(widths) - widths), widths)
    tags[places] = np.repeat(2 * labels + 2, widths)
    tags[starts] = 2 * labels + 1
    return tags


def ner_table(part: Part) -> pa.Table:
    """Return the rows of the config for a part."""
    bounds = piece_bounds(part.characters, part.table["text"], part.spans, part.frames)
    row = np.searchsorted(part.characters.rows, bounds[:-1], side="right") - 1
    tokens = part.characters.tokens(bounds)
    first, last = part.characters.token(part.spans.start), part.characters.token(part.spans.end)
    # A span of nothing but dropped characters has no token that could carry its tag.
    tagged = np.flatnonzero(outermost(part.spans.start, part.spans.end) & (last > first))
    tags = tag_numbers(first[tagged], last[tagged], part.spans.label[tagged], len(tokens.values))
    columns = {
        "id": _ids(part, row),
        **part.identities(row),
        "offset": pa.array(_offsets(part, bounds, row), pa.int32()),
        "text": part.characters.texts(bounds),
        "tokens": tokens,
        "ner_tags": pa.ListArray.from_arrays(tokens.offsets, pa.array(tags)),
        "spans": _spans(part, bounds, tagged),
        **part.standing(row),
    }
    schema = arrow_schema(ner_columns(part.schema))
    return pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)


def _spans(part: Part, bounds: Ints, chosen: Ints) -> pa.ListArray:
    piece = np.searchsorted(bounds, part.spans.start[chosen], side="right") - 1
    fields = {
        "start": pa.array(part.spans.start[chosen] - bounds[piece], pa.int32()),
        "end": pa.array(part.spans.end[chosen] - bounds[piece], pa.int32()),
        "label": part.spans.columns.field("label").take(pa.array(chosen)),
    }
    return part.lists(piece, len(bounds) - 1, fields)


def _offsets(part: Part, bounds: Ints, row: Ints) -> Ints:
    starts: Ints = part.table["start"].to_numpy().astype(np.int64)
    return starts[row] + bounds[:-1] - part.characters.rows[row]


def _ids(part: Part, row: Ints) -> pa.Array:
    ids = part.paragraph_ids(row)
    counts = np.bincount(row, minlength=len(part.document))
    if counts.max(initial=0) < 2:
        return ids
    # Pieces of a cut paragraph count from 1: `document:paragraph.piece`.
    within = np.arange(len(row)) - (np.cumsum(counts) - counts)[row] + 1
    numbered = pc.binary_join_element_wise(ids, pa.array(within).cast(pa.string()), ".")
    return pc.if_else(pa.array(counts[row] > 1), numbered, ids)
