"""Industries in a list that a verb of growth governs, half of which are known or end as fields do (发展A、B、C)."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_at
from annot.annotate.candidate import Candidate
from annot.annotate.fields import NO_FIELDS, RANKED, is_party
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import words

__all__ = ["find_grown", "is_plain"]

# 大力发展, 做优做强, 主攻: what stands after it grows.
GROWING = pattern("grown_industries", "growing")
GROWING_AT = pattern("grown_industries", "growing_at")
# What ends the list, and what may follow it.
END = pattern("grown_industries", "end")
AFTER = pattern("grown_industries", "after")
# What says by itself that the list is one of industries.
SAID = pattern("grown_industries", "said")
SEPARATOR = re.compile("、|和(?![平谐田])|与")
# 光电显示, 进口消费品展销, 可降解塑料: verbs that are parts of a field's name.
INNER = frozenset(("显示", "进口", "出口", "服务", "可", "应用", "升级", "品牌", "再", "一体化", "未来", "利用"))
FUNCTION_TAGS = frozenset(("p", "c", "uj", "ul", "r"))
LONGEST_LIST = 90
SHORTEST, LONGEST = 2, 9
FEWEST = 2
TAILS = tuple(words("field-tail"))
STOP = words("stop")
# Vague before 产业, a field among others.
SCIENCES = frozenset(("生命科学",))
OTHERS = frozenset(("COMPANY", "ZONE", "INSTITUTE", "GOV", "PERSON", "POLICY", "PROJECT", "EVENT"))


def find_grown(reading: Reading) -> Iterator[Candidate]:
    """Yield the members of lists of two and more fields that a verb of growth governs."""
    known = {hit.end for hit in (*reading.hits, *reading.doubtful) if hit.entry.label == "INDUSTRY"}
    verbs = (verb.start() for verb in GROWING_AT.finditer(reading.text))
    for match in matches_at(GROWING, verbs, reading.text):
        end = END.search(reading.text, match.end(), match.end() + LONGEST_LIST)
        if end is None or not AFTER.match(reading.text, end.start()) or NO_FIELDS.match(reading.text, end.start()):
            continue
        members = list(_members(reading.text, match.end(), end.start()))
        if len(members) < FEWEST or not all(is_plain(reading, *member) for member in members):
            continue
        fields = sum(_is_field(reading.text, *member, known) for member in members)
        said = SAID.match(reading.text, end.start()) and fields
        if said or (fields >= FEWEST and 2 * fields >= len(members)):
            for start, stop in members:
                yield Candidate(start, stop, "INDUSTRY", "industry:grown")


def _members(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for mark in SEPARATOR.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def _is_field(text: str, start: int, end: int, known: set[int]) -> bool:
    """Tell whether a member is a known industry or ends as fields do (林下养殖, 沙漠旅游)."""
    return end in known or text.endswith(TAILS, start, end)


def is_plain(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a member may be the name of a field: short, made of nouns, nobody and no means."""
    name = reading.text[start:end]
    if not SHORTEST <= len(name) <= LONGEST:
        return False
    if name not in SCIENCES and not name.endswith("模型") and (is_party(name) or name.endswith(RANKED)):
        return False
    if any(hit.entry.label in OTHERS for hit in reading.hits_within(start, end)):
        return False
    tokens = reading.words.tokens(start, end)
    return not any(token.word not in INNER and (token.word in STOP or token.tag in FUNCTION_TAGS) for token in tokens)
