"""What is built by that name: 规划建设新大运河文化馆, 云山大道、滨江大道三期开工建设."""

import re
from collections.abc import Iterator, Sequence

from annot.annotate.anchors import matches_near
from annot.annotate.boundary import ANCHORS
from annot.annotate.built_lists import (
    BUILT_AFTER,
    BUILT_BEFORE,
    COMMON,
    FIELD,
    GENERAL,
    HOSTS,
    LEAD,
    LONGEST_CLAUSE,
    SHORTEST,
    STOP,
    find_built_together,
    is_own,
    paired_before,
)
from annot.annotate.candidate import Candidate
from annot.annotate.clauses import clause_start
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import words

__all__ = ["find_built"]

LONGEST = 30
# The last words of what is built, with its section or its phase.
HEAD = pattern("building", "head")
HEAD_AT = pattern("building", "head_at")
ENDS = re.compile("[，。；！？）)\n,;]|$|[、和及与](?=.)|等")
ROAD = pattern("building", "road")
RESEARCH = pattern("building", "research")
JOINTS = frozenset("与和及")
DASHES = frozenset("—–－-")
SHORTEST_OTHER, LONGEST_OTHER = 2, 8
DONE = frozenset(("改建", "扩建", "续建", "改造", "提升", "优化"))
COUNTS = frozenset("条座个批家各")
# 鸿泰阳项目|总投资40亿元
PROJECTS = ("项目", "工程")
TOLD = pattern("building", "told")
COSTED = pattern("building", "costed")
# 地铁4号线、|5号线
LINE_NUMBER = re.compile("[0-9一二三四五六七八九十]{1,3}号线")
RAILS = frozenset(("", "地铁", "轨道交通", "轻轨", "轨道"))
NOUNS = frozenset(("n", "v", "vn", "b", "j", "f", "s", "d", "m", "PLACE", "INDUSTRY"))


def find_built(reading: Reading) -> Iterator[Candidate]:
    """Yield roads, halls and plants that a clause speaks of as of works (guideline 23)."""
    text = reading.text
    for match in matches_near(HEAD, HEAD_AT, text, before=0):
        start = _other_end(reading, _beginning(reading, match.start()))
        if match.end() - start < SHORTEST and not LINE_NUMBER.match(match.group()):
            continue
        built = match["plain"] is None and _is_built(text, start, match.end())
        told = match.group().endswith(PROJECTS) and _is_told(reading, start, match)
        if (built or told) and _is_named(reading, start, match):
            yield Candidate(start, match.end(), "PROJECT", "building:built")
            yield from paired_before(reading, start, match)
    yield from find_built_together(reading)


def _beginning(reading: Reading, head: int) -> int:
    """Return where the name begins that a head ends: after what governs it or counts it."""
    first = max(reading.segment(head)[0], head - LONGEST)
    leads = list(LEAD.finditer(reading.text, first, head))
    leads = [lead for at, lead in enumerate(leads) if not _is_inner(reading.text, leads, at, first)]
    edge = head
    while leads and leads[-1].end() == edge and leads[-1].group() in words("works"):
        # 软件园|提升|改造|工程: what is done to it stands before the head of works.
        edge = leads.pop().start()
    while leads and leads[-1].group() in JOINTS and _joins(reading, leads, first):
        leads.pop()
    if leads and leads[-1].group()[-1] in COUNTS:
        # 第三条|入津特高压: one of a kind, which the words after it say, has no name of its own.
        return head
    return leads[-1].end() if leads else first


def _other_end(reading: Reading, start: int) -> int:
    """Return where a line begins that runs between two places (蒙西—|京津冀外送通道)."""
    text = reading.text
    if text[start - 1 : start] not in DASHES or text[start - 2 : start - 1] in DASHES:
        return start
    first = max(reading.segment(start - 2)[0], start - LONGEST_OTHER)
    leads = list(LEAD.finditer(text, first, start - 1))
    other = leads[-1].end() if leads else first
    return other if SHORTEST_OTHER < start - other < LONGEST_OTHER else start


def _is_inner(text: str, leads: list[re.Match[str]], at: int, first: int) -> bool:
    """Tell whether what governs others elsewhere is a word of a work's name (灌区现代化|改造|先行建设工程)."""
    lead = leads[at]
    governed = at > 0 and leads[at - 1].end() == lead.start()
    return lead.group() in DONE and lead.start() > first and not governed and text[lead.start() - 1].isalnum()


def _joins(reading: Reading, leads: list[re.Match[str]], first: int) -> bool:
    """Tell whether a 与 stands within one name, which an institute or a company opens (清华大学…与…基地项目)."""
    start = leads[-2].end() if len(leads) > 1 else first
    hits = reading.hits_within(start, leads[-1].start())
    opened = bool(hits) and hits[0].start == start and hits[0].entry.label in ("INSTITUTE", "COMPANY")
    return opened and hits[0].end < leads[-1].start()


def _is_built(text: str, start: int, end: int) -> bool:
    """Tell whether a clause builds what stands there, alone or in a list."""
    if BUILT_AFTER.match(text, end):
        return True
    clause = clause_start(text, start, within=LONGEST_CLAUSE)
    return bool(ENDS.match(text, end) and BUILT_BEFORE.search(text, clause, start))


def _is_told(reading: Reading, start: int, head: re.Match[str]) -> bool:
    """Tell whether a text tells of one project: 鸿泰阳项目|总投资40亿元."""
    if any(len(token.word) > 1 and token.word in STOP for token in reading.words.tokens(start, head.start())):
        return False
    return bool(TOLD.match(reading.text, head.end()))


def _is_named(reading: Reading, start: int, head: re.Match[str]) -> bool:
    """Tell whether the words before a head make a name: a proper word, pieces, or a road's common word."""
    if head["code"] or (LINE_NUMBER.match(head.group()) and reading.text[start : head.start()] in RAILS):
        return True
    if COMMON.match(reading.text, start, head.end()) or not reading.text[start].isalnum():
        return False
    inside = [token for token in reading.tokens(start) if token.end > start and token.start < head.start()]
    tokens = [token.cut(token.start, head.start()) for token in inside]
    if not tokens or tokens[0].start < start or RESEARCH.search(head.group()):
        return False
    if ROAD.match(head.group()):
        return _names_road(tokens)
    return _names_hall(reading.text, tokens, head)


def _names_road(tokens: Sequence[Token]) -> bool:
    """Tell whether words name a road: common ones do (西部快线, 工业大道南), but not those that say what kind it is."""
    if "".join(token.word for token in tokens) in words("road"):
        return True
    named = [token for token in tokens if token.word not in words("building")]
    return len(named) == len(tokens) or any(map(is_own, named))


def _names_hall(text: str, tokens: Sequence[Token], head: re.Match[str]) -> bool:
    """Tell whether words name a hall, a plant or a project: whose it is, or a word of its own."""
    own = [token for token in tokens if token.word not in GENERAL]
    if any(token.tag in HOSTS for token in tokens):
        return len(tokens) > 1 or head["plain"] is None
    # 雅致|新能源汽车项目: a word that names nothing of the kind may be a maker's.
    made = tokens[0].tag not in NOUNS and any(token.tag not in FIELD for token in own)
    if made and head["plain"] and COSTED.match(text, head.end()):
        return True
    # 广州市|公园: a place and what it has there are no name; 武汉|戏曲|艺术中心 is one.
    return any(map(is_own, own)) and (len(own) > 1 or own[0].tag not in ANCHORS)
