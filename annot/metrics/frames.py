"""Metric frames: each number with what it measures, of whom, and when."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter

from annot.annotation import Frame, Quantity
from annot.metrics.indicators import find_indicators
from annot.metrics.lists import owners_in_order, parallel_runs
from annot.metrics.marks import Place
from annot.metrics.named import SUBJECTS
from annot.metrics.order import ended
from annot.metrics.periods import Periods
from annot.metrics.subjects import find_subject, goes_on, is_of_others
from annot.metrics.topics import Topics
from annot.span import Span

__all__ = ["build_frames"]

# The order of spans themselves, without a call of Python's for each comparison.
_ORDER = attrgetter("start", "end", "label")
_WIDE = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_HALF = re.compile(r"[,;:?!()](?:(?<!\d.)|(?!\d))")
"""Half-width marks are read as full-width ones, so that no pattern need know both; the places stay the same."""
_WHOLE = re.compile("[全我][省市县区州镇乡村国]|其中|[合共总]计")
_BREAK = re.compile("[。；！？]")


def build_frames(
    text: str, entities: Sequence[Span], quantities: Sequence[tuple[Span, Quantity]]
) -> tuple[tuple[Span, ...], tuple[Frame, ...]]:
    """Return all spans of a paragraph, flat and in order, and one frame for each VALUE and CHANGE.

    Args:
        text: The paragraph.
        entities: Its entities and TIME spans; one that a number or an indicator rightly covers is dropped.
        quantities: Its VALUE and CHANGE spans with their readings, as `find_quantities` gives them.
    """
    if not quantities:
        return tuple(sorted(entities, key=_ORDER)), ()
    text = _HALF.sub(lambda mark: _WIDE[mark[0]], text)
    numbers = sorted(quantities, key=lambda pair: _ORDER(pair[0]))
    kept = _apart(sorted(entities, key=_ORDER), [span for span, _ in numbers])
    places = _flat(find_indicators(text, kept, numbers), [span for span, _ in numbers])
    indicators = {place: Span(*place, "INDICATOR", source="rule:indicator") for place in places if place}
    kept = _apart(kept, sorted(indicators.values(), key=_ORDER))
    spans = tuple(sorted([*kept, *indicators.values(), *(span for span, _ in numbers)], key=_ORDER))
    index = {(span.start, span.end): number for number, span in enumerate(spans)}
    subjects = _subjects(text, kept, numbers, places)
    times = _periods(Periods(text, kept), numbers, places)
    frames = [
        _frame(pair, place, subject, time, index)
        for pair, place, subject, time in zip(numbers, places, subjects, times, strict=True)
    ]
    return spans, tuple(frames)


def _flat(places: Sequence[Place | None], numbers: Sequence[Span]) -> list[Place | None]:
    """Return the places without those that overlap a number or a place another number has taken."""
    taken = sorted({(number.start, number.end) for number in numbers})
    settled: list[Place | None] = []
    chosen: set[Place] = set()
    for place in places:
        if place and place not in chosen:
            index = bisect_right(taken, place)
            before, after = taken[index - 1] if index else (0, 0), taken[index] if index < len(taken) else None
            if before[1] > place[0] or (after and after[0] < place[1]):
                settled.append(None)
                continue
            taken.insert(index, place)
            chosen.add(place)
        settled.append(place)
    return settled


def _apart(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return the spans that share nothing with the others; both are flat and in order."""
    ends = [other.end for other in others]
    kept = []
    for span in spans:
        index = bisect_right(ends, span.start)
        if index == len(others) or others[index].start >= span.end:
            kept.append(span)
    return kept


