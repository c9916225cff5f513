"""What a written time is read against: the day of publication, and what its sentence named before."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from annot.annotate.time_interval import Interval, add_months

__all__ = ["Context", "Reader", "year_in"]

_HALF_A_YEAR = 6
_WEEK_AHEAD = 7


@dataclass(frozen=True, slots=True)
class Context:
    """What a time is read against.

    Attributes:
        reference: The day the text was published, if known.
        year, month: Those last named in the same sentence.
    """

    reference: dt.date | None = None
    year: int | None = None
    month: int | None = None

    def year_of(self, month: int | None = None) -> int | None:
        """Return the year that an expression without one belongs to.

        The sentence's year goes before the reference's. A month more than half a year after the
        reference is the last year's: in January, 12月 is over.
        """
        if self.year is not None or self.reference is None:
            return self.year
        return self.reference.year - (month is not None and month - self.reference.month > _HALF_A_YEAR)

    def month_of(self, number: int) -> tuple[int, int] | None:
        """Return the year and month that a day named alone belongs to.

        Without a month in the sentence it is the reference's, or the one before when the day would lie more
        than a week after the reference.
        """
        if self.year is not None and self.month is not None:
            return self.year, self.month
        if self.reference is None:
            return None
        past = add_months(self.reference, -1) if number > self.reference.day + _WEEK_AHEAD else self.reference
        return past.year, past.month


# A reader of one token: its text, the interval read so far and the context give the narrower interval.
Reader = Callable[[str, Interval | None, Context], Interval | None]


def year_in(current: Interval | None, context: Context, month: int | None = None) -> int | None:
    """Return the year that the interval read so far lies in, or else the context's."""
    return current.first.year if current and current.first else context.year_of(month)
