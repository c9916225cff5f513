"""Industries: what stands before 产业, 行业 and 领域, branches that end in 业, known ones in a context."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annot.annotate.boundary import is_generic, window
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.gazetteer import Hit
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import words

__all__ = ["field_before", "find_industries", "is_vague"]

# The noun before which the name of an industry ends. 产业园, 行业协会 … are other things.
NOUN = pattern("industries", "noun")
# 业 at the end of a branch's own name, and 经济 as the name of a field.
BRANCH = pattern("industries", "branch")
ECONOMY = pattern("industries", "economy")
ORDINAL = pattern("industries", "ordinal")
# Words that do not name an industry without 产业 (guideline 12).
BOUND = words("bound")
VAGUE = words("vague")
# What may follow and precede a known industry when it is meant as one, not as a technique or an attribute.
AFTER = pattern("industries", "after")
BEFORE = pattern("industries", "before")
LONGEST_CUE = 6
LONGEST_WORD = 6
SEPARATORS = ("、", "和", "与", "及")
# A science or a technique in a list of fields of research is no industry.
SCIENCE = re.compile("(?:科学|科技|技术)$")
METRIC = re.compile("(?:增加值|产值|投资|营业收入|营收|总产值|比重|占比|用电量|出口|进出口)")
FIXED = frozenset(("工业", "规上工业", "农业", "规模以上工业", "房地产"))
NO_INDUSTRY_AFTER = pattern("industries", "no_industry_after")


def find_industries(reading: Reading) -> Iterator[Candidate]:
    """Yield the industries of a document."""
    text = reading.text
    for match in NOUN.finditer(text):
        yield from _before_noun(reading, match.start())
    for match in BRANCH.finditer(text):
        start = _longest_before(text, match.start(), words("branch"))
        if start is not None:
            yield from _branch(reading, start, match.end())
    for match in ECONOMY.finditer(text):
        start = _longest_before(text, match.start(), words("economy"))
        if start is not None and not reading.words.cuts(start, start):
            yield Candidate(start, match.end(), "INDUSTRY", "industry:economy")
    for match in ORDINAL.finditer(text):
        yield Candidate(match.start(), match.end(), "INDUSTRY", "industry:ordinal")
    known = sorted((hit for hit in (*reading.hits, *reading.doubtful) if hit.entry.label == "INDUSTRY"), key=start_of)
    for hit in known:
        yield from _known(reading, hit, known)
    yield from _joined(reading)


def _longest_before(text: str, end: int, known: frozenset[str]) -> int | None:
    """Return where the longest known word that ends at a place begins, None when there is none."""
    for start in range(max(0, end - LONGEST_WORD), end):
        if text[start:end] in known:
            return start
    return None


def _joined(reading: Reading) -> Iterator[Candidate]:
    """Yield two known industries that 及 or + makes one (生物医药及医疗器械)."""
    for left, right in pairwise(reading.hits):
        known = left.entry.label == right.entry.label == "INDUSTRY"
        if known and reading.text[left.end : right.start] in ("及", "+") and AFTER.match(reading.text, right.end):
            yield Candidate(left.start, right.end, "INDUSTRY", "industry:joined")


def start_of(hit: Hit) -> int:
    """Return where a lexicon name starts."""
    return hit.start


def _known(reading: Reading, hit: Hit, known: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield a known industry where its context speaks of it as one."""
    text, start, end = reading.text, hit.start, hit.end
    term = hit.entry.term
    for noun in ("产业", "行业", "领域", "集群"):
        if term.endswith(noun) and term[:-2] not in BOUND and len(term) > 3:
            if term[:-2] in VAGUE:
                return
            end -= 2
            break
    if hit.is_own:
        yield Candidate(hit.start, hit.end, "INDUSTRY", f"lexicon:{hit.lexicon}", Tier.USER)
    elif not (term in FIXED and METRIC.match(text, end)) and (
        end < hit.end or _is_listed(text, hit, known) or _is_meant(text, hit)
    ):
        yield Candidate(start, end, "INDUSTRY", f"lexicon:{hit.lexicon}")


def _is_meant(text: str, hit: Hit) -> bool:
    """Tell whether what stands before and after a known industry speaks of it as one."""
    if hit.entry.is_ambiguous or text.startswith("和信息化", hit.end):
        return False
    before = text[max(0, hit.start - LONGEST_CUE) : hit.start] or "\n"
    return bool(AFTER.match(text, hit.end) and BEFORE.search(before))


