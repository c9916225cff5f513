"""The config ``documents``: whole texts with what their pages say of themselves, damage and duplicate group."""

from typing import Any

import numpy as np
import pyarrow as pa

from annot.annotation import Status
from annot.document import Document
from annot.export.features import Column, Many, Scalar, arrow_schema
from annot.export.part import Part
from annot.schema import Schema

__all__ = ["documents_columns", "documents_table", "intact_share"]

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


def intact_share(document: Document) -> float:
    """Return the share of a document's characters that lie in no damaged place, in [0, 1]."""
    damaged = {place for mark in document.damage for place in range(mark.start, mark.end)}
    return round(1 - len(damaged) / max(len(document.text), 1), 6)


def documents_table(part: Part) -> pa.Table:
    """Return the rows of the config for a part."""
    number = len(part.documents)
    status = _statuses(part)
    paragraphs = np.bincount(part.document, minlength=number)
    spans = np.bincount(part.document[part.spans.row], minlength=number)
    frames = np.bincount(part.document[part.frames.row], minlength=number)
    columns = {
        "id": part.ids,
        "group": part.groups,
        **{name: [getattr(document, name) or None for document in part.documents] for name in ABOUT},
        "text": [document.text for document in part.documents],
        "status": status,
        "paragraph_count": paragraphs,
        "span_count": spans,
        "frame_count": frames,
        "quality": [intact_share(document) for document in part.documents],
        "damage": [_damage(document) for document in part.documents],
        "page_id": [document.page_id for document in part.documents],
        "page": [document.name for document in part.documents],
        "encoding": [document.encoding for document in part.documents],
    }
    schema = arrow_schema(documents_columns(part.schema))
    arrays = [
        column if isinstance(column, pa.Array) else pa.array(column, field.type)
        for field, column in ((field, columns[field.name]) for field in schema)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _damage(document: Document) -> list[dict[str, Any]]:
    return [{"start": mark.start, "end": mark.end, "kind": mark.kind.value} for mark in document.damage]


def _statuses(part: Part) -> list[str | None]:
    ranks = {status: rank for rank, status in enumerate(STANDING)}
    seen = np.asarray([ranks[status] for status in part.table["status"].to_pylist()], dtype=np.int64)
    least = np.full(len(part.documents), len(STANDING), dtype=np.int64)
    np.minimum.at(least, part.document, seen)
    return [(*STANDING, None)[rank] for rank in least.tolist()]
