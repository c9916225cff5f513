"""Traditional, Hong Kong and Taiwan forms to simplified, one character for one, span by span on mixed pages."""

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annot.clean.tracked import Tracked, code_points, from_code_points

__all__ = ["has_traditional", "is_mostly_traditional", "simplify"]

_SIZE = 0x110000
_HAN = ((0x3400, 0xA000), (0x20000, 0x32000))
# Below this share of traditional among the characters that tell the scripts apart, a page is simplified.
_TRADITIONAL_PAGE = 0.6
_MIXED_SPAN = 0.5
_SPAN = re.compile(r"[^\n。！？；!?;「」『』“”《》（）()]+")
_VARIANTS = Path(__file__).with_name("variants.tsv")
# Written by hand in traditional script, never by a converter that knows single characters only.
_BY_HAND = frozenset("後裡裏於範餘週鬆鬍麵鬱佔籲")
_BY_TABLE = "于"


@lru_cache(maxsize=2)
def _converter(config: str) -> "object":
    from opencc import OpenCC

    return OpenCC(config)


def _convert(text: str, config: str = "t2s") -> str:
    converted: str = _converter(config).convert(text)  # type: ignore[attr-defined]
    return converted if len(converted) == len(text) else "".join(_convert_one(char) for char in text)


def _convert_one(char: str) -> str:
    converted: str = _converter("t2s").convert(char)  # type: ignore[attr-defined]
    return converted if len(converted) == 1 else char


@lru_cache(maxsize=1)
def _tells() -> NDArray[np.int8]:
    """Return 1 for characters of traditional script only, -1 for those of simplified script only, else 0.

    What GB 2312 holds is written in simplified text too (乾隆, 瞭望, 於 as a surname), so it tells nothing.
    """
    table = np.zeros(_SIZE, dtype=np.int8)
    every = [chr(code) for start, end in _HAN for code in range(start, end)]
    joined = "\n".join(every)
    simplified = _convert(joined).split("\n")
    traditional = _convert(joined, "s2t").split("\n")
    for char, simple, full in zip(every, simplified, traditional, strict=True):
        if simple != char and not _in_gb2312(char):
            table[ord(char)] = 1
        elif full != char and simple == char and not _in_big5(char):
            table[ord(char)] = -1
    return table


def _in_gb2312(char: str) -> bool:
    return _encodes(char, "gb2312")


def _in_big5(char: str) -> bool:
    return _encodes(char, "big5")


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def is_mostly_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional script."""
    traditional, simple = _counts(text)
    return traditional > 0 and traditional >= _TRADITIONAL_PAGE * (traditional + simple)


def has_traditional(text: str) -> bool:
    """Tell whether a text has characters of traditional script only."""
    return bool((_tells()[code_points(text)] == 1).any())


def _counts(text: str) -> tuple[int, int]:
    tells = _tells()[code_points(text)]
    return int((tells == 1).sum()), int((tells == -1).sum())


def simplify(tracked: Tracked, patched: bool | None = None) -> Tracked:
    """Write traditional text in simplified characters; simplified text stays as it is.

    Args:
        tracked: The text.
        patched: Whether to write right what OpenCC leaves (帶著, 陜西): yes, no, or, when None, where the page was
            not itself made by a converter of single characters (see docs/cleaning.md).
    """
    text = tracked.text
    if text.isascii():
        return tracked
    tells = _tells()[code_points(text)]
    traditional, simple = int((tells == 1).sum()), int((tells == -1).sum())
    if not traditional:
        return tracked
    if traditional >= _TRADITIONAL_PAGE * (traditional + simple):
        return tracked.respelled(_simplified(text, patched))
    return tracked.respelled(_SPAN.sub(lambda span: _span(span, tells, patched), text))


def _span(span: re.Match[str], tells: NDArray[np.int8], patched: bool | None) -> str:
    here = tells[span.start() : span.end()]
    traditional, simple = int((here == 1).sum()), int((here == -1).sum())
    if traditional < 2 or traditional < _MIXED_SPAN * (traditional + simple):
        return span[0]
    return _simplified(span[0], patched)


def _simplified(text: str, patched: bool | None) -> str:
    if patched is None:
        patched = not _made_by_table(text)
    simplified = _convert(text)
    return _variants_patched(simplified) if patched else simplified


def _made_by_table(text: str) -> bool:
    """Tell whether a converter of single characters made the text: it leaves 于 and never writes 於 後 裡."""
    return _BY_TABLE in text and _BY_HAND.isdisjoint(text)


@lru_cache(maxsize=1)
def _variants() -> tuple[NDArray[np.uint32], re.Pattern[str]]:
    table = np.arange(_SIZE, dtype=np.uint32)
    kept: list[str] = []
    for line in _VARIANTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            found, written, words = (*line.split("\t"), "")[:3]
            table[ord(found)] = ord(written)
            kept += words.split()
    return table, re.compile("|".join(sorted(kept, key=len, reverse=True)))


def _variants_patched(text: str) -> str:
    table, kept = _variants()
    points = code_points(text)
    changed = table[points]
    if np.array_equal(changed, points):
        return text
    for word in kept.finditer(text):
        changed[word.start() : word.end()] = points[word.start() : word.end()]
    return from_code_points(changed)
