"""Amounts: a number with its unit at a place of a text, as ranges, ratios, fractions and bounded values too."""

import re
from decimal import Decimal
from typing import NamedTuple

from annot.annotation import Kind
from annot.metrics.coins import read_coins
from annot.metrics.cues import cues
from annot.metrics.numerals import NUMERAL, Numeral, read_numeral
from annot.metrics.prefixes import read_prefix
from annot.metrics.rates import read_unit
from annot.metrics.shares import read_share
from annot.metrics.units import Unit, Units

__all__ = ["Amount", "read_amount"]

_SIGN = r"(?:[+\-−－±]|负|零下)"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN})?(?P<numeral>{NUMERAL})(?P<vague>[余餘多来來](?![自源源到于])|[ \u3000](?=\d*[%％]))?"
)
_SEPARATOR = re.compile(r"(?:[(（]含[)）])?\s?(?:——|--|[-—–－~～〜至到]|[和与](?=.{1,16}?之间))\s?")
_SEPARATORS = frozenset("-—–－~～〜至到和与(（ \u3000")
_NEXT = re.compile(r"(?:、|和|及|与|以及|，|,)(?=[\d一二两三四五六七八九十百])")
_CHAIN = 8
"""No list of numbers that ends in the unit of all is longer; without a ceiling a long one would be read again and
again."""
_POINTS = re.compile(rf"(?:个(?:、|和|及|与|，|以及)\d+(?:\.\d+)?){{1,{_CHAIN}}}(?P<unit>个[百千]分点)")
"""A list of points whose first members are cut short: 高1.3个和1.5个百分点."""
_POINT_UNITS = ("个百分点", "个千分点")
_HALF_UNIT = re.compile(
    "(?P<sign>)(?P<numeral>半)(?P<vague>)(?=个(?=百分点)|倍|公里|千米|平方|米(?!兰)|亩|公顷|斤|公斤|千克|吨|升|公升|加仑|里地|分钟|秒|英里|海里|克|两)"
)
_HALF_ONE = Numeral(Decimal("0.5"), Decimal("0.5"))
_MINUS = ("-", "−", "－", "负")
_BELOW_ZERO = (*_MINUS, "零下")
_HALF_MORE = re.compile("半(?!数|导|年|径|岛)")
_SHARE = Unit("", Kind.RATIO, "1", Decimal(1))
_HALVED = (Kind.COUNT, Kind.MULTIPLE, Kind.LENGTH, Kind.AREA, Kind.MASS, Kind.VOLUME, Kind.DURATION, Kind.OTHER)
_trail = cues("trail")
_SCALE_WORD = re.compile("[十拾百佰千仟万萬亿億兆]+$")
_TENS = "十拾百佰千仟"
_PART_HEADS = frozenset("0123456789一二两三四五六七八九壹贰叁肆伍陆柒捌玖十百")
_BETWEEN = frozenset("和与")
_STEP = 2000
_PARTED = (Kind.MONEY, Kind.MASS, Kind.LENGTH, Kind.AREA, Kind.VOLUME)
_MOST_DOUBLINGS = 20
"""Nothing in a report doubles more often; without a ceiling a long number would overflow."""


