"""A quantity as the fields of its region, and back."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from annot.annotation import Basis, Direction, Kind, Progress, Qualifier, Quantity
from annot.errors import RecordError
from annot.labelstudio.interface import CHOICES, NUMBERS, UNIT

__all__ = ["decode_line", "decode_quantity", "encode_quantity", "exact_bounds"]

# What encode always writes: where all of them stand the fields speak for themselves, and an absent bound is open.
_ALWAYS = frozenset({"kind", "qualifier", "status"})
_UNREAD = Quantity(Kind.OTHER, None, None, "")

Choice = TypeVar("Choice", bound=StrEnum)


def encode_quantity(quantity: Quantity) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield name, type and value of each field that the quantity fills."""
    chosen = (quantity.kind, quantity.qualifier, quantity.direction, quantity.basis, quantity.progress)
    for name, choice in zip(CHOICES, chosen, strict=True):
        if choice is not None:
            yield name, "choices", {"choices": [choice.value]}
    for name, bound in zip(NUMBERS, (quantity.minimum, quantity.maximum), strict=True):
        if bound is not None:
            yield name, "number", {"number": _number(bound)}
    if quantity.unit:
        yield UNIT, "textarea", {"text": [quantity.unit]}


def _number(bound: Decimal) -> int | float:
    # Never a string: the editor would drop it.
    return int(bound) if bound == bound.to_integral_value() else float(bound)


def exact_bounds(quantity: Quantity) -> dict[str, str]:
    """Return the bounds digit for digit, for the region's meta: the editor's numbers are binary fractions."""
    bounds = zip(NUMBERS, (quantity.minimum, quantity.maximum), strict=True)
    return {name: str(bound) for name, bound in bounds if bound is not None}


def decode_quantity(
    fields: Mapping[str, Any], exact: Mapping[str, str], *, quoted: str, read: Callable[[str], Quantity | None]
) -> Quantity:
    """Return the quantity of a region.

    Fields that a person filled win. Where a person drew a region and filled none or only some of them, the rest is
    what `read` makes of the quoted text.

    Raises:
        RecordError: A field holds what it cannot hold, or the bounds are the wrong way round.
    """
    settled = fields.keys() >= _ALWAYS
    found = _UNREAD if settled else read(quoted) or _UNREAD
    quantity = replace(
        found,
        kind=_choice(fields, "kind", Kind) or found.kind,
        qualifier=_choice(fields, "qualifier", Qualifier) or found.qualifier,
        direction=_choice(fields, "direction", Direction) or found.direction,
        basis=_choice(fields, "basis", Basis) or found.basis,
        progress=_choice(fields, "status", Progress) or found.progress,
        unit=decode_line(fields, UNIT) or found.unit,
    )
    if settled or fields.keys() & set(NUMBERS):
        quantity = replace(quantity, minimum=_bound(fields, exact, "min"), maximum=_bound(fields, exact, "max"))
    if quantity.minimum is not None and quantity.maximum is not None and quantity.minimum > quantity.maximum:
        raise RecordError(f"the lower bound {quantity.minimum} is above the upper bound {quantity.maximum}; swap them")
    return quantity


def _choice(fields: Mapping[str, Any], name: str, values: type[Choice]) -> Choice | None:
    if name not in fields:
        return None
    chosen = fields[name].get("choices")
    if chosen in ([], None):
        return None
    try:
        (code,) = chosen
        return values(code)
    except (TypeError, ValueError) as error:
        expected = ", ".join(values)
        raise RecordError(f"the field {name} holds {chosen!r}; choose one of {expected}") from error


def decode_line(fields: Mapping[str, Any], name: str) -> str:
    """Return the line of a text field, empty where it is not filled.

    Raises:
        RecordError: It holds several lines, or something else.
    """
    lines = fields.get(name, {}).get("text", [])
    lines = [lines] if isinstance(lines, str) else lines
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines) or len(lines) > 1:
        raise RecordError(f"the field {name} holds {lines!r}; write one line")
    return lines[0].strip() if lines else ""


def _bound(fields: Mapping[str, Any], exact: Mapping[str, str], name: str) -> Decimal | None:
    number = fields.get(name, {}).get("number")
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        raise RecordError(f"the field {name} holds {number!r}; expected a number")
    known = exact.get(name)
    if known is not None and float(known) == float(number):
        return Decimal(known)
    return Decimal(int(number)) if number == int(number) else Decimal(str(number))
