"""Which line is the title of the article."""

import re

from annot.clean.elements import Element
from annot.clean.labels import is_prose
from annot.clean.lines import Line

__all__ = ["bare", "find_title", "without_site"]

_BARE = re.compile(r"[\W_]+")
_SITE = re.compile(r"\s*(?:[-_|丨–—－»]|--|::)\s*(?:[^-_|丨–—－»]{2,30})$")
_ABOVE = 60
_LONGEST = 130
_LEAST = 3
_NAMED = re.compile(r"(?:title|biaoti|headline|\bbt\b|\btit\b|\btitle\w*|newst\b)", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:【?(?:原标题|原题|标题|题目)】?)[:：]\s*")
_TITLE_TAGS = {"h1": 4, "h2": 3, "h3": 1}
_BYLINE = re.compile(
    r"^[□■◎●○►▶▲△◆—\s]|^[一二三四五六七八九十]{1,2}、|^(?:本报|新华社|中新社)?(?:记者|通讯员)|^文[/／|]"
)


def bare(text: str) -> str:
    """Return a text without spaces and punctuation, as titles are compared."""
    return _BARE.sub("", text)


def without_site(title: str) -> list[str]:
    """Return the readings of a title element: whole, and without the names of column and site behind it."""
    readings = [title.strip()]
    while (shorter := _SITE.sub("", readings[-1])) != readings[-1] and len(shorter) >= 4:
        readings.append(shorter)
    return readings


def find_title(
    lines: list[Line], start: int, end: int, names: list[str], elements: tuple[Element, ...]
) -> tuple[int, int] | None:
    """Return the line of the title and how many characters of it are a prefix such as ``原标题：``.

    Args:
        lines: The labelled lines of the page.
        start: The first line of the article's body.
        end: One past its last line.
        names: What the page calls itself elsewhere: title element, fields.
        elements: The elements of the page.
    """
    first = max(0, start - _ABOVE)
    window = range(first, min(start + 3, end))
    bares = {number: bare(lines[number].text) for number in window}
    known = [bare(name) for name in names if len(bare(name)) >= 4]
    counts: dict[str, int] = {}
    for text in bares.values():
        counts[text] = counts.get(text, 0) + 1
    scored = [
        (_score(lines, number, start, known, counts[bares[number]], elements), number)
        for number in window
        if _may_be(lines[number], number, start, known)
    ]
    best = max(scored, default=(0, -1))
    if best[0] < _LEAST or bares[best[1]] not in known:
        for number in reversed(window):
            prefix = _PREFIX.match(lines[number].text)
            if prefix and len(lines[number].text) > prefix.end() + 3:
                return number, prefix.end()
    if best[0] < _LEAST:
        return None
    # Of several writings of the title the one nearest to the body is the author's.
    return max(number for _, number in scored if bares[number] == bares[best[1]]), 0


def _may_be(line: Line, number: int, start: int, known: list[str]) -> bool:
    text = line.text
    if len(bare(text)) >= 4 and bare(text) in known:
        return True
    if len(text) > _LONGEST or len(bare(text)) < 4 or line.label:
        return False
    if number < start:
        return not (is_prose(text) and text[-1] in "。；;")
    return not (is_prose(text) and (text[-1] in "。；;，" or (len(text) > 60 and bare(text) not in known)))


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
    if number + 1 < len(lines) and lines[number + 1].label == "meta":
        score += 4
    score += _score_of_markup(line, elements)
    score += _score_of_place(lines, number, start)
    score += 8 <= len(line.text) <= 60
    score -= 4 * bool(_BYLINE.match(line.text)) + 3 * (line.linked > 0.5) + 3 * (line.text[-1] in "，、：:,")
    return score


def _score_of_markup(line: Line, elements: tuple[Element, ...]) -> int:
    if not line.element:
        return 0
    element = elements[line.element]
    around = elements[element.parent]
    named = bool(_NAMED.search(element.names) or _NAMED.search(around.names))
    tag = max(_TITLE_TAGS.get(element.tag, 0), _TITLE_TAGS.get(around.tag, 0))
    return tag + 3 * named + ("center" in element.style)


def _score_of_place(lines: list[Line], number: int, start: int) -> int:
    if number > start:
        return -2 - number + start
    between = lines[number + 1 : start]
    labelled = sum(bool(line.label) and line.label != "meta" for line in between)
    loose = sum(not line.label for line in between)
    above = number == 0 or bool(lines[number - 1].label)
    return 2 * (not labelled and loose <= 3) + 2 * above + (number == 0) - min(3, labelled) - min(4, loose // 2)
