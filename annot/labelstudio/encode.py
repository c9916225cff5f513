"""Annotation to regions: what Label Studio is given for a paragraph."""

from collections.abc import Iterator, Mapping
from typing import Any

from annot.annotation import Annotation, Quantity
from annot.errors import RecordError
from annot.labelstudio.fields import encode_quantity, exact_bounds
from annot.labelstudio.interface import INTERVAL, LABEL, TEXT
from annot.labelstudio.reading import reading
from annot.labelstudio.relations import encode_relations
from annot.schema import Schema
from annot.span import Span

__all__ = ["encode"]


def encode(annotation: Annotation, schema: Schema) -> list[dict[str, Any]]:
    """Return the regions of an annotation: its spans, the fields of its quantities, its relations.

    Raises:
        RecordError: Two spans are the same, two frames share a value, or the schema has no relation for a role.
    """
    ids = [f"{span.label}-{span.start}-{span.end}" for span in annotation.spans]
    values = [frame.value for frame in annotation.frames]
    if len(set(ids)) < len(ids) or len(set(values)) < len(values):
        raise RecordError(f"{annotation.id}: a span or the frame of a value stands twice; keep one")
    quantities = {frame.value: frame.quantity for frame in annotation.frames}
    regions: list[dict[str, Any]] = []
    for index, span in enumerate(annotation.spans):
        regions += _regions(span, annotation.text, quantities.get(index), schema)
    return [*regions, *encode_relations(annotation.spans, annotation.frames, ids, schema)]


def _regions(span: Span, text: str, quantity: Quantity | None, schema: Schema) -> Iterator[dict[str, Any]]:
    place = {"start": span.start, "end": span.end, "text": span.of(text)}
    yield _region(span, LABEL, "labels", place | {"labels": [span.label]}) | _beside(span, quantity, schema)
    if quantity is not None:
        yield from (_region(span, name, kind, place | value) for name, kind, value in encode_quantity(quantity))
    if span.value is not None:
        yield _region(span, INTERVAL, "textarea", place | {"text": [span.value]})


def _region(span: Span, name: str, kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    region_id = f"{span.label}-{span.start}-{span.end}"
    return {"id": region_id, "from_name": name, "to_name": TEXT, "type": kind, "value": dict(value)}


def _beside(span: Span, quantity: Quantity | None, schema: Schema) -> dict[str, Any]:
    # The editor shows meta.text beside a selected region and keeps every key of meta through an edit.
    meta: dict[str, Any] = {"source": span.source} if span.source else {}
    if quantity is not None:
        meta |= {"text": [reading(quantity, schema)], "exact": exact_bounds(quantity)}
    score = {} if span.score is None else {"score": span.score}
    return score | ({"meta": meta} if meta else {})
