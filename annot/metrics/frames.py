"""Metric frames: each number with what it measures, of whom, and when."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from annot.annotation import Frame, Quantity
from annot.metrics.attribution import find_subjects
from annot.metrics.indicators import find_indicators
from annot.metrics.marks import Place
from annot.metrics.periods import Periods
from annot.span import Span

__all__ = ["build_frames"]

# The order of spans themselves, without a call of Python's for each comparison.
_ORDER = attrgetter("start", "end", "label")
_WIDE = dict(zip(",;:?!().", "，；：？！（）。", strict=True))
_HALF = re.compile(r"[,;:?!()](?:(?<!\d.)|(?!\d))|(?<=[一-龥）)%”])\.(?=[一-龥“（(《]|\d{4}年|$)")
"""Half-width marks are read as full-width ones, so that no pattern need know both; the places stay the same."""


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
    subjects = find_subjects(text, kept, numbers, places)
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
        last_told = found[-1] if index else None
        if last_told and (period is None or period.end < last_told.start) and periods.parts(value, last_told):
            period = last_told
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
