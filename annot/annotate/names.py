"""The name grammar: a head, and as much before it as belongs to the name."""

import re
from collections.abc import Iterator, Sequence

from annot.annotate.boundary import ANCHORS, PROPER, is_generic, trim, window
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.events import whole_event
from annot.annotate.firms import with_seat
from annot.annotate.needs import meets
from annot.annotate.no_names import COUNTRIES, RANKS, is_no_name
from annot.annotate.parts import own_part
from annot.annotate.places import is_within
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, Token
from annot.annotate.vocabulary import Head, Need, heads, words
from annot.annotate.works import is_built

__all__ = ["HeadFinder", "find_names"]

LEXICAL = frozenset((*ANCHORS, "INDUSTRY", "PRODUCT", "PROJECT", "EVENT", "POLICY"))
LONG_HEAD = 4
# As a location a place, as works a project (guideline 23).
LINES = words("line")
FARTHEST_END = 10
PARTNERS = frozenset("德以新日韩法欧俄英美意瑞非阿哈老巴印澳泰白丹匈")
# 人民东路188号: a road with a house number is a name wherever it stands.
ROADS = frozenset(("路", "街", "大道", "大街", "东路", "西路", "南路", "北路", "中路", "东街", "西街", "南街", "北街"))
HOUSE_NUMBER = re.compile("[0-9]{1,5}(?:[-—][0-9]{1,5})?号")
QUARTERS = frozenset(("东部", "南部", "北部", "中部", "东北部", "东南部", "西南部", "西北部"))
SIDED = frozenset("内外里中")
LEADERS = frozenset(("会长", "校长", "院长", "所长", "馆长", "台长", "社长", "主任", "秘书长", "理事长", "主席"))
SHORTEST_CROSSED, LONGEST_CROSSING = 2, 4
REST = {"园": re.compile("区(?![域位块])"), "办": re.compile("公室")}
SHORTEST_PLAN = 6
# 具体实施方案: a paper in common words has no name.
PAPERS = ("方案", "办法", "细则", "意见", "规划", "纲要", "措施", "政策")
# 实施园区培育计划: a plan in common words is a name where somebody carries it out.
CARRIED_OUT = re.compile("(?:实施|制定|出台|推出|启动|印发|开展)$")
LONGEST_VERB = 2
UPON = frozenset(("海上", "路上", "线上", "网上", "岛上", "船上", "陆上", "水上"))


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
            yield from self._crossing(text, start, end)

    def _crossing(self, text: str, first: int, last: int) -> Iterator[tuple[int, int, Head]]:
        """Yield the head that begins within another one and goes beyond it (岚|海港, but 岚海|港务局)."""
        if last - first < SHORTEST_CROSSED:
            return
        for start, end, number in self._automaton.find(text[first + 1 : last + LONGEST_CROSSING]):
            if start + first + 1 >= last or end + first + 1 > last:
                head = self._heads[number]
                if start + first + 1 < last and head.label == "GOV":
                    yield start + first + 1, end + first + 1, head
                return


def find_names(reading: Reading, finder: HeadFinder) -> Iterator[Candidate]:
    """Yield the names that the heads of a document end."""
    text = reading.text
    for start, end, head in finder.find(text):
        tokens = reading.tokens(start)
        if rest := REST[head.text[-1]].match(text, end) if head.text[-1] in REST else None:
            # 产业合作园|区, 推进办|公室: the table of heads names the shorter form alone.
            end = rest.end()
        if _splits_word(tokens, start, end, head):
            continue
        found = _before_head(reading, tokens, start, head)
        if is_no_name(text, found, end, head):
            continue
        if head.need is Need.NONE and not any(token.tag in PROPER for token in found):
            yield Candidate(start, end, head.label, f"name:{head.text}")
        elif found and (
            meets(found, start, head)
            or _is_carried_out(reading, found, head)
            or (head.text in ROADS and HOUSE_NUMBER.match(text, end))
        ):
            yield _named(reading, found, end, head)


def _before_head(reading: Reading, tokens: Sequence[Token], start: int, head: Head) -> list[Token]:
    """Return the words before a head that belong to its name."""
    reach = window(tokens, start)
    found = own_part(reach if head.label == "POLICY" and reach and reach[0].word in RANKS else trim(reach), head)
    found = _without_quarter(_with_country(reading, found), head)
    if head.label == "GOV" and found and reading.text.endswith("中共", 0, found[0].start):
        return [Token(found[0].start - len("中共"), found[0].start, "中共", "nt"), *found]
    seated = head.label == "COMPANY" and head.text.endswith("有限公司")
    return with_seat(reading, found, start) if seated else found


