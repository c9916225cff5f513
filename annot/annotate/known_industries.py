"""Known industries, where their context speaks of them as such and not of a technique or an attribute."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.fields import BOUND, NO_FIELDS, VAGUE, is_branded
from annot.annotate.gazetteer import Hit
from annot.annotate.industries import ADVANCED, BARE, BARE_AFTER, FIXED, METRIC, NO_INDUSTRY_AFTER, SCALES
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import words

__all__ = ["find_known_industries"]

# What may follow and precede a known industry when it is meant as one, not as a technique or an attribute.
AFTER = pattern("known_industries", "after")
BEFORE = pattern("known_industries", "before")
# 把生物医药作为…
MADE = re.compile("作为|列为|确[立定]为|(?:打造|培育|发展)[成为]|做[成大强]")
SPECIALITY_AFTER = re.compile("产业(?![园基带化])")
# 融资租赁|业务, 旅游|业态: the branch's last character belongs to the next word.
TORN = frozenset("务态绩主余者")
NOUN = 2
SHORTEST_SECTOR = 4
LONGEST_CUE = 6
QUALITY = pattern("known_industries", "quality")
PAIR = pattern("known_industries", "pair")
SEPARATORS = ("、", "和", "与", "及")
# 集总部、电子商务、会展于一体: what a building holds; 汽车、锂电池、服装产量: goods.
INTEGRATED = re.compile("[于为]一体")
# 蔬菜产业|发展中心
BODY_AFTER = re.compile("发展(?:中心|办|局|促进|领导)|促进会|技术体系|总会|商会|领导小组")
GATHERED = re.compile("集[^，。；,;\n]{4,}$")
LONGEST_INTEGRATED = 60
GOODS = re.compile("[^，。；,;\n]{0,40}?(?:产量|产品|分别[增下]|等[一-龥]{0,4}专业(?:[和与]|人才|技术人))")
# 汽车、家电等大宗消费品, 物联网、机器人等专业: what else a list may name.
GOODS_NAMED = re.compile(
    "等[一-龥]{0,8}?(?<!新)(?:消费品|产品|商品|货物|物资|设备|零部件|专业(?![化服市])|学科|课程|岗位)(?!制造|加工|产业|行业)"
)
# A science or a technique in a list of fields of research is no industry.
SCIENCE = re.compile("(?:科学|科技|技术)$")


def find_known_industries(reading: Reading) -> Iterator[Candidate]:
    """Yield the lexicon's industries that are meant as industries."""
    hits = (hit for hit in (*reading.hits, *reading.doubtful) if hit.entry.label == "INDUSTRY")
    known = sorted(hits, key=_start_of)
    held = set(_held(reading.text))
    for hit in known:
        if hit.start not in held and not BODY_AFTER.match(reading.text, hit.end):
            yield from _known(reading, hit, known)
    yield from _joined(reading)
    for hit in reading.hits:
        # 六堡茶|产业: what a place is known for is an industry before the noun.
        if hit.entry.get("kind") == "speciality" and SPECIALITY_AFTER.match(reading.text, hit.end):
            yield Candidate(hit.start, hit.end, "INDUSTRY", "industry:speciality", Tier.SURE)


def _held(text: str) -> Iterator[int]:
    """Yield the places within 集…于一体."""
    for match in INTEGRATED.finditer(text):
        gathered = GATHERED.search(text, max(0, match.start() - LONGEST_INTEGRATED), match.start())
        if gathered:
            yield from range(*gathered.span())


def _start_of(hit: Hit) -> int:
    """Return where a lexicon name starts."""
    return hit.start


