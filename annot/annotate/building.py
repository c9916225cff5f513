"""What is built by that name: 规划建设新大运河文化馆, 云山大道、滨江大道三期开工建设."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.boundary import ANCHORS, PROPER
from annot.annotate.candidate import Candidate
from annot.annotate.clauses import clause_start
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import words

__all__ = ["find_built"]

# The last words of what is built, with its section or its phase; what cannot stand in its name.
HEAD = pattern("building", "head")
HEAD_AT = pattern("building", "head_at")
LEAD = pattern("building", "lead")
# What says that something is built: the verb before it and its list, what is told of it after its list.
BUILT_BEFORE = pattern("building", "before")
BUILT_AFTER = pattern("building", "after")
ENDS = re.compile("[，。；！？）)\n,;]|$|[、和及与](?=.)|等")
ROAD = pattern("building", "road")
RESEARCH = pattern("building", "research")
COMMON = pattern("building", "common")
LONGEST, LONGEST_CLAUSE, LONGEST_LIST, SHORTEST = 30, 120, 240, 4
JOINTS = frozenset("与和及")
DASHES = frozenset("—–－-")
SHORTEST_OTHER, LONGEST_OTHER = 2, 8
DONE = frozenset(("改建", "扩建", "续建", "改造", "提升", "优化"))
COUNTS = frozenset("条座个批家各")
# …、…等项目竣工投产: what is told of a list as of works.
LISTED = pattern("building", "listed")
LISTED_AT = pattern("building", "listed_at")
FIELDS = pattern("building", "fields")
SEPARATOR = re.compile("、")
LONGEST_MEMBER, LONGEST_TAIL = 24, 24
# 鸿泰阳项目|总投资40亿元
PROJECTS = ("项目", "工程")
TOLD = pattern("building", "told")
COSTED = pattern("building", "costed")
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
# 地铁4号线、|5号线
LINE_NUMBER = re.compile("[0-9一二三四五六七八九十]{1,3}号线")
RAILS = frozenset(("", "地铁", "轨道交通", "轻轨", "轨道"))
NOUNS = frozenset(("n", "v", "vn", "b", "j", "f", "s", "d", "m", "PLACE", "INDUSTRY"))
HOSTS = frozenset(("COMPANY", "ZONE", "INSTITUTE"))
FIELD = frozenset(("PLACE", "INDUSTRY"))
GENERAL = words("building") | words("generic")
STOP = words("stop") - words("works")


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
            yield from _paired(reading, start, match)
    yield from _counted(reading)
    for match in matches_near(LISTED, LISTED_AT, text, before=LONGEST_TAIL):
        yield from _listed(reading, match)


def _paired(reading: Reading, start: int, head: re.Match[str]) -> Iterator[Candidate]:
    """Yield the roads before one whose head they share (雄商|、雄忻高铁): two ends in two characters each."""
    text = reading.text
    if head.start() - start != LENGTH_OF_PAIR or not LINE.match(head.group()):
        return
    while (before := PAIRED.search(text, max(0, start - LONGEST_PAIR), start)) is not None:
        first, end = before.span(1)
        own = reading.tokens_within(first, end)
        if not own or not any(map(_is_own, own)) or any(token.tag in HOSTS | FIELD for token in own):
            return
        yield Candidate(first, end, "PROJECT", "building:paired")
        start = first


def _counted(reading: Reading) -> Iterator[Candidate]:
    """Yield the roads of a list that only its last noun calls so (宜石、昆楚|等7条高速公路)."""
    text = reading.text
    for match in matches_near(ROADS, ROADS_AT, text, before=1):
        end, members = match.start(), []
        while (member := MEMBER.search(text, max(0, end - LONGEST_END), end)) is not None:
            start = member.start()
            own = reading.tokens_within(start, end)
            if not own or any(token.tag in HOSTS | FIELD for token in own) or not any(map(_is_own, own)):
                break
            members.append((start, end))
            end = start - 1
        first = members[-1][0] if members else end
        clause = clause_start(text, first, within=LONGEST_CLAUSE)
        if BUILT_AFTER.match(text, match.end()) or BUILT_BEFORE.search(text, clause, first):
            for start, end in members:
                yield Candidate(start, end, "PROJECT", "building:counted")


def _listed(reading: Reading, told: re.Match[str]) -> Iterator[Candidate]:
    """Yield the members of a list that is being built, whatever their last words are (恒大童世界、碧桂园生态城)."""
    text, end = reading.text, told.start()
    first = clause_start(text, end, within=LONGEST_LIST)
    stops = [*(mark.start() for mark in SEPARATOR.finditer(text, first, end)), end]
    if len(stops) == 1:
        return
    members = []
    for stop in stops:
        leads = list(LEAD.finditer(text, first, stop))
        members.append((leads[-1].end() if leads else first, stop))
        first = stop + 1
    if any(_is_place(reading, start, stop) for start, stop in members):
        # 济南、青岛、…一次性投产: where, not what.
        return
    # …等重大项目|投产: what the list says its members are needs no made-up word.
    sure = told.group().startswith("等") and "项目" in told.group()
    if sure or _is_member(reading, *members[-1]):
        for start, stop in members:
            if _is_member(reading, start, stop, sure=sure):
                yield Candidate(start, stop, "PROJECT", "building:listed")


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
    named = any(map(_is_own, own)) and any(token.tag not in ("PLACE", "COMPANY") for token in own)
    told = (
        sure and end - start > SHORTEST and any(token.word not in GENERAL and token.tag not in FIELD for token in own)
    )
    return (named or told) and not any(token.word in STOP for token in own)


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
    road = bool(ROAD.match(head.group()))
    if road and "".join(token.word for token in tokens) in words("road"):
        return True
    if road:
        # 西部快线, 工业大道南: a road is named in common words, only not in those that say what kind it is.
        kinds = [token.word in words("building") for token in tokens]
        return not any(kinds) or any(_is_own(token) for token, kind in zip(tokens, kinds, strict=True) if not kind)
    own = [token for token in tokens if token.word not in GENERAL]
    if any(token.tag in HOSTS for token in tokens):
        return len(tokens) > 1 or head["plain"] is None
    # 雅致|新能源汽车项目: a word that names nothing of the kind may be a maker's.
    made = tokens[0].tag not in NOUNS and any(token.tag not in FIELD for token in own)
    if made and head["plain"] and COSTED.match(reading.text, head.end()):
        return True
    # 广州市|公园: a place and what it has there are no name; 武汉|戏曲|艺术中心 is one.
    return any(map(_is_own, own)) and (len(own) > 1 or own[0].tag not in ANCHORS)


def _is_own(token: Token) -> bool:
    return token.tag in PROPER or (len(token.word) == 1 and token.word.isalpha() and token.word not in STOP)
