"""Pages that stand where an article was looked for: errors, logins, checks for robots, videos."""

from functools import lru_cache
from pathlib import Path

from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["has_no_article"]

_MARKS = Path(__file__).with_name("absence.tsv")
# An error page explains itself in a sentence or two; notices of an office can be as short, but have no mark.
_SENTENCES = 3
_LONGEST = 220
_PLACES = ("name", "sentence", "line")
_ENDS = "。！？!?"


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
    sentences = sum(told.count(mark) for mark in _ENDS)
    if sentences >= _SENTENCES or len(told) > _LONGEST:
        return False
    marks = _marks()
    return (
        any(mark in name for mark in marks["name"])
        or any(mark in told for mark in marks["sentence"])
        or not marks["line"].isdisjoint(line.text.strip("！!。：: ") for line in lines)
    )


@lru_cache(maxsize=1)
def _marks() -> dict[str, frozenset[str]]:
    """Return the marks by the place where they count."""
    rows = [
        line.split("\t")
        for line in _MARKS.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {place: frozenset(phrase for phrase, where in rows if where == place) for place in _PLACES}
