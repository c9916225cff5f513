"""Metric frames beside spans that carry names of their own, for formats with room for more than spans."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from annot.annotation import Annotation, Frame
from annot.errors import RecordError
from annot.records import decode_record, encode_record
from annot.schema import Schema
from annot.span import Span

__all__ = ["frame_notes", "frames_from", "relations_of", "sorted_with_names"]

ROLES = ("value", "indicator", "subject", "period")


def frame_notes(annotation: Annotation, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the frames as records that name their spans instead of numbering them."""
    notes = encode_record(annotation)["frames"]
    return [
        note | {role: None if note[role] is None else names[note[role]] for role in ROLES} | _exact(frame)
        for note, frame in zip(notes, annotation.frames, strict=True)
    ]


def _exact(frame: Frame) -> dict[str, Any]:
    # Decimal strings: a number of JSON is a binary fraction to most readers.
    bounds = (("min", frame.quantity.minimum), ("max", frame.quantity.maximum))
    return {name: None if bound is None else str(bound) for name, bound in bounds}


def frames_from(
    notes: Sequence[Mapping[str, Any]], named: Mapping[str, int], spans: Sequence[Span], text: str
) -> tuple[Frame, ...]:
    """Return the frames that the notes tell.

    Raises:
        RecordError: A note names a span that is not there, or is not in its form.
    """
    records = []
    for note in notes:
        missing = [note[role] for role in ROLES if note.get(role) is not None and note[role] not in named]
        if missing:
            raise RecordError(f"a frame names the spans {missing}, which are not there")
        roles = {role: named[note[role]] if note.get(role) is not None else None for role in ROLES}
        bounds = {name: None if note.get(name) is None else float(note[name]) for name in ("min", "max")}
        records.append(dict(note) | roles | bounds)
    bare = [{"start": s.start, "end": s.end, "label": s.label, "text": s.of(text)} for s in spans]
    frames = decode_record({"id": "0:0", "text": text, "spans": bare, "frames": records}).frames
    return tuple(
        replace(
            frame,
            quantity=replace(frame.quantity, minimum=_bound(note, "min"), maximum=_bound(note, "max")),
        )
        for frame, note in zip(frames, notes, strict=True)
    )


def _bound(note: Mapping[str, Any], name: str) -> Decimal | None:
    return None if note.get(name) is None else Decimal(str(note[name]))


def relations_of(annotation: Annotation, schema: Schema) -> list[tuple[int, int, str]]:
    """Return the relations of the frames, each once: head, tail and code."""
    found: dict[tuple[int, int, str], None] = {}
    for frame in annotation.frames:
        for role, tail in frame.roles():
            head = frame.indicator if role != "indicator" and frame.indicator is not None else frame.value
            relation = schema.relation_for(role, annotation.spans[head].label)
            if relation is not None:
                found[head, tail, relation.code] = None
    return sorted(found)


def sorted_with_names(named: Mapping[str, Span]) -> tuple[list[Span], dict[str, int]]:
    """Return spans in order of place, and where each name stands in that order."""
    order = sorted(named, key=lambda name: (named[name], name))
    return [named[name] for name in order], {name: number for number, name in enumerate(order)}
