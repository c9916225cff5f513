"""All metrics of a text as one table, a row a frame: for a policy analyst alone."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pyarrow as pa

from annot.annotation import Annotation, Frame

__all__ = ["METRICS", "metric_rows", "metrics_table", "metrics_text"]

# Numbers as decimal strings: exact whatever reads them.
METRICS = pa.schema(
    [
        ("subject", pa.string()),
        ("indicator", pa.string()),
        ("period", pa.string()),
        ("interval", pa.string()),
        ("text", pa.string()),
        ("minimum", pa.string()),
        ("maximum", pa.string()),
        ("unit", pa.string()),
        ("kind", pa.string()),
        ("qualifier", pa.string()),
        ("direction", pa.string()),
        ("basis", pa.string()),
        ("status", pa.string()),
        ("paragraph", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)


def metric_rows(annotations: Iterable[Annotation]) -> Iterator[dict[str, Any]]:
    """Yield a row a frame, as written and normalised; `start` and `end` are the value's place in its paragraph."""
    for annotation in annotations:
        for frame in annotation.frames:
            yield _row(annotation, frame)


def _row(annotation: Annotation, frame: Frame) -> dict[str, Any]:
    quantity, value = frame.quantity, annotation.spans[frame.value]
    spoken = {role: annotation.spans[index].of(annotation.text) for role, index in frame.roles()}
    return {
        "subject": spoken.get("subject"),
        "indicator": spoken.get("indicator"),
        "period": spoken.get("period"),
        "interval": None if frame.period is None else annotation.spans[frame.period].value,
        "text": value.of(annotation.text),
        "minimum": _written(quantity.minimum),
        "maximum": _written(quantity.maximum),
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "qualifier": quantity.qualifier.value,
        "direction": quantity.direction.value if quantity.direction else None,
        "basis": quantity.basis.value if quantity.basis else None,
        "status": quantity.progress.value,
        "paragraph": annotation.paragraph,
        "start": value.start,
        "end": value.end,
    }


def _written(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def metrics_table(annotations: Iterable[Annotation]) -> pa.Table:
    """Return the rows as an Arrow table."""
    return pa.Table.from_pylist(list(metric_rows(annotations)), schema=METRICS)


def metrics_text(annotations: Iterable[Annotation]) -> str:
    """Return the rows as columns for a person: of whom, what, when, as written, as read."""
    rows = [
        (
            row["subject"] or "—",
            row["indicator"] or "—",
            row["period"] or "—",
            row["text"],
            f"{_bounds(row)} {row['unit']}".strip(),
            " ".join(row[name] for name in ("direction", "basis") if row[name]) or row["status"],
        )
        for row in metric_rows(annotations)
    ]
    table = [("主体", "指标", "时间", "原文", "读数", "说明"), *rows]
    widths = [max(_width(cell) for cell in column) for column in zip(*table, strict=True)]
    return "\n".join("  ".join(_padded(*pair) for pair in zip(row, widths, strict=True)).rstrip() for row in table)


def _bounds(row: dict[str, Any]) -> str:
    low, high = row["minimum"], row["maximum"]
    if low == high:
        return low or ""
    return f"{low or ''}…{high or ''}"


def _width(text: str) -> int:
    # A terminal gives a Chinese character two columns.
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
