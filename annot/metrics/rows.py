"""All metrics of a page as rows: for `annot metrics FILE`, and for whoever wants a plain table."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from annot.annotation import Annotation, Frame

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MetricRow", "arrow_table", "as_csv", "as_json", "as_text", "metric_rows"]

_SHOWN = ("subject", "indicator", "period", "value", "minimum", "maximum", "unit", "direction", "progress")


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One metric frame, its spans as text.

    Attributes:
        document_id, paragraph: Where it stands; `start` and `end` place the value in the paragraph.
        value: The VALUE or CHANGE as written; `label` tells which.
        indicator, subject, period: The texts of its roles, empty when unsaid.
        interval: The period as ISO 8601 interval, empty when unknown.
        kind, minimum, maximum, unit, qualifier, direction, basis, progress: The reading; bounds are decimal
            numbers as text, so that nothing is rounded, and empty where open.
    """

    document_id: str
    paragraph: int
    start: int
    end: int
    label: str
    value: str
    indicator: str
    subject: str
    period: str
    interval: str
    kind: str
    minimum: str
    maximum: str
    unit: str
    qualifier: str
    direction: str
    basis: str
    progress: str


def metric_rows(annotations: Iterable[Annotation]) -> Iterator[MetricRow]:
    """Yield one row for each frame of the paragraphs, in order."""
    for annotation in annotations:
        for frame in annotation.frames:
            yield _row(annotation, frame)


def _row(annotation: Annotation, frame: Frame) -> MetricRow:
    value, quantity = annotation.spans[frame.value], frame.quantity
    period = annotation.spans[frame.period] if frame.period is not None else None
    texts = {role: annotation.spans[index].of(annotation.text) for role, index in frame.roles()}
    return MetricRow(
        document_id=annotation.document_id,
        paragraph=annotation.paragraph,
        start=value.start,
        end=value.end,
        label=value.label,
        value=value.of(annotation.text),
        indicator=texts.get("indicator", ""),
        subject=texts.get("subject", ""),
        period=texts.get("period", ""),
        interval=(period.value or "") if period else "",
        kind=quantity.kind,
        minimum=_plain(quantity.minimum),
        maximum=_plain(quantity.maximum),
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        direction=quantity.direction or "",
        basis=quantity.basis or "",
        progress=quantity.progress,
    )


def _plain(number: Decimal | None) -> str:
    """Write a number without exponent and without idle zeros: 346400000000, 0.091."""
    if number is None:
        return ""
    words = format(number, "f")
    return words.rstrip("0").rstrip(".") if "." in words else words


def arrow_table(rows: Iterable[MetricRow]) -> "pa.Table":
    """Return the rows as an Arrow table, ready for Parquet; numbers stay text and so exact."""
    import pyarrow as pa

    kinds = {int: pa.int32(), str: pa.string()}
    schema = pa.schema([(field.name, kinds[int if field.type is int else str]) for field in fields(MetricRow)])
    return pa.Table.from_pylist([asdict(row) for row in rows], schema=schema)


def as_csv(rows: Iterable[MetricRow]) -> str:
    """Return the rows as CSV with a header."""
    target = io.StringIO()
    writer = csv.DictWriter(target, [field.name for field in fields(MetricRow)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return target.getvalue()


def as_json(rows: Iterable[MetricRow]) -> str:
    """Return the rows as a JSON array, one row a line."""
    lines = ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def as_text(rows: Iterable[MetricRow]) -> str:
    """Return the rows as columns for a terminal: of whom, what, when, how much."""
    cells = [_SHOWN, *([getattr(row, name) for name in _SHOWN] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        for line in cells
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def _width(words: str) -> int:
    """Return the columns a text takes on a terminal: a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)