class Amount(NamedTuple):
    """A number with its unit at ``text[start:end]``, before the words in front of it are read.

    Attributes:
        start, end: Its place.
        low, high: Bounds in the base unit; None for a ratio of three or more terms.
        unit: Its unit; None when a bare number stands there.
        vague: Whether 余, 多, 左右 or the numeral itself make it approximate.
        bound: ``at_least`` or ``at_most`` when 以上 or 以内 follows, else empty.
        numeral: The number as written, without unit.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: Unit | None
    vague: bool
    bound: str
    numeral: str


def read_amount(text: str, start: int, units: Units) -> Amount | None:
    """Read the amount that starts at the place; None when no number does."""
    core = _share(text, start, units) or _number(text, start, units)
    core = core and _prefixed(text, core, units)
    if core is None:
        return None
    if core.unit is not None and core.unit.word == "个" and (match := _POINTS.match(text, core.end - 1)):
        core = core._replace(unit=units.at(text, match.start("unit")))
    if core.unit is not None and core.unit is not _SHARE:
        core = _with_parts(text, core, core.unit, units)
        core = _range(text, core, units) or core
    elif core.unit is None:
        core = _range(text, core, units) or _borrowed(text, core, units)
    return _trailing(text, core)


def _prefixed(text: str, core: Amount, units: Units) -> Amount:
    """Take in a currency or a thermometer before the number: $500, 摄氏35度."""
    prefix = read_prefix(text, core.start, core.unit, units)
    return core._replace(start=prefix.start, unit=prefix.unit) if prefix else core


def _share(text: str, start: int, units: Units) -> Amount | None:
    """Read a share; only a fraction has a sign: 负三分之一, -1/4."""
    signed = text.startswith(_MINUS, start)
    share = read_share(text, start + signed)
    if share is None:
        return None
    unit = _SHARE._replace(kind=share.kind) if share.kind else _SHARE
    low, high = share.low, share.high
    if signed and low is not None and high is not None:
        low, high = -high, -low
    amount = Amount(start, share.end, low, high, unit, share.vague, "", text[start + signed : share.end])
    part = share.kind is Kind.RATIO or "/" in amount.numeral
    return _measured(text, amount, units) if part else amount


def _measured(text: str, share: Amount, units: Units) -> Amount:
    """Read a part of a unit: 四分之一|公里, 一又二分之一|升, 1/2|kg."""
    unit, end = read_unit(text, share.end, units)
    if unit is None or unit.kind not in _PARTED or share.low is None or share.high is None:
        return share
    return share._replace(end=end, unit=unit, low=share.low * unit.factor, high=share.high * unit.factor)


def _with_parts(text: str, amount: Amount, unit: Unit, units: Units) -> Amount:
    """Add what is told in a smaller unit right behind: 五元|三毛, 3斤|5两, 12公里|300米, 两美元|又三美分."""
    low, high = amount.low, amount.high
    if unit.kind not in _PARTED or low is None or high is None:
        return amount
    if coins := read_coins(text, amount.end, unit.word):
        return amount._replace(end=coins.end, low=low + coins.worth, high=high + coins.worth)
    place = amount.end + text.startswith("又", amount.end)
    part = _number(text, place, units) if text[place : place + 1] in _PART_HEADS else None
    if part is None or part.low is None or part.vague or part.unit is None or not _smaller(part.unit, unit):
        return amount
    return _with_parts(text, amount._replace(end=part.end, low=low + part.low, high=high + part.low), part.unit, units)


def _smaller(part: Unit, unit: Unit) -> bool:
    """Tell whether one unit goes on in the other: 吨 in 斤, but not 英寸 in nm."""
    return part.canonical == unit.canonical and part.factor < unit.factor <= part.factor * _STEP


def _number(text: str, start: int, units: Units) -> Amount | None:
    match = (_HALF_UNIT.match(text, start) if text[start : start + 1] == "半" else None) or _NUMBER.match(text, start)
    numeral = (_HALF_ONE if match["numeral"] == "半" else read_numeral(match["numeral"])) if match else None
    if match is None or numeral is None:
        return None
    if match["sign"] in _BELOW_ZERO:
        numeral = Numeral(-numeral.high, -numeral.low, numeral.vague)
    unit, end = read_unit(text, match.end(), units)
    after = text[end : end + 1]
    if after == "半" and unit and unit.kind in _HALVED and (half := _HALF_MORE.match(text, end)):
        numeral, end = Numeral(numeral.low + Decimal("0.5"), numeral.high + Decimal("0.5"), numeral.vague), half.end()
    scaled = numeral.scaled(unit.factor) if unit and unit.factor != 1 else numeral
    if unit and unit.word == "番":
        if numeral.high > _MOST_DOUBLINGS:
            return None
        scaled = Numeral(2**numeral.low - 1, 2**numeral.high - 1)
        unit = unit._replace(canonical="倍")
    if unit and unit.word == "折" and numeral.low > 10:
        scaled = scaled.scaled(Decimal("0.1"))
    vague = numeral.vague or (match["vague"] is not None and match["vague"].strip() != "")
    return Amount(start, end, scaled.low, scaled.high, unit, vague, "", match["numeral"])


def _range(text: str, first: Amount, units: Units) -> Amount | None:
    """Read 3亿至5亿元, 6-8亿元 and 10%—15% as one amount; the unit and the scale of the second reach the first."""
    match = _SEPARATOR.match(text, first.end) if text[first.end : first.end + 1] in _SEPARATORS else None
    second = _number(text, match.end(), units) if match else None
    if second is None or first.low is None or second.high is None or second.low is None:
        return None
    if match and match[0] in _BETWEEN and not text.startswith("之间", second.end):
        return None
    second = _with_parts(text, second, second.unit, units) if second.unit else second
    if second.high is None or second.low is None:
        return None
    if first.unit is None:
        low = _lifted(first.low, first.numeral, second.low, second)
    elif second.unit is None or not _same(first.unit.canonical, second.unit.canonical):
        return None
    else:
        low = first.low
    if not low < second.high:
        return None
    return second._replace(
        start=first.start, low=low, vague=first.vague or second.vague, numeral=text[first.start : second.end]
    )


def _same(first: str, second: str) -> bool:
    """Tell whether a range can run from one unit to the other: 3个至5个百分点 is cut short."""
    return first == second or (first == "个" and second in _POINT_UNITS)


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
    place, end = bare.end, bare.end
    for _ in range(_CHAIN):
        match = _NEXT.match(text, place)
        following = _number(text, match.end(), units) if match else None
        if following is None:
            return bare
        if following.unit is not None:
            factor = following.unit.factor
            low, high = (None if bound is None else bound * factor for bound in (bare.low, bare.high))
            return bare._replace(low=low, high=high, unit=following.unit, end=end)
        place = following.end
    return bare


def _trailing(text: str, amount: Amount) -> Amount:
    """Take in 以上, 以内, 左右 and 余 after the unit."""
    found = _trail.after(text, amount.end)
    if found is None or (amount.unit is None and found[0] - amount.end == 1):
        return amount
    end, reading = found
    if end - amount.end == 1 and (amount.unit is None or amount.unit.kind is Kind.COUNT or text[end : end + 1] in "点"):
        return amount
    if reading == "approx":
        return amount._replace(end=end, vague=True)
    return amount._replace(end=end, bound=reading)
