"""Character references, whole and broken, back to the characters they stand for."""

import html
import re

from annot.clean.tracked import Edit, Tracked

__all__ = ["resolve_references"]

_WHOLE = re.compile(r"&(?:amp;)*(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
_PUNCTUATION = "nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|hellip|mdash|ndash|middot|quot|times|permil|bull"
# Without the semicolon only what is never prose: numbers, and names of punctuation and signs.
_UNENDED = re.compile(
    rf"&(?:amp;)*(?:#[xX][0-9a-fA-F]{{2,6}}|#[0-9]{{2,7}}|(?:{_PUNCTUATION}|deg|copy|reg|yen|[rl]arr|[rl]aquo))"
    r"(?![A-Za-z0-9;])"
)
# The ampersand was lost: only names and numbers that no text holds before a semicolon.
_BEHEADED = re.compile(
    r"(?:nbsp|e[nm]sp|[lr][ds]quo|hellip|[mn]dash|middot);|#(?:8220|8221|8216|8217|8230|8212|8211|12288|160|183);"
)
# Longer words and numbers, and references that have their ampersand.
_JOINED = re.compile(r"[0-9&#;].|[A-Za-z][^#]")
_NAMED = re.compile(r"&(?:amp;)+")
_REPLACEMENT = "\ufffd"


def resolve_references(tracked: Tracked) -> tuple[Tracked, tuple[tuple[int, int], ...]]:
    """Replace character references, also doubly escaped ones and the remains of broken ones.

    Returns:
        The text, and the places in it of references that name no character: they stay as they are.
    """
    edits: list[Edit] = []
    text = tracked.text
    if "&" in text:
        edits += [edit for m in _WHOLE.finditer(text) if (edit := _resolved(m, ""))]
        edits += [edit for m in _UNENDED.finditer(text) if (edit := _resolved(m, ";"))]
    if ";" in text:
        headless = [
            m for m in _BEHEADED.finditer(text) if not _JOINED.match(text[max(0, m.start() - 1) : m.start() + 1])
        ]
        edits += [(m.start(), m.end(), html.unescape("&" + m[0])) for m in headless]
    resolved = tracked.edited(sorted(edits))
    broken = [m.span() for m in _WHOLE.finditer(resolved.text)] if "&" in resolved.text else []
    return resolved, tuple(broken)


def _resolved(match: re.Match[str], ending: str) -> Edit | None:
    source = _NAMED.sub("&", match[0]) + ending
    if source == "&":
        return match.start(), match.end(), "&"
    character = html.unescape(source)
    if character == source or _REPLACEMENT in character:
        return None
    return match.start(), match.end(), character
