"""The tokens a written time consists of, each narrowing the interval read so far."""

import datetime as dt
import re
from calendar import monthrange

from annot.annotate.time_context import Context, Reader, year_in
from annot.annotate.time_count import parse_count
from annot.annotate.time_interval import Interval, add_days, add_months, day, month_span, year_span
from annot.annotate.time_named import NAMED_TOKENS

__all__ = ["next_token"]

_N = "[0-9]+|[〇○零一二三四五六七八九十]+"
_SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}
_WEEKDAYS = "一二三四五六日"


def _months(current: Interval | None, context: Context, first: int, last: int) -> Interval | None:
    year = year_in(current, context, first)
    return month_span(year, first, last) if year and 1 <= first <= last <= 12 else None


def _year(text: str, _: Interval | None, __: Context) -> Interval:
    number = parse_count(text)
    return year_span(number, number)


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
    ends = {"上": (1, 10), "中": (11, 20), "下": (21, current.last.day)}
    return Interval(current.first.replace(day=ends[text[0]][0]), current.first.replace(day=ends[text[-1]][1]))


def _day(text: str, current: Interval | None, context: Context) -> Interval | None:
    number = parse_count(text)
    place = (current.first.year, current.first.month) if current and current.first else context.month_of(number)
    return day(dt.date(*place, number)) if place and 1 <= number <= monthrange(*place)[1] else None


def _edge(text: str, current: Interval | None, context: Context) -> Interval | None:
    year = year_in(current, context)
    whole = current or (year_span(year, year) if year else None)
    if whole is None or text == "中":
        return None if whole is None or whole.first is None else month_span(whole.first.year, 6, 6)
    return whole.beginning() if text == "初" else whole.ending()


def _within_year(_: str, __: Interval | None, context: Context) -> Interval | None:
    year = context.year_of()
    return None if year is None else year_span(year, year)


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


def _season(text: str, current: Interval | None, context: Context) -> Interval | None:
    year = year_in(current, context)
    if year is None:
        return None
    first = dt.date(year, _SEASONS[text], 1)
    return Interval(first, add_days(add_months(first, 3), -1))


def _weekday(text: str, current: Interval | None, _: Context) -> Interval | None:
    if current is None or current.first is None or current.first == current.last:
        return current
    return day(add_days(current.first, _WEEKDAYS.index(text)))


def _unknown(_: str, __: Interval | None, ___: Context) -> Interval | None:
    return None


def _same(_: str, current: Interval | None, __: Context) -> Interval | None:
    return current


# Each pattern's one group is what its reader is given.
_UNIT_TOKENS: tuple[tuple[str, Reader], ...] = (
    (r"[“‘\"]?([一二三四五六七八九十]+)五[”’\"]?(?=[期时以初前中后末]|$)", _plan),
    (r"([0-9]{4}|[一二][〇○零一二三四五六七八九]{3})\s?年(?:度|份)?(?!代)", _year),
    (r"([上下])半年", _half),
    (rf"[前头]({_N})个?月", _first_months),
    (rf"[前头]({_N})个?季度", _first_quarters),
    (rf"第?({_N}|首)季度?", _quarter),
    (rf"({_N}|本|上)世纪", _century),
    (rf"({_N})年代", _decade),
    (rf"({_N})\s?月份?", _month),
    (r"([上中下]{1,2})旬", _ten_days),
    (rf"({_N})\s?[日号]", _day),
    (r"月([初底末])", _month_edge),
    (r"年?([初底末])", _edge),
    (r"年(中)", _edge),
    (r"(中)叶", _middle),
    # A cold season lies across two years; which months it means nobody says.
    (r"(秋冬|冬春)季", _unknown),
    (r"[今]?([春夏秋冬])[季天]?(?!明)", _season),
    (r"[（(]?(?:周|星期|礼拜)?([一二三四五六日])[）)]?", _weekday),
    (r"(?<!年)年(内)", _within_year),
    (r"[昨今明前][（(]([0-9]{1,2})[）)][日天]", _day),
    (r"(同期|内|期间|时期|当天|当日|当月)", _same),
)
_TOKENS = NAMED_TOKENS + _UNIT_TOKENS
_TOKEN = re.compile("|".join(rf"\s?{pattern}" for pattern, _ in _TOKENS))


def next_token(text: str, at: int) -> tuple[Reader, str, int] | None:
    """Return the reader of the token that a text has at a place, what it is given, and where the token ends."""
    match = _TOKEN.match(text, at)
    if match is None or match.lastindex is None:
        return None
    return _TOKENS[match.lastindex - 1][1], match[match.lastindex], match.end()
