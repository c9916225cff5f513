"""The name grammar: a head, and as much before it as belongs to the name."""

import re
from collections.abc import Iterator, Sequence

from annot.annotate.boundary import ANCHORS, PROPER, is_generic, trim, window
from annot.annotate.candidate import Candidate
from annot.annotate.government import LEVELS
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, Token
from annot.annotate.vocabulary import Head, Need, heads, words
from annot.annotate.works import is_built

__all__ = ["HeadFinder", "find_names"]

# A plan is named after what it does, in common words; a zone or an institute is not.
LOOSE = frozenset(("POLICY",))
# 重点实验室梯次培育计划: a rank that belongs to the name of a plan.
KEPT = frozenset(("重点", "重大"))
LEXICAL = frozenset((*ANCHORS, "INDUSTRY", "PRODUCT", "PROJECT", "EVENT", "POLICY"))
LONG_HEAD = 4
# 政府工作报告, 政府采购: what a government does, not the government.
NO_OFFICE = re.compile("(?<=政府)(?:工作报告|采购|性|债|投资|补贴|网站|部门|基金|储备|服务|职能|信息)")
SHORTEST_PLACE = 2
LONGEST_AREA = 6
SHORTEST_UNDERTAKING = 5
# As a location a place, as works a project (guideline 23).
LINES = words("line")
PARTY = ("省委", "市委", "区委", "县委", "工委", "党委")
ANCHOR_WORDS = frozenset(("国家", "中国", "全国", "全球", *LEVELS))


class HeadFinder:
    """The heads of names compiled into one automaton."""

    def __init__(self) -> None:
        """Compile the table of heads."""
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        self._heads = heads()
        self._automaton = CharwiseDoubleArrayAhoCorasick(
            [head.text for head in self._heads], match_kind=MATCH_KIND_LEFTMOST_LONGEST
        )

    def find(self, text: str) -> Iterator[tuple[int, int, Head]]:
        """Yield the heads of a text with their places."""
        for start, end, number in self._automaton.find(text):
            head = self._heads[number]
            if head.label:
                yield start, end, head


def find_names(reading: Reading, finder: HeadFinder) -> Iterator[Candidate]:
    """Yield the names that the heads of a document end."""
    for start, end, head in finder.find(reading.text):
        tokens = reading.tokens(start)
        if _splits_word(tokens, start, end, head):
            continue
        reach = window(tokens, start)
        found = _own_part(reach if head.label == "POLICY" and reach and reach[0].word in KEPT else trim(reach), head)
        if head.label == "GOV" and NO_OFFICE.match(reading.text, end):
            continue
        if head.need is Need.NONE and not found:
            yield Candidate(start, end, head.label, f"name:{head.text}")
        elif found and meets(found, start, head):
            if head.text in LINES and is_built(reading.text, found[0].start, end):
                yield Candidate(found[0].start, end, "PROJECT", f"name:{head.text}")
                continue
            label = "GOV" if head.label == "INSTITUTE" and found[0].word == "联合国" else head.label
            yield Candidate(found[0].start, end, label, f"name:{head.text}")


def _is_particular(token: Token) -> bool:
    return token.tag in PROPER or token.tag == "INDUSTRY" or (len(token.word) == 1 and token.word.isalpha())


def _own_part(found: list[Token], head: Head) -> list[Token]:
    """Cut another name that stands directly before this one (guideline 2 and 8)."""
    if head.label == "EVENT":
        return _without_host(found)
    if head.label == "GOV":
        last = max(
            (i for i, token in enumerate(found) if token.word.endswith(PARTY) and i + 1 < len(found)), default=-1
        )
        return found[last + 1 :]
    if head.text == "改革":
        return [token for token in found if token.tag != "PLACE"] if found and found[0].tag == "PLACE" else found
    return found


def _is_undertaking(found: Sequence[Token], head_start: int) -> bool:
    """Tell whether 项目 ends a name: somebody's, or one with a made-up word in it, and not that of a place."""
    if found[0].tag in ("PLACE", "ns"):
        return len(found) > 2 and head_start - found[0].start > LONGEST_AREA
    if found[0].tag in ("ZONE", "GOV") or len(found) < 2:
        return False
    if any(token.tag in ("COMPANY", "INSTITUTE") for token in found):
        return True
    return any(token.tag == UNKNOWN for token in found) and head_start - found[0].start > SHORTEST_UNDERTAKING


def _without_host(found: list[Token]) -> list[Token]:
    """Cut a zone or an office before the name of an event: they are names of their own (guideline 2)."""
    last = max(
        (
            index
            for index, token in enumerate(found)
            if token.tag == "ZONE" or (token.tag == "GOV" and token.word[-1] in "局委厅会府部")
        ),
        default=-1,
    )
    return found[last + 1 :]


def _splits_word(tokens: Sequence[Token], start: int, end: int, head: Head) -> bool:
    """Tell whether a head is only a piece of a longer word (研究院|所, 高速|增长, 农|村, 集成电|路)."""
    if head.label == "GOV":
        return False
    for token in tokens:
        if token.end <= start or token.start >= end:
            continue
        inside = token.end > end or (token.start < start and (len(head.text) == 1 or token.tag in LEXICAL))
        if inside and len(head.text) < LONG_HEAD and token.tag not in ("ns", "nz", "nt", "nr", "m", UNKNOWN):
            return True
    return False


def meets(found: Sequence[Token], head_start: int, head: Head) -> bool:
    """Tell whether the words before a head make it a name."""
    if head.need in (Need.ANY, Need.NONE):
        return True
    if head.text == "项目":
        return _is_undertaking(found, head_start)
    if head.label == "PLACE" and len(head.text) == 1 and head_start - found[0].start < SHORTEST_PLACE:
        return found[-1].tag == "PLACE"
    specific = [token for token in found if not is_generic(token) and token.word not in ANCHOR_WORDS]
    if head.need is Need.OFFICE:
        return found[0].tag in PROPER or found[0].word in LEVELS
    if head.need is Need.SPECIFIC:
        return any(_is_particular(token) for token in specific) or (head.label in LOOSE and bool(specific))
    if head.label == "GOV" and found[0].word in LEVELS and head.need is Need.ANCHOR:
        return True
    if head.need is Need.ANCHOR:
        return found[0].tag in PROPER or (found[0].word in ANCHOR_WORDS and len(specific) > 0)
    if head.need is Need.PLACE:
        return found[-1].tag in ("PLACE", "ns")
    if head.need is Need.PROPER:
        return (found[-1].tag in PROPER and len(found[-1].word) > 1) or sum(len(token.word) == 1 for token in found) > 1
    return found[0].tag in PROPER
