"""Statistical tables that cleaning has flattened into lines, read into frames row by row.

A row is a name and its numbers on one line (``地区生产总值 8235.67 6.3``); the lines above it say what the
columns hold (``指标 指标值 同比增长（±%）``) and in what unit (``单位：亿元``).
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from annot.annotation import Basis, Direction, Frame, Kind, Quantity
from annot.metrics.units import Unit, Units
from annot.span import Span

__all__ = ["read_table"]

_NUMBER = r"[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+−]?\d+(?:\.\d+)?"
_ROW = re.compile(
    rf"(?P<name>[^\d|\t][^|\t]*?[一-龥）)%]|[^\d|\t]*[一-龥）)])[\s|]+(?P<cells>(?:{_NUMBER}|[—–-]+|\.{{2,}})(?:[\s|]+(?:{_NUMBER}|[—–-]+|\.{{2,}}))*)\s*\|?\s*"
)
_CELL = re.compile(rf"{_NUMBER}|[—–-]+|\.{{2,}}")
_UNIT_NOTE = re.compile(r"单位[：:]\s*(?P<units>[^\s，。；|）)]+)")
_IN_BRACKETS = re.compile(r"[（(](?P<unit>[^（()）]{1,8})[)）]")
_HEADING = re.compile("指标|同比|增长|增速|绝对|总量|数值|本月|累计|项目")
_CHANGE = re.compile("同比|增长|增速|增幅|±|比上年|环比")
_YOY = re.compile("同比|比上年")
_LEAD = re.compile(
    r"\s*(?:[#＃*·]|其中[：:]?|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、])*\s*"
)
_SCALES = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(1000), "百": Decimal(100)}


class _Head(NamedTuple):
    """What the lines above a row have said: titles of the columns, and the unit of the table."""

    columns: tuple[str, ...] = ()
    unit: str = ""


def read_table(
    lines: Sequence[str], *, units: Units | None = None
) -> dict[int, tuple[tuple[Span, ...], tuple[Frame, ...]]]:
    """Return spans and frames of every line that is a row of a table, by its number; offsets are into the line."""
    table, head, found = units or Units.shipped(), _Head(), {}
    for number, line in enumerate(lines):
        if note := _UNIT_NOTE.search(line):
            head = head._replace(unit=note["units"])
        elif head.columns and (row := _ROW.fullmatch(line)):
            if (read := _row(row, head, table)) is not None:
                found[number] = read
        elif _heading(line):
            head = head._replace(columns=tuple(line.replace("|", " ").split()))
        elif "。" in line:
            head = _Head()
    return found


def _heading(line: str) -> bool:
    return len(line.replace("|", " ").split()) > 1 and _HEADING.search(line) is not None and "。" not in line


def _row(row: re.Match[str], head: _Head, units: Units) -> tuple[tuple[Span, ...], tuple[Frame, ...]] | None:
    """Read one row: its name is the indicator, each cell a VALUE or a CHANGE."""
    name = _name(row)
    cells = list(_CELL.finditer(row.string, *row.span("cells")))
    titles = head.columns[-len(cells) :] if len(head.columns) > len(cells) else ("",) * len(cells)
    own = _IN_BRACKETS.search(row["name"])
    spans, frames = [name], []
    for cell, title in zip(cells, titles, strict=True):
        if not cell[0][-1].isdecimal():
            continue
        quantity = _cell(cell[0], title, own["unit"] if own else head.unit, units)
        if quantity is not None:
            spans.append(Span(*cell.span(), "CHANGE" if quantity.direction else "VALUE", source="rule:table"))
            frames.append(Frame(len(spans) - 1, quantity, indicator=0))
    return (tuple(spans), tuple(frames)) if frames else None


def _name(row: re.Match[str]) -> Span:
    """Return the place of the row's name without its number, 其中 and unit."""
    start, end = row.span("name")
    lead = _LEAD.match(row.string, start, end)
    start = lead.end() if lead and lead.end() < end else start
    unit = _IN_BRACKETS.search(row.string, start, end)
    end = unit.start() if unit and unit.end() == end and unit.start() > start else end
    return Span(start, end, "INDICATOR", source="rule:table")


def _cell(number: str, title: str, unit: str, units: Units) -> Quantity | None:
    value = Decimal(number.replace(",", "").replace("−", "-"))
    if _CHANGE.search(title):
        return _change(value, title)
    inside = _IN_BRACKETS.search(title)
    scaled = _scaled(inside["unit"] if inside else unit, units)
    if scaled is None:
        return None
    value *= scaled.factor
    return Quantity(scaled.kind, value, value, scaled.canonical)


def _change(value: Decimal, title: str) -> Quantity:
    direction = Direction.DECREASE if value < 0 else Direction.INCREASE if value else Direction.FLAT
    basis = Basis.QOQ if "环比" in title else Basis.YOY if _YOY.search(title) else None
    points = "百分点" in title
    size = abs(value) if points else abs(value) / 100
    kind, unit = (Kind.PERCENTAGE_POINT, "个百分点") if points else (Kind.PERCENT, "1")
    return Quantity(kind, size, size, unit, direction=direction, basis=basis)


def _scaled(words: str, units: Units) -> Unit | None:
    """Return 亿元 as a unit of 10^8 元; of several units (万元、%) the first."""
    factor = Decimal(1)
    while words and words[0] in _SCALES and units.at(words, 0) is None:
        factor, words = factor * _SCALES[words[0]], words[1:]
    unit = units.at(words, 0)
    return unit._replace(factor=unit.factor * factor) if unit else None
