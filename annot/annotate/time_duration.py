"""How long a written duration is, and where it lies when the text says which way it runs."""

import datetime as dt
import re

from annot.annotate.time_count import parse_count
from annot.annotate.time_interval import Interval, add_days, add_months

__all__ = ["resolve_duration"]

_DURATION = re.compile(
    r"(?P<way>过去的?|未来|今后|最近|近|[前后头])?(?P<half>半)?(?P<count>[0-9.]+|[数几]?[一二两三四五六七八九十百零]+)?[多余几]?"
    r"(?:\s?(?:至|到|－|─|—+|-+|–|~|～)\s?(?P<most>[0-9.]+|[一二两三四五六七八九十百零]+)[多余几]?)?"
    r"\s?个?(?P<and_half>半)?[多余]?(?P<unit>年|月|天|日|星期|周|世纪|季度|昼夜|小时|分钟|秒|工作日)"
    r"(?P<more>半)?[多余钟]*(?P<ending>.*)"
)
# ISO 8601 designators; a quarter is three months, a century a hundred years, a working day a day.
_DESIGNATORS = {
    "年": ("P", "Y", 1), "月": ("P", "M", 1), "季度": ("P", "M", 3), "世纪": ("P", "Y", 100),
    "天": ("P", "D", 1),
    "日": ("P", "D", 1), "工作日": ("P", "D", 1), "昼夜": ("P", "D", 1), "周": ("P", "W", 1), "星期": ("P", "W", 1),
    "小时": ("PT", "H", 1), "分钟": ("PT", "M", 1), "秒": ("PT", "S", 1),
}  # fmt: skip
_FEW = re.compile("([一二两三四五六七八九])([一二两三四五六七八九])")
_HALVES = {"年": "P6M", "月": "P15D", "天": "PT12H", "小时": "PT30M", "世纪": "P50Y", "昼夜": "PT12H"}
_MONTHS = {"年": 12, "季度": 3, "月": 1, "世纪": 1200}
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7}
_PAST = frozenset({"过去", "过去的", "最近", "近"})
_FUTURE = frozenset({"未来", "今后"})


def _period(count: str, unit: str, *, and_half: bool) -> str:
    """Return the ISO 8601 duration of a count of units."""
    prefix, designator, factor = _DESIGNATORS[unit]
    if "." in count:
        return f"{prefix}{count}{designator}"
    number = parse_count(count) * factor
    half = _HALVES.get(unit, prefix).removeprefix(prefix) if and_half else ""
    return f"{prefix}{number}{designator}{half}"


def _shift(reference: dt.date, count: int, unit: str) -> dt.date | None:
    """Return the day a count of units from the reference; None for units shorter than a day, and before year 1."""
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        in_calendar = dt.MINYEAR < reference.year + months // 12 < dt.MAXYEAR
        return add_months(reference, months) if in_calendar else None
    return add_days(reference, count * _DAYS[unit]) if unit in _DAYS else None


def _placed(match: re.Match[str], reference: dt.date) -> Interval | None:
    """Return the days of a duration that runs up to the reference or on from it."""
    count, way = match["count"] or "", match["way"] or ""
    if not count or "." in count or match["most"]:
        return None
    if way in _FUTURE:
        last = _shift(reference, parse_count(count), match["unit"])
        return Interval(reference, last) if last else None
    if way in _PAST or match["ending"] in {"来", "以来"}:
        first = _shift(reference, -parse_count(count), match["unit"])
        return Interval(first, reference) if first else None
    return None


def resolve_duration(surface: str, reference: dt.date | None) -> str | None:
    """Return a duration in ISO 8601, or its interval when it runs up to the reference or on from it.

    ``五年`` is ``P5Y``; ``3至5年`` is ``P3Y/P5Y``, its least and greatest length; ``过去五年`` read on
    2024-10-21 is ``2019-10-21/2024-10-21``. None when no number is said.
    """
    match = _DURATION.fullmatch(surface)
    if match is None:
        return None
    unit = match["unit"]
    if match["half"]:
        return _HALVES.get(unit)
    if not match["count"]:
        return None
    few = _FEW.fullmatch(match["count"])
    if few:
        return "/".join(_period(number, unit, and_half=False) for number in few.groups())
    placed = _placed(match, reference) if reference else None
    if placed:
        return str(placed)
    least = _period(match["count"], unit, and_half=bool(match["and_half"] or match["more"]))
    return f"{least}/{_period(match['most'], unit, and_half=False)}" if match["most"] else least
