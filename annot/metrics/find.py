"""Find every VALUE and CHANGE of a text, with its normalised reading."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from annot.annotation import Direction, Kind, Qualifier, Quantity
from annot.metrics.amounts import Amount, read_amount
from annot.metrics.changes import Change, change_after, change_before, flat_changes
from annot.metrics.idle import implied_unit, is_idle
from annot.metrics.limits import leading_bound, limits
from annot.metrics.names import is_code, is_time, noise, titles
from annot.metrics.openings import find_openings, read_sign
from annot.metrics.order import Stretches, ended
from annot.metrics.progress import Aims
from annot.metrics.ranks import counts_from_end, read_rank
from annot.metrics.units import Unit, Units
from annot.span import Span

__all__ = ["find_quantities", "narrowed"]

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％＋", "0123456789.,%+")
_WIDE = re.compile("[０-９％]")
_DOUBLED = re.compile("(?<![一-三两四五六七八九十])翻番(?!产)")
_LISTED = frozenset(("、", "和", "及", "与", "，", "以及", "、和", ","))
_OPENED, _CLOSED = frozenset("“‘"), frozenset("”’")
_RANKED = ("名", "位")


class _Found(NamedTuple):
    start: int
    end: int
    label: str
    quantity: Quantity


def find_quantities(
    text: str, blocked: Sequence[Span] = (), *, units: Units | None = None
) -> list[tuple[Span, Quantity]]:
    """Return the VALUE and CHANGE spans of a paragraph in order, each with its reading.

    Args:
        text: One paragraph of clean text.
        blocked: Spans whose numbers are no quantities: entities and TIME.
        units: The table of units; the shipped one when None.
    """
    found = _Finder(narrowed(text), blocked, units or Units.shipped()).run()
    return [(Span(f.start, f.end, f.label, source="pattern:quantity"), f.quantity) for f in found]


def narrowed(text: str) -> str:
    """Return the text with full-width digits and their marks half as wide; the places stay the same."""
    return text if text.isascii() or not _WIDE.search(text) else text.translate(_FULL_WIDTH)


def _negated(bound: Decimal | None) -> Decimal | None:
    return None if bound is None else -bound


def _is_quoted(text: str, amount: Amount) -> bool:
    """Tell whether quotes hold nothing but the number, which is a name there: “1264”."""
    before = text[amount.start - 1 : amount.start]
    return before in _OPENED and text[amount.end : amount.end + 1] in _CLOSED


def _alike(before: str, unit: Unit) -> bool:
    """Tell whether two changes of one list can be told in these units: 分别增长3.1倍、68.4%."""
    return before == unit.canonical or {before, unit.canonical} == {"1", "倍"}


class _Finder:
    """One pass over one paragraph."""

    def __init__(self, text: str, blocked: Sequence[Span], units: Units) -> None:
        self.text, self.units, self.blocked = text, units, blocked
        self.floor = 0
        self.last: _Found | None = None

    def run(self) -> list[_Found]:
        """Return what is found, in order and without overlaps."""
        places = find_openings(self.text, self.units.heads)
        if not places and "持平" not in self.text and "翻番" not in self.text:
            return []
        closed = [(span.start, span.end) for span in self.blocked]
        self._closed = Stretches(closed + titles(self.text) + noise(self.text))
        self._aims = Aims(self.text, self._closed)
        return self._with_flat(self._numbers(places))

    def _numbers(self, places: Sequence[int]) -> list[_Found]:
        found: list[_Found] = []
        for place in places:
            if place < self.floor or self._closed.touch(place, place + 1):
                continue
            hit = self._read(place)
            if hit:
                found.append(hit)
                self.floor, self.last = hit.end, hit
        return found

    def _with_flat(self, found: list[_Found]) -> list[_Found]:
        """Add each 持平 that no number overlaps, and each 翻番 without a number."""
        doubled = _DOUBLED.finditer(self.text) if "翻番" in self.text else ()
        flat = [self._doubled(match.start()) for match in doubled]
        if "持平" not in self.text:
            return sorted(found + flat) if flat else found
        taken = Stretches([(hit.start, hit.end) for hit in found])
        for change, rate in flat_changes(self.text):
            if not taken.touch(change.start, change.end):
                flat.append(_Found(change.start, change.end, "CHANGE", self._flat(change, rate=rate)))
        return sorted(found + flat) if flat else found

    def _doubled(self, place: int) -> _Found:
        read = Quantity(
            Kind.MULTIPLE, Decimal(1), Decimal(1), "倍", Qualifier.EXACT, Direction.INCREASE, None, self._aims.at(place)
        )
        return _Found(place, place + 2, "CHANGE", read)

    def _flat(self, change: Change, *, rate: bool) -> Quantity:
        kind, unit = (Kind.PERCENTAGE_POINT, "个百分点") if rate else (Kind.PERCENT, "1")
        rough = "基本" in self.text[change.start : change.end]
        qualifier = Qualifier.APPROX if rough else Qualifier.EXACT
        progress = self._aims.at(change.start)
        return Quantity(kind, Decimal(0), Decimal(0), unit, qualifier, change.direction, change.basis, progress)

    def _read(self, place: int) -> _Found | None:
        """Read the quantity whose core is at the place."""
        text = self.text
        if text[place] in "第前首榜":
            return self._rank(place)
        if place and text[place - 1] == "第":
            return None
        start = read_sign(text, place)
        amount = read_amount(text, start, self.units)
        if amount is None or self._closed.touch(amount.start, amount.end) or _is_quoted(text, amount):
            return None
        number = text.find(amount.numeral, amount.start) + len(amount.numeral)
        if is_time(text, start, number) or is_code(text, start, number, unit=amount.unit is not None):
            return None
        unit = amount.unit or implied_unit(text, amount)
        if unit is None or is_idle(text, amount, unit, place=place, floor=self.floor):
            return None
        if unit.word in _RANKED and counts_from_end(text, amount.start):
            return None
        end = amount.end if amount.unit else max(amount.end, number + len(unit.word))
        return self._quantity(amount._replace(unit=unit, end=end), unit)

    def _rank(self, place: int) -> _Found | None:
        rank = read_rank(self.text, place, self.floor)
        if rank is None or self._closed.touch(place, rank.end):
            return None
        start = self._scope(rank.start, place)
        quantity = rank.quantity
        progress = self._aims.at(start)
        read = Quantity(
            quantity.kind, quantity.minimum, quantity.maximum, quantity.unit, quantity.qualifier, progress=progress
        )
        return _Found(start, rank.end, "VALUE", read)

    def _scope(self, start: int, place: int) -> int:
        """Return where a rank starts; a place inside its scope belongs to it: 居|西北五省（区）第二, 居|固原市第一."""
        for span in ended(self.blocked, place):
            if span.end <= start and not (start == place == span.end):
                break
            if span.label != "PLACE" or self.text[span.start - 1 : span.start] not in ("居", "列"):
                return place
            start = span.start
        return start

    def _quantity(self, amount: Amount, unit: Unit) -> _Found:
        """Read the bound, then the change or the plain value around the amount."""
        text = self.text
        bound = leading_bound(text, amount, self.floor)
        if bound and self._closed.touch(bound[0], amount.start):
            bound = None
        lead = bound[0] if bound else amount.start
        change = change_after(text, amount, lead) or change_before(text, amount, lead, self.floor)
        change = change or self._inherited(amount, unit)
        word = bound[1] if bound else change.bound if change else ""
        low, high, qualifier = limits(text, amount, word)
        if change is None:
            progress = self._aims.at(lead)
            read = Quantity(unit.kind, low, high, unit.canonical, qualifier, progress=progress)
            return _Found(lead, amount.end, "VALUE", read)
        return _Found(change.start, change.end, "CHANGE", self._changed(change, unit, low, high, qualifier))

    def _changed(
        self, change: Change, unit: Unit, low: Decimal | None, high: Decimal | None, qualifier: Qualifier
    ) -> Quantity:
        """Return the reading of a change; a negative growth is a decrease, places gained are ranks."""
        kind, canonical = (Kind.RANK, "位") if unit.word in _RANKED else (unit.kind, unit.canonical)
        direction = change.direction
        if low is not None and low < 0 and (high is None or high <= 0):
            low, high, direction = _negated(high), _negated(low), Direction.DECREASE
        progress = self._aims.at(change.start)
        return Quantity(kind, low, high, canonical, qualifier, direction, change.basis, progress)

    def _inherited(self, amount: Amount, unit: Unit) -> Change | None:
        """Read the later member of a list of changes: 增长29.41%和19%."""
        last = self.last
        if last is None or last.label != "CHANGE" or not _alike(last.quantity.unit, unit):
            return None
        if self.text[last.end : amount.start].strip() not in _LISTED:
            return None
        return Change(amount.start, amount.end, last.quantity.direction or Direction.INCREASE, last.quantity.basis)
