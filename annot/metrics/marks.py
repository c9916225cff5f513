"""A paragraph with its numbers and entities, and the boundaries of the phrases between them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annot.annotation import Quantity
from annot.metrics.breaks import CLAUSE, FULL, SENTENCE, find_breaks
from annot.metrics.cues import cues
from annot.span import Span

__all__ = ["Marks", "Place"]

Place = tuple[int, int]

_BRACKET = re.compile(r"[（(][^（）()]{1,30}[）)]$|[\[【]\d{1,2}[\]】]$")
_FORMER = re.compile(r"[由从](?:上年|去年|原来|原先|过去|之前|最初|20\d\d年|上一年)?的?$")
_FORMER_ENDS = frozenset("由从的年来先去前初")
_STOPS = re.compile("[，。；！？,;\n：]")
_WHOLE = re.compile("(?:[班专系序]列|平均|[人户亩地年月日]均|[民新安]居|[减彩]排|[国私公自保]有|占有)$")
_WHOLE_ENDS = frozenset("列均居排有")
_CLOSED = re.compile("[^（()）]{1,8}[）)]")
_MARKS = re.compile("[，、,;；\\s]*")
_FAR = 80
_BESIDE = re.compile(
    "(?:[一-龥]{1,6}[，、；](?:其中)?)?(?:[，、；。（）(),;\\s]|其中|包?含|包括|和|及|与|以及|[分按从][^，。；]{1,10}看|产业|行业|领域|片区|区域|境内|局地|部分地区|分别[为达]?|的)*"
)
_FUSED = re.compile(
    "[^，。；、：（）\\d的]{0,6}?(?:企业|单项冠军|隐形冠军|龙头|骨干|项目|人才|机构|平台|单位|基地|工厂|车间|种植面积|养殖面积|产量|装机|保险|贷款(?!率)|指数|产品|合作社|基金|"
    "专业|从业人员|就业人员|市场主体|经营主体|贡献率|覆盖率|综合收入|总收入|总花费|接待)"
)
"""What follows the name of an industry that only says of which kind a counted or measured thing is: 生物医药|企业."""
_CLUSTER = re.compile("(?:产业)?(?:集群|链)")
_FIXED = re.compile("工业(?:总产值|产值|投资|用电量|利润|企业)|(?<=规上)工业|(?<=规模以上)工业|(?<=全部)工业")
_PRODUCED = ("INDUSTRY", "PRODUCT")
_GROWN = re.compile("(?:总|单位)?产量|(?:种植|栽培|养殖)面积|存栏|出栏")
_LISTED = ("、", "，", "和", "及", "与", ",")
_peel = cues("peel")


class Marks:
    """Numbers, entities and breaks of one paragraph.

    Attributes:
        text: The paragraph.
        entities: Its entities and TIME spans in order.
        quantities: Its VALUE and CHANGE spans in order, with their readings.
        found: The indicators of the numbers read so far.
    """

    def __init__(self, text: str, entities: Sequence[Span], quantities: Sequence[tuple[Span, Quantity]]) -> None:
        """Index the entities and the breaks."""
        self.text, self.entities, self.quantities = text, entities, quantities
        self.found: list[Place | None] = []
        self._covered: set[int] = set()
        self._bare: dict[int, tuple[int, bool]] = {}
        self._starts, self._ends = [e.start for e in entities], [e.end for e in entities]
        self._times = {e.end: e.start for e in entities if e.label == "TIME"}
        self._clauses, self._sentences = find_breaks(text, CLAUSE), find_breaks(text, SENTENCE)
        self._full = find_breaks(text, FULL)
        self._stops = find_breaks(text, _STOPS)

    def find(self, place: Place | None) -> None:
        """Keep the indicator of the next number."""
        self.found.append(place)
        if place:
            self._covered.update(range(*place))

    def taken(self, place: Place) -> bool:
        """Tell whether an indicator found so far shares a character with the place."""
        return not self._covered.isdisjoint(range(*place))

    def floor(self, index: int, place: int, *, part: bool = False) -> int:
        """Return where a phrase ending at the place may start: after the last number, entity or clause mark.

        Args:
            index: The number the phrase belongs to.
            place: Where the phrase ends.
            part: Whether any industry may be a part of the phrase.
        """
        clause = self.clause(place)
        if self.text[clause - 1 : clause] in ("（", "(") and _CLOSED.match(self.text, clause, place):
            clause = self.clause(clause - 1)
        floor = max(self.quantities[index - 1][0].end if index else 0, clause)
        if index and (named := self.found[index - 1]) and named[1] <= place:
            floor = max(floor, named[1])
        ended = bisect_right(self._ends, place)
        if ended < len(self._ends) and self._starts[ended] < place:
            return place
        # Names before the floor do not count.
        while ended and self._ends[ended - 1] > floor:
            if not (self._fused(ended - 1, place) or (part and self.entities[ended - 1].label == "INDUSTRY")):
                break
            ended -= 1
        return max(floor, self._ends[ended - 1] if ended else 0)

    def _whole(self, index: int, end: int) -> bool:
        """Tell whether a name behind a number is a part of what is counted: 4个省级|林业|产业集群."""
        entity = self.entities[index]
        # 53个|非洲国家: of which place they are is a part of what is counted.
        if entity.label == "PLACE" and self.text[entity.start - 1 : entity.start] in ("个", "所"):
            return self.text.startswith(("国家", "高校", "院校"), entity.end)
        clustered = entity.label == "INDUSTRY" and _CLUSTER.match(self.text, entity.end, end) is not None
        return clustered or self._fused(index, end)

    def _fused(self, index: int, end: int) -> bool:
        """Tell whether the name of an industry is a part of what is measured: 新增省级|农业|龙头企业, 制造业|贷款."""
        entity = self.entities[index]
        if entity.label == "TIME":
            return self.text.startswith("九年义务教育", entity.start)
        if entity.label == "INDUSTRY" and _FIXED.match(self.text, entity.start, end):
            return True
        if entity.label not in _PRODUCED or not _FUSED.match(self.text, entity.end, end):
            return False
        if entity.label == "PRODUCT" and not _GROWN.match(self.text, entity.end, end):
            return False
        before = self.entities[index - 1] if index else None
        listed = before is not None and before.label == "INDUSTRY"
        return not (listed and before is not None and self.text[before.end : entity.start] in _LISTED)

    def only_named(self, start: int, end: int) -> bool:
        """Tell whether nothing but names stands there: 增长6.4%。分门类看，采矿业|下降1.7%."""
        first, last = bisect_left(self._starts, start), bisect_right(self._ends, end)
        if first >= last or end - start >= _FAR:
            return False
        rest, place = "", start
        for entity in self.entities[first:last]:
            rest, place = rest + self.text[place : entity.start], entity.end
        return _BESIDE.fullmatch(rest + self.text[place:end]) is not None

    def linked(self, start: int, end: int, index: int) -> bool:
        """Tell whether only a mark, times and links stand there: 年均增长6.2%，2024年达到|6102亿元."""
        return _MARKS.fullmatch(self.text, start, self.bare(index)[0]) is not None and start < end

    def clause(self, place: int) -> int:
        """Return where the clause of the place starts."""
        return self._clauses.before(place)

    def sentence(self, place: int) -> int:
        """Return where the sentence of the place starts."""
        return self._sentences.before(place)

    def before(self, place: int) -> Span | None:
        """Return the entity that ends at the place."""
        index = bisect_left(self._ends, place)
        return self.entities[index] if index < len(self._ends) and self._ends[index] == place else None

    def listed_before(self, place: int) -> bool:
        """Tell whether an industry or product and a conjunction stand right before the place: 汽车和|锂电池出口."""
        named = self.before(place - 1) if self.text[place - 1 : place] in _LISTED else None
        return named is not None and named.label in _PRODUCED

    def lists_industries(self, place: int) -> bool:
        """Tell whether the last name before the place ends a list: 第一产业、第二产业|增加值."""
        index = bisect_right(self._ends, place) - 1
        return index > 0 and self.listed_before(self._starts[index])

    def full(self, place: int) -> int:
        """Return where the whole sentence of the place starts, its parts between semicolons taken together."""
        return self._full.before(place)

    def ceiling(self, index: int) -> int:
        """Return where a phrase after the number must end: before the next number, entity or clause mark."""
        end = self.quantities[index][0].end
        following = bisect_left(self._starts, end)
        if following < len(self._starts) and self._whole(following, self._stops.after(end)):
            following += 1
        bounds = [self._stops.after(end)]
        if index + 1 < len(self.quantities):
            bounds.append(self.bare(index + 1)[0])
        if following < len(self._starts):
            bounds.append(self._starts[following])
        return min(bounds)

    def bare(self, index: int) -> tuple[int, bool]:
        """Return the place before the links in front of the number, and whether there were any."""
        if known := self._bare.get(index):
            return known
        start = place = self.quantities[index][0].start
        floor = self.quantities[index - 1][0].end if index else 0
        while place > floor and (before := self._unlinked(place, floor)) is not None:
            place = before
        self._bare[index] = place, place < start
        return place, place < start

    def _unlinked(self, place: int, floor: int) -> int | None:
        """Return the place before one link, bracket or time that ends here; None when none does."""
        last = self.text[place - 1]
        if last in " \u3000":
            return place - 1
        pattern = _FORMER if last in _FORMER_ENDS else None
        pattern = _BRACKET if last in "）)]】" else pattern
        if pattern and (match := pattern.search(self.text, max(floor, place - 32), place)):
            return match.start()
        if last in _WHOLE_ENDS and _WHOLE.search(self.text, max(floor, place - 2), place):
            return None
        if found := _peel.before(self.text, place, floor):
            return found[0]
        time = self._times.get(place - (last == "的"))
        return time if time is not None and time > floor else None
