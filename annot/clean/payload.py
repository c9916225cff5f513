"""The article in the answer of an interface: a page that is JSON, with its text escaped in one of the strings."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from annot.clean.elements import Flat
from annot.clean.entities import resolve_references
from annot.clean.markup import flatten, has_tags
from annot.clean.tracked import Edit, Tracked
from annot.offsets import OffsetMap

__all__ = ["read_payload"]

# An answer may be the argument of a call: callback({...});
_WRAPPED = re.compile(r"^\ufeff?\s*(?:[\w.$]{1,40}\s*\(\s*)?(?=[\[{])")
_CLOSING = re.compile(r"(?:\)\s*;?)?\s*$")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?|[{}\[\]]', re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\"\\/bfnrt])", re.DOTALL
)
# What is left of a string that was written as JSON twice.
_ESCAPED_AGAIN = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[\"/])")
_BODY_KEY = re.compile(r"(?:content|body|text|html|detail|article)s?$", re.IGNORECASE)
_TITLES = ("title", "articletitle", "headline")
_FIELDS = {
    "source": "source",
    "sourcename": "source",
    "author": "author",
    "publishtime": "publishdate",
    "publish_time": "publishdate",
    "pubtime": "publishdate",
    "publishdate": "publishdate",
    "pubdate": "publishdate",
    "date": "publishdate",
    "url": "url",
}
_LEAST = 40
_ROUNDS = 4
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _String:
    """A string in the source: the number of the object it is a value of, its key, its place without the quotes."""

    owner: int
    key: str
    start: int
    end: int


def read_payload(text: str) -> Flat | None:
    """Return the article's markup from a page that is JSON, title first; None for any other page.

    The article is the longest string under a key such as content or body; its title, source and day are the strings
    beside it.

    Args:
        text: The decoded page.
    """
    opening = _WRAPPED.match(text)
    if not opening or not _is_json(_CLOSING.sub("", text[opening.end() :])):
        return None
    strings = list(_strings(text))
    bodies = [one for one in strings if _BODY_KEY.search(one.key) and one.end - one.start >= _LEAST]
    if not bodies:
        return None
    body = max(bodies, key=lambda one: one.end - one.start)
    beside = {one.key.lower(): one for one in strings if one.owner == body.owner and one is not body}
    title = next((beside[key] for key in _TITLES if key in beside and beside[key].end > beside[key].start), None)
    fields = {_FIELDS[key]: _unescaped(text, one).text for key, one in beside.items() if key in _FIELDS}
    return _laid(_unescaped(text, title) if title else None, _unescaped(text, body), fields)


def _is_json(source: str) -> bool:
    try:
        json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _strings(text: str) -> Iterator[_String]:
    """Yield the strings that are values, in order."""
    owners, number, key = [0], 0, ""
    for token in _TOKEN.finditer(text):
        if token[0] in "{[":
            number += 1
            owners.append(number)
        elif token[0] in "}]":
            owners.pop()
        elif token[2] is not None:
            key = token[1]
        else:
            yield _String(owners[-1], key, *token.span(1))


def _unescaped(text: str, one: _String) -> Tracked:
    """Return the characters a string stands for, each with its place; escapes are undone until none is left."""
    places = OffsetMap.from_kept(np.arange(one.start, one.end, dtype=np.int32))
    tracked = Tracked(text[one.start : one.end], places)
    tracked = tracked.edited(_escapes(tracked.text))
    for _ in range(_ROUNDS):
        before = tracked.text
        if _ESCAPED_AGAIN.search(before):
            tracked = tracked.edited(_escapes(before))
        if not has_tags(tracked.text):
            tracked, _unknown = resolve_references(tracked)
        if tracked.text == before:
            break
    return tracked


def _escapes(text: str) -> list[Edit]:
    return [
        (match.start(), match.end(), _SURROGATE.sub("\ufffd", str(json.loads(f'"{match[0]}"'))))
        for match in _ESCAPE.finditer(text)
    ]


def _laid(title: Tracked | None, body: Tracked, fields: dict[str, str]) -> Flat:
    """Lay the body flat under its title, parted by an element that stands for the body's first character."""
    keeps_newlines = not has_tags(body.text)
    if title and len(body.text):
        first = OffsetMap(np.repeat(body.offsets.starts[:1], 4), np.repeat(body.offsets.starts[:1] + 1, 4))
        maps = [title.offsets, first, body.offsets]
        body = Tracked(f"{title.text}<br>{body.text}", OffsetMap.join(maps))
    flat = flatten(body.text, keeps_newlines)
    tracked = Tracked(flat.tracked.text, flat.tracked.offsets.after(body.offsets))
    return replace(flat, tracked=tracked, title=title.text if title else "", meta=fields)