def _is_listed(text: str, hit: Hit, known: Sequence[Hit]) -> bool:
    """Tell whether a known industry stands beside another one in a list that ends as such a list does."""
    index = bisect_left(known, hit.start, key=start_of)
    before, last = index, index
    while before and known[before - 1].end + 1 == known[before].start and text[known[before - 1].end] in SEPARATORS:
        before -= 1
    while (
        last + 1 < len(known) and known[last].end + 1 == known[last + 1].start and text[known[last].end] in SEPARATORS
    ):
        last += 1
    if last == before or SCIENCE.search(text[hit.start : hit.end]):
        return False
    return bool(AFTER.match(text, known[last].end))


def _before_noun(reading: Reading, noun: int) -> Iterator[Candidate]:
    found = field_before(reading, noun)
    if not found or found[-1].end != noun:
        yield from _list_before(reading, noun)
        return
    name = reading.text[found[0].start : noun]
    if name in BOUND and reading.text.startswith("产业", noun):
        yield Candidate(found[0].start, noun + 2, "INDUSTRY", "industry:bound")
    elif not is_vague(found, name):
        if not reading.text.startswith("领域", noun):
            yield Candidate(found[0].start, noun, "INDUSTRY", "industry:noun")
            yield from _members(reading, found[0].start)
    else:
        yield from _list_before(reading, noun)


def field_before(reading: Reading, noun: int) -> list[Token]:
    """Return the words of the field before a noun, without what only places or ranks it."""
    found = window(reading.tokens(noun), noun)
    start = 0
    for index, token in enumerate(found):
        if (
            token.tag in ("PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "ns")
            or token.word in words("rank")
            or token.word
            in (
                "整个",
                "国家",
                "中国",
                "企业",
                "地区",
                "现代化",
                "园区",
                "全区",
                "城市",
                "核心",
                "特色",
                "优势",
                "主导",
            )
        ):
            start = index + 1
    for index, token in enumerate(found):
        if token.word in words("verbal"):
            start = max(start, index + 1)
    return found[start:]


def is_vague(found: list[Token], name: str) -> bool:
    """Tell whether the words before 产业 or 领域 name no industry."""
    return (
        name in VAGUE
        or all(is_generic(token) or token.word in VAGUE for token in found)
        or len(name) < 2
        or len(name) > 14
        or all(token.tag in ("a", "ad", "b", "d", "m") for token in found)
        or found[-1].word.endswith(("主导", "优势", "特色", "支柱", "重点"))
    )


def _list_before(reading: Reading, noun: int) -> Iterator[Candidate]:
    """Read ``A、B、C等主导产业`` backwards from its noun."""
    text = reading.text
    start = max(text.rfind("等", max(0, noun - 14), noun), -1)
    if start > 0 and not set("，。；、\n") & set(text[start:noun]) and not text.startswith("领域", noun):
        yield from _members(reading, start + 1, at=start)


def _members(reading: Reading, position: int, at: int | None = None) -> Iterator[Candidate]:
    """Yield the members of a list that ends before a position."""
    text, end = reading.text, position if at is None else at
    while end > 0:
        if at is None:
            if text[end - 1] not in "、和及与":
                return
            end -= 1
        at = None
        found = field_before(reading, end)
        if not found or found[-1].end != end:
            return
        name = text[found[0].start : end]
        if name.endswith("产业") and name[:-2] not in BOUND:
            name = name[:-2]
        if not is_vague(found, name):
            yield Candidate(found[0].start, found[0].start + len(name), "INDUSTRY", "industry:list")
        end = found[0].start


def _branch(reading: Reading, start: int, end: int) -> Iterator[Candidate]:
    found = field_before(reading, start)
    if (
        found
        and found[-1].word in ("规上", "以上", "先进")
        and (found[-1].word != "先进" or reading.text.startswith("集群", end))
    ):
        return
    while found and (
        is_generic(found[0])
        and found[0].word not in ("现代", "先进", "生产性", "生活性", "高端", "地方", "专业", "设施", "信息", "科技")
    ):
        found = found[1:]
    begin = found[0].start if found else start
    if reading.text[begin:end] in FIXED and METRIC.match(reading.text, end):
        return
    if NO_INDUSTRY_AFTER.match(reading.text, end) or reading.words.cuts(begin, begin):
        return
    yield Candidate(begin, end, "INDUSTRY", "industry:branch")
