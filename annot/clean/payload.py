"""The article in the answer of an interface, in a script or in a form: text escaped in a string or in a text area."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from annot.clean.elements import Flat
from annot.clean.entities import resolve_references
from annot.clean.markup import flatten, has_tags
from annot.clean.tracked import Edit, Tracked
from annot.offsets import OffsetMap

__all__ = ["read_areas", "read_payload", "read_scripts"]

# An answer may be the argument of a call: callback({...});
_WRAPPED = re.compile(r"^\ufeff?\s*(?:[\w.$]{1,40}\s*\(\s*)?(?=[\[{])")
_CLOSING = re.compile(r"(?:\)\s*;?)?\s*$")
# Keys stand without quotes where an object is written as JavaScript.
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?|(?<![\w$])([A-Za-z_$][\w$]{0,40})\s*:|[{}\[\]]', re.DOTALL)
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
_LONGEST_FIELD = 400
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)(?:</script|$)", re.DOTALL | re.IGNORECASE)
_KEYED = re.compile(r"(?:content|body|text|html|detail|article)s?\"?\s*:", re.IGNORECASE)
_AREA = re.compile(r"<textarea\b[^>]*>(.*?)</textarea", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^>]*>([^<>]+)</h1", re.IGNORECASE)
# Chinese characters, written out or escaped.
_WORDS = re.compile(r"[\u4e00-\u9fff]|\\u[4-9a-f][0-9a-f]{3}", re.IGNORECASE)
_ROUNDS = 4
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _String:
    """A string in the source: what holds it, its key there, its place without the quotes."""

    owner: "_Holder"
    key: str
    start: int
    end: int


@dataclass(eq=False, slots=True)
class _Holder:
    """An object or an array, the one around it, and the keys of its strings."""

    around: "_Holder | None"
    is_array: bool = False
    keys: set[str] = field(default_factory=set)


def read_payload(text: str) -> Flat | None:
    """Return the article's markup from a page that is JSON, title first; None for any other page.

    The article is the longest string under a key such as content or body, or all the strings of an array there; its
    title, source and day are the strings beside it.

    Args:
        text: The decoded page.
    """
    opening = _WRAPPED.match(text)
    if not opening or not _is_json(_CLOSING.sub("", text[opening.end() :])):
        return None
    return _of_strings(text, list(_strings(text, 0, len(text))))


def read_scripts(text: str) -> Flat | None:
    """Return the article's markup from the scripts of a page that draws its text by them; None without such a script.

    Args:
        text: The decoded page.
    """
    scripts = [match.span(1) for match in _SCRIPT.finditer(text)]
    strings = [one for start, end in scripts if _KEYED.search(text, start, end) for one in _strings(text, start, end)]
    return _of_strings(
        text, [one for one in strings if _BODY_KEY.search(one.key) or one.end - one.start < _LONGEST_FIELD]
    )


def read_areas(text: str) -> Flat | None:
    """Return the article's markup from a text area of a page that draws its text out of one; None without such an area.

    Its title is the page's first heading.

    Args:
        text: The decoded page.
    """
    area = max((match.span(1) for match in _AREA.finditer(text)), key=lambda span: span[1] - span[0], default=(0, 0))
    if len(_WORDS.findall(text, *area)) < _LEAST:
        return None
    heading = _HEADING.search(text)
    title = resolve_references(_taken(text, *heading.span(1)))[0] if heading else None
    return _laid(title, [resolve_references(_taken(text, *area))[0]], {})


def _of_strings(text: str, strings: list[_String]) -> Flat | None:
    bodies: dict[tuple[int, str], list[_String]] = {}
    for one in strings:
        if _BODY_KEY.search(one.key):
            bodies.setdefault((id(_series(one)), one.key), []).append(one)
    body = max(bodies.values(), key=_length, default=[])
    if _length(body) < _LEAST or len(_WORDS.findall(text, body[0].start, body[-1].end)) < _LEAST:
        return None
    around = _series(body[0])
    owner = around.around if around.is_array and around.around else around
    beside = {one.key.lower(): one for one in strings if one.owner is owner and one not in body}
    title = next((beside[key] for key in _TITLES if key in beside and beside[key].end > beside[key].start), None)
    fields = {_FIELDS[key]: _unescaped(text, one).text for key, one in beside.items() if key in _FIELDS}
    return _laid(_unescaped(text, title) if title else None, [_unescaped(text, one) for one in body], fields)


def _length(strings: list[_String]) -> int:
    return sum(one.end - one.start for one in strings)


def _series(one: _String) -> _Holder:
    """Return what holds the pieces that a string is one of: an array of strings or of objects without titles."""
    owner = one.owner
    if owner.around and owner.around.is_array and not owner.is_array and owner.keys.isdisjoint(_TITLES):
        return owner.around
    return owner


def _is_json(source: str) -> bool:
    try:
        json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _strings(text: str, start: int, end: int) -> Iterator[_String]:
    """Yield the strings that are values, in order."""
    owner, key = _Holder(None), ""
    for token in _TOKEN.finditer(text, start, end):
        if token[0] in "{[":
            owner = _Holder(owner, token[0] == "[")
        elif token[0] in "}]":
            owner = owner.around or owner
        elif token[2] is not None or token[3]:
            key = token[3] or token[1]
            owner.keys.add(key.lower())
        else:
            yield _String(owner, key, *token.span(1))


def _unescaped(text: str, one: _String) -> Tracked:
    """Return the characters a string stands for, each with its place; escapes are undone until none is left."""
    tracked = _taken(text, one.start, one.end)
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


def _taken(text: str, start: int, end: int) -> Tracked:
    return Tracked(text[start:end], OffsetMap.from_kept(np.arange(start, end, dtype=np.int32)))


def _escapes(text: str) -> list[Edit]:
    return [
        (match.start(), match.end(), _SURROGATE.sub("\ufffd", str(json.loads(f'"{match[0]}"'))))
        for match in _ESCAPE.finditer(text)
    ]


def _laid(title: Tracked | None, bodies: list[Tracked], fields: dict[str, str]) -> Flat:
    """Lay the pieces of the body flat under the title, parted by elements in place of each one's first character."""
    keeps_newlines = not any(has_tags(body.text) for body in bodies)
    pieces = [one for one in (title, *bodies) if one and one.text]
    texts, maps = [pieces[0].text], [pieces[0].offsets]
    for piece in pieces[1:]:
        first = piece.offsets.starts[:1]
        texts += ["<br>", piece.text]
        maps += [OffsetMap(np.repeat(first, 4), np.repeat(first + 1, 4)), piece.offsets]
    body = Tracked("".join(texts), OffsetMap.join(maps))
    flat = flatten(body.text, keeps_newlines)
    tracked = Tracked(flat.tracked.text, flat.tracked.offsets.after(body.offsets))
    return replace(flat, tracked=tracked, title=title.text if title else "", meta=fields)
