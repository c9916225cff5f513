"""When a number holds: the nearest time that governs its clause, its sentence or its paragraph."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annot.metrics.breaks import CLAUSE, FULL, SENTENCE, Breaks, find_breaks
from annot.span import Span

__all__ = ["Periods"]

_COMPARED = re.compile("(?:较|比|相比|同比|与|和)$")
_FOUNDED = re.compile("(?:(?:成立|始建|创建|创办|建成|组建|注册|设立|落成|诞生)(?:于|在)?|是|的)$")
_OF = re.compile("的(?!时间|数据|统计|报告|基础|期间|前提|目标)")
_EVENT = re.compile(
    "(?:以来)?(?:正式|全面)?(?:成立|建成|投产|开工|通航|挂牌|揭牌|动工|始建|创建|上市|启动(?:建设|运营)?|开建|立项)(?!以来)"
)
_MODIFYING = re.compile(
    "[^，。；：、《》]{0,10}(?:成立|建成|投产|开工|通航|挂牌|动工|出台|印发|发布|颁布|实施|施行|设立|批准|获批|落户|签约|通过|召开|举行|修订)的|(?:主要|预期|各项)?(?:目标|任务)|(?:全[省市国县区])?第[一二三四五六七八九十\\d]+[批届期次轮]"
)
_HAPPENED = re.compile(
    "揭牌|挂牌|成立|设立|投运|投用|投入(?:运行|使用|运营|商用)|通车|通航|开通|开园|开业|开馆|印发|出台|施行|获批|批准|批复|升级为|落户|入驻|动工|奠基|封顶"
)
_FORESEEN = re.compile("(?:预计|计划|力争|有望|拟|将|确保)(?:于|在|到)?$")
_REPORTED = re.compile("记者|获悉|了解到|消息|报道|声明")
_ISSUED = re.compile("披露|公布|发布|公告|宣布|透露|记者")
_CALENDAR = re.compile(
    r"\d{2}年|[今去本当上全]年|上半年|下半年|季度|\d月|前[一二三四五六七八九十\d]+个?月|“|过去|截至|年[底末度]"
)
_DATE = re.compile(r"(?:\d{4}年|[今去]年)?\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]")
_LASTING = re.compile(
    r"(?!\d{4}年)[近约]?[\d一二三四五六七八九十两半几数百]+[多余]?(?:个?年|个月|个?周|个?天|个?小时|个工作日|个季度)[多余]?(?:时间)?"
)
_DAY = re.compile("[日天号]")
_PLANNED = frozenset("将计拟可全内")
_BETWEEN = re.compile("[^，。；]{0,14}的")
_RAISED = re.compile("[由从](?:[^，。；]{2,30}，)?[^，。；]{2,30}[到至为成][了]?$")
_ONCE = re.compile(
    "(?:建成|投产|达产|投用|竣工|完工|运营|投运|开业|落成|建设完成|改造完成|完成)(?:投产|运营|达产|投用|使用|运行)?后(?!续)"
)
_BYLINE = ("讯", "电")
_HELD = re.compile("(?:举行|召开|举办|组织|开展)了?$")
_EVENTS = re.compile("(?:举行|举办|召开)[^，。；]{2,30}(?:仪式|活动|大会|推介会|签约会|现场会|动员会)")
_STOCK = re.compile("新增|新建|建成|现有|共有")
_OCCASION = re.compile("。(?:[此本]次|会上|活动现场|当[天日])")
_REPORT_PERIOD = re.compile("报告期")
_PRESENT = re.compile("(?:目前|现有|现已|如今|现在|当前|这|该|公司|企业现)")
_STEADY = re.compile(
    "(?:实际|项目|计划|协议|工程|规划|核准|批准)?(?:总?占地(?!区)|(?:规划|占地|实施|建筑|建设|批准|管辖|核准|国土|陆域|总建筑|总占地|用地|总)?面积|"
    "(?:实施|规划)?范围|全长|总长度?|长度|线路长度|注册资[本金]金?|海拔|平均海拔|直径|跨度|总规模|设计时速|补[贴助]|奖励)"
)
_QUALIFYING = re.compile("(?:[^，。；]{0,4}总?投资|[^，。；]{0,4}规模|投资额|估值)")
_BRIEF = 4
_THEN = ("当年", "同期", "当月", "当晚", "当日", "当天", "当期")
_EACH = re.compile("每[人户亩家]$")
_LOCAL = re.compile("的?(?:时间|期间)?[里内间]")
_DIGIT = re.compile(r"\d(?![^《》]*》)")
_OPEN = re.compile("截|[底末]|目前")


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
        steady = self._steady(value, anchor)
        for time in reversed(self.times[first:last]):
            if self._governs(time, place) and self._reaches(time, place, steady=steady):
                return time
        return self._following(value) or (None if steady else self._paragraph(start, value))

    def _base(self, time: Span, value: Span) -> Span | None:
        """Return the time of a base: 由2020年的37%提高到52%, but not 恢复至2019年的86.4%."""
        led = self.text[time.start - 1 : time.start] in ("由", "从") or self.text[time.start - 2 : time.start] == "上年"
        if led and self.text[time.end : value.start] in ("", "的", "末的", "底的"):
            return time
        if _BETWEEN.fullmatch(self.text, time.end, value.start) and _COMPARED.search(self.text[: time.start][-2:]):
            return time
        if self._is_base(time, value):
            return time
        raised = _RAISED.search(self.text, self._parts.before(value.start), time.start)
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

    def _governs(self, time: Span, place: int) -> bool:
        """Tell whether the time can be the period of what follows, not a basis, a founding date or a report's date."""
        if time.end == place:
            return True
        head, tail = self.text[max(0, time.start - 5) : time.start], self.text[time.end : time.end + 6]
        if head.endswith(("到", "至", "截至")):
            return True
        if tail[:1] in _BYLINE:
            return False
        if head.endswith(("由", "从")) and _LASTING.fullmatch(time.of(self.text)):
            return False
        ending = self._clauses.after(time.end)
        begun = ending < place and _EVENT.match(tail) and not _FORESEEN.search(head)
        founded = _FOUNDED.search(head) and not time.of(self.text).endswith("来")
        if _COMPARED.search(head) or founded or _OF.match(tail) or begun:
            return False
        if _DATE.match(time.of(self.text)) and _DAY.search(time.of(self.text)):
            issued = self._clauses.after(time.end + 1)
            if issued < place and _ISSUED.search(self.text, time.end, issued):
                return False
        start = self._clauses.before(time.start)
        start = max(start, self.text.rfind("）", start, time.start))
        return ending >= place or not _REPORTED.search(self.text, start, ending)

    def _steady(self, value: Span, anchor: int) -> bool:
        """Tell whether the number states what a thing is (占地, 全长, 总投资…的), whenever it came about."""
        if _STEADY.match(self.text, anchor, value.start):
            return True
        qualifies = self.text[value.end : value.end + 1] == "的"
        return qualifies and _QUALIFYING.match(self.text, anchor, value.start) is not None

    def _reaches(self, time: Span, place: int, *, steady: bool) -> bool:
        """Tell whether the time goes on to the place: a duration or the date of an event ends with its clause."""
        name, ending = time.of(self.text), self._clauses.after(time.end)
        if _MODIFYING.match(self.text, time.end):
            return False
        if ending >= place:
            return True
        if self._inner(time):
            return False
        each = _EACH.search(self.text, max(0, time.start - 2), time.start)
        inner = name[0] == "每" and time.start - self._clauses.before(time.start) >= _BRIEF
        if each or inner or self._lasts(time) or name in _THEN:
            opens = time.start - self._clauses.before(time.start) < _BRIEF
            following = opens and ending == time.end and self._clauses.before(place) == ending + 1
            return (following and not steady) or _LOCAL.match(self.text, time.end) is not None
        if steady and not _OPEN.search(name):
            return False
        part = self._parts.before(place)
        if name.endswith("假期") and part > time.start and _STOCK.match(self.text, part):
            return False
        if "届时" in self.text[ending:place]:
            return True
        if _DATE.fullmatch(name) and _HAPPENED.search(self.text, time.end, ending):
            return False
        if self._parts.before(place) <= time.start:
            return True
        return self._opens(time, self._parts if self._full.before(place) <= time.start else self._full)

    def _lasts(self, time: Span) -> bool:
        """Tell whether the time is a duration that ends with its clause; a sum of years (五年|累计) goes on."""
        return _LASTING.fullmatch(time.of(self.text)) is not None and not self.text.startswith("累计", time.end)

    def _held(self, time: Span, start: int) -> bool:
        """Tell whether an event was held that day and this sentence is the next: 3月6日，某地举行仪式。|签约30个."""
        return self._full.after(time.end) == start - 1 and _EVENTS.search(self.text, time.end, start) is not None

    def _inner(self, time: Span) -> bool:
        """Tell whether the time only says which thing is meant: 去年，全省安排|2020年度|经费; 举行|三季度|签约仪式."""
        held = _HELD.search(self.text, max(0, time.start - 3), time.start)
        return (held is not None or time.of(self.text).endswith("年度")) and self._second(time)

    def _second(self, time: Span) -> bool:
        """Tell whether another time stands before it in its sentence: 去年，全省安排|2020年度|经费."""
        index = bisect_left(self._starts, time.start)
        return index > 0 and self._starts[index - 1] >= self._full.before(time.start)

    def _opens(self, time: Span, breaks: Breaks) -> bool:
        """Tell whether no number stands before the time in its stretch of the sentence; one in a title is none."""
        start = breaks.before(time.start)
        floor = bisect_left(self._starts, start)
        for earlier in self.times[floor : bisect_left(self._starts, time.start)]:
            if _DIGIT.search(self.text, start, earlier.start):
                return False
            start = earlier.end
        return _DIGIT.search(self.text, start, time.start) is None

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
        for time in reversed(self.times[: bisect_right(self._ends, start)]):
            if reported and _CALENDAR.search(time.of(self.text)):
                return time
            reaches = self._governs(time, start) and self._reaches(time, start, steady=False)
            if reaches and _CALENDAR.search(time.of(self.text)) and self._opens(time, self._full):
                here = _OCCASION.search(self.text, time.end, value.start) or self._held(time, start)
                return time if here or not _DAY.search(time.of(self.text)) else None
        return None
