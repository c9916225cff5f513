"""Pinyin that anti-scraping left behind the characters it reads: ``區(qū)``."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from annot.clean.script import is_mostly_traditional

__all__ = ["find_glosses", "readings"]

_LETTERS = "a-zA-ZɑɡüêńňǹḿāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙÜǕǗǙǛ\u0300\u0301\u0304\u0308\u030c"
_GLOSS = re.compile(rf"([\u3400-\u9fff\U00020000-\U0003ffff])([(（])([{_LETTERS}]{{1,8}})([)）])")
_MARKS = "\u0300\u0301\u0304\u030c"
_LATIN = str.maketrans("ɑɡ", "ag")
_LESSON = re.compile(r"拼音|讀音|读音|讀作|读作|生字|字詞|字词|注音|多音字|聲調|声调")
# Three glosses are beyond chance on a page in traditional script; without it only a page full of them is.
_ENOUGH_TRADITIONAL = 3
_ENOUGH = 10
_DISTINCT = 5


def find_glosses(text: str) -> list[tuple[int, int]]:
    """Return the places of glosses, brackets included.

    A gloss is the toned reading, in brackets, of the very character before it (any of its readings: 行(xíng),
    行(háng)). Glosses are taken for remains of anti-scraping on a page in traditional script, which a converter made
    together with them, or on one full of them; a language lesson (``区（qū）``) has neither, and keeps its brackets.
    """
    if "(" not in text and "（" not in text:
        return []
    found = [m for m in _GLOSS.finditer(text) if _has_tone(m[3]) and _folded(m[3]) in readings(m[1])]
    by_bracket = [[m for m in found if m[2] == bracket] for bracket in "(（"]
    return sorted((m.start(2), m.end()) for matches in by_bracket if _are_remains(matches, text) for m in matches)


def _are_remains(matches: list[re.Match[str]], text: str) -> bool:
    if not matches or (len(matches) < _ENOUGH and _LESSON.search(text)):
        return False
    if is_mostly_traditional(text):
        return len(matches) >= _ENOUGH_TRADITIONAL or matches[0][2] == "("
    return len(matches) >= _ENOUGH and len({m[1] for m in matches}) >= _DISTINCT and not _LESSON.search(text)


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """Return the toned readings of a character, in lower case and composed form."""
    from pypinyin import Style, pinyin

    return frozenset(map(_folded, _flat(pinyin(character, style=Style.TONE, heteronym=True))))


def _flat(nested: Iterable[Iterable[str]]) -> Iterable[str]:
    return (reading for readings_ in nested for reading in readings_)


@lru_cache(maxsize=4096)
def _folded(reading: str) -> str:
    return unicodedata.normalize("NFC", reading.translate(_LATIN)).lower()


@lru_cache(maxsize=4096)
def _has_tone(reading: str) -> bool:
    return any(mark in _MARKS for mark in unicodedata.normalize("NFD", reading))
