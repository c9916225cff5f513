"""From the bytes of a page to its text: byte-order mark, declared charset, detection; nothing guessed silently."""

import codecs
import re
from dataclasses import dataclass

from annot.document import Page

__all__ = ["Decoded", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB2312 and GBK are read as their superset, as browsers do (WHATWG Encoding, 10.1); Big5 with the Hong Kong additions.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{3,20})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.02
_REPLACEMENT = "\ufffd"
# Above this share of broken characters a decoding is not that of the page.
_BROKEN_SHARE = 0.05
_CANDIDATES = ("utf_8", "gb18030", "big5hkscs", "utf_16", "cp1252", "shift_jis", "euc_kr")
_DETECT_WITHIN = 20_000
_UTF16_SAMPLE = 2000
_READABLE = re.compile(r"[\t\n\r -~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]")
_READABLE_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, and what was lost on the way from bytes.

    Attributes:
        text: The decoded text; ``raw.decode(encoding, "replace")`` gives it again.
        encoding: The codec; empty when the page is binary.
        damage: Places of the text that stand for broken bytes, in order.
    """

    text: str
    encoding: str
    damage: tuple[tuple[int, int], ...] = ()

    @property
    def is_binary(self) -> bool:
        """Tell whether no text could be made of the bytes."""
        return not self.encoding


def decode(page: Page) -> Decoded:
    """Decode a page: mark, UTF-8 where it is valid, the declared charset, then detection.

    Valid UTF-8 with characters beyond ASCII is practically never anything else, so it goes before a declaration.
    """
    raw = page.raw
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _replaced(raw, encoding)
    unmarked = _unmarked_utf16(raw)
    if unmarked:
        return _replaced(raw, unmarked)
    if len(_CONTROLS.findall(raw[:_DETECT_WITHIN])) > _BINARY_SHARE * min(len(raw), _DETECT_WITHIN):
        return Decoded("", "")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared_or_detected(page)


def _declared_or_detected(page: Page) -> Decoded:
    declared = [page.charset] if page.charset else []
    declared += [m.decode("ascii") for m in _DECLARED.findall(page.raw[:_DECLARED_WITHIN])]
    tried = [_replaced(page.raw, codec) for codec in dict.fromkeys(map(_codec, [*declared, "utf-8"])) if codec]
    for decoded in tried:
        if len(decoded.damage) <= _BROKEN_SHARE * len(decoded.text) / 5:
            return decoded
    detected = _detected(page.raw)
    if detected:
        tried.append(_replaced(page.raw, detected))
    best = min(tried, key=lambda decoded: len(decoded.damage) / max(1, len(decoded.text)))
    return best if len(best.damage) <= _BROKEN_SHARE * len(best.text) else Decoded("", "")


def _codec(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    return _SUPERSETS.get(codec, codec)


def _replaced(raw: bytes, encoding: str) -> Decoded:
    text = raw.decode(encoding, "replace")
    broken = tuple(m.span() for m in re.finditer(_REPLACEMENT + "+", text)) if _REPLACEMENT in text else ()
    return Decoded(text, encoding, broken)


def _unmarked_utf16(raw: bytes) -> str:
    """Name the byte order of UTF-16 without a mark: white space and ASCII leave zeros at one parity only."""
    head = raw[:_UTF16_SAMPLE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if not even + odd or min(even, odd) > max(even, odd) // 20 or len(raw) % 2:
        return ""
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    decoded = _replaced(raw, encoding)
    return encoding if _READABLE_SHARE * len(decoded.text) < len(_READABLE.findall(decoded.text)) else ""


def _detected(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_DETECT_WITHIN], cp_isolation=list(_CANDIDATES)).best()
    return _codec(best.encoding) if best else ""
