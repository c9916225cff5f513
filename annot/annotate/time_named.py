"""Times with names of their own (``今年``, ``昨天``, ``上周``, ``元旦``), read against the day of publication."""

import datetime as dt

from annot.annotate.time_context import Context, Reader, year_in
from annot.annotate.time_interval import Interval, add_days, add_months, day, month_span, year_span
from annot.annotate.time_words import alternatives, time_words

__all__ = ["NAMED_TOKENS"]


def _event(text: str, _: Interval | None, __: Context) -> Interval:
    return day(dt.date.fromisoformat(time_words("event")[text]))


def _named_year(text: str, _: Interval | None, context: Context) -> Interval | None:
    if context.reference is None:
        return None
    year = context.reference.year + int(time_words("year")[text])
    return year_span(year, year)


def _context_year(text: str, current: Interval | None, context: Context) -> Interval | None:
    year = year_in(current, context)
    if year is None:
        return None
    year += int(time_words("context")[text])
    return year_span(year, year)


def _named_day(text: str, _: Interval | None, context: Context) -> Interval | None:
    return day(add_days(context.reference, int(time_words("day")[text]))) if context.reference else None


def _named_month(text: str, _: Interval | None, context: Context) -> Interval | None:
    if context.reference is None:
        return None
    month = add_months(context.reference, int(time_words("month")[text]))
    return month_span(month.year, month.month, month.month)


def _named_quarter(text: str, _: Interval | None, context: Context) -> Interval | None:
    if context.reference is None:
        return None
    inside = add_months(context.reference, 3 * int(time_words("quarter")[text]))
    last = (inside.month + 2) // 3 * 3
    return month_span(inside.year, last - 2, last)


def _named_week(text: str, _: Interval | None, context: Context) -> Interval | None:
    if context.reference is None:
        return None
    monday = add_days(context.reference, 7 * int(time_words("week")[text]) - context.reference.weekday())
    return Interval(monday, add_days(monday, 6))


def _festival(text: str, current: Interval | None, context: Context) -> Interval | None:
    year = year_in(current, context)
    place = time_words("festival")[text]
    place = time_words("spring").get(str(year), "lunar") if place == "spring" else place
    return day(dt.date.fromisoformat(f"{year}-{place}")) if year and place != "lunar" else None


_READERS: dict[str, Reader] = {
    "event": _event,
    "year": _named_year,
    "context": _context_year,
    "day": _named_day,
    "month": _named_month,
    "quarter": _named_quarter,
    "week": _named_week,
    "festival": _festival,
}
# A festival's holiday lasts some days that the State Council sets anew every year: not read.
_NOT_AFTER = {"festival": "(?!小?长假|假期|黄金周|期间|前后|前夕)"}
NAMED_TOKENS: tuple[tuple[str, Reader], ...] = tuple(
    (f"({alternatives(kind)}){_NOT_AFTER.get(kind, '')}", reader) for kind, reader in _READERS.items()
)