def _named(reading: Reading, found: Sequence[Token], end: int, head: Head) -> Candidate:
    """Return the name that words and their head make: works, a whole event, or what the head says."""
    text, start, rule = reading.text, found[0].start, f"name:{head.text}"
    if head.text in LINES and (first := _line_start(reading, start, end)) is not None:
        return Candidate(first, end, "PROJECT", rule)
    label = _label(reading, found, head)
    # 三年行动计划: the time within the name of a plan is no TIME.
    timed = label == "POLICY" and "年" in text[start:end]
    whole = whole_event(text, start, end) if label == "EVENT" else end
    return Candidate(start, whole, label, rule, Tier.SURE if timed or whole > end else Tier.NORMAL)


def _line_start(reading: Reading, start: int, end: int) -> int | None:
    """Return where the name of a line begins that is works; None for one that is a place (guideline 23)."""
    if reading.text.endswith("至", 0, start):
        # 银川|至|西安铁路: named after both its ends.
        far = reading.hits_within(max(0, start - FARTHEST_END), start - 1)
        if far and far[-1].end == start - 1 and far[-1].entry.label == "PLACE":
            chained = len(far) > 1 and far[-2].end == far[-1].start and is_within(far[-1], far[-2])
            return far[-2].start if chained else far[-1].start
    return start if is_built(reading.text, start, end) else None


def _label(reading: Reading, found: Sequence[Token], head: Head) -> str:
    """Return what a name is: the United Nations' institutes are offices, areas outside a free-trade zone places."""
    if head.label == "INSTITUTE" and found[0].word == "联合国":
        return "GOV"
    # 太忻一体化经济区（太原片区）
    inside = reading.text[found[0].start - 2 : found[0].start] in ("区（", "区(")
    inside = inside or any(
        token.tag == "ZONE" or token.word in ("示范区", "试验区", "新区", "开发区") for token in found
    )
    return "PLACE" if head.text == "片区" and not reading.has_free_trade and not inside else head.label


def _without_quarter(found: list[Token], head: Head) -> list[Token]:
    """Cut the side on which a zone lies (南部|潇河产业园区)."""
    sided = head.label == "ZONE" and len(found) > 1 and found[0].word in QUARTERS and found[1].tag in PROPER
    return found[1:] if sided else found


def _with_country(reading: Reading, found: list[Token]) -> list[Token]:
    """Add the 中 of 中德, 中新 to a name that begins with the other country, and the 上 of 上|海洋|山码头."""
    left = reading.text[max(0, found[0].start - 2) : found[0].start] if found else ""
    if found and found[0].word[0] == "海" and left.endswith("上") and left not in UPON:
        return [Token(found[0].start - 1, found[0].end, "上" + found[0].word, "PLACE"), *found[1:]]
    if found and COUNTRIES.fullmatch(left):
        # 中越|跨境经济合作区
        return [Token(found[0].start - len(left), found[0].start, left, "ns"), *found]
    if found and found[0].word in PARTNERS and reading.text[found[0].start - 1 : found[0].start] == "中":
        return [Token(found[0].start - 1, found[0].start, "中", "ns"), *found]
    return found


def _is_carried_out(reading: Reading, found: Sequence[Token], head: Head) -> bool:
    start = found[0].start
    if head.label != "POLICY" or (head.text.endswith(PAPERS) and all(is_generic(token) for token in found)):
        return False
    # 城镇青年就业促进计划: a plan without a made-up word has a long name.
    long = head.text in ("计划", "激励计划") and found[-1].end - start >= SHORTEST_PLAN
    return (head.need is Need.SPECIFIC or long) and bool(
        CARRIED_OUT.search(reading.text, max(0, start - LONGEST_VERB), start)
    )


def _splits_word(tokens: Sequence[Token], start: int, end: int, head: Head) -> bool:
    """Tell whether a head is only a piece of a longer word (研究院|所, 高速|增长, 农|村, 集成电|路)."""
    if head.label == "GOV":
        return False
    for token in tokens:
        if token.end <= start or token.start >= end:
            continue
        # 学府路 is a word of the dictionary and a road.
        road = head.text in ROADS and token.word.removesuffix(head.text) in words("road")
        whole = token.start < start and token.end == end and not road
        ends_word = whole and (len(head.text) == 1 or token.tag in LEXICAL)
        # 片区|内, 协会|会长: the segmenter took the side, or the office, for a part of the word.
        sided = token.end == end + 1 and token.word[-1] in SIDED and len(head.text) > 1
        led = token.start == start and token.word[end - start :] in LEADERS
        inside = (token.end > end and not sided and not led) or ends_word
        if inside and len(head.text) < LONG_HEAD and token.tag not in ("ns", "nz", "nt", "nr", "m", UNKNOWN):
            return True
    return False
