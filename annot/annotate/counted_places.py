"""Towns and counties by their bare names before the number of them (大名、魏县、临漳3个县), and towns in a row."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import words

__all__ = ["find_counted_places", "find_listed_towns"]

COUNT = re.compile(
    "(?:等)?(?P<number>[0-9]{1,2}|[一两二三四五六七八九十]{1,2})个?"
    "(?:街道|乡镇|镇街|镇[（(]街道[）)]|镇|乡|行政村|村|社区|区县|县区|县[（(]市[）)]|县[（(]市、区[）)]|县市|市县|县|地级市|市|[区](?=[，。、；：）]|[的共均已将实合签联])|城市|省份|国家)"
)
COUNT_CORE = re.compile("[0-9一两二三四五六七八九十]个?[街乡镇行村社区县市地城省国]")
LONGEST_NUMBER = len("等10")
MEMBER = re.compile("(?:^|(?<=[、，,；：:（(和与及是为含括了自的\n]))(?:(?![、和与及])[一-龥]){2,4}$")
# 金汇镇、|奉城镇|、四团镇: between towns a town is one although 城镇 is a word.
TOWN = re.compile(
    "(?:(?<=[镇乡道]、)|(?<=[镇乡道][和与及]))[一-龥]{1,3}?(?:镇|乡|街道)(?=[、，。；）)和与及等的\n]|$)"
    "|(?<=[、的（(])[一-龥]{1,3}?(?:镇|乡|街道)(?=、[一-龥]{1,3}?(?:镇|乡|街道)[、，。；和与及等])"
)
TOWN_END = re.compile("镇|乡|街道")
LONGEST_TOWN = 5
KINDS = frozenset(("城镇", "乡镇", "集镇", "市镇", "小镇", "村镇", "各镇", "各乡", "镇街道", "乡镇街道"))
SEPARATORS = frozenset("、和与及")
SHORTEST_MEMBER, LONGEST_MEMBER = 2, 4
FEWEST = 2
NUMERALS = {"两": 2, **{numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}}


def find_counted_places(reading: Reading) -> Iterator[Candidate]:
    """Yield the members of a list that is followed by the number of its members and what they are."""
    for count in matches_near(COUNT, COUNT_CORE, reading.text, before=LONGEST_NUMBER - 1):
        members, number = list(_members(reading, count.start())), _number(count["number"])
        if number < FEWEST or len(members) not in (number, number - 1):
            continue
        if len(members) < number and (first := _first(reading, members, count.start())):
            members.append(first)
        if len(members) == number:
            for start, end in members:
                yield Candidate(start, end, "PLACE", "place:counted", Tier.GUESS)


def find_listed_towns(reading: Reading) -> Iterator[Candidate]:
    """Yield the towns that stand between other towns."""
    for match in matches_near(TOWN, TOWN_END, reading.text, before=LONGEST_TOWN):
        stem = match.group().removesuffix("街道").rstrip("镇乡")
        if match.group() not in KINDS and stem not in words("kind-of-town"):
            yield Candidate(*match.span(), "PLACE", "place:listed")


def _number(written: str) -> int:
    """Return a number in figures or in characters up to 十九, 0 for one that is not written plainly (二三)."""
    if written.isdigit():
        return int(written)
    tens = NUMERALS["十"] if written[0] == "十" and len(written) > 1 else 0
    return tens + NUMERALS[written[-1]] if len(written) == 1 or tens else 0


def _members(reading: Reading, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the members from right to left, as far as separators stand before them."""
    text = reading.text
    while end > 0:
        member = MEMBER.search(text, max(0, end - LONGEST_MEMBER - 1), end)
        if member is None or _is_common(reading, member.start(), end):
            return
        yield member.start(), end
        if text[member.start() - 1 : member.start()] not in SEPARATORS:
            return
        end = member.start() - 1


def _first(reading: Reading, members: list[tuple[int, int]], end: int) -> tuple[int, int] | None:
    """Return the first member, of two characters, that begins behind a verb (下辖|唯亭、胜浦)."""
    end = members[-1][0] - 1 if members else end
    start = end - SHORTEST_MEMBER
    apart = start > 0 and reading.text[end : end + 1] in SEPARATORS and reading.words.starts_at(start)
    return (start, end) if apart and not _is_common(reading, start, end) else None


def _is_common(reading: Reading, start: int, end: int) -> bool:
    tokens = reading.words.tokens(start, end)
    return any(token.word in words("stop") or token.word in words("generic") for token in tokens)
