"""Changes: the verb, the basis and the side of a difference around an amount."""

import re
from typing import NamedTuple

from annot.annotation import Basis, Direction, Kind
from annot.metrics.amounts import Amount
from annot.metrics.cues import cues

__all__ = ["Change", "change_after", "change_before", "flat_changes", "peel"]

_TIMELIKE = re.compile("上年|去年|上一年|同期|前年|上月|上季|年初|上年末|年同|年末|20\\d\\d年|上半年|往年|历史")
_COMPARING = re.compile("[比较与]")
_YEARS = re.compile(
    "(?<![\\d第前一二三四五六七八九十])(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})多?(?:年|个月)(?:来|间|内|以来)?$"
)
"""So many years, but not the year 2023, the third year or the first 11 months of one."""
_RATE = re.compile("(?:增速|增幅|降幅|比重|占比|涨幅|率)(?:均|分别)?$")
_BASIS = re.compile(
    r"(?:同比|(?:(?<![本上下一])周)?环比|按[年月季](?![末初])|(?:(?<![占同环相对配人可])比|较|相比(?:于)?)(?![重例率较])(?:“[^”]{2,6}”[末底初]?|[^，。；、：,;“”]{1,18}?)(?:相比)?|与[^，。；、：,;“”]{1,18}?相比)$"
)
_YOY = re.compile(
    "同比|按年|(?:比|较)(?:上年|去年|上一年|20\\d\\d年)(?!全年)(?:同期|末|底)?|(?<!常年)同期|与(?:上年|去年)|上一年度|较往年"
)
_QOQ = re.compile("环比|按[月季]|[比较与](?:上月|上个月|上周|上一?季度)(?![末底])")
_GAP = re.compile(
    r"(?P<not>不)?(?:高于|高出|超出|超过|快于|领先于?|高过|低于|慢于|落后于?|优于|好于|超(?=[^，。；、\d]{0,6}(?:进度|平均|均值|水平|计划|目标|预期)))"
    r"(?:(?:全国|全省|全市|全区|全县)[、和])?[^，。；、,;\d“”的]{1,18}(?:的[^，。；、,;\d“”]{0,6})?$"
)
_AVERAGE = re.compile("去年|上年|同期|平均|均值|水平|全国|全省|全市|增速|全区|全球")
_NOMINAL = re.compile(
    r"(?P<of>的)?(?:年均|平均|同比|复合|正|负|高速|中高速|超高速|快速|年复合|稳定)?(?P<noun>增速|增长率|增长|增幅|涨幅|降幅|跌幅|下降|降温|升温|速度(?:递增|增长|下降))(?!到|至|为|目标|点|极)"
)
_FLAT = re.compile(
    r"(?:(?:与|同|和|较|比)[^，。；、：,;]{1,14}?|同比|环比)?(?:基本|大体|总体)?持平(?![稳衡安静台原均等面民板价房])"
)
_VITAL = re.compile("(?:自然|机械|利润|复合)增长率$")
_LONGEST_VITAL = 5
_MARKS = ("，", ",", "、")
"""Between a number and what it has grown by: 总产量268万吨，|增产1.8万吨."""
_MORE = re.compile(
    "(?:同比|[比较](?:上年|去年|上一年)(?:同期)?)(?P<more>[多少])(?=[完收投引签接招新建办销生缴贷进出发授落开])[一-龥]{1,8}$"
)
_COMPARED = ("高", "高出", "低", "快", "慢", "多", "少", "偏多", "偏少")
"""Verbs that say on which side of another a number lies, unless the other is its own past."""
_FOLD = re.compile("翻(?:了|近|上)?$")
_HINT = re.compile("[增升提涨攀扩加前跃回反走递幅高抬净多延推快进降下减滑跌收缩压放萎后低少慢翻超领优好落浮移调善]")
"""What every change is told by; most numbers are cleared by a look for it."""
_SIGNS = frozenset("+-−－＋")
_SIGNED = re.compile("(?:同比|环比)(?:增[长速幅])?$")
"""Before a change told by its sign: 同比+8.5%."""
_SPACES = frozenset(" \u3000")
_EARLIER = re.compile("[较比](?:上年|去年|上一年度?)[^，。；、]{0,8}$")
_FALLING = ("降", "跌", "负", "减")
_LINKS = re.compile(
    r"(?:幅度|(?<![增涨降升跌减])幅|速度)?(?:了|[高多均]?达|达到了?|达至|在|[约仅均]?为|约|将近|是|分别[为达]|分别达到)?$"
)
_LINK_ENDS = frozenset("幅度了达到至在为约近是")
"""What every link ends with."""
_OPEN_LINKS = re.compile(r"(?:至|到|为|成|是)$")
_NOUNS = re.compile(
    r"(?:同比|环比|自然|可比|同口径|年均复合|年复合|复合|年平均|年均|平均|累计|名义|实际|平均每年)?(?:增速|增幅|涨幅|升幅|增长率|增长速度|降幅|跌幅|减幅|降速)$"
)
_COUNTS = frozenset("一二两三四五六七八九十几0123456789")
_MANNERS = (
    "实际", "名义", "实质", "平均", "年均", "累计", "净", "年平均", "平均每年",
    "同口径", "可比口径", "按可比价", "按可比口径",
)  # fmt: skip
"""Manners that belong to a change though no basis stands before them."""


