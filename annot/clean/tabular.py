"""Tables and programmes that a dump wrote on one line: cells parted by single spaces, many of them figures or hours."""

import re
from collections.abc import Iterator
from itertools import pairwise

__all__ = ["find_tables", "is_table"]

_FIGURE = re.compile(
    r"^[-—－+]?\d[\d,]*(?:\.\d+)?[%％‰]?$|^\d{1,2}[:：]\d{2}(?:[-—－–~～至]+\d{1,2}[:：]\d{2})?$|^\d{1,2}月\d{1,2}日$"
)
_STAMP = re.compile(r"^[\[(（]?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])）]?$")
_PROSE = re.compile(r"[，。；！？,;]")
_FURNITURE = re.compile(
    r"[>＞»›|【】]|^\S{0,4}(?:来源|时间|作者|编辑|字号|字体|浏览|点击|阅读|分享)\S{0,3}[:：]|版权|ICP|首页|[上下]一[页篇]|打印|关闭"
)
# That many figures, and that share of all cells, are a table; fewer stand in menus and pagers too.
_FIGURES = 6
_SHARE = 0.2
_CELLS = 12
_TITLE = 8
_LONGEST_CELL = 40


def is_table(text: str) -> bool:
    """Tell whether a line is a whole table."""
    cells = text.split(" ")
    return len(cells) >= _CELLS and _has_figures(cells) and not any(map(_FURNITURE.search, cells))


def find_tables(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where tables stand among the tokens of a line, the title before one left out."""
    start = 0
    for number, token in enumerate([*tokens, "。"]):
        if _is_cell(token):
            continue
        cells = tokens[start:number]
        if len(cells) >= _CELLS and _has_figures(cells):
            has_title = len(cells[0]) >= _TITLE and not _FIGURE.match(cells[0])
            yield start + has_title, number
        start = number + 1


def _is_cell(token: str) -> bool:
    return len(token) <= _LONGEST_CELL and not (
        _PROSE.search(token.strip(",，")) or _STAMP.match(token) or _FURNITURE.search(token)
    )


def _has_figures(cells: list[str]) -> bool:
    """Tell whether enough of the cells are figures, those that count up (days of a calendar, pages) left out."""
    figures = [cell for cell in cells if _FIGURE.match(cell)]
    counting = sum(
        before.isdigit() and after.isdigit() and int(after) == int(before) + 1 for before, after in pairwise(figures)
    )
    return len(figures) - counting >= max(_FIGURES, _SHARE * len(cells))
