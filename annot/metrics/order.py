"""Looking up spans and stretches of a text without walking over those before them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from annot.span import Span

__all__ = ["Stretches", "ended", "starting"]

_START, _END = attrgetter("start"), attrgetter("end")


class Stretches:
    """Stretches of a text, those that overlap or meet taken as one."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        """Join and sort them."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(places):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Tell whether one of them shares a character with the stretch from start to end."""
        index = bisect_left(self._starts, end)
        return index > 0 and self._ends[index - 1] > start


def ended(spans: Sequence[Span], place: int) -> Iterator[Span]:
    """Yield the spans that end at or before a place, the last one first; the spans are flat and in order."""
    for index in range(bisect_right(spans, place, key=_END) - 1, -1, -1):
        yield spans[index]


def starting(spans: Sequence[Span], place: int) -> Span | None:
    """Return the span that starts at a place; the spans are flat and in order."""
    index = bisect_right(spans, place, key=_START) - 1
    return spans[index] if index >= 0 and spans[index].start == place else None
