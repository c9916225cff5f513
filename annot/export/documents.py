"""The config ``documents``: whole texts with what their pages say of themselves, damage and duplicate group."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.annotation import Status
from annot.export.features import Column, Many, Scalar, arrow_schema
from annot.export.part import Part
from annot.schema import Schema

__all__ = ["documents_columns", "documents_table", "intact_shares"]

ABOUT = ("title", "source", "author", "url", "date")
# From what nobody has seen to what was decided: a document is as good as its least seen paragraph.
STANDING = (Status.PREDICTED.value, Status.REVIEWED.value, Status.ADJUDICATED.value)


def documents_columns(_schema: Schema) -> dict[str, Column]:
    """Return the columns of the config."""
    return {
        "id": Scalar("string"),
        "group": Scalar("string"),
        **{name: Scalar("string") for name in ABOUT},
        "text": Scalar("string"),
        "status": Scalar("string"),
        **{name: Scalar("int32") for name in ("paragraph_count", "span_count", "frame_count")},
        "quality": Scalar("float64"),
        "damage": Many({"start": Scalar("int32"), "end": Scalar("int32"), "kind": Scalar("string")}),
        "page_id": Scalar("string"),
        "page": Scalar("string"),
        "encoding": Scalar("string"),
    }


def intact_shares(documents: pa.Table) -> pa.DoubleArray:
    """Return for each document the share of its characters that lie in no damaged place, in [0, 1]."""
    shares = np.ones(len(documents))
    for number in np.flatnonzero(pc.list_value_length(documents["damage"]).to_numpy()).tolist():
        marks, text = (documents[name][number].as_py() for name in ("damage", "text"))
        damaged = {place for mark in marks for place in range(mark["start"], mark["end"])}
        shares[number] = round(1 - len(damaged) / max(len(text), 1), 6)
    return pa.array(shares)


def documents_table(part: Part) -> pa.Table:
    """Return the rows of the config for a part."""
    number = len(part.documents)
    came = {name: part.documents[name].combine_chunks() for name in part.documents.column_names}
    counts = {
        "paragraph_count": part.document,
        "span_count": part.document[part.spans.row],
        "frame_count": part.document[part.frames.row],
    }
    columns = {
        "id": came["document_id"],
        "group": part.groups,
        **{name: pc.if_else(pc.equal(came[name], ""), None, came[name]) for name in ABOUT},
        **{name: came[name] for name in ("text", "damage", "page_id", "encoding")},
        "page": came["name"],
        "status": _statuses(part),
        **{name: pa.array(np.bincount(owner, minlength=number), pa.int32()) for name, owner in counts.items()},
        "quality": intact_shares(part.documents),
    }
    schema = arrow_schema(documents_columns(part.schema))
    return pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)


def _statuses(part: Part) -> pa.Array:
    """Return the status of each document's least seen paragraph, null for one without gold."""
    names = pa.array([*STANDING, None], pa.string())
    ranks = pc.index_in(part.table["status"].combine_chunks(), value_set=names).to_numpy()
    least = np.full(len(part.documents), len(STANDING), dtype=np.int64)
    np.minimum.at(least, part.document, ranks)
    return names.take(pa.array(least))
