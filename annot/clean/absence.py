"""Pages that stand where an article was looked for: errors, logins, checks for robots, videos, walls of consent."""

import re
from functools import lru_cache
from pathlib import Path

from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["has_no_article"]

_MARKS = Path(__file__).with_name("absence.tsv")
# An error page explains itself in a sentence or two; notices of an office can be as short, but have no mark.
_SENTENCES = 3
_LONGEST = 220
_PLACES = ("name", "sentence", "line", "wall", "form")
# What the fields of a form to log in say: that many, and little else.
_FORM_LEAST = 3
_FORM_LONGEST = 300
_FORM_LINE = 30
_FORM_LINES = 9
_ENDS = "。！？!?"
# What stands between readers and a page speaks to them, and of little else than the consent or the test it asks for.
_PARTS = re.compile(r"[^。！？!?]+")
_TO_READERS = re.compile("[您请你]|我们")
_WALL_LONGEST = 1500


def has_no_article(lines: list[Line], start: int, end: int, name: str) -> bool:
    """Tell whether a stretch of lines is what such a page says, not a short article.

    Args:
        lines: The labelled lines of the page.
        start: The first line of what looks like the article's body.
        end: One past its last line.
        name: The page's title element, or what its text begins with.
    """
    prose = [line.text for line in lines[start:end] if not line.label and is_prose(line.text)]
    told = "".join(prose)
    if _is_wall(told) or (len(told) <= _FORM_LONGEST and _has_form(lines[max(0, start - _FORM_LINES) : end])):
        return True
    sentences = sum(told.count(mark) for mark in _ENDS)
    if sentences >= _SENTENCES or len(told) > _LONGEST:
        return False
    return (
        _marks("name").search(name) is not None
        or _marks("sentence").search(told) is not None
        or any(_marks("line").fullmatch(line.text.strip("！!。：: ")) for line in lines)
    )


def _has_form(lines: list[Line]) -> bool:
    short = "\n".join(line.text for line in lines if len(line.text) <= _FORM_LINE)
    return len(set(_marks("form").findall(short))) >= _FORM_LEAST


def _is_wall(told: str) -> bool:
    """Tell whether most sentences ask readers for consent, a test, another browser or an app, and speak to them."""
    if not told or len(told) > _WALL_LONGEST or not _marks("wall").search(told):
        return False
    sentences = _PARTS.findall(told)
    asking = [one for one in sentences if _marks("wall").search(one)]
    return 2 * len(asking) > len(sentences) and 2 * sum(map(bool, map(_TO_READERS.search, asking))) > len(asking)


@lru_cache(maxsize=len(_PLACES))
def _marks(place: str) -> re.Pattern[str]:
    """Return the marks that count at a place; of several at one place the longest is found."""
    rows = [
        line.split("\t")
        for line in _MARKS.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    marks = sorted((phrase for phrase, where in rows if where == place), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, marks)))
