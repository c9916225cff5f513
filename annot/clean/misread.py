"""Characters torn apart by a glosser that worked on bytes: ``蛟龍?zhí)?rdquo;`` for ``蛟龍號”``.

The glosser put ``(zhí)`` behind the two GBK bytes of 執 wherever it saw them, also where they were the second byte
of one character and the first of the next: 龍 FD 88, 號 CC 96, and 執 is 88 CC. The bytes left and right of the
gloss then read as question marks, and the second one swallowed the ampersand of the reference behind it.
"""

import re
from functools import lru_cache

from annot.clean.glosses import readings
from annot.clean.tracked import Edit, Tracked

__all__ = ["mend_torn"]

_TORN = re.compile(r"([\u4e00-\u9fff])(\?([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6})\)\?)(?=(#?[A-Za-z0-9]{2,8};))")
_CLOSING = {"rdquo;": "”", "#8221;": "”", "rsquo;": "’", "#8217;": "’", "quot;": '"'}
_GBK_LEADS = range(0x81, 0xFF)
_GBK_TRAILS = range(0x40, 0xFF)


def mend_torn(tracked: Tracked) -> tuple[Tracked, tuple[tuple[int, int], ...]]:
    """Put back torn characters where they are certain.

    The bytes leave about a hundred characters. One is certain when it alone of them ends another quotation or
    name before the same closing mark on this page.

    Returns:
        The text, and the places in it where a character is lost for good.
    """
    if "?" not in tracked.text:
        return tracked, ()
    edits: list[Edit] = []
    lost: list[tuple[int, int]] = []
    shift = 0
    for match in _TORN.finditer(tracked.text):
        fitting = _ending_like(tracked.text, match[4]) & _possible(match[1], match[3])
        replacement = f"{next(iter(fitting))}&" if len(fitting) == 1 else "&"
        edits.append((match.start(2), match.end(2), replacement))
        if len(fitting) != 1:
            lost.append((match.start(2) + shift, match.start(2) + shift + 1))
        shift += len(replacement) - len(match[2])
    return tracked.edited(edits), tuple(lost)


@lru_cache(maxsize=256)
def _possible(before: str, reading: str) -> frozenset[str]:
    """Return the characters whose first byte made, with the last byte of the one before, a character so read."""
    code = before.encode("gbk", "ignore")
    if len(code) != 2:
        return frozenset()
    leads = [lead for lead in _GBK_LEADS if _reads(bytes([code[1], lead]), reading)]
    return frozenset(bytes([lead, trail]).decode("gbk", "ignore") for lead in leads for trail in _GBK_TRAILS) - {""}


def _reads(code: bytes, reading: str) -> bool:
    character = code.decode("gbk", "ignore")
    return len(character) == 1 and reading in readings(character)


def _ending_like(text: str, reference: str) -> set[str]:
    """Return the characters that stand before the same closing mark elsewhere in the text."""
    mark = _CLOSING.get(reference)
    forms = [re.escape(f"&{reference}")] + ([re.escape(mark)] if mark else [])
    return set(re.findall(rf"([\u4e00-\u9fff])(?:{'|'.join(forms)})", text))
