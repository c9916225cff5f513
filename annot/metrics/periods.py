"""When a number holds: the nearest time that governs its clause, its sentence or its paragraph."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annot.metrics.breaks import CLAUSE, FULL, SENTENCE, find_breaks
from annot.metrics.reaches import COMPARED, DAY, Reach
from annot.span import Span

__all__ = ["Periods"]

_CALENDAR = re.compile(
    r"\d{2}年|[今去本当上全]年|上半年|下半年|季度|学年|学期|产季|\d月|前[一二三四五六七八九十\d]+个?月|“|过去|截至|年[底末度]|来$"
)
_PLANNED = frozenset("将计拟可全内")
_BETWEEN = re.compile("[^，。；]{0,14}的")
_RAISED = re.compile("[由从](?:[^，。；]{2,30}，)?[^，。；]{2,30}[到至为成][了]?$")
_RAISED_LENGTH = 64
_ONCE = re.compile(
    "(?:建成|投产|达产|投用|竣工|完工|运营|投运|开业|落成|建设完成|改造完成|完成)(?:投产|运营|达产|投用|使用|运行)?后(?!续)"
)
_OCCASION = re.compile("。(?:[此本]次|会上|活动现场|当[天日])")
_REPORT_PERIOD = re.compile("报告期")
_PRESENT = re.compile("目前|现有|现已|如今|现在|当前|这|该|公司(?<![一-龥”）]公司)|企业现")
_NOW = re.compile("[。！？](?:截至)?(?:目前|当前|如今)")
"""Begins a sentence of the present, which those behind it go on with."""
_TURNED = re.compile("[；，]如今[，\\d一-龥]")
"""Leaves the times before it behind."""
_TIMES = 40
"""No reader looks further back than so many times for the one that governs a number."""
_STEADY = re.compile(
    "(?:实际|项目|计划|协议|工程|规划|核准|批准)?(?:总?占地(?!区)|(?:规划|占地|实施|建筑|建设|批准|管辖|核准|国土|陆域|总建筑|总占地|用地|总)?面积|"
    "(?:实施|规划)?范围|全长|总长度?|长度|线路长度|注册资[本金]金?|海拔|平均海拔|直径|跨度|总规模|设计时速|补[贴助]|奖励)"
)
_QUALIFYING = re.compile("(?:[^，。；]{0,4}总?投资|[^，。；]{0,4}规模|投资额|估值)")


class Periods:
    """The TIME spans of a paragraph, and which number each governs."""

    def __init__(self, text: str, entities: Sequence[Span]) -> None:
        """Index the times and the breaks."""
        self.text = text
        self.times = [e for e in entities if e.label == "TIME"]
        self._starts, self._ends = [e.start for e in self.times], [e.end for e in self.times]
        if self.times:
            self._clauses, self._parts, self._full = (
                find_breaks(text, CLAUSE),
                find_breaks(text, SENTENCE),
                find_breaks(text, FULL),
            )
            self._reach = Reach(text, self.times)
            self._turns = [match.start() for match in _TURNED.finditer(text)]

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
        if last and (base := self._base(self.times[last - 1], value)):
            return base
        if self._afterwards(value):
            return next((t for t in self.times[first:last] if t.start >= self._clauses.before(value.start)), None)
        steady, turns = self._steady(value, anchor), bisect_left(self._turns, value.start)
        for time in reversed(self.times[max(first, last - _TIMES) : last]):
            if bisect_left(self._turns, time.end) < turns:
                break
            if self._reach.governs(time, place) and self._reach.reaches(time, place, steady=steady):
                return time
        return self._following(value) or (None if steady else self._paragraph(start, value))

    def parts(self, value: Span, last: Span) -> bool:
        """Tell whether the sentence of the number only parts what was told of the last time: 。其中，|出口98亿元."""
        parted = self.text.startswith("其中", self._full.before(value.start))
        return parted and _CALENDAR.search(last.of(self.text)) is not None

    def _base(self, time: Span, value: Span) -> Span | None:
        """Return the time of a base: 由2020年的37%提高到52%, but not 恢复至2019年的86.4%."""
        led = self.text[time.start - 1 : time.start] in ("由", "从") or self.text[time.start - 2 : time.start] == "上年"
        if led and self.text[time.end : value.start] in ("", "的", "末的", "底的"):
            return time
        if _BETWEEN.fullmatch(self.text, time.end, value.start) and COMPARED.search(
            self.text, max(0, time.start - 2), time.start
        ):
            return time
        if self._is_base(time, value):
            return time
        raised = _RAISED.search(
            self.text, max(self._parts.before(value.start), time.start - _RAISED_LENGTH), time.start
        )
        return time if raised and self.text[time.end : value.start] == "的" else None

    def _is_base(self, time: Span, value: Span) -> bool:
        """Tell whether the number is what the sentence compares with: 与2010年相比，城镇人口由|320万人|增加."""
        led = self.text[value.start - 1 : value.start] in ("由", "从")
        compared = led and self.text[max(0, time.start - 1) : time.start] in ("与", "比", "较", "和")
        start = self._full.before(value.start)
        return compared and time.start >= start and "相比" in self.text[time.end : self._clauses.after(time.end)]

    def _afterwards(self, value: Span) -> bool:
        """Tell whether the number only comes about once something stands: 投产后|年产值60亿元."""
        return _ONCE.search(self.text, self._parts.before(value.start), value.start) is not None

    def _steady(self, value: Span, anchor: int) -> bool:
        """Tell whether the number states what a thing is (占地, 全长, 总投资…的), whenever it came about."""
        if _STEADY.match(self.text, anchor, value.start):
            return True
        qualifies = self.text[value.end : value.end + 1] == "的"
        return qualifies and _QUALIFYING.match(self.text, anchor, value.start) is not None

    def _following(self, value: Span) -> Span | None:
        """Return a time behind the number in its clause: 15个项目今年将开工."""
        index = bisect_left(self._starts, value.end)
        if index == len(self.times) or self.times[index].end > self._clauses.after(value.end):
            return None
        time = self.times[index]
        return time if self.text[time.end : time.end + 1] in _PLANNED else None

    def _paragraph(self, start: int, value: Span) -> Span | None:
        """Return the period an earlier sentence has set, unless this one speaks of the present."""
        reported = _REPORT_PERIOD.search(self.text, start, value.start) is not None
        if not reported and _PRESENT.search(self.text, start, value.start):
            return None
        earlier = bisect_right(self._ends, start)
        for time in reversed(self.times[max(0, earlier - _TIMES) : earlier]):
            if not reported and _NOW.search(self.text, time.end, start):
                return None
            if reported and _CALENDAR.search(time.of(self.text)):
                return time
            if self._reach.stands(time, value.start):
                continue
            reaches = self._reach.governs(time, start) and self._reach.reaches(time, start, steady=False)
            if reaches and _CALENDAR.search(time.of(self.text)) and self._reach.opens(time, self._full):
                here = _OCCASION.search(self.text, time.end, value.start) or self._reach.held(time, start)
                return time if here or not _dated(time.of(self.text)) else None
        return None


def _dated(name: str) -> bool:
    """Tell whether a time is a day, which no later sentence is of, but not days from one to another."""
    return DAY.search(name) is not None and "至" not in name
