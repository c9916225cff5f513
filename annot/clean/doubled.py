"""UTF-8 that was read as Latin-1 and written again: ``å›½åŠ¡é™¢`` for 国务院; and text that was garbled for good."""

import re
from functools import lru_cache

from annot.clean.tracked import Tracked

__all__ = ["is_garbled", "mend_doubled"]

# How the bytes 80 to BF look in Latin-1 and in the superset that Windows and browsers read for it (WHATWG Encoding).
_UNDEFINED = frozenset([0x81, 0x8D, 0x8F, 0x90, 0x9D])
_TRAILS = "".join({chr(byte) for byte in range(0x80, 0xC0)} | {
    bytes([byte]).decode("cp1252") for byte in range(0x80, 0xC0) if byte not in _UNDEFINED
})  # fmt: skip
_SEQUENCE = re.compile(f"[\xc2-\xdf][{_TRAILS}]|[\xe0-\xef][{_TRAILS}]{{2}}|[\xf0-\xf4][{_TRAILS}]{{3}}")
_LEFT = re.compile(f"[\xe3-\xef][{_TRAILS}]?|[\x80-\xbf]+")
_HAN = re.compile("[\u4e00-\u9fff]")
# A page of French or German has a few such pairs by chance, and no three in a row that are a Chinese character.
_ENOUGH = 20
# What is left of bytes that are no UTF-8, read as such, written, and read as GBK.
_LOST = re.compile("锟斤拷|锟截|烫烫烫|屯屯屯")
_LOST_LENGTH = 3
_LOST_SHARE = 0.2
# The commonest characters of Chinese in UTF-8 that was read as GBK; in Chinese text they are very rare.
_AS_GBK = re.compile("[锛銆鈥鏂鍙鍖瀹鏈鍒鍦鐨鍥鍔浼璁缁鍏寮戝嶅佷]")
_AS_GBK_SHARE = 0.08
_MARKS = ("锟", "锛", "烫烫", "屯屯")


def mend_doubled(tracked: Tracked, enough: int = _ENOUGH) -> tuple[Tracked, tuple[tuple[int, int], ...]]:
    """Undo the second encoding, character by character; every one keeps its place.

    Args:
        tracked: The text.
        enough: How many Chinese characters tell that it was encoded twice; it also has no more of them as they are.

    Returns:
        The text, and the places in it of characters that a byte of theirs was lost of.
    """
    text = tracked.text
    if "\xe4" not in text and "\xe5" not in text:
        return tracked, ()
    edits = [(m.start(), m.end(), read) for m in _SEQUENCE.finditer(text) if (read := _read(m[0]))]
    mended = sum(bool(_HAN.match(read)) for _, _, read in edits)
    if mended < max(enough, len(_HAN.findall(text))):
        return tracked, ()
    whole = tracked.edited(edits)
    return whole, tuple(match.span() for match in _LEFT.finditer(whole.text))


@lru_cache(maxsize=8192)
def _read(sequence: str) -> str:
    try:
        return bytes(map(_byte, sequence)).decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _byte(char: str) -> int:
    return ord(char) if ord(char) < 0x100 else char.encode("cp1252")[0]


def is_garbled(text: str) -> bool:
    """Tell whether a text is Chinese that cannot be read any more."""
    if not any(mark in text for mark in _MARKS):
        return False
    han = len(_HAN.findall(text))
    lost = _LOST_LENGTH * len(_LOST.findall(text))
    return han > 0 and (lost > _LOST_SHARE * han or len(_AS_GBK.findall(text)) > _AS_GBK_SHARE * han)
