"""Industries: what stands before 产业, 行业 and 领域, branches that end in 业, known ones in a context."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.boundary import is_generic
from annot.annotate.candidate import Candidate
from annot.annotate.fields import BOUND, field_before, is_branded, is_vague
from annot.annotate.grown_industries import find_grown
from annot.annotate.industry_lists import find_field_lists, list_before, list_up_to, member_at
from annot.annotate.patterns import pattern
from annot.annotate.reading import BREAKS, Reading
from annot.annotate.vocabulary import words

__all__ = ["find_industries"]

# The noun before which the name of an industry ends. 产业园, 行业协会 … are other things.
NOUN = pattern("industries", "noun")
NOUN_CORE = re.compile("产业|行业|领域|集群")
# 业 at the end of a branch's own name, and 经济 as the name of a field.
BRANCH = pattern("industries", "branch")
ECONOMY = pattern("industries", "economy")
ORDINAL = pattern("industries", "ordinal")
ORDINAL_CORE = re.compile("[一二三]产")
# What stands between a break and 产值 is a branch, unless it says of whom or when.
OUTPUT_CORE = re.compile("产值|增加值|交易额")
OUTPUT = re.compile("总?(?:产值|增加值|交易额)(?![与占之])")
OVERALL = re.compile("[全总年该其本]|公司|企业|工业|农业|园区|规上|规模|高新|单位|人均|实现|累计|技术")
LONGEST_WORD = 6
METRIC = re.compile("(?:增加值|产值|投资|有效投入|技改|营业收入|营收|总产值|比重|占比|出口|进出口)")
# A rank elsewhere, here a part of the name: 先进制造业基地, but 先进制造业集群 is an honour (guideline 11).
ADVANCED = "先进制造业"
# 规上工业 is the industry of enterprises above a size, and no branch of its own.
ENTERPRISES = frozenset(("规上", "以上", "规模"))
SCALES = ENTERPRISES | {"全部"}
ADDED = re.compile("(?:增加值|产值)(?!占G|占地区|占全|占生产|率|与)")
FIXED = frozenset(("工业", "规上工业", "农业", "规模以上工业", "房地产"))
NO_INDUSTRY_AFTER = pattern("industries", "no_industry_after")
# 工业 and 农业 alone are sectors before a mark or a verb, not before a noun (工业品, 农业文化遗产).
BARE = frozenset(("工业", "农业"))
BARE_AFTER = pattern("industries", "bare_after")
SCALED = re.compile("规上|规模以上|限上|限额以上")
# Words that elsewhere name nothing, here the quality of a branch (现代服务业).
QUALITIES = frozenset(("现代", "先进", "生产性", "生活性", "高端", "地方", "专业", "设施", "信息", "科技", "研发"))


def find_industries(reading: Reading) -> Iterator[Candidate]:
    """Yield the industries of a document."""
    text = reading.text
    for match in matches_near(NOUN, NOUN_CORE, text, before=len("特色全")):
        yield from _before_noun(reading, match.start())
    for match in BRANCH.finditer(text):
        start = _longest_before(text, match.start(), words("branch"))
        if start is not None:
            yield from _branch(reading, start, match.end())
    for match in ECONOMY.finditer(text):
        start = _longest_before(text, match.start(), words("economy"))
        if start is not None and not reading.words.cuts(start, start):
            yield Candidate(start, match.end(), "INDUSTRY", "industry:economy")
    yield from _outputs(reading)
    yield from find_field_lists(reading)
    yield from find_grown(reading)
    for match in matches_near(ORDINAL, ORDINAL_CORE, text, before=len("第一产业、第三")):
        yield Candidate(match.start(), match.end(), "INDUSTRY", "industry:ordinal")


def _outputs(reading: Reading) -> Iterator[Candidate]:
    """Yield the branch whose output a clause begins with: 芯片设计产值512亿元."""
    for match in matches_near(OUTPUT, OUTPUT_CORE, reading.text, before=len("总")):
        found = field_before(reading, match.start())
        if (
            not found
            or found[-1].end != match.start()
            or OVERALL.search(found[0].word)
            or "产业" in reading.text[found[0].start : match.start()]
        ):
            continue
        start = found[0].start
        opens_clause = start == 0 or reading.text[start - 1] in BREAKS
        if opens_clause and not is_vague(found, reading.text[start : match.start()]):
            yield Candidate(start, match.start(), "INDUSTRY", "industry:output")


def _longest_before(text: str, end: int, known: frozenset[str]) -> int | None:
    """Return where the longest known word that ends at a place begins, None when there is none."""
    for start in range(max(0, end - LONGEST_WORD), end):
        if text[start:end] in known:
            return start
    return None


def _before_noun(reading: Reading, noun: int) -> Iterator[Candidate]:
    member = member_at(reading, noun)
    if member is not None and reading.text[member.start : noun] in BOUND and reading.text.startswith("产业", noun):
        yield Candidate(member.start, noun + 2, "INDUSTRY", "industry:bound")
    elif member is None or member.vague:
        yield from list_before(reading, noun)
    elif not reading.text.startswith("领域", noun):
        yield Candidate(member.start, member.end, "INDUSTRY", "industry:noun")
        yield from list_up_to(reading, member.start)


def _is_split(text: str, begin: int, end: int) -> bool:
    """Tell whether 工业增加值 is an industry and its output: not as a share, nor of a scale (guideline 25)."""
    whole = text[begin:end] in ("工业", "农业") and text[max(0, begin - 2) : begin] not in SCALES
    return whole and (not begin or text[begin - 1] in BREAKS) and bool(ADDED.match(text, end))


def _branch(reading: Reading, start: int, end: int) -> Iterator[Candidate]:
    """Yield the branch that a word before 业 names, with the qualities that belong to it."""
    text, found = reading.text, field_before(reading, start)
    if (found and found[-1].word in ENTERPRISES) or is_branded(reading, start):
        return
    honoured = text.startswith("集群", end)
    if honoured and ((found and found[-1].word == "先进") or text.endswith(ADVANCED, 0, end)):
        return
    begin = next((token.start for token in found if not is_generic(token) or token.word in QUALITIES), start)
    if begin == start and text.endswith(ADVANCED, 0, end):
        begin -= len("先进")
    if not _is_other(text, begin, end) and not reading.words.cuts(begin, begin):
        yield Candidate(begin, end, "INDUSTRY", "industry:branch")


def _is_other(text: str, begin: int, end: int) -> bool:
    """Tell whether what ends in 业 is no branch here: part of a metric or of another word, or of a scale."""
    name = text[begin:end]
    if name in FIXED and METRIC.match(text, end) and not _is_split(text, begin, end):
        return True
    if name in BARE and not BARE_AFTER.match(text, end):
        return True
    if name.startswith("老工") or text[begin - 1 : begin] in ("非", "老"):
        return True
    return bool(SCALED.search(name) or NO_INDUSTRY_AFTER.match(text, end))
