"""When a number holds: the nearest time that governs its clause, its sentence or its paragraph."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annot.metrics.breaks import CLAUSE, FULL, Breaks
from annot.span import Span

__all__ = ["Periods"]

_COMPARED = re.compile("(?:较|比|相比|同比|与|和)$")
_FOUNDED = re.compile("(?:(?:成立|始建|创建|创办|建成|组建|注册|设立|落成|诞生)(?:于|在)?|是|的)$")
_EVENT = re.compile(
    "的(?!时间|数据|统计|报告|基础|期间|前提|目标)|(?:以来)?(?:成立|建成|投产|开工|通航|挂牌|揭牌|动工|始建|创建|上市)(?!以来)"
)
_REPORTED = re.compile("记者|获悉|了解到|消息|报道|声明")
_CALENDAR = re.compile(
    r"\d{2}年|今年|去年|本年|上半年|下半年|季度|\d月|前[一二三四五六七八九十\d]+个?月|“|过去|截至|年[底末度]|以来"
)
_DAY = re.compile("[日天号]")
_PLANNED = frozenset("将计拟可全内")
_PRESENT = re.compile("(?:目前|现有|现已|如今|现在|当前|这|该|公司|企业现)")


class Periods:
    """The TIME spans of a paragraph, and which number each governs."""

    def __init__(self, text: str, entities: Sequence[Span]) -> None:
        """Index the times and the breaks."""
        self.text = text
        self.times = [e for e in entities if e.label == "TIME"]
        self._starts, self._ends = [e.start for e in self.times], [e.end for e in self.times]
        if self.times:
            self._clauses, self._full = Breaks(text, CLAUSE), Breaks(text, FULL)

    def of(self, value: Span, anchor: int) -> Span | None:
        """Return the TIME span the number belongs to.

        Args:
            value: The VALUE or CHANGE.
            anchor: Where the indicator starts, or the value when there is none.
        """
        if not self.times:
            return None
        start, place = self._full.before(value.start), max(anchor, value.start)
        first, last = bisect_left(self._starts, start), bisect_right(self._ends, place)
        for time in reversed(self.times[first:last]):
            if self._governs(time, place):
                return time
        return self._following(value) or self._paragraph(start, value)

    def _governs(self, time: Span, place: int) -> bool:
        """Tell whether the time can be the period of what follows, not a basis, a founding date or a report's date."""
        if time.end == place:
            return True
        head, tail = self.text[max(0, time.start - 5) : time.start], self.text[time.end : time.end + 6]
        if head.endswith(("到", "至", "截至")):
            return True
        if _COMPARED.search(head) or _FOUNDED.search(head) or _EVENT.match(tail):
            return False
        ending = self._clauses.after(time.end)
        return ending >= place or not _REPORTED.search(self.text, self._clauses.before(time.start), ending)

    def _following(self, value: Span) -> Span | None:
        """Return a time behind the number in its clause: 15个项目今年将开工."""
        index = bisect_left(self._starts, value.end)
        if index == len(self.times) or self.times[index].end > self._clauses.after(value.end):
            return None
        time = self.times[index]
        return time if self.text[time.end : time.end + 1] in _PLANNED else None

    def _paragraph(self, start: int, value: Span) -> Span | None:
        """Return the period an earlier sentence has set, unless this one speaks of the present."""
        if _PRESENT.search(self.text, start, value.start):
            return None
        for time in reversed(self.times[: bisect_right(self._ends, start)]):
            if self._governs(time, start) and _CALENDAR.search(time.of(self.text)):
                return time if not _DAY.search(time.of(self.text)) else None
        return None
