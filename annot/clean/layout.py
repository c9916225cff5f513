"""The lines of a page's markup as one text, white space as a browser shows it, with every character's place."""

import re

import numpy as np

from annot.clean.elements import Node
from annot.clean.tracked import Tracked
from annot.offsets import OffsetMap

__all__ = ["laid"]

_WRAP = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\x1f"
_MARKED = re.compile(r"[ \x1f]*\x1f[ \x1f]*")
_NO_SPACE_BESIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f\u201c\u201d\u2018\u2019\u2026\u2014]")


def laid(source: str, nodes: list[Node]) -> Tracked:
    """Join the pieces of the nodes, one line a node."""
    texts: list[str] = []
    starts: list[int] = []
    lengths: list[int] = []
    for node in nodes:
        for start, end in node.pieces:
            texts.append(" " if end < 0 else _WRAP.sub(_one_for_one, source[start:end]))
            starts.append(start)
            lengths.append(len(texts[-1]))
        texts.append("\n")
        starts.append(max(0, node.pieces[-1][1] - 1))
        lengths.append(1)
    first = np.array(starts, dtype=np.int32)
    count = np.array(lengths, dtype=np.int32)
    within = np.arange(int(count.sum()), dtype=np.int32) - np.repeat(np.cumsum(count, dtype=np.int32) - count, count)
    return _unwrapped(Tracked("".join(texts), OffsetMap.from_kept((np.repeat(first, count) + within).astype(np.int32))))


def _one_for_one(match: re.Match[str]) -> str:
    """Mark a line break of the source, which a browser shows as a space, and keep the length."""
    run = match[0]
    return (_BREAK if "\n" in run else " ") * len(run)


def _unwrapped(tracked: Tracked) -> Tracked:
    """Take out the line breaks of the source: nothing between Chinese characters, a space elsewhere."""
    text = tracked.text
    edits = []
    for match in _MARKED.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        beside_nothing = not before or before == "\n" or not after or after == "\n"
        spaceless = beside_nothing or bool(_NO_SPACE_BESIDE.match(before) and _NO_SPACE_BESIDE.match(after))
        edits.append((start, end, "" if spaceless else " "))
    return tracked.edited(edits)
