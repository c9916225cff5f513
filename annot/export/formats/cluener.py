"""CLUENER JSON Lines: label to text to places, whose ends are inclusive there and nowhere else."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from annot.annotation import Annotation
from annot.errors import AnnotError
from annot.export.formats.edge import (
    Form,
    Imported,
    annotation_of,
    collect,
    json_lines,
    quoted_span,
    usable_spans,
    write_text,
)
from annot.schema import Schema
from annot.span import Span

__all__ = ["CLUENER"]


def _write(annotations: Sequence[Annotation], path: Path, _schema: Schema) -> None:
    lines = []
    for annotation in annotations:
        labels: dict[str, dict[str, list[list[int]]]] = {}
        for span in annotation.spans:
            places = labels.setdefault(span.label, {}).setdefault(span.of(annotation.text), [])
            places.append([span.start, span.end - 1])
        lines.append(json.dumps({"id": annotation.id, "text": annotation.text, "label": labels}, ensure_ascii=False))
    write_text(path, "\n".join(lines) + "\n")


def _read(path: Path, schema: Schema) -> Imported:
    def read(entry: tuple[str, Any]) -> tuple[Annotation, list[str]]:
        place, row = entry
        if isinstance(row, AnnotError):
            raise row
        spans, notes = usable_spans(_drafts(row, schema))
        name = str(row.get("id", f"{path.stem}:{place.rpartition(':')[2]}"))
        return annotation_of(name, row["text"], sorted(spans)), notes

    return collect(((place, (place, row)) for place, row in json_lines(path)), read)


def _drafts(row: dict[str, Any], schema: Schema) -> Iterator[Callable[[], Span]]:
    for label, texts in row.get("label", {}).items():
        for quote, places in texts.items():
            for start, last in places:
                yield partial(quoted_span, row["text"], (start, last + 1), label, quote, schema)


CLUENER = Form("cluener", ".jsonl", frozenset({"nested", "blanks"}), _write, _read)
