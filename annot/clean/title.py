"""Which line is the title of the article."""

import re
from dataclasses import dataclass

from annot.clean.elements import Element
from annot.clean.headings import first_of_heading
from annot.clean.lines import Line
from annot.clean.prose import is_prose
from annot.clean.ranking import bare, ranked

__all__ = ["TITLE_FIELD", "Title", "find_title", "without_site"]

_SITE = re.compile(r"\s*(?:[-_|丨–—－»]|--|::)\s*(?:[^-_|丨–—－»]{2,30})$")
_ABOVE = 60
_LONGEST = 130
_LEAST = 3
# A line with a better score than this needs no field that names the title.
_SURE = 9
_SITE_AFTER = 8
_TITLE_LINES = 3
_NAME = 8
_HAN = re.compile("[\u4e00-\u9fff]")
_ISSUER = re.compile(r"^[\u4e00-\u9fff、 ]{4,40}(?:政府|办公室|委员会|管委会|局|厅|部|委|院|党组|工委)$")
_LONGEST_HEADLINE = 40
# A dump may begin with the title element, the site's name and all.
_SITE_OF_DUMP = re.compile(
    r"(?:\s*[_|｜]\s*[^_|｜\s]{2,16}){1,3}$|\s+[-–—]\s+\S{2,16}(?:网|在线|门户|论坛|政府|频道|委员会|局)$"
)
TITLE_FIELD = re.compile(
    r"^(?:【?(?:原标题|原题|文章标题|来信标题|来信主题|信件标题|标题|题目|名\s*称|标\s+题)】?[:：]|标\s+题\s|(?:来信|留言|信件|咨询|诉求)(?:标题|主题)\s|title\s*[:=])\s*[\"'“]?(?=\S)",
    re.IGNORECASE,
)
"""How a line begins that gives the title as a field of the page."""


def without_site(title: str) -> list[str]:
    """Return the readings of a title element: whole, and without the names of column and site behind it."""
    readings = [title.strip()]
    while (shorter := _SITE.sub("", readings[-1])) != readings[-1] and len(shorter) >= 4:
        readings.append(shorter)
    return readings


@dataclass(frozen=True, slots=True)
class Title:
    """Where the title stands.

    Attributes:
        line: The number of its line.
        start, end: Its place in the line, without a prefix such as ``原标题：``, quotes and the site's name.
    """

    line: int
    start: int
    end: int


def find_title(
    lines: list[Line], start: int, end: int, names: list[str], elements: tuple[Element, ...]
) -> Title | None:
    """Return where the title of the article stands.

    Args:
        lines: The labelled lines of the page.
        start: The first line of the article's body.
        end: One past its last line.
        names: What the page calls itself elsewhere: title element, fields.
        elements: The elements of the page.
    """
    known = [bare(name) for name in names if len(bare(name)) >= 4]
    scored = ranked(lines, start, end, known, elements)
    best = max(scored, default=(0, -1))
    named = bare(lines[best[1]].text)
    if best[0] < _LEAST or named not in known:
        for number in reversed(range(max(0, start - _ABOVE), min(start + 3, end))):
            prefix = TITLE_FIELD.match(lines[number].text)
            if (
                prefix
                and (number <= start or lines[number].label)
                and len(lines[number].text) > prefix.end() + 3
                and (best[0] < _SURE or _is_front(lines, number))
            ):
                return _cut(number, lines[number].text, prefix.end())
    if best[0] < _LEAST or (len(named) < _NAME and _is_headed(lines[start].text)):
        return None
    # Of several writings of the title the one nearest to the body is the author's.
    number = max(number for _, number in scored if bare(lines[number].text) == named)
    number = _above_translation(lines, _first_of_block(lines, number))
    prefix = TITLE_FIELD.match(lines[number].text)
    return _cut(number, lines[number].text, prefix.end() if prefix else 0)


def _above_translation(lines: list[Line], number: int) -> int:
    """Return the line of the Chinese title where its translation stands between it and the page's fields."""
    above = lines[number - 1] if number else None
    if above is None or above.label or is_prose(above.text) or len(bare(above.text)) < _NAME:
        return number
    return number - (bool(_HAN.search(above.text)) and not _HAN.search(lines[number].text))


def _is_headed(text: str) -> bool:
    """Tell whether a body begins with its own headline in brackets, as short messages do: what is above is a name."""
    return text[0] == "【" and 0 < text.find("】") < _LONGEST_HEADLINE


def _first_of_block(lines: list[Line], number: int) -> int:
    """Return the first line of a title that its element breaks into several."""
    first = first_of_heading(lines, number)
    while (
        first
        and number - first < _TITLE_LINES
        and lines[number].element
        and lines[first - 1].element == lines[number].element
        and not lines[first - 1].label
        and not is_prose(lines[first - 1].text)
    ):
        first -= 1
    # The title of an official document begins with its issuer, often on a line of its own.
    above = lines[first - 1] if first else None
    is_deck = lines[first].text[0] in "—－" and above and len(above.text) <= _LONGEST
    if above and not above.label and (is_deck or (lines[first].text.startswith("关于") and _ISSUER.search(above.text))):
        first -= 1
    return first


def _is_front(lines: list[Line], number: int) -> bool:
    return lines[number].label == "meta" and lines[0].label == "meta" and lines[0].text[:3] in ("---", "+++", "Tit")


def _cut(number: int, text: str, start: int) -> Title:
    end = len(text)
    if start and text[start - 1] in "\"'“":
        end -= text[-1] in "\"'”"
    site = _SITE_OF_DUMP.search(text, start)
    return Title(number, start, site.start() if site and site.start() - start >= _SITE_AFTER else end)