class Change(NamedTuple):
    """Where a change starts and ends, where it goes, and against what.

    Attributes:
        bound: What its verb makes of the number (``at_most`` in 不低于全省平均水平2个百分点), else empty.
    """

    start: int
    end: int
    direction: Direction
    basis: Basis | None
    bound: str = ""


def peel(text: str, place: int, floor: int) -> int:
    """Return the place without the spaces before it."""
    while place > floor and text[place - 1] in _SPACES:
        place -= 1
    return place


def change_before(text: str, amount: Amount, lead: int, floor: int) -> Change | None:
    """Read the change verb in front of an amount whose leading bound starts at `lead`."""
    place = peel(text, lead, floor)
    if text[amount.start] in _SIGNS and (match := _SIGNED.search(text, max(floor, place - 4), place)):
        return Change(match.start(), amount.end, Direction.INCREASE, _basis_of(match[0]))
    if not _HINT.search(text, max(floor, lead - 26), lead):
        return None
    link = _LINKS.search(text, max(floor, place - 6), place) if text[place - 1] in _LINK_ENDS else None
    inner, leveled = (link.start(), _OPEN_LINKS.search(link[0]) is not None) if link else (place, False)
    unit = amount.unit
    if unit and unit.word in ("番", "倍") and (fold := _doubled(text, amount, place, floor)):
        return fold
    vital = text.endswith("率", 0, inner) and _VITAL.search(text, max(0, inner - _LONGEST_VITAL), inner) is not None
    if unit and unit.kind is Kind.PERCENT and not vital and (named := _named(text, amount, inner, floor)):
        return named
    pointed = unit is not None and unit.kind is Kind.PERCENTAGE_POINT
    gap = _gap(text, amount, place, floor) if leveled or pointed else None
    if gap or leveled or vital:
        return gap
    if found := cues("verb").before(text, inner, floor):
        return _verb(text, amount, found, inner, floor)
    return _gap(text, amount, place, floor) or _surplus(text, amount, inner, floor)


def _named(text: str, amount: Amount, inner: int, floor: int) -> Change | None:
    """Read the noun of a change: 同比增速为|9.1%, 降幅达|3%."""
    noun = _NOUNS.search(text, max(floor, inner - 8), inner)
    if noun is None:
        return None
    direction = Direction.DECREASE if any(c in noun[0] for c in _FALLING) else Direction.INCREASE
    return Change(noun.start(), amount.end, direction, _basis_of(noun[0]))


def _surplus(text: str, amount: Amount, inner: int, floor: int) -> Change | None:
    """Read more or less of a deed than a year before: 同比多完成投资94亿元."""
    match = _MORE.search(text, max(floor, inner - 16), inner)
    if match is None or inner != amount.start:
        return None
    direction = Direction.INCREASE if match["more"] == "多" else Direction.DECREASE
    return Change(match.start(), amount.end, direction, Basis.YOY)


def _doubled(text: str, amount: Amount, place: int, floor: int) -> Change | None:
    """Read 翻两番 and 比2020年翻了一番."""
    if match := _FOLD.search(text, max(floor, place - 3), place):
        opened, stated = _opening(text, match.start(), floor)
        return Change(opened, amount.end, Direction.INCREASE, _basis_of(stated))
    return None


