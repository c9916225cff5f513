"""Offices of a government: their names without a place, and 市委、市政府 that a paragraph must explain."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN
from annot.annotate.vocabulary import words

__all__ = ["LEVELS", "find_ruled"]

LEVELS = frozenset(("省", "市", "区", "县", "州", "盟", "旗", "自治区", "自治州", "镇"))
"""Words that stand for the place of an office (市科技局)."""

RULED = pattern("government", "ruled")
# 国家统计局新闻发言人、国民经济综合统计司司长: a division of an office, named apart from it.
DIVISION = pattern("government", "division")
DIVISION_END = re.compile("司(?=副?司长|有关负责人)")
LONGEST_DIVISION = 13
# 园区党工委: a document that says so means one zone.
ZONE_OFFICE = pattern("government", "zone_office")
ZONE_OFFICE_END = re.compile("(?<=区)(?:党工委|管委会|工委|管理委员会|执行委员会)")
LONGEST_ZONE = 4
FRONT_LENGTHS = (2, 3)
FRONT_TAGS = frozenset(("n", "ns", "nr", "nz", "v", UNKNOWN))
# Tags of a place: by the dictionary, or guessed.
PLACED = frozenset(("ns", "nz", UNKNOWN))
LEVEL = re.compile("[省市区县州](?=[委政人纪])")
# 经|市人民政府同意, 请|县人民政府…: what governs an office is no place before it.
NO_SEAT = tuple("经请报由向与被给在对将按据受和及各我全")
MUNICIPALITIES = frozenset(("北京", "上海", "天津", "重庆"))


def find_ruled(reading: Reading) -> Iterator[Candidate]:
    """Yield 市委, 省政府 and their like where the paragraph names a place of that level (guideline 26)."""
    for match in matches_near(DIVISION, DIVISION_END, reading.text, before=LONGEST_DIVISION):
        yield Candidate(*match.span(), "GOV", "office:division")
    for match in matches_near(ZONE_OFFICE, ZONE_OFFICE_END, reading.text, before=LONGEST_ZONE):
        yield Candidate(_named_from(reading, match.start()), match.end(), "GOV", "office:zone")
    for match in matches_near(RULED, LEVEL, reading.text, before=len("中共自治")):
        start, end = match.span()
        if _follows_place(reading, start):
            continue
        first, last = reading.paragraph(start)
        known = any(_is_of_level(hit.entry.full, match["level"]) for hit in reading.hits_within(first, last))
        if known or _has_unlisted(reading, first, last, match["level"]):
            yield Candidate(start, end, "GOV", "office:ruled")


def _named_from(reading: Reading, start: int) -> int:
    """Return where the name of a zone begins whose front is a common word (散花|示范区管委会)."""
    front = reading.words.ending_at(start)
    named = front is not None and front.word.isalpha() and len(front.word) in FRONT_LENGTHS and front.tag in FRONT_TAGS
    return front.start if front is not None and named and front.word not in words("stop") | words("generic") else start


def _follows_place(reading: Reading, start: int) -> bool:
    return any(hit.end >= start for hit in reading.hits_within(max(0, start - 12), start + 1))


def _has_unlisted(reading: Reading, first: int, last: int, level: str) -> bool:
    """Tell whether a paragraph names an office of a place of that level that no lexicon lists (云澜|县委)."""
    for seat in re.compile(level + "(?=委|政府|人民政府)").finditer(reading.text, first, last):
        for end in seat.span():
            word = reading.words.ending_at(end)
            if word is None or len(word.word) == 1 or word.word.startswith(NO_SEAT):
                continue
            if word.tag in PLACED and word.word not in words("no-place"):
                return True
    return False


def _is_of_level(full: str, level: str) -> bool:
    return full.endswith(level) or (level == "市" and full in MUNICIPALITIES)
