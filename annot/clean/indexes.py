"""Pages that lead to articles and are none: lists of titles with days and summaries, fronts of a topic or a site."""

import re

from annot.clean.forms import has_stamp, is_clock
from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["is_index"]

_DAY = re.compile(r"^[\[(（]?(?:(?:19|20)\d{2}\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}日?[\])）]?(?:\s-\s\S{2,16})?$")
_DAY_LONGEST = 30
_ENTRIES = 3
_MOST = 0.6
_HEADLINE = 8
# A front says a sentence or two of itself, among links to articles; an article that short has its day above it.
_FRONT_PROSE = 120
_FRONT_LINKS = 4
_LINKED = 0.8
_HEAD = 8


def is_index(lines: list[Line], start: int, end: int) -> bool:
    """Tell whether a stretch of lines is what such a page says, not an article.

    Args:
        lines: The labelled lines of the page.
        start: The first line of what looks like the article's body.
        end: One past its last line.
    """
    prose = [number for number in range(start, end) if not lines[number].label and is_prose(lines[number].text)]
    if sum(len(lines[number].text) for number in prose) < _FRONT_PROSE and _is_front(lines, start):
        return True
    if sum(_is_day(line.text) for line in lines if len(line.text) <= _DAY_LONGEST) < _ENTRIES:
        return False
    entries = {number for number in prose if _is_summary(lines, number)}
    return len(entries) >= _ENTRIES and len(entries) > _MOST * len(prose)


def _is_summary(lines: list[Line], number: int) -> bool:
    """Tell whether a line stands between a title and a day, or behind both."""
    above = lines[number - 1] if number else None
    if above is None:
        return False
    after = lines[number + 1].text if number + 1 < len(lines) else ""
    if _is_headline(above) and _is_day(after):
        return True
    return number > 1 and _is_day(above.text) and _is_headline(lines[number - 2])


def _is_day(text: str) -> bool:
    return bool(_DAY.match(text)) or (len(text) < 2 * _HEADLINE and is_clock(text))


def _is_headline(line: Line) -> bool:
    return len(line.text) >= _HEADLINE and not is_prose(line.text) and not has_stamp(line.text)


def _is_front(lines: list[Line], start: int) -> bool:
    links = sum(line.linked > _LINKED and len(line.text) >= _HEADLINE for line in lines)
    head = lines[max(0, start - _HEAD) : start + 2]
    return links >= _FRONT_LINKS and not any(line.label == "meta" and has_stamp(line.text) for line in head)
