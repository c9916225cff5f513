"""The config ``metrics``: a row a metric frame, with texts, places and normalised numbers."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.errors import ReleaseError
from annot.export.characters import Ints
from annot.export.features import Column, Scalar, arrow_schema
from annot.export.part import Part
from annot.schema import Schema

__all__ = ["decimals", "metrics_columns", "metrics_table"]

# Typed decimals: exact, and every reader can add and compare them without a cast, which strings would need.
# datasets 2.21 to 5.2, pandas, polars and DuckDB read this type; the scale is that of the unit table.
NUMBER = "decimal128(38, 10)"
PLACES = Decimal("1e-10")
DIGITS = Context(prec=38, rounding=ROUND_HALF_EVEN)
ROLES = ("value", "indicator", "subject", "period")
# An indicator is always INDICATOR and a period always TIME; of these two the label tells something.
MANY_LABELS = frozenset({"value", "subject"})


def metrics_columns(_schema: Schema) -> dict[str, Column]:
    """Return the columns of the config."""
    head = ("id", "document_id", "group")
    words = ("kind", "unit", "qualifier", "direction", "basis", "progress")
    return {
        **{name: Scalar("string") for name in head},
        "paragraph": Scalar("int32"),
        "offset": Scalar("int32"),
        "text": Scalar("string"),
        **{name: column for role in ROLES for name, column in _role_columns(role).items()},
        "period_interval": Scalar("string"),
        "minimum": Scalar(NUMBER),
        "maximum": Scalar(NUMBER),
        **{word: Scalar("string") for word in words},
        "source": Scalar("string"),
        "score": Scalar("float64"),
        "status": Scalar("string"),
        "annotators": Scalar("int32"),
        "agreement": Scalar("float64"),
    }


def _role_columns(role: str) -> dict[str, Column]:
    label: dict[str, Column] = {f"{role}_label": Scalar("string")} if role in MANY_LABELS else {}
    return {role: Scalar("string"), **label, f"{role}_start": Scalar("int32"), f"{role}_end": Scalar("int32")}


def metrics_table(part: Part) -> pa.Table:
    """Return the rows of the config for a part."""
    frames, row = part.frames, part.frames.row
    columns = {
        "id": _ids(part, row),
        **part.identities(row),
        "offset": part.column("start", row),
        "text": part.column("text", row),
        **{name: column for role in ROLES for name, column in _role(part, role).items()},
        "period_interval": _span_field(part, "value", frames.period),
        "minimum": decimals(frames.columns.field("minimum")),
        "maximum": decimals(frames.columns.field("maximum")),
        **{
            word: frames.columns.field(word) for word in ("kind", "unit", "qualifier", "direction", "basis", "progress")
        },
        "source": _span_field(part, "source", frames.value),
        "score": _span_field(part, "score", frames.value),
        **part.standing(row),
    }
    schema = arrow_schema(metrics_columns(part.schema))
    return pa.Table.from_arrays([columns[name] for name in schema.names], schema=schema)


def decimals(texts: pa.Array) -> pa.Array:
    """Return decimal strings as decimals with ten places, half to even; null stays null.

    Raises:
        ReleaseError: A number has more than 28 digits before the point.
    """
    encoded = texts.dictionary_encode()
    numbers = []
    for text in encoded.dictionary.to_pylist():
        try:
            numbers.append(Decimal(text).quantize(PLACES, context=DIGITS))
        except InvalidOperation as error:
            raise ReleaseError(
                f"frame with the number {text}: expected at most 28 digits before the point; correct it and merge again"
            ) from error
    return pa.array(numbers, pa.decimal128(38, 10)).take(encoded.indices)


def _ids(part: Part, row: Ints) -> pa.Array:
    counts = np.bincount(row, minlength=len(part.document))
    within = np.arange(len(row)) - (np.cumsum(counts) - counts)[row]
    return pc.binary_join_element_wise(part.paragraph_ids(row), pa.array(within).cast(pa.string()), "#")


def _places(index: Ints) -> pa.Array:
    return pa.array(index, mask=index < 0)


def _span_field(part: Part, name: str, index: Ints) -> pa.Array:
    return part.spans.columns.field(name).take(_places(index))


def _role(part: Part, role: str) -> dict[str, pa.Array]:
    index: Ints = getattr(part.frames, role)
    filled = np.flatnonzero(index >= 0)
    spans, chosen = part.spans, index[filled]
    # Cut the texts of the filled roles only, then spread them over the rows.
    spread = np.full(len(index), -1, dtype=np.int64)
    spread[filled] = np.arange(len(filled))
    base = part.characters.rows[part.frames.row[filled]]
    fields = {
        role: part.characters.slices(spans.start[chosen], spans.end[chosen]),
        f"{role}_label": spans.columns.field("label").take(pa.array(chosen)),
        f"{role}_start": pa.array(spans.start[chosen] - base, pa.int32()),
        f"{role}_end": pa.array(spans.end[chosen] - base, pa.int32()),
    }
    return {name: column.take(_places(spread)) for name, column in fields.items()}
