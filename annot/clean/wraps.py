"""Text that was broken at a fixed width: which lines go on in the next one."""

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from annot.clean.lines import Line

__all__ = ["find_wraps", "starts_anew"]

_NEW = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百\d]+[章条节]"
    r"|[●■◆▲·•※★○◎□△►▶]|——)"
)
_END_MARKS = '。！？!?；;…：:”"』」）)】》'
_SENTENCE_ENDS = "。！？!?；;…：:"
_SKIPPED = frozenset(["folio", "rule"])
_LEAST = 36
# Columns of newspapers are narrower; that many lines of a width do not come about otherwise.
_LEAST_COLUMN = 20
_COLUMN_LINES = 8
_MOST = 160
_LINES = 4
_SLACK = 8
_WIDER = 0.15
_SHARE = 0.3
_INDENT = "  "
_INDENT_WIDTH = 4
_INDENTS = 3
_ALIKE = 4
_OPEN = _LEAST_COLUMN // 2
_CUT_LEAST = 2


def starts_anew(text: str) -> bool:
    """Tell whether a line begins a heading, an article or an item of a list."""
    return bool(_NEW.match(text))


def find_wraps(text: str, lines: list[Line]) -> set[int]:
    """Return the numbers of the lines that go on in the line before them.

    Where paragraphs are indented, a line without an indent goes on in the one before it, if that stops in the midst of
    a sentence or is as wide as the page. Lines that are nearly all as wide as each other and stop without an end were
    broken at that width. Without either, two lines of the same width that both stop in the midst of a sentence are one.

    Args:
        text: The page's text, in which indents begin paragraphs.
        lines: Its labelled lines; those with labels that do not rest on form alone are left out.
    """
    bodies = [number for number, line in enumerate(lines) if not line.label or line.weak]
    cut = [number for number in bodies if lines[number].text[-1] not in _END_MARKS and len(lines[number].text) >= _OPEN]
    if len(cut) < _CUT_LEAST:
        return set()
    indents = {number for number in bodies if _INDENT in text[max(0, lines[number].start - 3) : lines[number].start]}
    widths = {number: _width(lines[number].text) + _INDENT_WIDTH * (number in indents) for number in bodies}
    common = _common_width(lines, widths) if 2 * len(cut) >= _LINES else 0
    are_told = len(indents) >= _INDENTS
    wraps: set[int] = set()
    for before, after in _neighbours(lines, bodies):
        first, second = lines[before], lines[after]
        if after in indents or starts_anew(second.text):
            continue
        is_open = first.text[-1] not in _SENTENCE_ENDS
        is_near = text[first.end : second.start].count("\n") == 1 or after > before + 1
        at_edge = common - _SLACK <= widths[before] <= common
        told = before in wraps or (before in indents and 2 * widths[before] >= common)
        # Without an indent the first line of a page goes on in the last one of the page before.
        is_overleaf = after > before + 1 and told and are_told
        if (
            (common and is_near and ((told and (is_open or at_edge)) if are_told else (is_open and at_edge)))
            or (is_overleaf and common)
            or (is_open and _are_alike(lines, before, after, widths, wraps))
        ):
            wraps.add(after)
    return _telling(lines, bodies, wraps)


def _telling(lines: list[Line], bodies: list[int], wraps: set[int]) -> set[int]:
    """Return only the wraps of paragraphs that hold the end of a sentence; without one they are a list of headlines."""
    told: set[int] = set()
    chain: list[int] = []
    for number in [*bodies, -1]:
        if number not in wraps:
            if any(mark in lines[one].text for one in chain for mark in "。！？；"):
                told.update(chain[1:])
            chain = []
        chain.append(number)
    return told


def _neighbours(lines: list[Line], bodies: list[int]) -> Iterator[tuple[int, int]]:
    for before, after in itertools.pairwise(bodies):
        if all(line.label in _SKIPPED for line in lines[before + 1 : after]):
            yield before, after


def _width(text: str) -> int:
    """Return how many columns a line takes: two for what is written in the Chinese way, one for the rest."""
    # In UTF-8 the first kind has three bytes, the rest one or two.
    return (len(text.encode("utf-8", "replace")) + len(text)) // 2


def _common_width(lines: list[Line], widths: dict[int, int]) -> int:
    """Return the width at which the page's lines were broken, or 0 where they are paragraphs."""
    return _common(lines, widths, _LEAST, _LINES) or _common(lines, widths, _LEAST_COLUMN, _COLUMN_LINES)


def _common(lines: list[Line], widths: dict[int, int], least: int, enough: int) -> int:
    counts = Counter(width for width in widths.values() if width >= least)
    if sum(counts.values()) < enough:
        return 0
    ordered = sorted(counts.elements())
    near_to = {wide: place - bisect_left(ordered, wide - _SLACK) for place, wide in enumerate(ordered, 1)}
    best = max(near_to, key=lambda wide: (near_to[wide], wide))
    near = [number for number, width in widths.items() if best - _SLACK <= width <= best]
    wide = sum(count for width, count in counts.items() if width > best)
    open_ended = sum(lines[number].text[-1] not in _END_MARKS for number in near)
    is_many = len(near) >= max(enough, _SHARE * sum(counts.values()))
    return best if is_many and best <= _MOST and 2 * open_ended >= len(near) and wide <= _WIDER * len(near) else 0


def _are_alike(lines: list[Line], before: int, after: int, widths: dict[int, int], wraps: set[int]) -> bool:
    """Tell whether two lines are as wide as each other and open, or the second one ends such a pair."""
    first, second = lines[before], lines[after]
    if after != before + 1 or not _LEAST <= widths[before] <= _MOST or first.element != second.element:
        return False
    if before in wraps:
        return first.text[-1] in "，、" or widths[after] <= widths[before]
    alike = abs(widths[before] - widths[after]) <= _ALIKE
    return alike and second.text[-1] not in _END_MARKS and "，" in first.text + second.text