def _known(reading: Reading, hit: Hit, known: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield a known industry where its context speaks of it as one."""
    text, start, end = reading.text, hit.start, hit.end
    term = hit.entry.term
    if _is_other(text, hit):
        return
    for noun in ("产业", "行业", "领域", "集群"):
        if term.endswith(noun) and term[:-2] not in BOUND and len(term) > 3:
            if term[:-2] in VAGUE:
                return
            end -= 2
            break
    if hit.is_own:
        yield Candidate(hit.start, hit.end, "INDUSTRY", f"lexicon:{hit.lexicon}", Tier.USER)
    elif not (
        (term in FIXED and METRIC.match(text, end)) or is_branded(reading, start) or NO_FIELDS.match(text, end)
    ) and (end < hit.end or _is_listed(text, hit, known) or _is_meant(text, hit)):
        start = _with_pair(text, _with_quality(text, _with_noun(reading, start)), end)
        yield Candidate(start, end, "INDUSTRY", f"lexicon:{hit.lexicon}")


def _is_other(text: str, hit: Hit) -> bool:
    """Tell whether a sector's name is here that of a scale, an honour or a thing, or a piece of other words."""
    term, after = hit.entry.term, text[hit.end : hit.end + 2]
    if (term == "工业" and text[max(0, hit.start - 2) : hit.start] in SCALES) or (term == ADVANCED and after == "集群"):
        return True
    return (term.endswith("业") and after[:1] in TORN) or (term in BARE and not BARE_AFTER.match(text, hit.end))


def _with_noun(reading: Reading, start: int) -> int:
    """Return where an industry begins with the noun that stands between it and the list before it (医疗|医药)."""
    before = [token for token in reading.tokens(start) if token.end <= start]
    if not before or before[-1].end != start or before[-1].tag not in ("n", "j", "b") or len(before[-1].word) != NOUN:
        return start
    first, word = before[-1].start, before[-1].word
    opens = first and reading.text[first - 1] in "、和与及"
    return first if opens and not any(word in words(kind) for kind in ("stop", "rank", "generic", "verbal")) else start


def _with_quality(text: str, start: int) -> int:
    """Return where an industry begins with the quality that belongs to its name (新型电力装备, 绿色化工)."""
    quality = QUALITY.search(text, max(0, start - LONGEST_CUE), start)
    return quality.start("own") if quality else start


def _with_pair(text: str, start: int, end: int) -> int:
    """Return where a pair of which the second is known begins: 钛及新材料 as one member of a list (guideline 4)."""
    pair = PAIR.search(text, max(0, start - LONGEST_CUE), start)
    if not pair or (pair["middle"] and text[end : end + 1] != "、"):
        return start
    return pair.start(pair.lastgroup or 0)


def _is_meant(text: str, hit: Hit) -> bool:
    """Tell whether what stands before and after a known industry speaks of it as one."""
    if _is_sector(text, hit):
        return True
    if hit.entry.is_ambiguous or text.startswith("和信息化", hit.end):
        return False
    before = text[max(0, hit.start - LONGEST_CUE) : hit.start] or "\n"
    if before.endswith(("把", "将")) and MADE.match(text, hit.end):
        return True
    if text.startswith("、", hit.end) and GOODS.match(text, hit.end):
        return False
    if GOODS_NAMED.match(text, hit.end):
        return False
    return bool(AFTER.match(text, hit.end) and BEFORE.search(before))


def _is_sector(text: str, hit: Hit) -> bool:
    """Tell whether a name is that of a whole sector, which means nothing else (电力、热力、燃气及水生产和供应业)."""
    term = hit.entry.term
    if not term.endswith("业") or term.endswith("产业") or len(term) < SHORTEST_SECTOR:
        return False
    return not NO_INDUSTRY_AFTER.match(text, hit.end) and text[hit.start - 1 : hit.start] != "非"


def _is_listed(text: str, hit: Hit, known: Sequence[Hit]) -> bool:
    """Tell whether a known industry stands beside another one in a list that ends as such a list does."""
    index = bisect_left(known, hit.start, key=_start_of)
    before, last = index, index
    while before and known[before - 1].end + 1 == known[before].start and text[known[before - 1].end] in SEPARATORS:
        before -= 1
    while (
        last + 1 < len(known) and known[last].end + 1 == known[last + 1].start and text[known[last].end] in SEPARATORS
    ):
        last += 1
    if last == before or SCIENCE.search(text[hit.start : hit.end]):
        return False
    end = known[last].end
    return bool(AFTER.match(text, end)) and not (
        GOODS_NAMED.match(text, end) or (text.startswith("、", end) and GOODS.match(text, end))
    )


def _joined(reading: Reading) -> Iterator[Candidate]:
    """Yield two known industries that 及 or + makes one (生物医药及医疗器械)."""
    for left, right in pairwise(reading.hits):
        known = left.entry.label == right.entry.label == "INDUSTRY"
        if known and reading.text[left.end : right.start] in ("及", "+") and AFTER.match(reading.text, right.end):
            yield Candidate(left.start, right.end, "INDUSTRY", "industry:joined")
