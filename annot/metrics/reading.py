"""One expression read into a quantity, and the canonical form that reads back to the same."""

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from annot.annotation import Basis, Direction, Kind, Progress, Qualifier, Quantity
from annot.metrics.alone import respelled
from annot.metrics.amounts import Amount, read_amount
from annot.metrics.cues import cues
from annot.metrics.find import find_quantities, narrowed
from annot.metrics.limits import limits
from annot.metrics.numerals import read_numeral
from annot.metrics.units import Units

__all__ = ["canonical", "parse_quantity"]

_RANK = re.compile(r"[第前][^+\-−－±负零].*")
_LOOSE = re.compile(
    r"[^余多来點点](?:[零〇一二两三四五六七八九十百千万亿兆京垓壹贰叁肆伍陆柒捌玖拾佰仟廿卅卌幺几点余多来.\d])*(?<!\.)"
)
_MYRIADS = "万萬亿億兆"
_JOINT = re.compile("[至到和与]|[，,、]?(?:的同时|并且|同时|而且|且|又|但)?")
_ENDS = frozenset("至到和与")
_LONGEST = 48
"""Nobody writes a longer number by hand."""
_bounds = cues("bound")
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
    """Read one expression, as written in a text (超3000万元, 同比增长23%), in a loose spelling or in canonical form.

    Returns:
        None when the expression is not, from end to end, one quantity.
    """
    expression, units = expression.strip(), units or Units.shipped()
    if match := _CANONICAL.fullmatch(expression):
        return _from_canonical(match)
    if read := _read(expression, units):
        return read
    if len(expression) > _LONGEST:
        return None
    respelling = respelled(expression, units)
    return (_read(respelling, units) if respelling != expression else None) or _between(respelling, units)


def _read(expression: str, units: Units) -> Quantity | None:
    found = find_quantities(expression, units=units)
    if len(found) == 1 and (found[0][0].start, found[0][0].end) == (0, len(expression)):
        return found[0][1]
    return _bare(narrowed(expression), units)


def _bare(expression: str, units: Units) -> Quantity | None:
    """Read what is an expression only when it stands alone: a number (一千二百, 大于100), a rank (第二十一, 前20)."""
    if _RANK.fullmatch(expression):
        amount = _whole(expression, 1, units)
        return _rank(expression, amount) if amount and amount.unit is None else None
    end, word = _bounds.after(expression, 0) or (0, "")
    amount = _whole(expression, end, units)
    if amount is None:
        return None
    kind, unit = (amount.unit.kind, amount.unit.canonical) if amount.unit else (Kind.OTHER, "")
    low, high, qualifier = limits(expression, amount, word)
    return Quantity(kind, low, high, unit, qualifier)


def _rank(expression: str, amount: Amount) -> Quantity:
    first = expression[0] == "前"
    low, qualifier = (None, Qualifier.AT_MOST) if first else (amount.low, Qualifier.EXACT)
    return Quantity(Kind.RANK, low, amount.high, "位", qualifier)


def _whole(expression: str, start: int, units: Units) -> Amount | None:
    """Read the rest of the expression as one amount; any run of numerals and figures is one (1万600, 半亿)."""
    amount = read_amount(expression, start, units)
    if amount and amount.end == len(expression):
        return amount if amount.unit or amount.vague or amount.numeral.strip(_MYRIADS) else None
    rest = expression[start:]
    half = len(rest) > 1 and rest[0] == "半"
    numeral = read_numeral("一" + rest[1:] if half else rest) if _LOOSE.fullmatch(rest) else None
    if numeral is None:
        return None
    numeral = numeral.scaled(Decimal("0.5")) if half else numeral
    return Amount(start, len(expression), numeral.low, numeral.high, None, numeral.vague, "", rest)


def _between(expression: str, units: Units) -> Quantity | None:
    """Read two bounds or two ends told one after the other: 大于100小于300, 10人以上20人以下, 第十至第十五."""
    for place in range(1, len(expression)):
        if (first := _read(expression[:place], units)) and (joint := _JOINT.match(expression, place)):
            second = _read(expression[joint.end() :], units)
            if second and (read := _joined(first, second, ends=joint[0] in _ENDS)):
                return read
    return None


def _joined(first: Quantity, second: Quantity, *, ends: bool) -> Quantity | None:
    """Return the stretch from a floor to a ceiling, or between two exact ends; None where they do not fit."""
    if (first.kind, first.unit) != (second.kind, second.unit) or first.direction or second.direction:
        return None
    points = first.minimum == first.maximum and second.minimum == second.maximum
    if ends and points and first.qualifier is second.qualifier is Qualifier.EXACT:
        low, high = first.minimum, second.maximum
    elif {first.qualifier, second.qualifier} == {Qualifier.AT_LEAST, Qualifier.AT_MOST}:
        floor, ceiling = sorted((first, second), key=lambda side: side.qualifier is Qualifier.AT_MOST)
        low, high = floor.minimum, ceiling.maximum
    else:
        return None
    if low is None or high is None or low >= high:
        return None
    return replace(first, minimum=low, maximum=high, qualifier=Qualifier.EXACT)


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
