"""One expression read into a quantity, and the canonical form that reads back to the same."""

import re
from decimal import Decimal, InvalidOperation

from annot.annotation import Basis, Direction, Kind, Progress, Qualifier, Quantity
from annot.metrics.amounts import read_amount
from annot.metrics.find import find_quantities, narrowed
from annot.metrics.units import Units

__all__ = ["canonical", "parse_quantity"]

_RANK = re.compile("[第前].+")
_CANONICAL = re.compile(
    r"(?P<kind>[a-z_]+) (?P<low>[^ ]*)\.\.(?P<high>[^ ]*) (?P<unit>[^ ]+) (?P<qualifier>[a-z_]+) "
    r"(?P<direction>[a-z_]+|-) (?P<basis>[a-z_]+|-) (?P<progress>[a-z_]+)"
)


def canonical(quantity: Quantity) -> str:
    """Write a quantity in one line that `parse_quantity` reads back: ``money 30000000.. 元 at_least - - actual``."""
    low, high = ("" if bound is None else str(bound) for bound in (quantity.minimum, quantity.maximum))
    return (
        f"{quantity.kind} {low}..{high} {quantity.unit or '-'} {quantity.qualifier} "
        f"{quantity.direction or '-'} {quantity.basis or '-'} {quantity.progress}"
    )


def parse_quantity(expression: str, *, units: Units | None = None) -> Quantity | None:
    """Read one expression, as written in a text (超3000万元, 同比增长23%) or in canonical form.

    Returns:
        None when the expression is not, from end to end, one quantity.
    """
    expression = expression.strip()
    if match := _CANONICAL.fullmatch(expression):
        return _from_canonical(match)
    found = find_quantities(expression, units=units)
    if len(found) == 1 and (found[0][0].start, found[0][0].end) == (0, len(expression)):
        return found[0][1]
    return None if found else _bare(narrowed(expression), units or Units.shipped())


def _bare(expression: str, units: Units) -> Quantity | None:
    """Read what is an expression only when it stands alone: a bare number (一千二百), a rank (第二十一, 前20)."""
    rank = _RANK.fullmatch(expression)
    amount = read_amount(expression, 1 if rank else 0, units)
    if amount is None or amount.end != len(expression):
        return None
    if rank and amount.unit is None:
        first = expression[0] == "前"
        return Quantity(
            Kind.RANK, None if first else amount.low, amount.high, "位", Qualifier.AT_MOST if first else Qualifier.EXACT
        )
    kind, unit = (amount.unit.kind, amount.unit.canonical) if amount.unit else (Kind.OTHER, "")
    qualifier = Qualifier.APPROX if amount.vague else Qualifier.EXACT
    low, high = amount.low, amount.high
    if amount.bound:
        low, high = (low, None) if amount.bound == "at_least" else (None, high)
        qualifier = Qualifier(amount.bound)
    return Quantity(kind, low, high, unit, qualifier)


def _from_canonical(match: re.Match[str]) -> Quantity | None:
    try:
        low, high = (Decimal(match[side]) if match[side] else None for side in ("low", "high"))
        return Quantity(
            kind=Kind(match["kind"]),
            minimum=low,
            maximum=high,
            unit="" if match["unit"] == "-" else match["unit"],
            qualifier=Qualifier(match["qualifier"]),
            direction=None if match["direction"] == "-" else Direction(match["direction"]),
            basis=None if match["basis"] == "-" else Basis(match["basis"]),
            progress=Progress(match["progress"]),
        )
    except (ValueError, InvalidOperation):
        return None
