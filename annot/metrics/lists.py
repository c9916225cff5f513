"""Numbers told one for one (分别): 高技术制造业、绿色低碳产业增加值分别增长12.3%、7.8%."""

import re
from collections.abc import Sequence

from annot.annotation import Quantity
from annot.metrics.order import ended
from annot.span import Span

__all__ = ["owners_in_order", "parallel_runs"]

_JOINT = re.compile(r"\s*(?:、|和|及|与|，|,|以及)\s*")
_AND = re.compile("[、和及与]|以及")
_EACH = re.compile("分别")
_CLOSED = re.compile("[。；！？，]")
_FAR = 12
"""Numbers told one for one follow their list at once: 甲市、乙市分别增长|5%、6%."""


def parallel_runs(text: str, quantities: Sequence[tuple[Span, Quantity]]) -> list[tuple[range, bool]]:
    """Return the runs of two or more numbers in one unit, each with whether a 分别 announces it."""
    runs, index = [], 0
    while index < len(quantities):
        end = index + 1
        while end < len(quantities) and _joined(text, quantities[end - 1], quantities[end]):
            end += 1
        if end - index > 1:
            span = quantities[index][0]
            floor = quantities[index - 1][0].end if index else 0
            announced = _EACH.search(text, max(floor, span.start - 12), span.end) is not None
            runs.append((range(index, end), announced))
        index = end
    return runs


def _joined(text: str, left: tuple[Span, Quantity], right: tuple[Span, Quantity]) -> bool:
    between = text[left[0].end : right[0].start]
    return left[1].unit == right[1].unit and left[0].label == right[0].label and bool(_JOINT.fullmatch(between))


def owners_in_order(text: str, entities: Sequence[Span], place: int, count: int) -> list[Span | None]:
    """Return the listed entities right before the place, told off from the last; empty when no list stands there."""
    run: list[Span] = []
    for entity in ended(entities, place):
        if entity.label == "TIME":
            continue
        if not (_joins(text, entity, run[0]) if run else _is_near(text, entity, place)):
            break
        run.insert(0, entity)
    if len(run) < 2:
        return []
    missing: list[Span | None] = [None] * max(0, count - len(run))
    return missing + list(run[-count:])


def _is_near(text: str, last: Span, place: int) -> bool:
    """Tell whether the last of a list stands in the clause of what is told off."""
    return place - last.end <= _FAR and not _CLOSED.search(text[last.end : place].strip("，,"))


def _joins(text: str, entity: Span, following: Span) -> bool:
    """Tell whether two entities are members of one list; industries may be parted by commas."""
    between = text[entity.end : following.start]
    alike = between == "，" and entity.label == following.label == "INDUSTRY"
    return alike or _AND.fullmatch(between) is not None
