"""doccano JSON Lines: entities and relations by id; frames travel as metadata, which doccano keeps."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annot.annotation import Annotation
from annot.errors import AnnotError
from annot.export.formats.edge import Form, Imported, annotation_of, collect, json_lines, quoted_span, write_text
from annot.export.formats.frames import frame_notes, frames_from, relations_of, sorted_with_names
from annot.schema import Schema
from annot.span import Span

__all__ = ["DOCCANO"]


def _write(annotations: Sequence[Annotation], path: Path, schema: Schema) -> None:
    lines = [json.dumps(_row(annotation, schema), ensure_ascii=False) for annotation in annotations]
    write_text(path, "\n".join(lines) + "\n")


def _row(annotation: Annotation, schema: Schema) -> dict[str, Any]:
    relations = relations_of(annotation, schema)
    return {
        "name": annotation.id,
        "text": annotation.text,
        "entities": [
            {"id": number, "label": span.label, "start_offset": span.start, "end_offset": span.end}
            for number, span in enumerate(annotation.spans)
        ],
        "relations": [
            {"id": number, "from_id": head, "to_id": tail, "type": code}
            for number, (head, tail, code) in enumerate(relations)
        ],
        "frames": frame_notes(annotation, [str(number) for number in range(len(annotation.spans))]),
    }


def _read(path: Path, schema: Schema) -> Imported:
    def read(entry: tuple[str, Any]) -> tuple[Annotation, list[str]]:
        place, row = entry
        if isinstance(row, AnnotError):
            raise row
        return _annotation(str(row.get("name", f"{path.stem}:{place.rpartition(':')[2]}")), row, schema)

    return collect(((place, (place, row)) for place, row in json_lines(path)), read)


def _annotation(name: str, row: dict[str, Any], schema: Schema) -> tuple[Annotation, list[str]]:
    named: dict[str, Span] = {}
    notes: list[str] = []
    for key, start, end, label in _entities(row):
        try:
            named[key] = quoted_span(row["text"], (start, end), label, None, schema)
        except AnnotError as error:
            notes.append(str(error))
    ordered, places = sorted_with_names(named)
    frames = row.get("frames", [])
    if row.get("relations") and not frames:
        notes.append(f"{len(row['relations'])} relations without frames: no normalised numbers; left out")
    try:
        told = frames_from(frames, places, ordered, row["text"])
    except AnnotError as error:
        told, notes = (), [*notes, f"frames left out: {error}"]
    return annotation_of(name, row["text"], ordered, told), notes


def _entities(row: dict[str, Any]) -> list[tuple[str, Any, Any, str]]:
    if "entities" in row:
        return [(str(e["id"]), e["start_offset"], e["end_offset"], e["label"]) for e in row["entities"]]
    # A sequence labelling project writes triples, under `label` or, in older releases, `labels`.
    triples = row.get("label", row.get("labels", []))
    return [(str(number), start, end, label) for number, (start, end, label) in enumerate(triples)]


DOCCANO = Form("doccano", ".jsonl", frozenset({"nested", "blanks", "frames"}), _write, _read)
