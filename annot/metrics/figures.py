"""One figure: a numeral with its sign and its unit, as 负3.5亿元, 半公里 or 两倍半."""

import re
from decimal import Decimal
from typing import NamedTuple

from annot.annotation import Kind
from annot.metrics.coins import read_coins
from annot.metrics.numerals import NUMERAL, Numeral, read_numeral
from annot.metrics.rates import read_unit
from annot.metrics.shares import HALF_UNIT
from annot.metrics.units import Unit, Units

__all__ = ["MINUS", "PARTED", "Amount", "read_figure", "with_parts"]

MINUS = ("-", "−", "－", "负")
_BELOW_ZERO = (*MINUS, "零下")
_NUMBER = re.compile(
    rf"(?P<sign>[+\-−－]|负|零下)?(?P<numeral>{NUMERAL})"
    r"(?P<vague>[余餘多来來](?![自源源到于])|[ \u3000](?=\d*[%％]))?"
)
_PLAIN = (None, " ", "\u3000")
_HALF_UNIT = re.compile(rf"(?P<sign>)(?P<numeral>{HALF_UNIT})(?P<vague>)")
_HALF = Decimal("0.5")
_HALF_MORE = re.compile("半(?!数|导|年|径|岛)")
_HALVED = (Kind.COUNT, Kind.MULTIPLE, Kind.LENGTH, Kind.AREA, Kind.MASS, Kind.VOLUME, Kind.DURATION, Kind.OTHER)
_MOST_DOUBLINGS = 20
"""Nothing in a report doubles more often; without a ceiling a long number would overflow."""
PARTED = (Kind.MONEY, Kind.MASS, Kind.LENGTH, Kind.AREA, Kind.VOLUME)
"""Kinds of units that have smaller ones below them."""
_PART_HEADS = frozenset("0123456789一二两三四五六七八九壹贰叁肆伍陆柒捌玖十百")
_STEP = 2000
"""No unit goes on in one more than so many times smaller: 吨 in 斤, but not 英寸 in nm."""
_WHOLE_PRICE = 10
"""Above ten, 折 counts hundredths: 九五折 is 0.95, 9折 is 0.9."""


class Amount(NamedTuple):
    """A number with its unit at ``text[start:end]``, before the words in front of it are read.

    Attributes:
        start, end: Its place.
        low, high: Bounds in the base unit; None for a ratio of three or more terms.
        unit: Its unit; None when a bare number stands there.
        vague: Whether 余, 多, 左右 or the numeral itself make it approximate.
        bound: ``at_least`` or ``at_most`` when 以上 or 以内 follows, else empty.
        numeral: The number as written, without unit.
        tolerance: Whether it runs to both sides of something (±5%), so that a bound leaves both its ends.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None
    vague: bool
    bound: str
    numeral: str
    tolerance: bool = False


def read_figure(text: str, start: int, units: Units) -> Amount | None:
    """Read the one number that starts at the place, sign and unit taken in; None when none does."""
    match = (_HALF_UNIT.match(text, start) if text[start : start + 1] == "半" else None) or _NUMBER.match(text, start)
    numeral = match and (Numeral(_HALF, _HALF) if match["numeral"] == "半" else read_numeral(match["numeral"]))
    if match is None or numeral is None:
        return None
    if match["sign"] in _BELOW_ZERO:
        numeral = Numeral(-numeral.high, -numeral.low, numeral.vague)
    unit, end = read_unit(text, match.end(), units)
    if text[end : end + 1] == "半" and unit and unit.kind in _HALVED and (half := _HALF_MORE.match(text, end)):
        numeral, end = Numeral(numeral.low + _HALF, numeral.high + _HALF, numeral.vague), half.end()
    scaled = unit is not None and (unit.factor != 1 or unit.word == "番")
    measured = _in_base_unit(numeral, unit) if unit and scaled else numeral
    if measured is None:
        return None
    vague = numeral.vague or match["vague"] not in _PLAIN
    unit = unit._replace(canonical="倍") if unit and unit.word == "番" else unit
    return Amount(start, end, measured.low, measured.high, unit, vague, "", match["numeral"])


def _in_base_unit(numeral: Numeral, unit: Unit) -> Numeral | None:
    """Return the number counted in the base unit: 翻两番 is three times more, 八五折 is 0.85; None for no number."""
    if unit.word == "番":
        return Numeral(2**numeral.low - 1, 2**numeral.high - 1) if numeral.high <= _MOST_DOUBLINGS else None
    if unit.word == "折" and numeral.low > _WHOLE_PRICE:
        return numeral.scaled(unit.factor / 10)
    return numeral.scaled(unit.factor)


def with_parts(text: str, amount: Amount, units: Units) -> Amount:
    """Add what is told in a smaller unit right behind: 五元|三毛, 3斤|5两, 12公里|300米, 两美元|又三美分."""
    unit, low, high = amount.unit, amount.low, amount.high
    if unit is None or unit.kind not in PARTED or low is None or high is None:
        return amount
    if coins := read_coins(text, amount.end, unit.word):
        return amount._replace(end=coins.end, low=low + coins.worth, high=high + coins.worth)
    place = amount.end + text.startswith("又", amount.end)
    part = read_figure(text, place, units) if text[place : place + 1] in _PART_HEADS else None
    if part is None or part.low is None or part.vague or part.unit is None or not _smaller(part.unit, unit):
        return amount
    whole = amount._replace(end=part.end, unit=part.unit, low=low + part.low, high=high + part.low)
    return with_parts(text, whole, units)._replace(unit=unit)


def _smaller(part: Unit, unit: Unit) -> bool:
    """Tell whether one unit goes on in the other."""
    return part.canonical == unit.canonical and part.factor < unit.factor <= part.factor * _STEP
