"""The tokens a written time consists of, each narrowing the interval read so far."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from annot.annotate.time_count import parse_count
from annot.annotate.time_interval import Interval, add_days, add_months, day, month_span, year_span
from annot.annotate.time_words import alternatives, time_words

__all__ = ["TOKENS", "Context", "Reader"]

_N = "[0-9]+|[〇○零一二三四五六七八九十]+"
_HALF_A_YEAR = 6
_WEEK_AHEAD = 7
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
_WEEKDAYS = "一二三四五六日"


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


Reader = Callable[[str, Interval | None, Context], Interval | None]


def _year_in(current: Interval | None, context: Context, month: int | None = None) -> int | None:
    return current.first.year if current and current.first else context.year_of(month)


def _months(current: Interval | None, context: Context, first: int, last: int) -> Interval | None:
    year = _year_in(current, context, first)
    return month_span(year, first, last) if year and 1 <= first <= last <= 12 else None


def _year(text: str, _: Interval | None, __: Context) -> Interval:
    number = parse_count(text)
    return year_span(number, number)


def _named_year(text: str, _: Interval | None, context: Context) -> Interval | None:
    if context.reference is None:
        return None
    year = context.reference.year + int(time_words("year")[text])
    return year_span(year, year)


def _context_year(text: str, current: Interval | None, context: Context) -> Interval | None:
    year = _year_in(current, context)
    return None if year is None else year_span(*[year + int(time_words("context")[text])] * 2)


def _half(text: str, current: Interval | None, context: Context) -> Interval | None:
    return _months(current, context, 1, 6) if text == "上" else _months(current, context, 7, 12)


def _first_months(text: str, current: Interval | None, context: Context) -> Interval | None:
    return _months(current, context, 1, parse_count(text))


def _first_quarters(text: str, current: Interval | None, context: Context) -> Interval | None:
    return _months(current, context, 1, 3 * parse_count(text))


def _quarter(text: str, current: Interval | None, context: Context) -> Interval | None:
    number = 1 if text == "首" else parse_count(text)
    return _months(current, context, 3 * number - 2, 3 * number)


def _month(text: str, current: Interval | None, context: Context) -> Interval | None:
    number = parse_count(text)
    return _months(current, context, number, number)


def _ten_days(text: str, current: Interval | None, _: Context) -> Interval | None:
    if current is None or current.first is None or current.last is None:
        return None
    ends = {"上": (1, 10), "中": (11, 20), "下": (21, current.last.day)}[text]
    return Interval(current.first.replace(day=ends[0]), current.first.replace(day=ends[1]))


def _day(text: str, current: Interval | None, context: Context) -> Interval | None:
    number = parse_count(text)
    place = (current.first.year, current.first.month) if current and current.first else context.month_of(number)
    return day(dt.date(*place, number)) if place and 1 <= number <= monthrange(*place)[1] else None


def _edge(text: str, current: Interval | None, context: Context) -> Interval | None:
    year = _year_in(current, context)
    whole = current or (year_span(year, year) if year else None)
    if whole is None or text == "中":
        return None if whole is None or whole.first is None else month_span(whole.first.year, 6, 6)
    return whole.beginning() if text == "初" else whole.ending()


def _month_edge(text: str, _: Interval | None, context: Context) -> Interval | None:
    place = context.month_of(1)
    whole = month_span(place[0], place[1], place[1]) if place else None
    return whole and (whole.beginning() if text == "初" else whole.ending())


def _century(text: str, _: Interval | None, __: Context) -> Interval:
    number = {"本": 21, "上": 20}.get(text) or parse_count(text)
    return year_span(100 * number - 99, 100 * number)


def _decade(text: str, current: Interval | None, _: Context) -> Interval:
    base = current.first.year - 1 if current and current.first else 1900
    first = base + parse_count(text)
    return year_span(first, first + 9)


def _middle(_: str, current: Interval | None, __: Context) -> Interval | None:
    return year_span(current.first.year + 40, current.first.year + 59) if current and current.first else None


def _plan(text: str, _: Interval | None, __: Context) -> Interval:
    # The first and second plans began in 1953 and 1958, the third after a pause in 1966, the others without one.
    number = parse_count(text)
    first = 1966 + 5 * (number - 3) if number > 2 else 1953 + 5 * (number - 1)
    return year_span(first, first + 4)


def _event(text: str, _: Interval | None, __: Context) -> Interval:
    return day(dt.date.fromisoformat(time_words("event")[text]))


def _festival(text: str, current: Interval | None, context: Context) -> Interval | None:
    year = _year_in(current, context)
    place = time_words("festival")[text]
    place = time_words("spring").get(str(year), "lunar") if place == "spring" else place
    return day(dt.date.fromisoformat(f"{year}-{place}")) if year and place != "lunar" else None


def _season(text: str, current: Interval | None, context: Context) -> Interval | None:
    year = _year_in(current, context)
    if year is None:
        return None
    first = dt.date(year, _SEASONS[text], 1)
    return Interval(first, add_days(add_months(first, 3), -1))


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


def _weekday(text: str, current: Interval | None, _: Context) -> Interval | None:
    if current is None or current.first is None or current.first == current.last:
        return current
    return day(add_days(current.first, _WEEKDAYS.index(text)))


def _same(_: str, current: Interval | None, __: Context) -> Interval | None:
    return current


# Each pattern's one group is what its reader is given.
TOKENS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"\s?{pattern}"), reader)
    for pattern, reader in (
        (rf"({alternatives('event')})", _event),
        (rf"({alternatives('year')})", _named_year),
        (rf"({alternatives('context')})", _context_year),
        (rf"({alternatives('day')})", _named_day),
        (rf"({alternatives('month')})", _named_month),
        (rf"({alternatives('quarter')})", _named_quarter),
        (rf"({alternatives('week')})", _named_week),
        (rf"({alternatives('festival')})(?!小?长假|假期|期间|前后)", _festival),
        (r"[“\"]?([一二三四五六七八九十]+)五[”\"]?(?=[期时以初前中后末]|$)", _plan),
        (r"([0-9]{4}|[一二][〇○零一二三四五六七八九]{3})\s?年(?:度|份)?(?!代)", _year),
        (r"([上下])半年", _half),
        (rf"[前头]({_N})个?月", _first_months),
        (rf"[前头]({_N})个?季度", _first_quarters),
        (rf"第?({_N}|首)季度?", _quarter),
        (rf"({_N}|本|上)世纪", _century),
        (rf"({_N})年代", _decade),
        (rf"({_N})\s?月份?", _month),
        (r"([上中下])旬", _ten_days),
        (rf"({_N})\s?[日号]", _day),
        (r"月([初底末])", _month_edge),
        (r"年?([初底末])", _edge),
        (r"年(中)", _edge),
        (r"(中)叶", _middle),
        (r"[今]?([春夏秋冬])[季天]?(?!明)", _season),
        (r"[（(]?(?:周|星期|礼拜)?([一二三四五六日])[）)]?", _weekday),
        (r"(同期|年?内|期间|时期|当天|当日)", _same),
    )
)
