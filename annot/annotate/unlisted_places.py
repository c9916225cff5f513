"""Divisions and waters that no lexicon lists: words that no dictionary knows and that end as such names do."""

import re
from collections.abc import Iterator

from annot.annotate.boundary import GLUED, PROPER
from annot.annotate.candidate import Candidate
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, Token, is_known
from annot.annotate.vocabulary import words

__all__ = ["find_unlisted_places"]

# 云澜县, 岚河: what the segmenter took for one unknown word, by its last character.
END = re.compile("(?<=[一-龥])[市县区州河江湖湾岛](?![场民])")
DIVISIONS = frozenset("市县区州")
UNKNOWN_TAGS = {"ns": True, UNKNOWN: True, "nr": False}
"""Tags of a word that may be such a place; a person's name may be only where it ends in a division."""
# 从|澄川市, 沿|岚河: a preposition that the segmenter took into the word.
PREPOSITIONS = GLUED | frozenset("沿距到赴抵离跨")
# 经开区, 自贸港: short for kinds of zone.
KINDS = ("开区", "新区", "保区", "贸区", "园区", "片区", "城区", "街区", "校区", "厂区", "院区", "景区", "湾区", "库区")
SHORTEST, LONGEST = 2, 4
SHORTEST_WHOLE = 3  # characters of a name that no preposition is cut from
# 岚|州市: the end of a city's name that is a word.
TORN = {"海市": 1, "州市": 1, "州县": 1, "州区": 1}
NUMERALS = frozenset("一二三四五六七八九十两几多")
SHORES = frozenset("畔岸滨")
COMMON = frozenset("一二三四五六七八九十两各全我本该大小新老多立强兴不地")


def find_unlisted_places(reading: Reading) -> Iterator[Candidate]:
    """Yield unknown words that end in 市, 县, 河 and their like, and 海陵|县 as two words."""
    for mark in END.finditer(reading.text):
        word = reading.words.ending_at(mark.end())
        if word is None:
            place = _on_shore(reading, mark.start(), mark.end())
        else:
            torn = len(word.word) == 1 or word.word in TORN
            place = _joined(reading, word) if torn else _freed(word)
        if place is not None and not any(place.word.endswith(kind) for kind in KINDS):
            yield Candidate(place.start, place.end, "PLACE", "place:unlisted")


def _on_shore(reading: Reading, start: int, end: int) -> Token | None:
    """Return 清弋河 where the segmenter left the end of its name to 河畔."""
    shore = reading.words.ending_at(end + 1)
    stem = reading.words.ending_at(start) if shore is not None and shore.word[1:] in SHORES else None
    if stem is None or stem.tag not in PROPER:
        return None
    before = reading.words.ending_at(stem.start)
    if len(stem.word) == 1:
        if before is None or len(before.word) > 1 or before.word in GLUED or not before.word.isalpha():
            return None
        return Token(before.start, end, reading.text[before.start : end], "ns")
    return Token(stem.start, end, reading.text[stem.start : end], "ns")


def _freed(word: Token) -> Token | None:
    """Return an unknown word without the preposition it begins with; None when it is no such place."""
    if word.tag not in UNKNOWN_TAGS or is_known(word.word) or (word.word[-1] not in DIVISIONS and word.tag == "nr"):
        return None
    start = word.start + (len(word.word) > SHORTEST and word.word[0] in PREPOSITIONS)
    place = word.cut(start, word.end)
    freed = start > word.start and place.word[-1] not in DIVISIONS
    shortest = SHORTEST if freed else SHORTEST_WHOLE
    # 内|地九市: so many, not one.
    counted = place.word[-2:-1] in NUMERALS
    return place if shortest <= len(place.word) <= LONGEST and place.word[0] not in COMMON and not counted else None


def _joined(reading: Reading, end: Token) -> Token | None:
    """Return 海陵县, which the segmenter cut into a place that it knows and its level, or 岚州市."""
    stem = reading.words.ending_at(end.start) if end.word in TORN or end.word in "县市" else None
    length = TORN.get(end.word, SHORTEST)
    if stem is not None and len(stem.word) == length + 1 and stem.word[0] in PREPOSITIONS:
        # 在岚|海市
        stem = stem.cut(stem.start + 1, stem.end)
    if stem is None or stem.tag not in ("ns", "nr") or len(stem.word) != length or stem.word in words("no-place"):
        return None
    if stem.tag == "nr" and end.word not in TORN:
        return None
    return Token(stem.start, end.end, stem.word + end.word, "ns")
