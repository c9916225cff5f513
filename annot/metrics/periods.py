"""When a number holds: the nearest time that governs its clause, its sentence or its paragraph."""

import re
from collections.abc import Sequence

from annot.span import Span

__all__ = ["find_period"]

_FULL = "。！？\n!?"
_CLAUSE = "，,；;：:" + _FULL
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
_PRESENT = re.compile("(?:目前|现有|现已|如今|现在|当前|这|该|公司|企业现)")


def find_period(text: str, entities: Sequence[Span], value: Span, anchor: int) -> Span | None:
    """Return the TIME span the number belongs to.

    Args:
        text: The paragraph.
        entities: Its entities in order.
        value: The VALUE or CHANGE.
        anchor: Where the indicator starts, or the value when there is none.
    """
    times = [e for e in entities if e.label == "TIME"]
    if not times:
        return None
    start = _after(text, value.start, _FULL)
    place = max(anchor, value.start)
    before = [e for e in times if start <= e.start and e.end <= place and _governs(text, e, place)]
    if before:
        return before[-1]
    return _following(text, times, value) or _paragraph(text, times, start, value)


def _after(text: str, place: int, marks: str) -> int:
    return max(text.rfind(mark, 0, place) for mark in marks) + 1


def _governs(text: str, time: Span, place: int) -> bool:
    """Tell whether the time can be the period of what follows, not a basis, a founding date or a report's date."""
    if time.end == place:
        return True
    head, tail = text[max(0, time.start - 5) : time.start], text[time.end : time.end + 6]
    if head.endswith(("到", "至", "截至")):
        return True
    if _COMPARED.search(head) or _FOUNDED.search(head) or _EVENT.match(tail):
        return False
    clause = _after(text, time.start, _CLAUSE)
    ending = min((found for mark in _CLAUSE if (found := text.find(mark, time.end)) >= 0), default=len(text))
    return ending >= place or not _REPORTED.search(text, clause, ending)


def _following(text: str, times: Sequence[Span], value: Span) -> Span | None:
    """Return a time behind the number in its clause: 15个项目今年将开工."""
    ending = min((found for mark in _CLAUSE if (found := text.find(mark, value.end)) >= 0), default=len(text))
    for time in times:
        if (
            value.end <= time.start
            and time.end <= ending
            and text[time.end : time.end + 1] in ("将", "计", "拟", "可", "全", "内")
        ):
            return time
    return None


def _paragraph(text: str, times: Sequence[Span], start: int, value: Span) -> Span | None:
    """Return the period an earlier sentence has set, unless this one speaks of the present."""
    if _PRESENT.search(text, start, value.start):
        return None
    earlier = [e for e in times if e.end <= start and _governs(text, e, start) and _CALENDAR.search(e.of(text))]
    return earlier[-1] if earlier and not _DAY.search(earlier[-1].of(text)) else None
