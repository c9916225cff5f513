"""Halves of a sentence that a column, a line's end or a caption parted, where it is certain that they are one."""

import re
from itertools import pairwise

from annot.clean.damage import is_cut_off
from annot.clean.lines import Line
from annot.clean.prose import is_prose
from annot.clean.wraps import starts_anew

__all__ = ["find_joins"]

_CLOSER = re.compile(r"^[，,、。；;！？?：”’）)》】%％]")
_CAPTIONS = frozenset(["photo_credit", "photo_caption", "folio"])
_END_MARKS = '。！？!?；;…：:”"』」）)】》'


def find_joins(lines: list[Line], kept: list[int]) -> set[int]:
    """Return which of the kept lines go on in the line kept before them.

    Certain are: a line that begins with a closing mark, a quotation left open that the next line closes, halves
    with nothing but captions or the edge of a page between them, and the lines of a text that was wrapped.

    Args:
        lines: The labelled lines of the page.
        kept: The numbers of those that are the article's paragraphs.
    """
    joins: set[int] = set()
    for before, after in pairwise(kept):
        first, second = lines[before], lines[after]
        if second.goes_on:
            joins.add(after)
            continue
        if first.text[-1] in _END_MARKS or starts_anew(second.text):
            continue
        between = [line.label for line in lines[before + 1 : after] if line.label != "rule"]
        if any(label not in _CAPTIONS for label in between):
            continue
        if _is_one(first.text, second.text, between) or (between and _is_in_column(first, second)):
            joins.add(after)
    return joins


def _is_in_column(first: Line, second: Line) -> bool:
    """Tell whether a caption parts the lines of a text that was broken at a fixed width."""
    return first.wrapped and (second.wrapped or second.text[-1] in "。！？")


def _is_one(first: str, second: str, between: list[str]) -> bool:
    if _CLOSER.match(second):
        return True
    if first.count("“") > first.count("”") and "”" in second.split("“", 1)[0]:
        return True
    return bool(between) and is_cut_off(first) and (is_prose(second) or second[-1] in "。！？")
