"""Find every VALUE and CHANGE of a text, with its normalised reading."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from annot.annotation import Direction, Kind, Qualifier, Quantity
from annot.metrics.amounts import Amount, read_amount
from annot.metrics.changes import Change, change_after, change_before, flat_changes, peel
from annot.metrics.cues import cues
from annot.metrics.names import is_announced, is_code, is_time, noise, titles
from annot.metrics.progress import progress_at
from annot.metrics.ranks import read_rank
from annot.metrics.units import Unit, Units
from annot.span import Span

__all__ = ["find_quantities"]

_CORE = re.compile(
    r"(?<![\d.])\d|第(?=[\d一二三四五六七八九十百两])|前(?=[\d一二三四五六七八九十百两])|首位|榜首|"
    r"(?:负|零下)(?=[一二两三四五六七八九十百千\d])|"
    r"一(?=[成半倍番百千万亿点分十二]|[^一-龥])|[二两三四五六七八九十百千万亿廿卅俩仨几数壹贰叁肆伍陆柒捌玖拾佰仟半對对上]"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％＋", "0123456789.,%+")
_WIDE = re.compile("[０-９％]")
_SIGNED = re.compile(r"(?:^|[\s,，、；（(长降率幅为达是]|同比|环比)[+\-−－]$")
_MONEY = re.compile(
    "投资|产值|收入|资金|利润|税|营收|GDP|额|金|款|价值|贷|补贴|规模|估值|市值|消费|货值|费|资产|成本|支出|投入|销售|融资"
)
_THRESHOLD = re.compile("(?:级|元)?(?:的)?(?=项目|企业|产业|集群|园区|镇|村|工程|重大|大|工业|骨干|龙头|规模|制造)")
_AWARD = re.compile(
    r"(?:最高|最多|至多|不超过|上限)[^，。；、\d]{0,10}(?:给予|奖励|补助|补贴|资助|支持|可获|可达|奖补|扶持|按|贴息|补)[^，。；、\d]{0,6}$"
)
_CROWD = re.compile(
    "(?:[^，。；、]{0,4})(?:人口|群众|居民|学生|农民|职工|游客|旅客|人员|对象|用户|粉丝|户|党员|劳动力|市民|老人|儿童|观众)"
)
_MEASURE = re.compile(
    "(?![的了在是和与及年月日时分秒号强型版线路第之以上下等中内外大小多新老高低前后左右东西南北本各这那其为被把从向对于由到至或而且但也都就不没有会要能可将使让给余几半成倍番折来])"
    "[一-龥](?=[一-龥])"
)
_INDEX = re.compile("(?:指数|PMI|得分|评分|系数|总分|均分)(?:为|达|达到|是|得分|值为)?$")
_BARE_NOUN = re.compile("(?=[国省市县区个部城项地院学公])")
_SMALL = ("二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "1", "2", "3", "4", "5", "6")
_PLAIN = re.compile(r"[\d.]+|[一二两三四五六七八九十]+")
_IDLE_WORDS = (
    "类",
    "种",
    "条",
    "次",
    "层",
    "级",
    "点",
    "张",
    "把",
    "手",
    "轮",
    "面",
    "道",
    "样",
    "件",
    "副",
    "对",
    "口",
    "部",
    "门",
    "片",
    "块",
    "只",
    "支",
    "方",
    "位",
    "里",
    "度",
    "班",
    "节",
    "段",
    "味",
    "宗",
    "字",
    "句",
    "页",
    "项",
    "组",
    "代",
    "期",
    "次",
    "处",
)
_TOTAL = re.compile("(?:共|连续|举办|累计|总计|达|超过|近|约|新增|拥有|现有)(?:了)?$")
_ABSTRACT = re.compile(
    "(?:方面|目标|任务|确立|维护|意识|自信|关键|环节|层面|阶段|问题|坚持|统筹|重点|聚焦|转变|角度|特点|月|一体|善作|全面|先行|字|半|必须|更加|中心环节|务必|结合|关系|不|全|着力|突出|突破|文明|高地|大局|一流|优先|转型|面向|有利于|战略|台阶|梯队|原则)"
)


class _Found(NamedTuple):
    start: int
    end: int
    label: str
    quantity: Quantity
    listable: bool


@cache
def _dictionary() -> Any:  # noqa: ANN401  (rjieba ships no types)
    import rjieba

    return rjieba.Jieba()


def _coined(text: str, place: int) -> bool:
    """Tell whether the character stands as a word of its own: 12|垛|柴火, but 12|热线."""
    pair = text[place : place + 2]
    return not _dictionary().has_word(pair) and bool(_dictionary().has_word(text[place + 1 : place + 3]))


def find_quantities(
    text: str, blocked: Sequence[Span] = (), *, units: Units | None = None
) -> list[tuple[Span, Quantity]]:
    """Return the VALUE and CHANGE spans of a paragraph in order, each with its reading.

    Args:
        text: One paragraph of clean text.
        blocked: Spans whose numbers are no quantities: entities and TIME.
        units: The table of units; the shipped one when None.
    """
    plain = text.translate(_FULL_WIDTH) if _WIDE.search(text) else text
    finder = _Finder(plain, blocked, units or Units.shipped())
    return [(Span(f.start, f.end, f.label, source="pattern:quantity"), f.quantity) for f in finder.run()]


def _merged(places: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return starts and ends of the stretches the places cover, without overlaps."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(places):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


class _Finder:
    """One pass over one paragraph."""

    def __init__(self, text: str, blocked: Sequence[Span], units: Units) -> None:
        self.text, self.units = text, units
        closed = [(span.start, span.end) for span in blocked]
        self.starts, self.ends = _merged(closed + titles(text) + noise(text))
        self.last: _Found | None = None

    def run(self) -> list[_Found]:
        """Return what is found, in order and without overlaps."""
        found: list[_Found] = []
        self.floor = 0
        for match in _CORE.finditer(self.text):
            if match.start() < self.floor or self._closed(match.start(), match.start() + 1):
                continue
            hit = self._read(match.start())
            if hit:
                found.append(hit)
                self.floor, self.last = hit.end, hit
        return sorted(self._with_flat(found))

    def _with_flat(self, found: list[_Found]) -> Iterator[_Found]:
        yield from found
        places = [(hit.start, hit.end) for hit in found]
        for change, rate in flat_changes(self.text):
            if not any(start < change.end and change.start < end for start, end in places):
                kind, unit = (Kind.PERCENTAGE_POINT, "个百分点") if rate else (Kind.PERCENT, "1")
                zero = Decimal(0)
                yield _Found(change.start, change.end, "CHANGE",
                             Quantity(kind, zero, zero, unit, Qualifier.APPROX if "基本" in self.text[change.start:change.end] else Qualifier.EXACT,
                                      change.direction, change.basis, progress_at(self.text, change.start)), False)  # fmt: skip

    def _closed(self, start: int, end: int) -> bool:
        """Tell whether a blocked span shares a character with the stretch."""
        index = bisect_left(self.starts, end)
        return index > 0 and self.ends[index - 1] > start

    def _read(self, place: int) -> _Found | None:
        """Read the quantity whose core is at the place."""
        text = self.text
        if text[place] in "第前首榜":
            rank = read_rank(text, place, self.floor)
            if rank is None or self._closed(place, rank.end):
                return None
            start = place if self._closed(rank.start, place) else rank.start
            return _Found(start, rank.end, "VALUE", self._status(rank.quantity, start), False)
        amount = self._amount(place)
        if amount is None or self._closed(amount.start, amount.end):
            return None
        return self._quantity(amount)

    def _amount(self, place: int) -> Amount | None:
        """Read the amount, or None where the number counts nothing."""
        text = self.text
        if text[place - 1 : place] == "第" and place:
            return None
        start = place - 1 if place and _SIGNED.search(text, max(0, place - 3), place) else place
        amount = read_amount(text, start, self.units)
        if amount is None:
            return None
        number = amount.start + (start < place) + len(amount.numeral)
        if is_time(text, start, number) or is_code(text, place, number, unit=amount.unit is not None):
            return None
        return self._named(amount, place, number)

    def _named(self, amount: Amount, place: int, number: int) -> Amount | None:
        """Give a bare number the unit its words imply, and refuse idle ones."""
        unit = amount.unit or self._implied(amount, number)
        if unit is None or self._idle(amount._replace(unit=unit), place):
            return None
        return amount._replace(unit=unit, end=max(amount.end, number + (0 if amount.unit else len(unit.word))))

    def _implied(self, amount: Amount, number: int) -> Unit | None:
        text, numeral = self.text, amount.numeral
        head = text[max(0, amount.start - 16) : amount.start]
        if numeral[-1:] in "万亿" and len(numeral) > 1:
            if _MONEY.search(head) or (numeral[-1] == "亿" and not _CROWD.match(text, amount.end)):
                return Unit("", Kind.MONEY, "元", Decimal(1))
            if match := _CROWD.match(text, amount.end):
                return Unit("", Kind.COUNT, "户" if "户" in match[0] else "人", Decimal(1))
            return None
        if amount.vague and numeral.isdecimal() and _BARE_NOUN.match(text, amount.end):
            return Unit("", Kind.COUNT, "个", Decimal(1))
        if numeral.isdecimal() and numeral[0] != "0" and _MEASURE.match(text, amount.end) and _coined(text, amount.end):
            return Unit(text[amount.end], Kind.COUNT, text[amount.end], Decimal(1))
        if numeral[0].isdecimal() and _INDEX.search(head):
            return Unit("", Kind.OTHER, "1", Decimal(1))
        return None

    def _idle(self, amount: Amount, place: int) -> bool:
        """Tell whether the words make the number idle: 一个, 两地, 亿元以上项目, A、B、C等三家."""
        text, numeral = self.text, amount.numeral
        assert amount.unit is not None  # noqa: S101
        if numeral == "半" and not amount.unit.word:
            return not cues("bound").before(text, amount.start, self.floor)
        if numeral in ("一", "半", "数", "几", "上"):
            return (
                amount.unit.kind is Kind.COUNT
                or numeral in "数几上"
                or (numeral == "一" and amount.unit.word in _IDLE_WORDS)
            )
        if amount.unit.kind is Kind.COUNT and amount.low is not None and amount.low == amount.high:
            han = not numeral[0].isdecimal()
            if amount.low < 100 and is_announced(text, place, int(amount.low), han=han):
                return True
        if amount.unit.word in ("角", "毛", "分") and not numeral[-1].isdecimal():
            return True
        if numeral in _SMALL and self._proverbial(amount):
            return True
        if numeral[0] in "百千万亿" and "分之" not in numeral and not self._bounded(amount):
            return True
        if amount.bound and _THRESHOLD.match(text, amount.end) and text[amount.end : amount.end + 1] != "的":
            return amount.unit.kind not in (Kind.RATIO, Kind.PERCENT)
        return (
            amount.unit.word in ("级", "口", "层", "点", "面")
            and "级" not in numeral
            and _PLAIN.fullmatch(numeral) is not None
        )

    def _proverbial(self, amount: Amount) -> bool:
        """Tell whether a small Chinese number stands in a set phrase or before an abstract noun: 六位一体, 两个确立."""
        text, unit, numeral = self.text, amount.unit, amount.numeral
        if (
            unit is None
            or unit.kind not in (Kind.COUNT, Kind.OTHER, Kind.VOLUME)
            or amount.vague
            or amount.bound not in ("", "at_least")
        ):
            return False
        if (
            not numeral.isdecimal()
            and unit.word in _IDLE_WORDS
            and not _TOTAL.search(text, max(0, amount.start - 6), amount.start)
        ):
            return True
        return bool(amount.bound) or bool(_ABSTRACT.match(text, amount.end))

    def _bounded(self, amount: Amount) -> bool:
        """Tell whether a bare scale word is a number: 近百家, 百余位, 超千亿元."""
        text = self.text
        led = cues("bound").before(text, amount.start, self.floor)
        over = text[amount.end : amount.end + 2] if amount.unit and amount.unit.kind is Kind.MONEY else ""
        if over in ("企业", "项目", "产业"):
            return False
        return bool(led) or amount.vague or (len(amount.numeral) > 1 and amount.numeral[1] in "余多")

    def _quantity(self, amount: Amount) -> _Found | None:
        """Read the bound, then the change or the plain value around the amount."""
        text = self.text
        bound = self._bound(amount)
        lead = bound[0] if bound else amount.start
        low, high, qualifier = self._limits(amount, bound[1] if bound else "")
        change = change_after(text, amount, lead) or change_before(text, self._ranked(amount, lead), lead, self.floor)
        change = change or self._inherited(amount)
        unit = amount.unit
        assert unit is not None  # noqa: S101
        if change and amount.unit and amount.unit.word in ("名", "位"):
            unit = Unit(unit.word, Kind.RANK, "位", Decimal(1))
        quantity = Quantity(unit.kind, low, high, unit.canonical, qualifier,
                            change.direction if change else None, change.basis if change else None)  # fmt: skip
        start, end = (change.start, change.end) if change else (lead, amount.end)
        if change and low is not None and low < 0:
            low_, high_ = (None if b is None else abs(b) for b in (quantity.minimum, quantity.maximum))
            quantity = Quantity(unit.kind, low_, high_, unit.canonical, qualifier, Direction.DECREASE, change.basis)
        return _Found(start, end, "CHANGE" if change else "VALUE", self._status(quantity, start), True)

    def _ranked(self, amount: Amount, _lead: int) -> Amount:
        return amount

    def _bound(self, amount: Amount) -> tuple[int, str] | None:
        """Return the bounding word before the amount: 超过, 近, 不低于."""
        place = peel(self.text, amount.start, self.floor)
        found = cues("bound").before(self.text, place, self.floor)
        if found is None or self._closed(found[0], place):
            return None
        word, before = self.text[found[0] : place], self.text[found[0] - 1 : found[0]] if found[0] else ""
        if (word == "近" and before and before in "最附临邻靠") or (
            word == "约" and before and before in "节签预合公大条集违制"
        ):
            return None
        if word in ("过", "破") and (amount.numeral[0] not in "百千万亿半" or before in ("通", "经")):
            return None
        return found

    def _limits(self, amount: Amount, word: str) -> tuple[Decimal | None, Decimal | None, Qualifier]:
        """Return minimum, maximum and qualifier as the guideline defines them."""
        bound = amount.bound or word
        if bound == "approx" or (not bound and amount.vague):
            return amount.low, amount.high, Qualifier.APPROX
        if bound == "at_least" or amount.numeral[0] == "上":
            return amount.low, None, Qualifier.AT_LEAST
        if bound == "at_most" or self._capped(amount.start):
            return None, amount.high, Qualifier.AT_MOST
        return amount.low, amount.high, Qualifier.EXACT

    def _capped(self, place: int) -> bool:
        """Tell whether a ceiling is named before the verb of giving: 每家最高给予500万元."""
        start = max(0, place - 28)
        named = any(self.text.find(word, start, place) >= 0 for word in ("最", "不超过", "至多", "上限"))
        return named and _AWARD.search(self.text, start, place) is not None

    def _inherited(self, amount: Amount) -> Change | None:
        """Read the later member of a list of changes: 增长29.41%和19%."""
        last = self.last
        if last is None or last.label != "CHANGE" or amount.unit is None or last.quantity.unit != amount.unit.canonical:
            return None
        if self.text[last.end : amount.start].strip() not in ("、", "和", "及", "与", "，", "以及", "、和", ","):
            return None
        return Change(amount.start, amount.end, last.quantity.direction or Direction.INCREASE, last.quantity.basis)

    def _status(self, quantity: Quantity, start: int) -> Quantity:
        progress = progress_at(self.text, start)
        return Quantity(quantity.kind, quantity.minimum, quantity.maximum, quantity.unit, quantity.qualifier,
                        quantity.direction, quantity.basis, progress)  # fmt: skip
