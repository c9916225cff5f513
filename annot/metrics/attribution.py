"""Of whom each number of a paragraph speaks, given those before it: what goes on, and what is told off one for one."""

import re
from collections.abc import Sequence

from annot.annotation import Quantity
from annot.metrics.breaks import AND, FULL, SENTENCE, find_breaks
from annot.metrics.lists import owners_in_order, parallel_runs
from annot.metrics.marks import Place
from annot.metrics.named import SUBJECTS
from annot.metrics.order import ended
from annot.metrics.subjects import find_subject, goes_on, is_of_others
from annot.metrics.topics import Topics
from annot.span import Span

__all__ = ["find_subjects"]

_WHOLE = re.compile("[全我][省市县区州镇乡村国]|其中|[合共总]计")


def find_subjects(
    text: str, entities: Sequence[Span], numbers: Sequence[tuple[Span, Quantity]], places: Sequence[Place | None]
) -> list[Span | None]:
    """Return for each number the entity it is about, or None.

    Args:
        text: The paragraph.
        entities: Its entities and TIME spans in order.
        numbers: Its VALUE and CHANGE spans in order.
        places: Where the indicator of each stands.
    """
    if all(entity.label not in SUBJECTS for entity in entities):
        return [None] * len(numbers)
    paragraph = _Paragraph(text, entities, numbers, places)
    for index in range(len(numbers)):
        paragraph.found.append(paragraph.subject(index))
    last = range(0)
    for run, announced in parallel_runs(text, numbers):
        if announced:
            paragraph.tell_off(run)
        elif not paragraph.tell_listed(run) and run.start == last.stop and len(run) == len(last):
            paragraph.tell_on(last, run)
        last = run
    return paragraph.found


class _Paragraph:
    """The numbers of a paragraph with their indicators.

    Attributes:
        found: The subjects of the numbers read so far.
    """

    def __init__(
        self,
        text: str,
        entities: Sequence[Span],
        numbers: Sequence[tuple[Span, Quantity]],
        places: Sequence[Place | None],
    ) -> None:
        self.text, self.entities, self.places = text, entities, places
        self.values = [value for value, _ in numbers]
        self.topics = Topics(text, entities)
        self.found: list[Span | None] = []
        self._named = {e.end: e.start for e in entities if e.label != "TIME"}

    def subject(self, index: int) -> Span | None:
        """Return the entity a number is about, those before it being known."""
        text, value, anchor = self.text, self.values[index], self._anchor(index)
        subject = find_subject(text, self.topics, self.entities, value, anchor)
        if not index:
            return subject
        before, last = self.found[-1], self.values[index - 1]
        if self._continues(index) and not is_of_others(text, value):
            subject = before or subject
        if subject is None and self._among_those(last, anchor):
            return before
        open_to = subject is None or self._bare(last, anchor)
        return before if open_to and goes_on(text, before, last, value, anchor) else subject

    def _anchor(self, index: int) -> int:
        """Return where the words about a number begin: its indicator, unless a name of its own stands behind that."""
        value, place = self.values[index], self.places[index]
        if place is None or place[0] > value.start or SENTENCE.search(self.text, place[1], value.start):
            return value.start
        if self._named.get(value.start, -1) >= place[1]:
            return value.start
        last = self.values[index - 1] if index else None
        renamed = last and place[0] < last.end <= value.start and not self._nothing_named(last.end, value.start)
        return value.start if renamed else place[0]

    def _continues(self, index: int) -> bool:
        """Tell whether a number only says more of what the number before measures: 合肥市8912家，占全省|31.2%."""
        place, last, value = self.places[index], self.values[index - 1], self.values[index]
        if place is None or place != self.places[index - 1] or last.start <= place[0]:
            return False
        return not SENTENCE.search(self.text, last.end, value.start) and self._nothing_named(last.end, value.start)

    def _among_those(self, last: Span, anchor: int) -> bool:
        """Tell whether the sentence only parts what the one before told: 口岸进出口200亿元。其中，|出口98亿元."""
        start = find_breaks(self.text, FULL).before(anchor)
        if not self.text.startswith("其中", start) or last.end > anchor:
            return False
        return self._nothing_named(start, anchor) and _WHOLE.search(self.text, start + 2, anchor) is None

    def _bare(self, last: Span, anchor: int) -> bool:
        """Tell whether nobody is named since the number before: 产值超过1万亿元，占工业比重|达70%."""
        named = anchor < last.end or _WHOLE.search(self.text, last.end, anchor) is not None
        return not named and self._nothing_named(last.end, anchor)

    def _nothing_named(self, start: int, end: int) -> bool:
        """Tell whether nothing but times is named between two places."""
        for entity in ended(self.entities, end):
            if entity.start < start:
                return True
            if entity.label != "TIME":
                return False
        return True

    def tell_off(self, run: range) -> None:
        """Give numbers told one for one (分别) the entities listed before them or before what they measure."""
        place, anchor = self.places[run[0]], self.values[run[0]].start
        if place and self._is_partly_listed(self.found[run[0]], place):
            self.found[run[0] : run[-1]] = [None] * (len(run) - 1)
        owners = owners_in_order(self.text, self.entities, anchor, len(run))
        if place and not owners:
            owners = owners_in_order(self.text, self.entities, place[0], len(run))
        if not owners and all(self.places[index] == place for index in run):
            owners = [*self.topics.told_off(anchor, len(run))]
        self.found[run[0] : run[-1] + 1] = owners or self._each_before(run) or self.found[run[0] : run[-1] + 1]

    def _each_before(self, run: range) -> list[Span | None]:
        """Return the owners of as many numbers right before, each its own: 甲市3亿元、乙市5亿元，分别增长|2%、7%."""
        start = run.start - len(run)
        if start < 0 or SENTENCE.search(self.text, self.values[start].end, self.values[run.start].start):
            return []
        owners = self.found[start : run.start]
        levels = all(value.label == "VALUE" for value in self.values[start : run.start])
        told = self.values[run.start].label == "CHANGE" and levels and None not in owners
        return owners if told and len(set(owners)) == len(run) else []

    def tell_on(self, told: range, run: range) -> None:
        """Give the changes right behind numbers told one for one their owners: 分别为3亿元、5亿元，增长|2%、7%."""
        change = self.values[run[0]]
        parted = SENTENCE.search(self.text, self.values[told[-1]].end, change.start) is not None
        if change.label == "CHANGE" and not parted and not is_of_others(self.text, change):
            self.found[run.start : run.stop] = self.found[told.start : told.stop]

    def tell_listed(self, run: range) -> bool:
        """Give numbers right behind a list of as many their owners: 前三是甲、乙、丙市，业务量|3万件、2万件和1万件."""
        place, start = self.places[run[0]], self.values[run[0]].start
        if any(self.places[index] != place for index in run):
            return False
        owners = owners_in_order(self.text, self.entities, place[0] if place else start, len(run) + 1)
        listed = bool(owners) and owners[0] is None and None not in owners[1:]
        if listed:
            self.found[run.start : run.stop] = owners[1:]
        return listed

    def _is_partly_listed(self, owner: Span | None, place: Place) -> bool:
        """Tell whether an owner right before the indicator ends a list that names no other: 甲和|乙业|增加值."""
        if owner is None or owner.label != "INDUSTRY" or place[0] - owner.end not in (0, 2):
            return False
        return self.text[owner.start - 1 : owner.start] in AND
