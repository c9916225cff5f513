"""Works named after who builds them, where they stand and what they are: 国投集团湄洲湾第三发电厂二期工程."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate
from annot.annotate.gazetteer import Hit
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN
from annot.annotate.vocabulary import words

__all__ = ["find_undertakings"]

# The last words of a work's name, and what may not stand between it and the place or company that it begins with.
HEAD = pattern("undertakings", "head")
HEAD_AT = pattern("undertakings", "head_at")
# 第8.6代新型显示面板生产线
LINE = pattern("undertakings", "line")
BODY = pattern("undertakings", "body")
COMMON_BODY = pattern("undertakings", "common_body")
# 总投资52亿元的…项目: the sum says where the name begins.
INVESTED = pattern("undertakings", "invested")
COSTLY = pattern("undertakings", "costly")
# 白鹤滩至浙江…: the other end of a line, whether a lexicon has it or not.
OTHER_END = re.compile("(?:(?<=[，。、；：？！“”）的])|^)[一-龥]{2,4}(?:至|[—-])$", re.MULTILINE)
# 海稍水库灌区…改造工程: a water or a road that no lexicon lists, at the beginning of its clause.
UNLISTED = pattern("undertakings", "unlisted")
INVESTED_AT = re.compile("投资|投建|兴建|概算|造价")
FARTHEST = 34  # characters from the beginning of a work's name to its head
LONGEST_END = 8
SHORTEST = 6
SHORTEST_END, LONGEST_UNLISTED = 2, 4
BUILDERS = frozenset(("PLACE", "COMPANY", "INSTITUTE"))


def find_undertakings(reading: Reading) -> Iterator[Candidate]:
    """Yield the works of a document."""
    text = reading.text
    for match in (*matches_near(HEAD, HEAD_AT, text, before=0), *LINE.finditer(text)):
        start = _beginning(reading, match.start())
        if start is not None and match.end() - start > SHORTEST:
            yield Candidate(start, match.end(), "PROJECT", "undertaking:named")
    for match in matches_near(INVESTED, INVESTED_AT, text, before=len("计划")):
        if work := COSTLY.match(text, match.end()):
            yield Candidate(*work.span(), "PROJECT", "undertaking:costly")


def _beginning(reading: Reading, head: int) -> int | None:
    """Return where the name begins that a head ends, None when nothing before it is a builder or a place."""
    first, _ = reading.segment(head)
    for hit in reading.hits_within(max(first, head - FARTHEST), head):
        if reading.text[hit.start - 1 : hit.start] in ("（", "("):
            # 正菱机械（衢州）有限公司: the seat of a company whose name begins before it.
            continue
        if hit.entry.label in BUILDERS and _leads_to(reading.text, hit, head):
            other = OTHER_END.search(reading.text, max(0, hit.start - LONGEST_END), hit.start)
            return other.start() if other else _unlisted_before(reading, first, hit.start)
    unlisted = UNLISTED.match(reading.text, first, head)
    if unlisted and head - first < FARTHEST and BODY.fullmatch(reading.text, unlisted.end(), head):
        return unlisted.start("name")
    return None


def _unlisted_before(reading: Reading, first: int, start: int) -> int:
    """Return where a name begins with a word that no lexicon has, in a clause of its own (棋盘洲|长江公路大桥)."""
    tokens = reading.words.tokens(first, start)
    plain = all(
        token.tag in ("n", "ns", "nr", "nz", UNKNOWN) and token.word not in words("generic") for token in tokens
    )
    return first if tokens and plain and SHORTEST_END <= start - first <= LONGEST_UNLISTED else start


def _leads_to(text: str, hit: Hit, head: int) -> bool:
    body = text[hit.end : head]
    return bool(BODY.fullmatch(body)) and not (body and COMMON_BODY.fullmatch(body))
