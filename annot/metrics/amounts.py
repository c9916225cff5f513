"""Amounts: a number with its unit at a place of a text, as ranges, ratios, fractions and bounded values too."""

import re
from decimal import Decimal
from typing import NamedTuple

from annot.annotation import Kind
from annot.metrics.coins import read_coins
from annot.metrics.cues import cues
from annot.metrics.dictionary import is_word
from annot.metrics.numerals import NUMERAL, Numeral, read_numeral
from annot.metrics.shares import read_share
from annot.metrics.units import Unit, Units

__all__ = ["Amount", "read_amount"]

_SIGN = r"(?:[+\-−－±]|负|零下)"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN})?(?P<numeral>{NUMERAL})(?P<vague>[余餘多来來](?![自源源到于])|[ \u3000](?=\d*[%％]))?"
)
_SEPARATOR = re.compile(r"\s?(?:[-—–－~～〜至到]|——|--)\s?")
_SEPARATORS = frozenset("-—–－~～〜至到 \u3000")
_NEXT = re.compile(r"(?:、|和|及|与|以及|，|,)(?=[\d一二两三四五六七八九十百])")
_POINTS = re.compile(r"(?:个(?:、|和|及|与|，|以及)\d+(?:\.\d+)?)+(?P<unit>个[百千]分点)")
"""A list of points whose first members are cut short: 高1.3个和1.5个百分点."""
_POINT_UNITS = ("个百分点", "个千分点")
_PER = "/／"
_TIME = re.compile("年|月|日|天|周|季度|班次?")
_HALF_UNIT = re.compile(
    "(?P<sign>)(?P<numeral>半)(?P<vague>)(?=个(?=百分点)|倍|公里|千米|平方|米(?!兰)|亩|公顷|斤|公斤|千克|吨|升|里地|分钟|秒|英里|海里|克|两)"
)
_HALF_ONE = Numeral(Decimal("0.5"), Decimal("0.5"))
_MINUS = ("-", "−", "－", "负")
_BELOW_ZERO = (*_MINUS, "零下")
_HALF_MORE = re.compile("半(?!数|导|年|径|岛)")
_SIGNS = {"US$": "美元", "HK$": "港元", "$": "美元", "＄": "美元", "¥": "元", "￥": "元", "€": "欧元", "£": "英镑"}
_SIGN_BEFORE = re.compile(r"(?:US|HK)?[$＄]$|[¥￥€£]$")
_THERMOMETERS = {"摄氏": "℃", "华氏": "华氏度"}
_SHARE = Unit("", Kind.RATIO, "1", Decimal(1))
_HALVED = (Kind.COUNT, Kind.MULTIPLE, Kind.LENGTH, Kind.AREA, Kind.MASS, Kind.VOLUME, Kind.DURATION)
_SPACED = frozenset("家个项人户座名条台套件所处亩吨元米次场辆只头张位岁艘架株棵篇部种类公宗起幢栋间块")
_trail = cues("trail")
_SCALE_WORD = re.compile("[十百千万亿兆]+$")
_CHAIN = 8
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
    core = _share(text, start) or _number(text, start, units)
    core = core and _prefixed(text, core)
    if core is None:
        return None
    if core.unit is not None and core.unit.word == "个" and (match := _POINTS.match(text, core.end - 1)):
        core = core._replace(unit=units.at(text, match.start("unit")))
    if core.unit is not None and core.unit is not _SHARE:
        core = _with_coins(text, core, core.unit)
        core = _range(text, core, units) or core
    elif core.unit is None:
        core = _range(text, core, units) or _borrowed(text, core, units)
    return _trailing(text, core)


def _prefixed(text: str, core: Amount) -> Amount:
    """Take in a currency sign or a thermometer before the number: $500, 摄氏35度."""
    if core.unit is not None and core.unit.word != "度":
        return core
    head = text[max(0, core.start - 3) : core.start]
    if core.unit is None and (match := _SIGN_BEFORE.search(head)):
        unit = Unit("", Kind.MONEY, _SIGNS[match[0]], Decimal(1))
        return core._replace(start=core.start - len(match[0]), unit=unit)
    if core.unit is not None and core.unit.word == "度" and head[-2:] in _THERMOMETERS:
        return core._replace(start=core.start - 2, unit=core.unit._replace(canonical=_THERMOMETERS[head[-2:]]))
    return core


