"""How far a time reaches: what it can be the period of, and where the words leave it behind."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from annot.metrics.breaks import CLAUSE, FULL, SENTENCE, Breaks, find_breaks
from annot.span import Span

__all__ = ["COMPARED", "DAY", "Reach"]

COMPARED = re.compile("(?:较|比|相比|同比|与|和)$")
_REGAINED = re.compile("(?:恢复|回升|回落|降|回到)[到至]?$")
_FOUNDED = re.compile("(?:(?:成立|始建|创建|创办|建成|组建|注册|设立|落成|诞生|建造|修建|竣工)(?:于|在)?|建于|是|的)$")
_OF = re.compile("的(?!时间|数据|统计|报告|基础|期间|前提|目标)")
_EVENT = re.compile(
    "(?:以来)?(?:正式|全面)?(?:成立|建成|投产|竣工|完工|开工|通航|挂牌|揭牌|动工|始建|创建|上市|启动(?:建设|运营)?|开建|立项)(?!以来)"
)
_MODIFYING = re.compile(
    "(?:成立|建成|投产|落户|设立|获批|入驻)[^，。；\\d]{2,14}的|[^，。；：、《》]{0,10}(?:成立|建成|投产|开工|通航|挂牌|动工|出台|印发|发布|颁布|实施|施行|设立|批准|获批|落户|签约|通过|召开|举行|修订)的|(?:主要|预期|各项)?(?:目标|任务)|(?:全[省市国县区])?第[一二三四五六七八九十\\d]+[批届期次轮]"
)
_HAPPENED = re.compile(
    "揭牌|挂牌|成立|设立|投运|投用|投入(?:运行|使用|运营|商用)|通车|通航|开通|开园|开业|开馆|印发|出台|施行|获批|批准|批复|升级为|落户|入驻|动工|奠基|封顶"
)
_FORESEEN = re.compile("(?:预计|计划|力争|有望|拟|将|确保)(?:于|在|到)?$")
_REPORTED = re.compile("记者|获悉|了解到|消息|报道|声明")
_ISSUED = re.compile("披露|公布|发布|公告|宣布|透露|记者")
_DATE = re.compile(r"(?:\d{4}年|[今去]年)?\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]")
_LASTING = re.compile(
    r"(?!\d{4}年)[近约]?[\d一二三四五六七八九十两半几数百]+[多余]?(?:个?年|个月|个?周|个?天|个?小时|个工作日|个季度)[多余]?(?:时间)?"
)
DAY = re.compile("[日天号]")
_RISEN = re.compile("\\d[^，。；]*[到至为]")
"""A level a year began with: 由2017年|929家增长到."""
_BYLINE = re.compile("讯|电(?![信力子商机动网器影视池价能煤])")
_HELD = re.compile("(?:举行|召开|举办|组织|开展|参加|出席|暨)了?$")
_CALLED = re.compile("[^，。；]{0,24}?(?:仪式|活动|大会|[展博洽交谈介约场员]会)")
_EVENTS = re.compile(
    "(?:举行|举办|召开)[^，。；]{2,30}(?:仪式|活动|大会|推介会|签约会|现场会|动员会)|"
    "(?:仪式|活动|大会|[展博洽交谈介约场员]会|[决大联竞]赛)[^，。；]{0,12}(?:举行|举办|召开|开幕|启动|开[赛战锣]|鸣哨|落幕|闭幕)"
)
_STOCK = re.compile("新增|新建|建成|现有|共有")
_POINT = re.compile("^(?!截至).*[末底]$")
_FLOW = re.compile(
    "(?!其中)[^，。；]{0,10}?(?:产量|出栏|出产|增加值|产值|收入|支出|利润|销售|销量|进出口|发电量|招生|毕业生|接待|成交|出生率|死亡率|自然增长率|发行|盘活|化解|偿还|处置|办结)"
)
"""What is measured over a time, not at its end."""
_LISTED = re.compile("(?:^|(?<=[。；：，）]))[一二三四五六七八九十]是")
_ADJUNCT = re.compile("(?:基础上|背景下|情况下|前提下|同时)，")
"""Closes words that only lead to what is told: 在去年销售800台的基础上，…"""
_BRIEF = 4
_THEN = ("当年", "同期", "当月", "当晚", "当日", "当天", "当期")
_EACH = re.compile("每[人户亩家]$")
_LOCAL = re.compile("的?(?:时间|期间)?[里内间]")
_DIGIT = re.compile(r"\d(?![^《》]*》)")
_OPEN = re.compile("截|[底末]|目前")


class Reach:
    """Which of the times of a paragraph governs what."""

    def __init__(self, text: str, times: Sequence[Span]) -> None:
        """Find the breaks and the points of a list (一是…二是…).

        Args:
            text: The paragraph.
            times: Its TIME spans in order.
        """
        self.text, self.times = text, times
        self._begins = [time.start for time in times]
        self._points = [match.start() for match in _LISTED.finditer(text)]
        self._clauses, self._parts = find_breaks(text, CLAUSE), find_breaks(text, SENTENCE)
        self._full = find_breaks(text, FULL)

    def governs(self, time: Span, place: int) -> bool:
        """Tell whether the time can be the period of what follows, not a basis, a founding date or a report's date."""
        if time.end == place:
            return True
        head, tail = self.text[max(0, time.start - 5) : time.start], self.text[time.end : time.end + 6]
        if head.endswith("随着"):
            return False
        if head.endswith(("到", "至", "截至")):
            return not _REGAINED.search(head)
        return not (
            _BYLINE.match(tail)
            or self._starts(time, head, place)
            or self._quoted(time, place)
            or self._dates(time, head, tail, place)
            or self._tells(time, place)
        )

    def _starts(self, time: Span, head: str, place: int) -> bool:
        """Tell whether the time is only where a level or a duration begins: 由2017年|929家增长到."""
        if not head.endswith(("由", "从")):
            return False
        name = time.of(self.text)
        risen = name[0] != "每" and _RISEN.search(self.text, time.end, place) is not None
        return risen or _LASTING.fullmatch(name) is not None

    def _quoted(self, time: Span, place: int) -> bool:
        """Tell whether the time opens a quotation that is over: “2025年远景目标”."""
        return self.text[time.start - 1 : time.start] == "“" and self.text.find("”", time.end, place) >= 0

    def _dates(self, time: Span, head: str, tail: str, place: int) -> bool:
        """Tell whether the time is a basis of comparison, or the date of a founding, a thing or an event."""
        founded = _FOUNDED.search(head) and not time.of(self.text).endswith("来")
        if COMPARED.search(head) or founded or _OF.match(tail):
            return True
        begun = _EVENT.match(tail) is not None and not _FORESEEN.search(head)
        return begun and self._clauses.after(time.end) < place

    def _tells(self, time: Span, place: int) -> bool:
        """Tell whether the time is the day a report was told or issued, which is over before the place."""
        name = time.of(self.text)
        if _DATE.match(name) and DAY.search(name):
            issued = self._clauses.after(time.end + 1)
            if issued < place and _ISSUED.search(self.text, time.end, issued):
                return True
        start, ending = self._clauses.before(time.start), self._clauses.after(time.end)
        start = max(start, self.text.rfind("）", start, time.start))
        return ending < place and _REPORTED.search(self.text, start, ending) is not None

    def reaches(self, time: Span, place: int, *, steady: bool) -> bool:
        """Tell whether the time goes on to the place: a duration or the date of an event ends with its clause.

        Args:
            time: The TIME.
            place: Where the number or its indicator stands.
            steady: Whether the number states what a thing is, whenever it came about.
        """
        if modified := _MODIFYING.match(self.text, time.end):
            return modified.end() == place and self.text[place - 1] == "的"
        ending = self._clauses.after(time.end)
        if ending >= place:
            return True
        if self._inner(time) or self._left(time, place) or self._leads(time, ending):
            return False
        if self._is_brief(time):
            return self._follows(time, ending, place, steady=steady)
        if (steady and not _OPEN.search(time.of(self.text))) or self._over(time, ending, place):
            return False
        if "届时" in self.text[ending:place] or self._parts.before(place) <= time.start:
            return True
        return self.opens(time, self._parts if self._full.before(place) <= time.start else self._full)

    def _leads(self, time: Span, ending: int) -> bool:
        """Tell whether the clause of the time only leads to what is told: 在去年|销售800台的基础上，…."""
        share = self.text[max(0, time.start - 1) : time.start] == "占"
        return share or _ADJUNCT.search(self.text, time.end, ending + 1) is not None

    def _is_brief(self, time: Span) -> bool:
        """Tell whether the time ends with its clause: 三年, 每年, 当月, but not a sum of years (五年|累计)."""
        name = time.of(self.text)
        if name in _THEN or _EACH.search(self.text, max(0, time.start - 2), time.start):
            return True
        if name[0] == "每" and not self._heads_clause(time):
            return True
        summed = self.text.startswith("累计", time.end) or (name[0] == "近" and self._heads_clause(time))
        return _LASTING.fullmatch(name) is not None and not summed

    def _heads_clause(self, time: Span) -> bool:
        return time.start - self._clauses.before(time.start) < _BRIEF

    def _follows(self, time: Span, ending: int, place: int, *, steady: bool) -> bool:
        """Tell whether a brief time still reaches the clause right behind it: 三年间，|新增5家."""
        if _LOCAL.match(self.text, time.end):
            return True
        following = ending == time.end and self._clauses.before(place) == ending + 1
        return following and self._heads_clause(time) and not steady

    def _over(self, time: Span, ending: int, place: int) -> bool:
        """Tell whether what the time is of is over before the place: a holiday before a stock, the date of a deed."""
        name, part = time.of(self.text), self._parts.before(place)
        if name.endswith("假期") and part > time.start and _STOCK.match(self.text, part):
            return True
        happened = _DATE.fullmatch(name) and _HAPPENED.search(self.text, time.end, ending)
        return happened is not None and "届时" not in self.text[ending:place]

    def _left(self, time: Span, place: int) -> bool:
        """Tell whether the text has turned to another point of a list, or from a stock to a flow: 年末存栏；|出栏."""
        part = self._parts.before(place)
        if part <= time.start:
            return False
        if self.stands(time, place):
            return True
        last = bisect_left(self._points, place)
        return last > 1 and self._points[0] <= time.start < self._points[last - 1]

    def stands(self, time: Span, place: int) -> bool:
        """Tell whether the time is a point that is none of what is measured here over a time: 年末|粮食产量."""
        if not _POINT.search(time.of(self.text)):
            return False
        return _FLOW.match(self.text, self._parts.before(place), place) is not None

    def held(self, time: Span, start: int) -> bool:
        """Tell whether an event was held that day and this sentence is the next: 3月6日，某地举行仪式。|签约30个."""
        return self._full.after(time.end) == start - 1 and _EVENTS.search(self.text, time.end, start) is not None

    def _inner(self, time: Span) -> bool:
        """Tell whether the time only says which thing is meant: 去年，全省安排|2020年度|经费; 举行|三季度|签约仪式."""
        held = _HELD.search(self.text, max(0, time.start - 3), time.start) is not None
        if held and _CALLED.match(self.text, time.end):
            return True
        return (held or time.of(self.text).endswith("年度")) and self._second(time)

    def _second(self, time: Span) -> bool:
        """Tell whether another time stands before it in its sentence: 去年，全省安排|2020年度|经费."""
        index = bisect_left(self._begins, time.start)
        return index > 0 and self._begins[index - 1] >= self._full.before(time.start)

    def opens(self, time: Span, breaks: Breaks) -> bool:
        """Tell whether no number stands before the time in its stretch of the sentence; one in a title is none."""
        start = breaks.before(time.start)
        floor = bisect_left(self._begins, start)
        for earlier in self.times[floor : bisect_left(self._begins, time.start)]:
            if _DIGIT.search(self.text, start, earlier.start):
                return False
            start = earlier.end
        return _DIGIT.search(self.text, start, time.start) is None
