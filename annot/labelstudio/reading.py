"""A quantity in words: the one line in which an annotator sees what was read."""

from decimal import Decimal

from annot.annotation import Kind, Quantity
from annot.schema import Schema

__all__ = ["reading"]

_SCALES = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_HUNDREDTHS = (Kind.PERCENT,)


def reading(quantity: Quantity, schema: Schema) -> str:
    """Return a quantity in words, such as ``金额 ≥ 2081亿元 · 已实现``."""
    names = {slot.code: slot.values for slot in schema.slots}
    parts = [f"{names['kind'][quantity.kind.value]} {_amount(quantity)}".rstrip()]
    if quantity.qualifier.value != "exact":
        parts.append(names["qualifier"][quantity.qualifier.value])
    if quantity.direction is not None:
        parts.append(names["direction"][quantity.direction.value])
    if quantity.basis is not None:
        parts.append(names["basis"][quantity.basis.value])
    parts.append(names["status"][quantity.progress.value])
    return " · ".join(parts)


def _amount(quantity: Quantity) -> str:
    low, high = quantity.minimum, quantity.maximum
    if low is None and high is None:
        return "—"
    if low == high:
        return _written(low, quantity)
    if high is None:
        return f"≥ {_written(low, quantity)}"
    if low is None:
        return f"≤ {_written(high, quantity)}"
    return f"{_written(low, quantity)} 至 {_written(high, quantity)}"


def _written(amount: Decimal | None, quantity: Quantity) -> str:
    if amount is None:
        return ""
    if quantity.kind in _HUNDREDTHS:
        return f"{_plain(amount * 100)}%"
    unit = "" if quantity.unit == "1" else quantity.unit
    for scale, word in _SCALES:
        if abs(amount) >= scale:
            return f"{_plain(amount / scale)}{word}{unit}"
    return f"{_plain(amount)}{unit}"


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
