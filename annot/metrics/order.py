"""Looking up spans that stand in order without walking over those before them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from annot.span import Span

__all__ = ["ended", "starting"]

_START, _END = attrgetter("start"), attrgetter("end")


def ended(spans: Sequence[Span], place: int) -> Iterator[Span]:
    """Yield the spans that end at or before a place, the last one first; the spans are flat and in order."""
    for index in range(bisect_right(spans, place, key=_END) - 1, -1, -1):
        yield spans[index]


def starting(spans: Sequence[Span], place: int) -> Span | None:
    """Return the span that starts at a place; the spans are flat and in order."""
    index = bisect_right(spans, place, key=_START) - 1
    return spans[index] if index >= 0 and spans[index].start == place else None
