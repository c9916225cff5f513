"""The workspace's tables: pages, documents, rejects and annotations as Arrow, and back."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pyarrow as pa

from annot.annotation import (
    Annotation,
    Basis,
    Direction,
    Frame,
    Kind,
    Progress,
    Qualifier,
    Quantity,
    Status,
)
from annot.document import Damage, DamageKind, Document, Page, Reject
from annot.offsets import OffsetMap
from annot.span import Span

__all__ = [
    "ANNOTATIONS",
    "DOCUMENTS",
    "GOLD",
    "GROUPS",
    "PAGES",
    "REJECTS",
    "REVIEWS",
    "annotations_from",
    "annotations_table",
    "documents_from",
    "documents_table",
    "pages_from",
    "pages_table",
    "rejects_from",
    "rejects_table",
]

PAGES = pa.schema(
    [
        ("page_id", pa.string()),
        ("name", pa.string()),
        ("raw", pa.binary()),
        ("url", pa.string()),
        ("charset", pa.string()),
    ]
)
REJECTS = pa.schema(
    [
        ("page_id", pa.string()),
        ("name", pa.string()),
        ("reason", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
    ]
)
_RUN = pa.struct([("raw", pa.int32()), ("width", pa.int32()), ("count", pa.int32())])
_DAMAGE = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("kind", pa.string())])
DOCUMENTS = pa.schema(
    [
        ("document_id", pa.string()),
        ("page_id", pa.string()),
        ("name", pa.string()),
        ("text", pa.string()),
        ("offsets", pa.list_(_RUN)),
        ("encoding", pa.string()),
        ("title", pa.string()),
        ("source", pa.string()),
        ("author", pa.string()),
        ("date", pa.string()),
        ("url", pa.string()),
        ("damage", pa.list_(_DAMAGE)),
    ]
)
_SPAN = pa.struct(
    [
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("label", pa.string()),
        ("score", pa.float64()),
        ("source", pa.string()),
        ("value", pa.string()),
    ]
)
# Numbers travel as decimal strings: exact, and the same whatever reads them.
_FRAME = pa.struct(
    [
        ("value", pa.int32()),
        ("indicator", pa.int32()),
        ("subject", pa.int32()),
        ("period", pa.int32()),
        *((field, pa.string()) for field in ("kind", "minimum", "maximum", "unit", "qualifier", "direction", "basis")),
        ("progress", pa.string()),
    ]
)
ANNOTATIONS = pa.schema(
    [
        ("document_id", pa.string()),
        ("paragraph", pa.int32()),
        ("start", pa.int32()),
        ("text", pa.string()),
        ("spans", pa.list_(_SPAN)),
        ("frames", pa.list_(_FRAME)),
        ("status", pa.string()),
        ("annotator", pa.string()),
        ("updated_at", pa.string()),
    ]
)
# Members in the order they came; the signature is what later documents are compared with.
GROUPS = pa.schema(
    [
        ("document_id", pa.string()),
        ("group", pa.string()),
        ("quality", pa.int32()),
        ("linked", pa.list_(pa.string())),
        ("signature", pa.list_(pa.uint32())),
    ]
)
# What people said, as it came: `origin` names the one annotation in its source, later rows of it replace earlier ones.
REVIEWS = pa.schema([*ANNOTATIONS, ("origin", pa.string()), ("withdrawn", pa.bool_())])
GOLD = pa.schema([*ANNOTATIONS, ("annotators", pa.int32()), ("agreement", pa.float64())])


def pages_table(pages: Iterable[Page]) -> pa.Table:
    """Return pages as a table."""
    rows = [
        {"page_id": page.page_id, "name": page.name, "raw": page.raw, "url": page.url, "charset": page.charset}
        for page in pages
    ]
    return pa.Table.from_pylist(rows, schema=PAGES)


def pages_from(table: pa.Table) -> Iterator[Page]:
    """Yield the pages of a table."""
    for row in table.to_pylist():
        yield Page(row["name"], row["raw"], row["url"], row["charset"])


def rejects_table(rejects: Iterable[Reject]) -> pa.Table:
    """Return rejects as a table."""
    return pa.Table.from_pylist([asdict(reject) for reject in rejects], schema=REJECTS)


def rejects_from(table: pa.Table) -> Iterator[Reject]:
    """Yield the rejects of a table."""
    for row in table.to_pylist():
        yield Reject(**row)


def documents_table(documents: Iterable[Document]) -> pa.Table:
    """Return documents as a table; offset maps are stored as runs."""
    return pa.Table.from_pylist([_document_row(document) for document in documents], schema=DOCUMENTS)


def _document_row(document: Document) -> dict[str, Any]:
    runs = [{"raw": raw, "width": width, "count": count} for raw, width, count in document.offsets.to_runs()]
    plain = ("document_id", "page_id", "name", "text", "encoding", "title", "source", "author", "date", "url")
    damage = [{"start": mark.start, "end": mark.end, "kind": mark.kind.value} for mark in document.damage]
    return {name: getattr(document, name) for name in plain} | {"offsets": runs, "damage": damage}


def documents_from(table: pa.Table) -> Iterator[Document]:
    """Yield the documents of a table."""
    for row in table.to_pylist():
        row.pop("document_id")
        row["offsets"] = OffsetMap.from_runs([(run["raw"], run["width"], run["count"]) for run in row["offsets"]])
        row["damage"] = tuple(Damage(mark["start"], mark["end"], DamageKind(mark["kind"])) for mark in row["damage"])
        yield Document(**row)


def annotations_table(annotations: Iterable[Annotation]) -> pa.Table:
    """Return annotations as a table."""
    return pa.Table.from_pylist([_annotation_row(annotation) for annotation in annotations], schema=ANNOTATIONS)


def _annotation_row(annotation: Annotation) -> dict[str, Any]:
    plain = ("document_id", "paragraph", "start", "text", "annotator", "updated_at")
    return {name: getattr(annotation, name) for name in plain} | {
        "status": annotation.status.value,
        "spans": [asdict(span) for span in annotation.spans],
        "frames": [_frame_row(frame) for frame in annotation.frames],
    }


def _frame_row(frame: Frame) -> dict[str, Any]:
    quantity = frame.quantity
    return {
        "value": frame.value,
        "indicator": frame.indicator,
        "subject": frame.subject,
        "period": frame.period,
        "kind": quantity.kind.value,
        "minimum": None if quantity.minimum is None else str(quantity.minimum),
        "maximum": None if quantity.maximum is None else str(quantity.maximum),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier.value,
        "direction": quantity.direction.value if quantity.direction else None,
        "basis": quantity.basis.value if quantity.basis else None,
        "progress": quantity.progress.value,
    }


def annotations_from(table: pa.Table) -> Iterator[Annotation]:
    """Yield the annotations of a table; what a station keeps beside them is left aside."""
    for row in table.select(ANNOTATIONS.names).to_pylist():
        row["spans"] = tuple(Span(**span) for span in row["spans"])
        row["frames"] = tuple(_frame_from(frame) for frame in row["frames"])
        row["status"] = Status(row["status"])
        yield Annotation(**row)


def _frame_from(row: dict[str, Any]) -> Frame:
    quantity = Quantity(
        kind=Kind(row["kind"]),
        minimum=None if row["minimum"] is None else Decimal(row["minimum"]),
        maximum=None if row["maximum"] is None else Decimal(row["maximum"]),
        unit=row["unit"],
        qualifier=Qualifier(row["qualifier"]),
        direction=Direction(row["direction"]) if row["direction"] else None,
        basis=Basis(row["basis"]) if row["basis"] else None,
        progress=Progress(row["progress"]),
    )
    return Frame(row["value"], quantity, row["indicator"], row["subject"], row["period"])
