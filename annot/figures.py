"""Small figures as SVG text: bars, columns and ranges, without a plotting library."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

__all__ = ["Bar", "Range", "bars", "columns", "length_buckets", "ranges"]

_WIDTH = 720
_ROW = 26
_TOP = 44
_SIDE = 16
_NAMES = 150
_NUMBERS = 92
_COLUMN_HEIGHT = 180
_INK, _FAINT, _PAPER, _PLAIN = "#24292f", "#6e7781", "#ffffff", "#3b6ea5"
_FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
# Span lengths beyond the last bound are rare (whole policy titles) and share one column.
_LENGTH_BOUNDS = (*range(1, 13), 16, 20, 30)


@dataclass(frozen=True, slots=True)
class Bar:
    """One named number, and what is written beside it instead of the number itself."""

    name: str
    value: float
    colour: str = _PLAIN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """The spread of a group of positive numbers: least, median, greatest, and how they are written."""

    name: str
    low: float
    middle: float
    high: float
    colour: str = _PLAIN
    note: str = ""


def length_buckets(lengths: Iterable[int]) -> list[Bar]:
    """Count lengths into columns: one each up to 12, then wider ones."""
    counts = dict.fromkeys(_LENGTH_BOUNDS, 0)
    beyond = 0
    for length in lengths:
        bound = next((bound for bound in _LENGTH_BOUNDS if length <= bound), None)
        if bound is None:
            beyond += 1
        else:
            counts[bound] += 1
    names = [str(bound) if bound <= 12 else f"≤{bound}" for bound in _LENGTH_BOUNDS]
    return [Bar(name, count) for name, count in zip(names, counts.values(), strict=True)] + [
        Bar(f">{_LENGTH_BOUNDS[-1]}", beyond)
    ]


def bars(title: str, rows: Sequence[Bar], *, full: float | None = None) -> str:
    """Return horizontal bars, one a row; `full` is the value of a whole bar, the greatest one when None."""
    greatest = full or max((row.value for row in rows), default=0) or 1
    room = _WIDTH - 2 * _SIDE - _NAMES - _NUMBERS
    parts = []
    for number, row in enumerate(rows):
        middle = _TOP + number * _ROW + _ROW / 2
        length = max(1.0, room * row.value / greatest) if row.value else 0.0
        parts += [
            _text(_SIDE + _NAMES - 10, middle + 5, row.name, anchor="end"),
            _rect(_SIDE + _NAMES, middle - 8, length, 16, row.colour),
            _text(_SIDE + _NAMES + length + 8, middle + 5, row.note or _number(row.value), colour=_FAINT),
        ]
    return _svg(title, _TOP + len(rows) * _ROW + _SIDE, parts)


def columns(title: str, rows: Sequence[Bar]) -> str:
    """Return upright columns from left to right, with their numbers above and their names below."""
    greatest = max((row.value for row in rows), default=0) or 1
    width = (_WIDTH - 2 * _SIDE) / max(1, len(rows))
    floor = _TOP + 16 + _COLUMN_HEIGHT
    parts = [f'<line x1="{_SIDE}" x2="{_WIDTH - _SIDE}" y1="{floor}" y2="{floor}" stroke="{_FAINT}"/>']
    for number, row in enumerate(rows):
        height = _COLUMN_HEIGHT * row.value / greatest
        middle = _SIDE + (number + 0.5) * width
        parts += [
            _rect(middle - 0.36 * width, floor - height, 0.72 * width, height, row.colour),
            _text(middle, floor - height - 5, row.note or _number(row.value), anchor="middle", colour=_FAINT, size=11),
            _text(middle, floor + 17, row.name, anchor="middle", size=12),
        ]
    return _svg(title, floor + 32, parts)


def ranges(title: str, rows: Sequence[Range]) -> str:
    """Return a line from the least to the greatest number of each row on one logarithmic axis, the median a dot."""
    exponents = [math.log10(number) for row in rows for number in (row.low, row.high) if number > 0]
    least, most = (math.floor(min(exponents)), math.ceil(max(exponents))) if exponents else (0, 1)
    room = _WIDTH - 2 * _SIDE - _NAMES - _NUMBERS
    scale = room / max(1, most - least)

    def place(number: float) -> float:
        return _SIDE + _NAMES + scale * ((math.log10(number) if number > 0 else least) - least)

    floor = _TOP + len(rows) * _ROW
    parts = [_grid_line(place(10.0**power), floor, power) for power in _powers(least, most)]
    for number, row in enumerate(rows):
        middle = _TOP + number * _ROW + _ROW / 2
        parts += [
            _text(_SIDE + _NAMES - 10, middle + 5, row.name, anchor="end"),
            _rect(place(row.low) - 2, middle - 3, place(row.high) - place(row.low) + 4, 6, row.colour),
            _dot(place(row.middle), middle, row.colour),
            _text(place(row.high) + 10, middle + 5, row.note, colour=_FAINT),
        ]
    return _svg(title, floor + 30, parts)


def _powers(least: int, most: int) -> range:
    return range(least, most + 1, max(1, (most - least + 7) // 8))


def _grid_line(x: float, floor: float, power: int) -> str:
    line = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{floor}" stroke="{_FAINT}" stroke-opacity="0.25"/>'
    return line + _text(x, floor + 18, _power_name(power), anchor="middle", colour=_FAINT, size=11)


def _power_name(power: int) -> str:
    """Return a power of ten as Chinese readers say it: ``1万``, ``1亿``."""
    if power < 0:
        return f"{10.0**power:g}"
    for least, name in ((12, "万亿"), (8, "亿"), (4, "万"), (0, "")):
        if power >= least:
            return f"{10 ** (power - least)}{name}"
    return ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3g}"


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2" fill={quoteattr(colour)}/>'


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{_PAPER}" stroke={quoteattr(colour)} stroke-width="3"/>'


def _text(x: float, y: float, text: str, *, anchor: str = "start", colour: str = _INK, size: int = 13) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">{escape(text)}</text>'
    )


def _svg(title: str, height: float, parts: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'aria-label={quoteattr(title)} font-family="{_FONT}">'
        f'<rect width="{_WIDTH}" height="{height:.0f}" rx="6" fill="{_PAPER}"/>'
        f'<text x="{_SIDE}" y="28" font-size="16" font-weight="bold" fill="{_INK}">{escape(title)}</text>'
        + "".join(parts)
        + "</svg>\n"
    )
