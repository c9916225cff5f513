"""The block of fields at the top of a page written in Markdown: between two rules, or as readers put it."""

import re

from annot.clean.lines import Line

__all__ = ["find_front", "read_front"]

_FRONT_LINES = 40
_FENCES = ("---", "+++")
_FIELD = re.compile(r"^[\w-]+\s?[:=]|^- |^[\]}\[{]|^\"|^#")
_NAMED = re.compile(
    r"^(title|author|date|from|url(?: source)?|published time|link|source)\s*[:=]\s*(.+)$", re.IGNORECASE
)
_SAME = {"url source": "url", "published time": "date"}
_QUOTES = "\"'"


def find_front(lines: list[Line]) -> range:
    """Return the numbers of the lines of the block; none where a page has no such block."""
    head = [line.text for line in lines[:_FRONT_LINES]]
    if head and head[0] in _FENCES and head[0] in head[1:]:
        last = head.index(head[0], 1)
        return range(last + 1) if all(_FIELD.match(text) for text in head[1:last]) else range(0)
    if head and head[0].startswith("Title:") and any(text.startswith("URL Source:") for text in head[1:3]):
        marks = ("Markdown Content", "URL Source:")
        return range(1 + next(n for mark in marks for n, text in enumerate(head[:6]) if text.startswith(mark)))
    return range(0)


def read_front(lines: list[Line]) -> dict[str, str]:
    """Return the fields of the block by name, names in lower case."""
    fields: dict[str, str] = {}
    for number in find_front(lines):
        match = _NAMED.match(lines[number].text)
        if match:
            fields.setdefault(_SAME.get(match[1].lower(), match[1].lower()), match[2].strip().strip(_QUOTES))
    return fields
