"""Halves of a sentence that a column, a line's end or a caption parted, where it is certain that they are one."""

import re
from collections import Counter
from itertools import pairwise

from annot.clean.damage import is_cut_off
from annot.clean.labels import is_prose
from annot.clean.lines import Line

__all__ = ["find_joins"]

_CLOSER = re.compile(r"^[，,、。；;！？?：”’）)》】%％]")
_CAPTIONS = frozenset(["photo_credit", "photo_caption"])
_END_MARKS = '。！？!?；;…：:”"』」）)】》'
_NEW = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]|第[一二三四五六七八九十百\d]+[章条节]|[●■◆▲·•※★○◎□△►▶])"
)
_WRAPPED_LEAST = 18
_WRAPPED_LINES = 4
_WRAPPED_SHARE = 0.5
_SLACK = 2


def find_joins(text: str, lines: list[Line], kept: list[int]) -> set[int]:
    """Return which of the kept lines go on in the line kept before them.

    Certain are: a line that begins with a closing mark, a quotation left open that the next line closes, halves
    with nothing but captions between them, and the lines of a text that was wrapped at a fixed width.

    Args:
        text: The page's text.
        lines: Its labelled lines.
        kept: The numbers of those that are the article's paragraphs.
    """
    width = _wrapped_width([lines[number] for number in kept])
    joins: set[int] = set()
    for before, after in pairwise(kept):
        first, second = lines[before], lines[after]
        if first.text[-1] in _END_MARKS or _NEW.match(second.text):
            continue
        between = [line.label for line in lines[before + 1 : after] if line.label != "rule"]
        if any(label not in _CAPTIONS for label in between):
            continue
        gap = text[first.end : second.start]
        if _is_one(first.text, second.text, between) or (width and _is_wrapped(first, gap, width)):
            joins.add(after)
    return joins


def _is_one(first: str, second: str, between: list[str]) -> bool:
    if _CLOSER.match(second):
        return True
    if first.count("“") > first.count("”") and "”" in second.split("“", 1)[0]:
        return True
    return bool(between) and is_cut_off(first) and is_prose(second)


def _wrapped_width(lines: list[Line]) -> int:
    """Return the width at which the page's lines were broken, or 0 where they are paragraphs."""
    widths = Counter(len(line.text) for line in lines if len(line.text) >= _WRAPPED_LEAST)
    if not widths:
        return 0
    width = max(widths, key=lambda wide: sum(widths[wide - less] for less in range(_SLACK + 1)))
    near = [line for line in lines if width - _SLACK <= len(line.text) <= width]
    open_ended = sum(line.text[-1] not in _END_MARKS for line in near)
    longest = max(widths)
    enough = len(near) >= max(_WRAPPED_LINES, _WRAPPED_SHARE * len(lines)) and longest <= width + _SLACK
    return width if enough and 2 * open_ended >= len(near) else 0


def _is_wrapped(first: Line, gap: str, width: int) -> bool:
    return len(first.text) >= width - _SLACK and gap.count("\n") == 1 and "  " not in gap