def _subjects(
    text: str, entities: Sequence[Span], numbers: Sequence[tuple[Span, Quantity]], places: Sequence[Place | None]
) -> list[Span | None]:
    if all(entity.label not in SUBJECTS for entity in entities):
        return [None] * len(numbers)
    topics = Topics(text, entities)
    named = {e.end: e.start for e in entities if e.label != "TIME"}
    found: list[Span | None] = []
    for (value, _), place in zip(numbers, places, strict=True):
        last = numbers[len(found) - 1][0]
        told = bool(found) and place is not None and place[0] < last.end <= value.start
        renamed = told and not _nothing_named(entities, last.end, value.start)
        anchor = value.start if renamed else _anchor(text, named, value, place)
        subject = find_subject(text, topics, entities, value, anchor)
        if place and _continues(text, entities, numbers, places, len(found)) and not is_of_others(text, value):
            subject = found[-1] or subject
        open_to = found and (subject is None or _bare(text, entities, last, anchor))
        if open_to and goes_on(text, found[-1], last, value, anchor):
            subject = found[-1]
        found.append(subject)
    for run in (run for run, announced in parallel_runs(text, numbers) if announced):
        if places[run[0]] and _partly_listed(text, found[run[0]], places[run[0]]):
            found[run[0] : run[-1]] = [None] * (len(run) - 1)
        place = places[run[0]]
        anchor = numbers[run[0]][0].start
        for head in (anchor, place[0] if place else anchor):
            if owners := owners_in_order(text, entities, head, len(run)):
                found[run[0] : run[-1] + 1] = owners
                break
        else:
            if place and all(places[index] == place for index in run):
                found[run[0] : run[-1] + 1] = topics.told_off(anchor, len(run)) or found[run[0] : run[-1] + 1]
    return found


def _partly_listed(text: str, owner: Span | None, place: Place | None) -> bool:
    """Tell whether an owner right before the indicator is the last of a list that names no other: 甲和|乙业|增加值."""
    listed = owner and text[owner.start - 1 : owner.start] in ("、", "和", "及", "与")
    return bool(listed and owner and place and owner.label == "INDUSTRY" and place[0] - owner.end in (0, 2))


def _continues(
    text: str,
    entities: Sequence[Span],
    numbers: Sequence[tuple[Span, Quantity]],
    places: Sequence[Place | None],
    index: int,
) -> bool:
    """Tell whether a number only says more of what the number before measures: 合肥市8912家，占全省|31.2%."""
    if not index or places[index] != places[index - 1]:
        return False
    last, value = numbers[index - 1][0], numbers[index][0]
    if last.start <= (places[index] or (0, 0))[0] or _BREAK.search(text, last.end, value.start):
        return False
    return _nothing_named(entities, last.end, value.start)


def _bare(text: str, entities: Sequence[Span], last: Span, anchor: int) -> bool:
    """Tell whether nobody is named since the number before: 产值超过1万亿元，占工业比重|达70%."""
    named = anchor < last.end or _WHOLE.search(text, last.end, anchor) is not None
    return not named and _nothing_named(entities, last.end, anchor)


def _nothing_named(entities: Sequence[Span], start: int, end: int) -> bool:
    """Tell whether nothing but times is named between two places."""
    for entity in ended(entities, end):
        if entity.start < start:
            return True
        if entity.label != "TIME":
            return False
    return True


def _anchor(text: str, named: Mapping[int, int], value: Span, place: Place | None) -> int:
    """Return where the words about the number begin: its indicator, unless a name of its own stands behind that."""
    if place is None or place[0] > value.start or _BREAK.search(text, place[1], value.start):
        return value.start
    return value.start if named.get(value.start, -1) >= place[1] else place[0]


def _periods(
    periods: Periods, numbers: Sequence[tuple[Span, Quantity]], places: Sequence[Place | None]
) -> list[Span | None]:
    """Return the time of each number; a change goes with the level before it: 当月销量4.2万辆，环比增长6.5%."""
    found: list[Span | None] = []
    for index, ((value, _), place) in enumerate(zip(numbers, places, strict=True)):
        period = periods.of(value, min(place[0] if place else value.start, value.start))
        if index and place and place == places[index - 1] and value.label == "CHANGE":
            last, before = numbers[index - 1][0], found[-1]
            if before and before.end <= place[0] and (period is None or period.start < last.end):
                period = before
        found.append(period)
    return found


def _frame(
    pair: tuple[Span, Quantity], place: Place | None, subject: Span | None, period: Span | None, index: dict[Place, int]
) -> Frame:
    value, quantity = pair
    return Frame(
        value=index[value.start, value.end],
        quantity=quantity,
        indicator=index[place] if place else None,
        subject=index[subject.start, subject.end] if subject else None,
        period=index[period.start, period.end] if period else None,
    )
