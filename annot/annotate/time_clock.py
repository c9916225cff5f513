"""Times of day as they stand at the end of a written time: ``上午10时30分``, ``19:00``, ``9时至11时``."""

import re

from annot.annotate.time_count import parse_count

__all__ = ["read_clock"]

_NUMBER = "[0-9]+|[零一二三四五六七八九十]+"
_CLOCK = re.compile(
    rf"\s?(?P<part>上午|下午|凌晨|清晨|早上|早晨|中午|傍晚|晚上|晚间|夜间|深夜|晚|早)?\s?"
    rf"(?:(?P<hour>{_NUMBER})\s?(?:[时点]|[:：])(?:(?P<minute>[0-9]+)(?:分|:[0-9]+)?|(?P<half>半)|整)?许?)?"
)
_TO = re.compile(r"\s?(?:至|到|－|─|—{1,2}|-{1,2}|–|~|～)\s?")
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "晚间", "夜间", "深夜", "晚"})
_NOON = 12


def _read(text: str, at: int, part: str) -> tuple[str, str, int, str] | None:
    """Return the first and last minute of one time of day, where it ends and its part of the day."""
    match = _CLOCK.match(text, at)
    if match is None or match["hour"] is None:
        return None
    part = match["part"] or part
    hour = parse_count(match["hour"])
    hour += _NOON if part in _AFTERNOON and hour < _NOON else 0
    minute = "30" if match["half"] else match["minute"]
    if minute:
        return (f"{hour:02}:{int(minute):02}", f"{hour:02}:{int(minute):02}", match.end(), part)
    return f"{hour:02}:00", f"{hour:02}:59", match.end(), part


def read_clock(text: str, at: int) -> tuple[tuple[str, str], int] | None:
    """Return the first and last minute that a text names from a place on, and where the time of day ends.

    An hour named alone lasts to its last minute; a range ends with the minute it names. None when there is
    no hour, as in ``19日下午``.
    """
    found = _read(text, at, "")
    if found is None:
        return None
    first, last, end, part = found
    to = _TO.match(text, end)
    until = _read(text, to.end(), part) if to else None
    return ((first, until[0]), until[2]) if until else ((first, last), end)
