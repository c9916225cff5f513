"""Works in lists: roads that share a last word, and whatever a clause says is built together."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.boundary import PROPER
from annot.annotate.candidate import Candidate
from annot.annotate.clauses import clause_start
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import words

__all__ = [
    "BUILT_AFTER", "BUILT_BEFORE", "COMMON", "FIELD", "GENERAL", "HOSTS", "LEAD", "LONGEST_CLAUSE", "SHORTEST", "STOP",
    "find_built_together", "is_own", "paired_before",
]  # fmt: skip

# What says that something is built: the verb before it and its list, what is told of it after its list.
BUILT_BEFORE = pattern("building", "before")
BUILT_AFTER = pattern("building", "after")
COMMON = pattern("building", "common")
# What governs a name of works, or counts it.
LEAD = pattern("building", "lead")
LONGEST_CLAUSE, LONGEST_LIST, LONGEST_TAIL = 120, 240, 24
SHORTEST, LONGEST_MEMBER = 4, 24
# …、…等项目竣工投产: what is told of a list as of works.
LISTED = pattern("building", "listed")
LISTED_AT = pattern("building", "listed_at")
FIELDS = pattern("building", "fields")
SEPARATOR = re.compile("、")
# 雄商、|雄忻|高铁: a line by a character of each of its ends.
LENGTH_OF_PAIR = 2
PAIRED = re.compile("(?<=[，。；、,;\\n设通成进动和及与])([一-龥]{2})[、和与及]$")
LINE = re.compile("高铁|铁路|城际|高速|客专")
LONGEST_PAIR = 4
# 宜石、昆楚|等7条高速公路
ROADS = pattern("building", "roads")
ROADS_AT = re.compile("等(?=[0-9一二两三四五六七八九十国高铁])")
MEMBER = pattern("building", "short")
LONGEST_END = 5
HOSTS = frozenset(("COMPANY", "ZONE", "INSTITUTE"))
FIELD = frozenset(("PLACE", "INDUSTRY"))
GENERAL = words("building") | words("generic")
STOP = words("stop") - words("works")


def find_built_together(reading: Reading) -> Iterator[Candidate]:
    """Yield the works of lists that only their last noun, or what is told after them, shows to be such."""
    for match in matches_near(ROADS, ROADS_AT, reading.text, before=1):
        yield from _counted(reading, match)
    for match in matches_near(LISTED, LISTED_AT, reading.text, before=LONGEST_TAIL):
        yield from _listed(reading, match)


def paired_before(reading: Reading, start: int, head: re.Match[str]) -> Iterator[Candidate]:
    """Yield the roads before one whose head they share (雄商|、雄忻高铁): two ends in two characters each."""
    text = reading.text
    if head.start() - start != LENGTH_OF_PAIR or not LINE.match(head.group()):
        return
    while (before := PAIRED.search(text, max(0, start - LONGEST_PAIR), start)) is not None:
        first, end = before.span(1)
        if not _is_short(reading, first, end):
            return
        yield Candidate(first, end, "PROJECT", "building:paired")
        start = first


def _counted(reading: Reading, roads: re.Match[str]) -> Iterator[Candidate]:
    """Yield the roads of a list that only its last noun calls so (宜石、昆楚|等7条高速公路)."""
    text, members = reading.text, list(_short(reading, roads.start()))
    first = members[-1][0] if members else roads.start()
    clause = clause_start(text, first, within=LONGEST_CLAUSE)
    if BUILT_AFTER.match(text, roads.end()) or BUILT_BEFORE.search(text, clause, first):
        for start, end in members:
            yield Candidate(start, end, "PROJECT", "building:counted")


def _short(reading: Reading, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the short names of roads before a place, from right to left."""
    while (member := MEMBER.search(reading.text, max(0, end - LONGEST_END), end)) is not None:
        if not _is_short(reading, member.start(), end):
            return
        yield member.start(), end
        end = member.start() - 1


def _is_short(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch is made of pieces and proper words, of which none is a name known as something else."""
    own = reading.tokens_within(start, end)
    return any(map(is_own, own)) and not any(token.tag in HOSTS | FIELD for token in own)


def _listed(reading: Reading, told: re.Match[str]) -> Iterator[Candidate]:
    """Yield the members of a list that is being built, whatever their last words are (恒大童世界、碧桂园生态城)."""
    members = _members(reading.text, told.start())
    if len(members) == 1 or any(_is_place(reading, start, stop) for start, stop in members):
        # 济南、青岛、…一次性投产: where, not what.
        return
    # …等重大项目|投产: what the list says its members are needs no made-up word.
    sure = told.group().startswith("等") and "项目" in told.group()
    if sure or _is_member(reading, *members[-1]):
        for start, stop in members:
            if _is_member(reading, start, stop, sure=sure):
                yield Candidate(start, stop, "PROJECT", "building:listed")


def _members(text: str, end: int) -> list[tuple[int, int]]:
    """Return the places of the members of the list that ends at a place, each after what governs it."""
    first = clause_start(text, end, within=LONGEST_LIST)
    members = []
    for stop in (*(mark.start() for mark in SEPARATOR.finditer(text, first, end)), end):
        leads = list(LEAD.finditer(text, first, stop))
        members.append((leads[-1].end() if leads else first, stop))
        first = stop + 1
    return members


def _is_place(reading: Reading, start: int, end: int) -> bool:
    hits = reading.hits_within(start, end)
    return any(hit.entry.label == "PLACE" and (hit.start, hit.end) == (start, end) for hit in hits)


def _is_member(reading: Reading, start: int, end: int, *, sure: bool = False) -> bool:
    """Tell whether a member of a list of works has a name, which no place or company alone is."""
    name = reading.text[start:end]
    if (
        not (SHORTEST <= end - start <= LONGEST_MEMBER and name[0].isalnum())
        or FIELDS.match(name)
        or COMMON.match(name)
    ):
        return False
    own = reading.tokens_within(start, end)
    named = any(map(is_own, own)) and any(token.tag not in ("PLACE", "COMPANY") for token in own)
    told = (
        sure and end - start > SHORTEST and any(token.word not in GENERAL and token.tag not in FIELD for token in own)
    )
    return (named or told) and not any(token.word in STOP for token in own)


def is_own(token: Token) -> bool:
    """Tell whether a word is a name of its own, or a piece of one."""
    return token.tag in PROPER or (len(token.word) == 1 and token.word.isalpha() and token.word not in STOP)
