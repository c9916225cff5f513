"""Zones in common words: a kind of zone, one of many, or what a place is to become, and no name."""

import re
from collections.abc import Sequence

from annot.annotate.boundary import PROPER
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import Head

__all__ = ["WHOLE", "is_kind_of_zone"]

NATION = frozenset(("中国", "国家", "我国"))
WHOLE = frozenset(("全国", "全球", "世界", "国内"))
"""Words that make all of a kind out of a name (全国…产业园区)."""

# 机器人产业园区94个, 各类产业园
COUNTED_AFTER = re.compile("(?:达到?|共|有|已达|总数)?[0-9]+余?[个家]|竞争力|建设(?:如火如荼|提速)")
MANY_BEFORE = re.compile("(?:我国|全国|各地|一批|多个|各类|专业|[0-9]个|在建的?)$")
LONGEST_MANY = 5
# 建成国内领先的现代煤化工产业示范区: what something is or is to be, in common words.
RATED = re.compile(
    "(?:作为|成为|变成|打造成?|建成|建设成|争创|创建|认定为|评为|入选|获评|列为|领先的|一流的|先进的|级|一流|特色的|个)“?$"
)
LONGEST_RATING = 5
# 打造长三角…优选地、淮河生态经济带产城融合发展先导区: a title that is aimed at, not a zone.
TITLES = frozenset(("先导区", "先行区", "引领区", "示范区", "试验区", "集聚区", "实验区", "创新区", "功能区"))
AIMED_AT = re.compile("(?:打造|争创|争当|争做|建设成|建成|成为)(?:(?![，。；：！？,;\n]).){0,60}$")
LONGEST_CLAUSE = 64


def is_kind_of_zone(text: str, found: Sequence[Token], end: int, head: Head) -> bool:
    """Tell whether the words before the head of a zone name no zone.

    Args:
        text: The document.
        found: The words before the head, at least one.
        end: Where the head ends.
        head: The head.
    """
    start = found[0].start
    if all(token.word in NATION for token in found):
        return True
    if head.text in TITLES and AIMED_AT.search(text, max(0, start - LONGEST_CLAUSE), start):
        return True
    if any(token.tag in ("PLACE", "ZONE", "COMPANY", "ns") for token in found):
        return False
    if found[0].word in WHOLE or found[0].word == "国家":
        return True
    if _is_plain(found) and RATED.search(text, max(0, start - LONGEST_RATING), start):
        return True
    return bool(COUNTED_AFTER.match(text, end) or MANY_BEFORE.search(text, max(0, start - LONGEST_MANY), start))


def _is_plain(found: Sequence[Token]) -> bool:
    return not any(token.tag in PROPER for token in found)
