"""What the names of a page's elements say of the text in them: menus, footers, comments, or the article."""

import re
from functools import lru_cache
from pathlib import Path

from annot.clean.elements import Element
from annot.clean.lines import Line
from annot.clean.prose import is_prose, is_teaser

__all__ = ["label_by_elements", "prose_within"]

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TAGS = {"nav": "navigation", "footer": "copyright", "aside": "related", "figcaption": "photo_credit"}
_LEXICON = Path(__file__).with_name("elements.tsv")
_SHORT = 60
_HEADINGS = ("h1", "h2", "h3")
_ARTICLE = frozenset(
    [
        "content",
        "article",
        "detail",
        "details",
        "zoom",
        "editor",
        "maintext",
        "arttext",
        "trs",
        "newstext",
        "newscontent",
        "body",
        "text",
        "zhengwen",
        "post",
    ]
)
_HIDDEN = re.compile(r"display:\s*none|\bhidden\b|visibility:\s*hidden")
# An element with more than this share of the page's running text is not furniture, whatever its name.
_MOST = 0.4


def prose_within(lines: list[Line], elements: tuple[Element, ...]) -> list[int]:
    """Return for every element the number of characters of running text in it."""
    within = [0] * len(elements)
    for line in lines:
        if is_prose(line.text) and not line.label and not is_teaser(line.text) and line.linked < 0.5:
            element = line.element
            while element >= 0:
                within[element] += len(line.text)
                element = elements[element].parent
    return within


def label_by_elements(lines: list[Line], elements: tuple[Element, ...]) -> None:
    """Label the lines that stand in elements whose names or tags say that they are not the article."""
    within = prose_within(lines, elements)
    most = _MOST * max(within[0], 1)
    reasons: list[str] = []
    loose: list[str] = []
    for number, element in enumerate(elements):
        above, beside = (reasons[element.parent], loose[element.parent]) if element.parent >= 0 else ("", "")
        whole, short = ("", "") if above or within[number] > most else _reasons(element)
        reasons.append(above or whole)
        loose.append("" if element.tag in _HEADINGS else beside or short)
    for line in lines:
        if line.label:
            continue
        line.label = reasons[line.element]
        if not line.label and len(line.text) <= _SHORT and not is_prose(line.text):
            line.label = loose[line.element]
            line.weak = bool(line.label)


def _reasons(element: Element) -> tuple[str, str]:
    """Return what everything in an element is, and what the short lines in it are."""
    if element.tag in _TAGS:
        return _TAGS[element.tag], ""
    if element.style and _HIDDEN.search(element.style):
        return "hidden", ""
    if element.names == " " or not element.names:
        return "", ""
    words = [word.lower() for word in _WORDS.findall(element.names)]
    if not _ARTICLE.isdisjoint(words):
        return "", ""
    whole, short = _lexicon()
    return (
        next((whole[word] for word in words if word in whole), ""),
        next((short[word] for word in words if word in short), ""),
    )


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, str], dict[str, str]]:
    rows = [
        line.split("\t")
        for line in _LEXICON.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return (
        {word: reason for word, reason, extent in rows if extent == "whole"},
        {word: reason for word, reason, extent in rows if extent == "short"},
    )
