"""Interchange records: annotations as JSON Lines, and back."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TextIO

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
from annot.errors import OffsetError, RecordError
from annot.schema import every_code, shipped_folder
from annot.span import Span

__all__ = ["decode_record", "encode_record", "read_records", "write_records"]

MOST_PROBLEMS_SHOWN = 20


def encode_record(annotation: Annotation) -> dict[str, Any]:
    """Return the record of an annotation; fields that only reviewed work has are left out of predictions."""
    record: dict[str, Any] = {
        "id": annotation.id,
        "text": annotation.text,
        "spans": [_encode_span(span, annotation.text) for span in annotation.spans],
        "frames": [_encode_frame(frame) for frame in annotation.frames],
    }
    if annotation.status is not Status.PREDICTED:
        record |= {"status": annotation.status.value, "updated_at": annotation.updated_at}
    if annotation.annotator:
        record["annotator"] = annotation.annotator
    if annotation.start:
        record["start"] = annotation.start
    return record


def _encode_span(span: Span, text: str) -> dict[str, Any]:
    record: dict[str, Any] = {"start": span.start, "end": span.end, "label": span.label, "text": span.of(text)}
    if span.score is not None:
        record["score"] = round(span.score, 4)
    if span.source:
        record["source"] = span.source
    if span.value is not None:
        record["value"] = span.value
    return record


def _encode_frame(frame: Frame) -> dict[str, Any]:
    quantity = frame.quantity
    return {
        "value": frame.value,
        "indicator": frame.indicator,
        "subject": frame.subject,
        "period": frame.period,
        "kind": quantity.kind.value,
        "min": _number(quantity.minimum),
        "max": _number(quantity.maximum),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier.value,
        "direction": quantity.direction.value if quantity.direction else None,
        "basis": quantity.basis.value if quantity.basis else None,
        "status": quantity.progress.value,
    }


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def decode_record(record: dict[str, Any]) -> Annotation:
    """Return the annotation of a record.

    Raises:
        RecordError: The record is not in its form, or a span disagrees with its quoted text; all problems at once.
    """
    if problems := list(_problems(record)):
        raise RecordError("; ".join(problems))
    document_id, _, paragraph = record["id"].rpartition(":")
    numbered = bool(document_id) and paragraph.isdecimal()
    try:
        return Annotation(
            document_id=document_id if numbered else record["id"],
            paragraph=int(paragraph) if numbered else 0,
            start=record.get("start", 0),
            text=record["text"],
            spans=tuple(_decode_span(span) for span in record["spans"]),
            frames=tuple(_decode_frame(frame) for frame in record["frames"]),
            status=Status(record.get("status", "predicted")),
            annotator=record.get("annotator", ""),
            updated_at=record.get("updated_at", ""),
        )
    except OffsetError as error:
        raise RecordError(f"@ $: {error}") from error


def _problems(record: object) -> Iterator[str]:
    faults = sorted(_validator().iter_errors(record), key=lambda fault: fault.json_path)
    yield from (f"@ {fault.json_path}: {fault.message}" for fault in faults)
    if faults or not isinstance(record, dict):
        return
    text = record["text"]
    for number, span in enumerate(record["spans"]):
        found = text[span["start"] : span["end"]]
        if found != span["text"]:
            yield (
                f"@ $.spans[{number}]: the text at [{span['start']}, {span['end']}) is {found!r}, "
                f"quoted {span['text']!r}; offsets are half-open code points"
            )


@cache
def _validator() -> Any:  # noqa: ANN401 - jsonschema ships no types
    from jsonschema import Draft202012Validator

    form = json.loads((shipped_folder() / "record.schema.json").read_text(encoding="utf-8"))
    # The file names the labels of the shipped schema; a user's own versions may have others.
    form["properties"]["spans"]["items"]["properties"]["label"]["enum"] = list(every_code())
    return Draft202012Validator(form)


def _decode_span(record: dict[str, Any]) -> Span:
    score = record.get("score")
    return Span(
        record["start"],
        record["end"],
        record["label"],
        score=None if score is None else float(score),
        source=record.get("source", ""),
        value=record.get("value"),
    )


def _decode_frame(record: dict[str, Any]) -> Frame:
    quantity = Quantity(
        kind=Kind(record["kind"]),
        minimum=_decimal(record["min"]),
        maximum=_decimal(record["max"]),
        unit=record["unit"] or "",
        qualifier=Qualifier(record.get("qualifier") or "exact"),
        direction=Direction(record["direction"]) if record.get("direction") else None,
        basis=Basis(record["basis"]) if record.get("basis") else None,
        progress=Progress(record.get("status") or "actual"),
    )
    return Frame(record["value"], quantity, record.get("indicator"), record.get("subject"), record.get("period"))


def _decimal(number: object) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def read_records(path: Path) -> list[Annotation]:
    """Read a JSON Lines file of interchange records; blank lines are passed over.

    Raises:
        RecordError: A line is not a record; every bad line is named with its number and path.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: cannot be read: {error}; expected a UTF-8 file of JSON Lines") from error
    annotations, problems = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            annotations.append(decode_record(json.loads(line, parse_float=Decimal)))
        except (json.JSONDecodeError, RecordError) as error:
            problems.append(f"{path}:{number} {error}")
    if problems:
        rest = f"\n… and {len(problems) - MOST_PROBLEMS_SHOWN} more" if len(problems) > MOST_PROBLEMS_SHOWN else ""
        raise RecordError("\n".join(problems[:MOST_PROBLEMS_SHOWN]) + rest)
    return annotations


def write_records(annotations: Iterable[Annotation], target: TextIO) -> int:
    """Write annotations as JSON Lines and return how many."""
    count = 0
    for annotation in annotations:
        target.write(json.dumps(encode_record(annotation), ensure_ascii=False) + "\n")
        count += 1
    return count
