"""Numbers in a row with the names they are told of, one for one: 进口和出口分别增长7%、12%."""

from bisect import bisect_left

from annot.metrics.breaks import AND
from annot.metrics.marks import Marks, Place
from annot.metrics.modifiers import measured
from annot.metrics.preceding import left_phrase

__all__ = ["distribute", "pair"]

_FAR = 60
"""No indicator stands further behind its number."""


def distribute(marks: Marks, run: range) -> None:
    """Give numbers told one for one (分别) the indicators they stand for, in order."""
    span = marks.quantities[run[0]][0]
    first, floor = marks.found[run[0]], marks.quantities[run[0] - 1][0].end if run[0] else 0
    if first is None or first[0] < floor:
        begun = bisect_left(marks.quantities, marks.sentence(span.start) - _FAR, key=lambda pair: pair[0].end)
        earlier = [
            place
            for place in dict.fromkeys(marks.found[begun : run[0]])
            if place and place[0] >= marks.sentence(span.start)
        ]
        named = earlier[-len(run) :] if len(earlier) > 1 else _same_thing(marks, run)
    else:
        named = _coordinates(marks, run)
    if len(named) == len(run):
        _settle(marks, run, named)


def _same_thing(marks: Marks, run: range) -> list[Place]:
    """Return the one thing told in as many units as there are changes: 去程46列、5万标箱，分别增长16%、29%."""
    levels = range(max(0, run[0] - len(run)), run[0])
    named = [place for index in levels if (place := marks.found[index]) and marks.quantities[index][0].label == "VALUE"]
    return named if len(set(named)) == 1 else []


def _settle(marks: Marks, run: range, named: list[Place]) -> None:
    """Give the numbers of a run their names, and what has gone on with a name that is now a part of a longer one."""
    last = marks.found[run[0]]
    marks.found[run[0] : run[-1] + 1] = named
    for index in range(run[-1] + 1, len(marks.found)):
        if marks.found[index] == last != named[-1]:
            marks.found[index] = named[-1]


def pair(marks: Marks, run: range) -> None:
    """Give numbers in a row the indicators in a row before them: 城镇居民收入、农村居民收入达到|3.2万元、1.5万元."""
    first, span = marks.found[run[0]], marks.quantities[run[0]][0]
    if first is None or first[1] > span.start or marks.text[first[0] - 1 : first[0]] not in ("、", "和"):
        return
    named = _coordinates(marks, run)
    if len(named) == len(run):
        _settle(marks, run, named)


def _coordinates(marks: Marks, run: range) -> list[Place]:
    """Return the indicators joined by 和 and 、 before the numbers (进口和出口), or one for all (煤、原油进口均价)."""
    last = marks.found[run[0]]
    named = [last] if last else []
    shared = False
    while named and len(named) < len(run):
        place = named[0][0] - 1
        if marks.text[place : place + 1] not in AND:
            break
        phrase = left_phrase(marks.text, marks.floor(run[0], place), place)
        if phrase is None:
            break
        shared = shared or (measured(marks.text, named[-1]) and not measured(marks.text, phrase))
        named.insert(0, phrase)
    return [(named[0][0], named[-1][1])] * len(named) if shared else named
