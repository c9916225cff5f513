"""The calendar interval that a written time means, read from its largest unit to its smallest."""

import datetime as dt
import re
from dataclasses import replace

from annot.annotate.time_clock import read_clock
from annot.annotate.time_context import Context
from annot.annotate.time_interval import Interval, day
from annot.annotate.time_tokens import next_token

__all__ = ["read_time"]

_UNTIL = re.compile(r"截[至止]到?\s?")
_TO = re.compile(r"\s?(?:至|到|－|─|—{1,2}|-{1,2}|–|~|～|[、和与及])\s?")
_AFTER = re.compile(r"[\u4e00-\u9fff]{0,6}以来|来|至今|以后|之后|过?后")
_BEFORE = re.compile("[之以]?前")
_LENIENT = re.compile("|前后|初期|[前中后]期|中后期|间|[上下]午|凌晨|[清早]晨|[早晚]上|晚间|夜间|深夜|晚|早")
_NUMBER = "(?:[0-9]+|[〇○零一二三四五六七八九十]+)"
# 1—8月 is 1月—8月: a unit said once belongs to every number of the range or list.
_SHARED_UNIT = re.compile(rf"({_NUMBER})(?=(?:{_TO.pattern}{_NUMBER})+\s?(年|月|日|号|季度))")
_COMPACT = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")


def _read_point(text: str, at: int, context: Context) -> tuple[Interval | None, int]:
    """Return what the tokens from a place on narrow to, and where they end; None when one has no answer."""
    current: Interval | None = None
    while token := next_token(text, at):
        reader, given, at = token
        current = reader(given, current, context)
        if current is None:
            return None, at
    if current and current.first == current.last:
        clock = read_clock(text, at)
        if clock:
            return replace(current, clock=clock[0]), clock[1]
    return current, at


def _read_compact(text: str) -> tuple[Interval | None, int]:
    """Return the day of a date written in figures only (``2024-10-21``, ``20230715``), with its time of day."""
    match = _COMPACT.match(text)
    if match is None:
        return None, 0
    try:
        date = dt.date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None, 0
    clock = read_clock(text, match.end())
    return (replace(day(date), clock=clock[0]), clock[1]) if clock else (day(date), match.end())


def _read_range(text: str, context: Context) -> tuple[Interval | None, int]:
    """Return the interval from the first point of a range or list to its last, and where it ends."""
    whole, at = _read_point(text, 0, context)
    while whole and whole.first and (to := _TO.match(text, at)):
        inside = replace(context, year=whole.first.year, month=whole.first.month)
        point, end = _read_point(text, to.end(), inside)
        if point is None:
            break
        whole, at = Interval(whole.first, point.last), end
    return whole, at


def _opened(whole: Interval, rest: str, *, until: bool) -> Interval | None:
    """Return the interval with the end open that the words around it open; None when they are not understood."""
    if until:
        return Interval(None, whole.last) if _LENIENT.fullmatch(rest) else None
    if _AFTER.fullmatch(rest):
        return replace(whole, last=None, clock=None)
    if _BEFORE.fullmatch(rest):
        return replace(whole, first=None, clock=None)
    return whole if _LENIENT.fullmatch(rest) else None


def read_time(surface: str, context: Context) -> Interval | None:
    """Return the interval a written time means, or None when it cannot be placed in the calendar.

    ``截至2022年底`` leaves the beginning open, ``2023年以来`` the end. ``前`` and ``后`` leave open what they
    point away from, the named time itself included.
    """
    prefix = _UNTIL.match(surface)
    body = _SHARED_UNIT.sub(r"\1\2", surface[prefix.end() :] if prefix else surface)
    whole, end = _read_compact(body)
    if whole is None:
        whole, end = _read_range(body, context)
    return _opened(whole, body[end:], until=prefix is not None) if whole else None