def _share(text: str, start: int) -> Amount | None:
    """Read a share; only a fraction has a sign: 负三分之一, -1/4."""
    signed = text.startswith(_MINUS, start)
    share = read_share(text, start + signed)
    if share is None:
        return None
    unit = _SHARE._replace(kind=share.kind) if share.kind else _SHARE
    low, high = share.low, share.high
    if signed and low is not None and high is not None:
        low, high = -high, -low
    return Amount(start, share.end, low, high, unit, share.vague, "", text[start + signed : share.end])


def _with_coins(text: str, amount: Amount, unit: Unit) -> Amount:
    coins = read_coins(text, amount.end, unit.word)
    if coins is None or amount.low is None or amount.high is None:
        return amount
    return amount._replace(end=coins.end, low=amount.low + coins.worth, high=amount.high + coins.worth)


def _number(text: str, start: int, units: Units) -> Amount | None:
    match = (_HALF_UNIT.match(text, start) if text[start : start + 1] == "半" else None) or _NUMBER.match(text, start)
    numeral = (_HALF_ONE if match["numeral"] == "半" else read_numeral(match["numeral"])) if match else None
    if match is None or numeral is None:
        return None
    if match["sign"] in _BELOW_ZERO:
        numeral = Numeral(-numeral.high, -numeral.low, numeral.vague)
    unit, end = _unit_at(text, match.end(), units)
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


def _unit_at(text: str, place: int, units: Units) -> tuple[Unit | None, int]:
    """Return the unit that starts at the place and where it ends; 元/平方米 is one unit."""
    unit = units.at(text, place)
    if unit is None and text[place : place + 1] == " ":
        unit, place = units.at(text, place + 1), place + 1
        unit = unit if unit and (len(unit.word) > 1 or not unit.word.isalpha() or _alone(text, place)) else None
    if unit is None or _broken(text, place, unit):
        return None, place
    end = place + len(unit.word)
    if text[end : end + 1] in _PER and end < len(text) and (bottom := units.at(text, end + 1) or _while(text, end + 1)):
        end += 1 + len(bottom.word)
        dense = unit.kind is Kind.MASS
        canonical, factor = (unit.word, Decimal(1)) if dense else (unit.canonical, unit.factor)
        word = text[place:end]
        return Unit(word, _rate(unit.kind), f"{canonical}/{bottom.word}", factor), end
    return unit, end


def _while(text: str, place: int) -> Unit | None:
    """Return the time a rate is told by: 10万辆/年."""
    match = _TIME.match(text, place)
    return Unit(match[0], Kind.DURATION, match[0], Decimal(1)) if match else None


def _alone(text: str, place: int) -> bool:
    """Tell whether the character behind a space is a measure word and not the head of a word: 4126 个, not 12 元旦."""
    following = text[place + 1 : place + 2]
    return text[place].isascii() or (text[place] in _SPACED and not is_word(text[place] + following))


def _rate(kind: Kind) -> Kind:
    return kind if kind in (Kind.MONEY, Kind.COUNT, Kind.SPEED) else Kind.OTHER


def _broken(text: str, place: int, unit: Unit) -> bool:
    """Tell whether a Latin unit is only the head of a longer word (the m of mRNA)."""
    end = place + len(unit.word)
    last, after = unit.word[-1], text[end : end + 1]
    return last.isascii() and last.isalpha() and after.isascii() and after.isalnum()


def _range(text: str, first: Amount, units: Units) -> Amount | None:
    """Read 3亿至5亿元, 6-8亿元 and 10%—15% as one amount; the unit and the scale of the second reach the first."""
    match = _SEPARATOR.match(text, first.end) if text[first.end : first.end + 1] in _SEPARATORS else None
    second = _number(text, match.end(), units) if match else None
    if second is None or first.low is None or second.high is None or second.low is None:
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
    scale = _SCALE_WORD.search(second.numeral)
    one = read_numeral("一" + scale[0].lstrip("十")) if scale and numeral[-1:] not in "万亿" else None
    return low * one.low if one and low * one.low <= ceiling else low


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
