"""How much each line of a page looks like the title of its article."""

import re
from collections import Counter
from functools import lru_cache
from operator import add

from annot.clean.elements import Element
from annot.clean.forms import has_stamp
from annot.clean.headings import is_number
from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["bare", "ranked", "short_bare"]

_BARE = re.compile(r"[\W_]+")
_ABOVE = 60
_REMEMBERED = 400
_LONGEST = 130
_LEAST = 3
_BEGINNING = 400
_HEAD_BLOCK = ("meta", "toolbar", "share", "editor", "rule", "photo_credit", "folio", "advert")
_BLOCK_WITHIN = 10
_SHORT = 12
_NAME = 8
_HEADLINE_LEAST = 6
_NAMED = re.compile(r"(?:title|biaoti|headline|\bbt\b|\btit\b|\btitle\w*|newst\b)", re.IGNORECASE)
_TITLE_TAGS = {"h1": 4, "h2": 3, "h3": 1}
_BYLINE = re.compile(
    r"^[□■◎●○►▶▲△◆▍①-⑳—\s]|^[一二三四五六七八九十]{1,2}、|^(?:本报|新华社|中新社)?(?:记者|通讯员)|^文[/／|]"
)


def bare(text: str) -> str:
    """Return a text without spaces and punctuation, as titles are compared."""
    return short_bare(text) if len(text) <= _REMEMBERED else _BARE.sub("", text)


@lru_cache(maxsize=8192)
def short_bare(text: str) -> str:
    """Return it of a line of no great length, and remember it."""
    return _BARE.sub("", text)


def ranked(
    lines: list[Line], start: int, end: int, known: list[str], elements: tuple[Element, ...]
) -> list[tuple[int, int]]:
    """Return the worth of every line that may be the title, with its number.

    Args:
        lines: The labelled lines of the page.
        start: The first line of the article's body.
        end: One past its last line.
        known: What the page calls itself elsewhere, bare.
        elements: The elements of the page.
    """
    window = range(max(0, start - _ABOVE), min(start + 3, end))
    bares = {number: bare(lines[number].text) for number in window}
    counts = Counter(bares.values())
    pairs = _pairs_of_body(lines, start, end)
    longer = [
        text for n, text in bares.items() if len(text) > _NAME and not lines[n].label and not is_prose(lines[n].text)
    ]
    return [
        (
            _score(lines, number, start, known, counts[bares[number]], elements)
            + (_echo(bares[number], pairs) + _is_defined(bares[number], lines[start]) if number < start else 0)
            - _is_part(bares[number], known, longer),
            number,
        )
        for number in window
        if _may_be(lines[number], number, start, known) or _is_first(lines, number)
    ]


def _may_be(line: Line, number: int, start: int, known: list[str]) -> bool:
    text = line.text
    if len(bare(text)) >= 4 and bare(text) in known:
        return True
    if len(text) > _LONGEST or len(bare(text)) < 4 or line.label or line.goes_on:
        return False
    if text[-1] == "。":
        return False
    if number < start:
        return not (is_prose(text) and text[-1] in "。；;")
    return not (is_prose(text) and (text[-1] in "。；;，" or (len(text) > 60 and bare(text) not in known)))


def _is_first(lines: list[Line], number: int) -> bool:
    """Tell whether a page begins with a line that is made of names of columns, right above running text."""
    line = lines[0]
    return number == 0 and len(lines) > 1 and line.weak and len(line.text) > _HEADLINE_LEAST and is_prose(lines[1].text)


def _pairs_of_body(lines: list[Line], start: int, end: int) -> frozenset[str]:
    """Return the pairs of characters at the beginning of the body, which a title shares."""
    body = "".join(bare(line.text) for line in lines[start : min(end, start + 12)] if is_prose(line.text))[:_BEGINNING]
    return frozenset(map(add, body, body[1:]))


def _echo(title: str, pairs: frozenset[str]) -> int:
    """Return from 0 to 6 how much of a title recurs at the beginning of the body."""
    if len(title) < 8:
        return 0
    return 6 * sum(pair in pairs for pair in map(add, title, title[1:])) // (len(title) - 1)


def _is_defined(title: str, body: Line) -> int:
    """Return 4 where a body begins with its title, as entries of encyclopedias do."""
    return 4 * (len(title) >= _LEAST and bare(body.text).startswith(title))


def _is_part(title: str, known: list[str], longer: list[str]) -> int:
    """Return 4 where a line is part of a longer one: a name that the title holds, as that of a project does."""
    return 4 * (title not in known and any(len(text) > len(title) and title in text for text in longer))


def _score(
    lines: list[Line], number: int, start: int, known: list[str], count: int, elements: tuple[Element, ...]
) -> int:
    line = lines[number]
    text = bare(line.text)
    score = 0
    if text in known:
        score += 10
    elif len(text) >= 8 and any(text in name for name in known):
        score += 6
    if count > 1 and len(text) >= 8:
        score += 5
    score += 4 * _is_above_fields(lines, number) + 2 * _is_above_day(lines, number)
    score += _score_of_markup(line, elements)
    score += _score_of_place(lines, number, start)
    score += (len(text) >= 12) + (line.text[-1] in "？！?!")
    score += (8 <= len(line.text) <= 60) - 4 * line.wrapped
    score -= 4 * (bool(_BYLINE.match(line.text)) or is_number(line.text))
    score -= 3 * (line.linked > 0.5) + 3 * (line.text[-1] in "，、：:,")
    score -= 3 * (len(text) < _HEADLINE_LEAST and text not in known)
    return score


def _score_of_markup(line: Line, elements: tuple[Element, ...]) -> int:
    if not line.element:
        return 0
    element = elements[line.element]
    around = elements[element.parent]
    named = bool(_NAMED.search(element.names) or _NAMED.search(around.names))
    tag = max(_TITLE_TAGS.get(element.tag, 0), _TITLE_TAGS.get(around.tag, 0))
    return tag + 3 * named + ("center" in element.style)


def _is_above_fields(lines: list[Line], number: int) -> bool:
    """Tell whether the page's fields follow a line, perhaps with a short name or a button between."""
    for line in lines[number + 1 : number + 1 + _BLOCK_WITHIN]:
        if line.label == "meta":
            return True
        if line.label not in _HEAD_BLOCK and (line.label or len(line.text) > _SHORT):
            return False
    return False


def _is_above_day(lines: list[Line], number: int) -> bool:
    """Tell whether the day stands on the very next line."""
    after = lines[number + 1] if number + 1 < len(lines) else None
    return after is not None and after.label == "meta" and has_stamp(after.text)


def _score_of_place(lines: list[Line], number: int, start: int) -> int:
    if number > start:
        return -2 - number + start
    between = lines[number + 1 : start]
    fields = next((place for place, line in enumerate(between) if line.label == "meta"), len(between))
    # Names of columns amid the page's fields are buttons to share the article with.
    labelled = sum(
        bool(line.label) and line.label not in _HEAD_BLOCK and not (line.weak and place > fields)
        for place, line in enumerate(between)
    )
    loose = sum(not line.label for line in between)
    above = number == 0 or bool(lines[number - 1].label)
    return 2 * (not labelled and loose <= 3) + 2 * above + (number == 0) - min(3, labelled) - min(4, loose // 2)