def _verb(text: str, amount: Amount, found: tuple[int, str], inner: int, floor: int) -> Change | None:
    """Read the basis before a verb; a single weak word such as 高 or 多 needs 比 or 较 before it."""
    start, direction = found[0], Direction(found[1])
    word = text[start:inner]
    if start > floor and text[start - 1] in "新投倍招引加递最提起" and len(word) == 1:
        return None
    opened, stated = _opening(text, start, floor)
    weak = (cues("weakverb").before(word, len(word)) or (1, ""))[0] == 0
    beside = floor > 0 and text[floor:start] in _MARKS and len(word) > 1
    if weak and not (beside or _BASIS.search(stated)):
        return None
    if word in _COMPARED and not _TIMELIKE.search(stated):
        direction = Direction.ABOVE if direction is Direction.INCREASE else Direction.BELOW
        return Change(opened, amount.end, direction, Basis.VS_OTHER)
    if not stated and floor and start - floor <= 1 and _EARLIER.search(text, max(0, floor - 16), floor):
        return Change(opened, amount.end, direction, Basis.YOY)
    return Change(opened, amount.end, direction, _basis_of(stated + word) if stated else _lasting(text, start, floor))


def _opening(text: str, start: int, floor: int) -> tuple[int, str]:
    """Return where the basis and manner before the verb start, and their words."""
    place = start
    while (found := _manner(text, place, floor)) is not None:
        place = found
    window = text[max(floor, place - 22) : place]
    if match := _BASIS.search(window):
        opened = place - len(window) + match.start()
        return opened, text[opened:start]
    opened = start
    while (found := _manner(text, opened, floor)) is not None and text[found:opened] in _MANNERS:
        opened = found
    return opened, text[opened:start]


def _manner(text: str, place: int, floor: int) -> int | None:
    """Return where the manner before a place starts; the years of 两年|平均增长 are none of it."""
    found = cues("mode").before(text, place, floor)
    if found is None:
        return None
    return found[0] + (text[found[0]] == "年" and text[found[0] - 1 : found[0]] in _COUNTS)


def _basis_of(words: str) -> Basis | None:
    if _QOQ.search(words):
        return Basis.QOQ
    if _YOY.search(words):
        return Basis.YOY
    if "累计" in words:
        return Basis.CUMULATIVE
    return Basis.VS_OTHER if _COMPARING.search(words) else None


def _lasting(text: str, start: int, floor: int) -> Basis | None:
    """Tell whether a span of years stands right before the verb: 两年上升7位."""
    return Basis.CUMULATIVE if _YEARS.search(text, max(floor, start - 7), start) else None


def _gap(text: str, amount: Amount, place: int, floor: int) -> Change | None:
    """Read 高于全市平均值24.77个百分点."""
    if amount.unit is None or amount.unit.kind not in (Kind.PERCENTAGE_POINT, Kind.PERCENT):
        return None
    window = text[max(floor, place - 26) : place]
    match = _GAP.search(window)
    if match is None or (amount.unit.kind is Kind.PERCENT and not _AVERAGE.search(match[0])):
        return None
    above = match[0].removeprefix("不")[0] in "高超快领优好"
    start = place - len(window) + match.start()
    bound = "at_most" if match["not"] else ""
    return Change(start, amount.end, Direction.ABOVE if above else Direction.BELOW, Basis.VS_OTHER, bound)


def change_after(text: str, amount: Amount, lead: int) -> Change | None:
    """Read a change noun behind a percentage: 5.6%的增速, 4—8℃降温."""
    if amount.unit is None or not (amount.unit.kind is Kind.PERCENT or amount.unit.canonical == "℃"):
        return None
    match = _NOMINAL.match(text, amount.end)
    if match is None:
        return None
    if not match["of"] and match["noun"] in ("增长", "下降"):
        return None
    falling = any(c in match[0] for c in _FALLING)
    return Change(lead, match.end(), Direction.DECREASE if falling else Direction.INCREASE, _basis_of(match[0]))


def flat_changes(text: str) -> list[tuple[Change, bool]]:
    """Return each 持平 with its basis, and whether it compares a rate (增速与一季度持平)."""
    if "持平" not in text:
        return []
    found = []
    for match in _FLAT.finditer(text):
        rate = _RATE.search(text, max(0, match.start() - 5), match.start()) is not None
        found.append((Change(match.start(), match.end(), Direction.FLAT, _basis_of(match[0])), rate))
    return found
