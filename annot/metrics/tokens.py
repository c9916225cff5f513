"""Words of a stretch of text with the part each can play in the name of an indicator."""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

__all__ = ["Token", "tokens"]

_CERTAIN = 100_000
"""Frequency that makes segmentation keep a listed indicator whole."""


class Token(NamedTuple):
    """A word at ``text[start:end]``.

    Attributes:
        role: ``name`` (may end an indicator), ``part`` (may stand inside one), ``verb`` (governs one, ends the search),
            ``stop`` (belongs to no indicator) or ``mark`` (punctuation).
    """

    start: int
    end: int
    word: str
    role: str


@cache
def _segmenter() -> Any:
    import rjieba

    segmenter = rjieba.Jieba()
    for word in _lines("indicators.txt"):
        segmenter.add_word(word, _CERTAIN, "nz")
    return segmenter


def _lines(name: str) -> list[str]:
    content = files("annot.metrics").joinpath(name).read_text(encoding="utf-8")
    return [line for line in content.splitlines() if line and not line.startswith("#")]


@cache
def words(group: str) -> frozenset[str]:
    """Return the words of one group of phrase_words.tsv."""
    rows = (line.split("\t") for line in _lines("phrase_words.tsv"))
    return frozenset(word for word, of in rows if of == group)


@cache
def _indicators() -> frozenset[str]:
    return frozenset(_lines("indicators.txt"))


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words of the stretch in order."""
    found, place = [], start
    for word, flag in _segmenter().tag(text[start:end], False):
        found.append(Token(place, place + len(word), word, _role(word, flag)))
        place += len(word)
    return found


def _role(word: str, flag: str) -> str:
    if word in _indicators() or word in words("nominal"):
        return "name"
    if word in words("scope"):
        return "stop"
    if word in words("govern"):
        return "verb"
    if flag[0] == "x":
        return "part" if word.isalnum() else "mark"
    if flag in ("vn", "an", "l", "i", "j", "s", "eng", "zg", "g", "h", "k") or flag[0] in "n":
        return "name"
    if flag[0] in "vabdfzoq":
        return "part"
    return "stop" if flag[0] in "rtucpymwe" else "part"
