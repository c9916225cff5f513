"""Calendar intervals of whole days."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace

__all__ = ["Interval", "add_days", "add_months", "day", "month_span", "year_span"]

_TEN_DAYS = 10
# How long the beginning or ending of an interval is, in months, by how many days the interval has at least:
# ten years of a century, two of a decade, one of a five-year plan, a month of a year or a quarter.
_STEPS = ((20 * 365, 120), (8 * 365, 24), (2 * 365, 12), (2 * 31, 1))


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `first` to `last`, both included; None where an end is open.

    Attributes:
        first, last: The days at the two ends.
        clock: Times of day at the two ends (``10:00``); None for whole days.
    """

    first: dt.date | None
    last: dt.date | None
    clock: tuple[str, str] | None = None

    def __str__(self) -> str:
        """Return the interval in ISO 8601, an open end as ``..``."""
        times = ("", "") if self.clock is None else (f"T{self.clock[0]}", f"T{self.clock[1]}")
        return "/".join(
            f"{end}{time}" if end else ".." for end, time in zip((self.first, self.last), times, strict=True)
        )

    def beginning(self) -> "Interval":
        """Return the part called ``初``, such as January of a year or the first ten days of a month."""
        if self.first is None or self.last is None:
            return self
        step = _step(self.first, self.last)
        after = add_months(self.first, step) if step else add_days(self.first, _TEN_DAYS)
        return replace(self, last=add_days(after, -1))

    def ending(self) -> "Interval":
        """Return the part called ``末`` or ``底``, as long as the beginning; of a month, what follows the 20th."""
        if self.first is None or self.last is None:
            return self
        step = _step(self.first, self.last)
        after = add_days(self.last, 1)
        return replace(self, first=add_months(after, -step) if step else self.last.replace(day=2 * _TEN_DAYS + 1))


def _step(first: dt.date, last: dt.date) -> int:
    """Return how many months the beginning or ending of an interval lasts; 0 for ten days."""
    length = (last - first).days
    return next((step for least, step in _STEPS if length > least), 0)


def add_days(start: dt.date, count: int) -> dt.date:
    """Return the day a number of days later; negative counts go back."""
    return start + dt.timedelta(days=count)


def add_months(start: dt.date, count: int) -> dt.date:
    """Return the same day a number of months later, or that month's last day when it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def day(date: dt.date) -> Interval:
    """Return the interval of one day."""
    return Interval(date, date)


def month_span(year: int, first: int, last: int) -> Interval:
    """Return the months `first` to `last` of a year, both included."""
    return Interval(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))


def year_span(first: int, last: int) -> Interval:
    """Return the years `first` to `last`, both included."""
    return Interval(dt.date(first, 1, 1), dt.date(last, 12, 31))
