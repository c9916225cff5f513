"""The reading order of a newspaper page put right: halves of sentences brought together across columns.

This moves text, so it is asked for, not part of cleaning a page: a cleaned document keeps the order of its page.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np

from annot.clean.damage import find_damage, is_cut_off, is_second_half
from annot.document import Document, Paragraph
from annot.offsets import OffsetMap

__all__ = ["rejoin"]

# Endings that stand at the head of no Chinese sentence.
_SUFFIXES = "型性化式级类率度者们"
_NEAR = 3
_LEAST_WORD = 3
_LONGEST_WORD = 5
_OPENED_AND_CLOSED = re.compile(r"“[^“”]*”")


def rejoin(document: Document) -> Document:
    """Return the document with the halves of broken sentences together where that is certain.

    A half that stops in mid-sentence and one that starts in mid-sentence belong together when each is the only
    partner of the other: by a quotation that one opens and the other closes, by a word that runs across
    (爱 + 立信, 科技 + 型), or with only a caption or two between them. The second half moves behind the first one.
    """
    paragraphs = list(document.paragraphs())
    pairs = _pairs(paragraphs)
    if not pairs:
        return document
    moved = {after: before for before, after in pairs.items()}
    order: list[list[int]] = []
    for number in range(len(paragraphs)):
        if number not in moved:
            order.append([number])
            while order[-1][-1] in pairs:
                order[-1].append(pairs[order[-1][-1]])
    return _reordered(document, paragraphs, order)


def _pairs(paragraphs: list[Paragraph]) -> dict[int, int]:
    """Return the second half of each first half, where both choose each other."""
    firsts = [paragraph.index for paragraph in paragraphs[1:] if is_cut_off(paragraph.text)]
    partners = {first: list(_partners(first, paragraphs)) for first in firsts}
    wanted = [after for after_ in partners.values() for after in after_]
    return {first: after[0] for first, after in partners.items() if len(after) == 1 and wanted.count(after[0]) == 1}


def _partners(first: int, paragraphs: list[Paragraph]) -> Iterator[int]:
    text = paragraphs[first].text
    for paragraph in paragraphs[1:]:
        if paragraph.index != first and _goes_on(text, paragraph, first):
            yield paragraph.index


def _goes_on(first: str, paragraph: Paragraph, index: int) -> bool:
    second = paragraph.text
    opens = "“" in _OPENED_AND_CLOSED.sub("", first)
    if opens or "”" in _OPENED_AND_CLOSED.sub("", second).split("“", 1)[0]:
        return opens and "”" in _OPENED_AND_CLOSED.sub("", second).split("“", 1)[0]
    if is_second_half(second, after_cut=0 < paragraph.index - index <= _NEAR):
        return 0 < paragraph.index - index <= _NEAR
    return _runs_across(first[-_LONGEST_WORD:], second[:_LONGEST_WORD])


def _runs_across(tail: str, head: str) -> bool:
    """Tell whether a word of the dictionary runs from one half into the other, and the second half begins none."""
    words = _words()
    if head[0] not in _SUFFIXES and head[:2] in words:
        return False
    return any(
        tail[-before:] + head[:after] in words
        for before in range(1, len(tail) + 1)
        for after in range(1, len(head))
        if _LEAST_WORD <= before + after <= _LONGEST_WORD
    )


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Return the words of jieba's dictionary."""
    import jieba

    with jieba.get_module_res("dict.txt") as lines:
        return frozenset(line.split(b" ", 1)[0].decode("utf-8") for line in lines)


def _reordered(document: Document, paragraphs: list[Paragraph], order: list[list[int]]) -> Document:
    texts: list[str] = []
    maps: list[OffsetMap] = []
    newline = document.text.find("\n")
    for number, halves in enumerate(order):
        if number:
            texts.append("\n")
            maps.append(document.offsets.take(np.array([newline], dtype=np.int32)))
        for index in halves:
            start = paragraphs[index].start
            texts.append(paragraphs[index].text)
            maps.append(document.offsets.take(np.arange(start, start + len(texts[-1]), dtype=np.int32)))
    text = "".join(texts)
    return replace(document, text=text, offsets=OffsetMap.join(maps), damage=tuple(sorted(find_damage(text))))
