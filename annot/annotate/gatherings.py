"""Events that words name: 互联网岳麓峰会, 首届“光谷企业家日”, 博鳌经安论坛第二届大会."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import words

__all__ = ["find_gatherings"]

# What ends an event's name, what cannot stand in one, and what opens one.
HEAD = pattern("gatherings", "head")
HEAD_AT = pattern("gatherings", "head_at")
LEAD = pattern("gatherings", "lead")
OPENING = pattern("gatherings", "opening")
WORLDLY = pattern("gatherings", "worldly")
# 举办…、…: what is held has a name even where it is made of common words.
HELD = pattern("gatherings", "held")
STRONG = pattern("gatherings", "strong")
# 首届“光谷企业家日”
QUOTED = pattern("gatherings", "quoted")
# 第七次…交流会|暨新区工作推动会
JOINED = pattern("gatherings", "joined")
QUOTED_AT = re.compile("届“")
# “1+4”|五大主题论坛
COUNTED = re.compile("”[两二三四五六七八九十]大")
JOINTS = frozenset("与和及")
DASHES = frozenset("—－-–")
SHOWN = frozenset("展节周月")
LONGEST_OPENING, LONGEST_HELD, LONGEST_HEAD, LONGEST = 8, 8, 6, 40
SHORTEST_STEM = 2
# “川超”足球|联赛 is called by what stands in quotes.
SHORT_KIND = range(1, 3)
ANCHORS = frozenset(("PLACE", "ZONE", "COMPANY", "INSTITUTE"))


def find_gatherings(reading: Reading) -> Iterator[Candidate]:
    """Yield the events of a document that their last word shows."""
    text = reading.text
    for match in matches_near(QUOTED, QUOTED_AT, text, before=LONGEST_OPENING):
        yield Candidate(*match.span(), "EVENT", "gathering:quoted", Tier.SURE)
    for match in matches_near(HEAD, HEAD_AT, text, before=LONGEST_HEAD):
        start = _beginning(reading, match.start())
        if start < match.start() and match.end() - start <= LONGEST and _is_named(reading, start, match):
            joined = JOINED.match(text, match.end())
            end = joined.end() if joined else match.end()
            sure = OPENING.search(text, start, end) is not None
            yield Candidate(start, end, "EVENT", "gathering:named", Tier.SURE if sure else Tier.NORMAL)


def _beginning(reading: Reading, head: int) -> int:
    """Return where the name begins that a head ends: after what governs it, whose joints it may hold."""
    text = reading.text
    first, _ = reading.segment(head)
    leads = list(LEAD.finditer(text, max(first, head - LONGEST), head))
    while leads and leads[-1].group() in JOINTS:
        before = leads[-2].end() if len(leads) > 1 else max(first, head - LONGEST)
        opens = WORLDLY.match(text, before) or OPENING.match(text, before)
        if not opens or HEAD.search(text, before, leads[-1].start()):
            break
        leads.pop()
    start = leads[-1].end() if leads else max(first, head - LONGEST)
    kind = head - first if not WORLDLY.fullmatch(text, first, head) else 0
    if start == first and text[first - 1 : first] == "”" and kind not in SHORT_KIND:
        # “海丝”博览会, “老少共建”趣味运动会
        opening = text.rfind("“", max(0, first - LONGEST), first)
        quoted = text[opening + 1 : first - 1]
        return opening if opening >= 0 and quoted and "\n" not in quoted else start
    if start == first and text[first - 1 : first] in DASHES and (partner := _partner(reading, first - 1)) is not None:
        return partner
    # 青岛高新区|…大赛: the zone that holds an event is no part of its name (guideline 2).
    zones = [hit for hit in reading.hits_within(start, head) if hit.start == start and hit.entry.label == "ZONE"]
    return zones[0].end if zones else start


def _partner(reading: Reading, dash: int) -> int | None:
    """Return where the place begins that a dash joins to the one an event opens with (中国—东盟博览会)."""
    hits = reading.hits_within(max(0, dash - LONGEST_HELD), dash + LONGEST_HELD)
    # 中国—东盟 may be one name.
    places = [hit for hit in hits if hit.entry.label == "PLACE"]
    start = next((hit.start for hit in places if hit.start < dash <= hit.end), None)
    # 百色·|中国—东盟
    return next((hit.start for hit in places if hit.end + 1 == start and reading.text[hit.end] == "·"), start)


def _is_named(reading: Reading, start: int, head: re.Match[str]) -> bool:
    """Tell whether the words before a head make a name: a number or a place that opens it, or words of its own."""
    text = reading.text
    if text[start] == "“":
        return bool(STRONG.fullmatch(head.group())) and not COUNTED.search(text, start, head.end())
    opening = OPENING.match(text, start, head.start())
    stem = opening.end() if opening else start
    # 国际工程|机械展: what is shown belongs to the head, and names the event.
    core = head.end() - 1 if head.group()[-1] in SHOWN else head.start()
    own = [token for token in reading.words.tokens(stem, core) if token.word not in COMMON]
    if opening and opening.end() < head.start():
        return bool(own) or STRONG.fullmatch(head.group()) is not None
    if not own or core - stem < SHORTEST_STEM:
        return False
    hits = reading.hits_within(max(0, stem - LONGEST), head.start())
    if any(stem in (hit.start, hit.end) and hit.entry.label in ANCHORS for hit in hits):
        return len(own) > 1 or STRONG.fullmatch(head.group()) is not None
    if WORLDLY.match(text, stem):
        return True
    held = HELD.search(text, max(0, start - LONGEST_HELD), start)
    return bool(held) and STRONG.fullmatch(head.group()) is not None


COMMON = words("gathering") | words("generic")
"""Words that name no gathering by themselves (专题论坛, 招商推介会)."""
