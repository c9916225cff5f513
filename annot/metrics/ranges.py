"""Two or more figures read as one amount: ranges, tolerances, and lists whose last member alone has the unit."""

import re
from decimal import Decimal

from annot.metrics.figures import Amount, read_figure, with_parts
from annot.metrics.numerals import read_numeral
from annot.metrics.units import Units

__all__ = ["CHAIN", "joined", "read_tolerance"]

CHAIN = 8
"""No list that ends in the unit of all is longer; without a ceiling a long one would be read again and again."""
_POINTS = ("个百分点", "个千分点")
_SEPARATOR = re.compile(r"(?:[(（]含[)）])?[ \u3000]?(?:——|--|[-—–－~～〜至到]|[和与](?=.{1,16}?之间))\s?")
_SEPARATORS = frozenset("-—–－~～〜至到和与(（ \u3000")
_BETWEEN = frozenset("和与")
_EITHER_SIDE = re.compile(r"[ \u3000]?(?:±|\+/[-−－])\s?|正负")
_SIDES = frozenset("±+正 \u3000")
_POLES = "千伏"
"""A direct current of ±800千伏 has two poles of that voltage: the sign belongs to the rating."""
_NEXT = re.compile(r"(?:、|和|及|与|以及|，|,)(?=[\d一二两三四五六七八九十百])")
_SCALE_WORD = re.compile("[十拾百佰千仟万萬亿億兆]+$")
_ANY = Decimal("Infinity")
_TENS = "十拾百佰千仟"


def joined(text: str, first: Amount, units: Units) -> Amount:
    """Return a figure with what it runs to (3—5%), how far it may be off (25±2℃), or the unit of its list."""
    following = text[first.end : first.end + 1]
    if following in _SEPARATORS and (reach := _range(text, first, units)):
        return reach
    if following in _SIDES and (tolerance := read_tolerance(text, first.end, units, around=first)):
        return tolerance
    return first if first.unit else _borrowed(text, first, units)


def read_tolerance(text: str, start: int, units: Units, *, around: Amount | None = None) -> Amount | None:
    """Read how far something may lie to both sides, of nothing (±5%, 正负3度) or of a figure (25±2℃, 10%±0.5%).

    Args:
        text: The paragraph.
        start: Where the sign stands.
        units: The table of units.
        around: The figure that ends where the sign stands, if any.
    """
    match = _EITHER_SIDE.match(text, start) if text[start : start + 1] in _SIDES else None
    reach = read_figure(text, match.end(), units) if match else None
    if reach is None or reach.low is None or reach.high is None or reach.low < 0:
        return None
    if around is None:
        poles = reach.unit is not None and reach.unit.canonical == _POLES
        return reach._replace(start=start, low=reach.low if poles else -reach.high, tolerance=not poles)
    middle = _middle(around, reach)
    if middle is None:
        return None
    low, high, numeral = middle - reach.high, middle + reach.high, text[around.start : reach.end]
    return reach._replace(start=around.start, low=low, high=high, numeral=numeral, tolerance=True)


def _middle(around: Amount, reach: Amount) -> Decimal | None:
    """Return the middle of a tolerance in the base unit; scale and unit may be told once, behind both figures."""
    if around.low is None or around.low != around.high:
        return None
    if around.unit is None:
        return _lifted(around.low, around.numeral, _ANY, reach)
    return around.low if reach.unit and around.unit.canonical == reach.unit.canonical else None


def _range(text: str, first: Amount, units: Units) -> Amount | None:
    """Read 3亿至5亿元, 6-8亿元 and 10%—15% as one amount; the unit and the scale of the second reach the first."""
    second = _second(text, first, units)
    if second is None or first.low is None or second.high is None or second.low is None:
        return None
    low = first.low
    if first.unit is None:
        low = _lifted(first.low, first.numeral, second.low, second)
    elif second.unit is None or not _same(first.unit.canonical, second.unit.canonical):
        return None
    if not low < second.high:
        return None
    vague, numeral = first.vague or second.vague, text[first.start : second.end]
    return second._replace(start=first.start, low=low, vague=vague, numeral=numeral)


def _second(text: str, first: Amount, units: Units) -> Amount | None:
    """Return what a range goes up to, with its coins and pounds; 和 makes a range only before 之间."""
    match = _SEPARATOR.match(text, first.end)
    second = read_figure(text, match.end(), units) if match else None
    if match is None or second is None:
        return None
    if match[0] in _BETWEEN and not text.startswith("之间", second.end):
        return None
    return with_parts(text, second, units)


def _same(first: str, second: str) -> bool:
    """Tell whether a range can run from one unit to the other: 3个至5个百分点 is cut short."""
    return first == second or (first == "个" and second in _POINTS)


def _lifted(low: Decimal, numeral: str, ceiling: Decimal, second: Amount) -> Decimal:
    """Return the first number of a range in the base unit, with the scale word of the second where it has none."""
    low = low * second.unit.factor if second.unit else low
    scale = _SCALE_WORD.search(second.numeral) if numeral[-1:] not in "万萬亿億" else None
    for word in (scale[0].lstrip("十拾"), scale[0].lstrip(_TENS)) if scale else ():
        one = read_numeral("一" + word)
        if one and one.low > 1 and low * one.low <= ceiling:
            return low * one.low
    return low


def _borrowed(text: str, bare: Amount, units: Units) -> Amount:
    """Give a bare number the unit of the list it opens: 0.9、5.9个百分点."""
    place = bare.end
    for _ in range(CHAIN):
        match = _NEXT.match(text, place)
        following = read_figure(text, match.end(), units) if match else None
        if following is None:
            return bare
        if following.unit is not None:
            factor = following.unit.factor
            low, high = (None if bound is None else bound * factor for bound in (bare.low, bare.high))
            return bare._replace(low=low, high=high, unit=following.unit)
        place = following.end
    return bare
