"""A document as the sources read it: its text, the names known in it, and its words."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

from annot.annotate.gazetteer import Gazetteer, Hit
from annot.annotate.patterns import pattern
from annot.annotate.pieces import LEVEL_ENDS, SHORTEST_NAME, TRUSTED_LENGTH, splits_word
from annot.annotate.segmenter import Token, Words

__all__ = ["BREAKS", "COMMON_LEVELS", "SURROGATE", "Reading"]

BREAKS = frozenset('，。；：！？、\n“”"…—|,;!?《》【】[]{}<>〈〉「」『』●►■◆▲★※\t\u3000 ＂‘’')
"""Characters that no name crosses."""
# A full stop of half width between two Chinese words is one too.
BREAK = re.compile("[" + re.escape("".join(sorted(BREAKS))) + "]|(?<=[一-龥）)”%])\\.(?=[一-龥“])")
CLAUSE = re.compile("[^，。；：！？\n,;:!?]+")
LINE_BREAK = re.compile("\n")
SURROGATE = re.compile(f"[{chr(0xD800)}-{chr(0xDFFF)}]")

SELF_EVIDENT = pattern("policies", "self_evident")
# 盐城|市区, 平阴|县城: the level and what follows it are one common noun.
COMMON_LEVELS = frozenset(("市区", "市域", "市郊", "县城", "县域", "区域", "州府"))
# 市长, 省会, 县民: the level is the first character of another word.
LED = re.compile("[省市县区]长(?![期远江三春沙兴安白征短乐治葛岭清寿阳宁海岛垣途达效城辛])|省会(?![议展计])")
LONGEST_CROSSING = 10
LONGEST_SEGMENT = 120


@dataclass
class Reading:
    """A document while it is annotated.

    Attributes:
        text: All paragraphs, parted by line breaks.
        words: Its words with their parts of speech.
        hits: Lexicon names found in it, in order; the doubtful ones are not among them.
        doubtful: Lexicon names that only context can confirm.
        paragraph_starts: Places where paragraphs begin.
        lists: Stretches of one clause that hold two 、 or more.
        has_free_trade: Whether it speaks of a free-trade zone, whose parts are zones (喀什片区).
    """

    text: str
    words: Words
    hits: list[Hit] = field(default_factory=list)
    doubtful: list[Hit] = field(default_factory=list)
    _segments: dict[int, list[Token]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _breaks: list[int] = field(init=False)
    paragraph_starts: list[int] = field(init=False)
    lists: list[tuple[int, int]] = field(init=False)
    has_free_trade: bool = field(init=False)

    def __post_init__(self) -> None:
        """Find the breaks and the paragraphs."""
        self._breaks = [-1, *[match.start() for match in BREAK.finditer(self.text)], len(self.text)]
        self.paragraph_starts = [0, *[match.end() for match in LINE_BREAK.finditer(self.text)]]
        clauses = [match.span() for match in CLAUSE.finditer(self.text)] if "、" in self.text else []
        self.lists = [span for span in clauses if self.text.count("、", *span) > 1]
        self.has_free_trade = "自贸" in self.text or "自由贸易" in self.text

    @classmethod
    def of(cls, text: str, gazetteer: Gazetteer) -> "Reading":
        """Read a text: cut it into words and look it up in the lexicons."""
        # Half a character that a broken escape left is no text to the segmenter; one for one, so that no offset moves.
        text = SURROGATE.sub("\ufffd", text)
        reading = cls(text, Words.of(text))
        crossed = 0
        known = gazetteer.find(text)
        chained = reading._chained(known)
        for hit in known:
            if hit.start < crossed:
                continue
            own = hit if hit.start in chained else reading._own(hit, gazetteer)
            doubted = own is None or reading.doubts(own)
            if doubted and (longer := reading._crossing(hit, gazetteer)):
                own, crossed, doubted = longer, longer.end, reading.doubts(longer)
            if own is None:
                continue
            if not doubted:
                reading.hits.append(own)
                continue
            reading.doubtful.append(own)
            if own.end - own.start > SHORTEST_NAME:
                # 宁德时代|四川基地: a doubtful long name hides sure ones within it.
                reading.hits += reading._within(own, gazetteer)
        reading._starts = [hit.start for hit in reading.hits]
        return reading

    def _chained(self, known: list[Hit]) -> set[int]:
        """Return where places begin of which two make one word of the dictionary (云南|昆明)."""
        pairs = [
            (left.start, right.start)
            for left, right in pairwise(known)
            if left.end == right.start
            and left.entry.label == right.entry.label == "PLACE"
            and self.words.tag_at(left.start, right.end)
        ]
        return {start for pair in pairs for start in pair}

    def _own(self, hit: Hit, gazetteer: Gazetteer) -> Hit | None:
        """Return what of a lexicon name stands in the text: all, all but its level, or nothing."""
        common = not hit.is_own and self.text[hit.end - 1 : hit.end + 1] in COMMON_LEVELS
        # 晋江市|长张文强, 湖南省|会
        common = common or (not hit.is_own and bool(LED.match(self.text, hit.end - 1)))
        # 格尔木市|区域
        common = common and self.text[hit.end : hit.end + 2] not in ("区域", "区位")
        if not common and not splits_word(self.text, self.words, hit):
            return hit
        # 长治|市委书记: the level belongs to the office, the place remains.
        if hit.entry.term[-1] not in LEVEL_ENDS or hit.end - hit.start <= SHORTEST_NAME:
            return None
        entry = gazetteer.entry(hit.entry.term[:-1]) or hit.entry
        place = Hit(hit.start, hit.end - 1, entry, hit.lexicon, is_own=False)
        apart = self.words.starts_at(hit.start) if common else not splits_word(self.text, self.words, place)
        return place if apart else None

    def _crossing(self, hit: Hit, gazetteer: Gazetteer) -> Hit | None:
        """Return the long name that a short one hid, which is a piece of other words (和|平陆运河, not 和平)."""
        if hit.end - hit.start > SHORTEST_NAME:
            return None
        first = hit.start + 1
        for other in gazetteer.find(self.text[first : first + LONGEST_CROSSING]):
            if other.start > 0:
                return None
            if other.end - other.start >= TRUSTED_LENGTH:
                return other._replace(start=first, end=first + other.end)
        return None

    def _within(self, doubtful: Hit, gazetteer: Gazetteer) -> list[Hit]:
        start = doubtful.start
        inner = gazetteer.find(self.text[start : doubtful.end - 1])
        moved = [hit._replace(start=hit.start + start, end=hit.end + start) for hit in inner]
        return [hit for hit in moved if not splits_word(self.text, self.words, hit) and not self.doubts(hit)]

    def doubts(self, hit: Hit) -> bool:
        """Tell whether only context can show that a lexicon name is meant as one."""
        if hit.is_own:
            return False
        if hit.entry.label == "POLICY" and not SELF_EVIDENT.search(hit.entry.term):
            # 长江|大保护: in running text the place in it is one, in quotation marks the phrase a policy.
            return True
        short = hit.entry.get("level") in ("county", "former") and hit.entry.full != hit.entry.term
        if short and self.words.tag_at(hit.start - 1, hit.start) == "nr":
            # 王|凤山: behind a surname.
            return True
        return hit.entry.is_ambiguous

    def confirm(self, hits: list[Hit]) -> None:
        """Take doubtful names for names."""
        kept = set(map(id, hits))
        self.doubtful = [hit for hit in self.doubtful if id(hit) not in kept]
        places = {position for hit in hits for position in range(hit.start, hit.end)}
        apart = [hit for hit in self.hits if hit.start not in places]
        self.hits = sorted([*apart, *hits], key=lambda hit: hit.start)
        self._starts = [hit.start for hit in self.hits]
        self._segments.clear()

    def hits_within(self, start: int, end: int) -> list[Hit]:
        """Return the lexicon names that lie wholly in the stretch."""
        found = self.hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [hit for hit in found if hit.end <= end]

    def segment(self, position: int) -> tuple[int, int]:
        """Return the stretch around a position that no break crosses; a break belongs to none and gives its left."""
        index = bisect_left(self._breaks, position, 1, len(self._breaks) - 1)
        start, end = self._breaks[index - 1] + 1, self._breaks[index]
        if end - start <= 2 * LONGEST_SEGMENT:
            return start, end
        # A stretch without any mark is read in blocks, each with its neighbours, so that the blocks are shared.
        block = start + (position - start) // LONGEST_SEGMENT * LONGEST_SEGMENT
        return max(start, block - LONGEST_SEGMENT), min(end, block + 2 * LONGEST_SEGMENT)

    def tokens(self, position: int) -> list[Token]:
        """Return the words of the segment around a position, known names as one word each."""
        start, end = self.segment(position)
        known = self._segments.get(start)
        if known is None or (known and known[-1].end < end):
            known = self._segments[start] = self._tokens(start, end)
        return known

    def tokens_within(self, start: int, end: int) -> list[Token]:
        """Return the words, known names as one each, that lie wholly in a stretch of one segment."""
        return [token for token in self.tokens(start) if start <= token.start and token.end <= end]

    def _tokens(self, start: int, end: int) -> list[Token]:
        tokens: list[Token] = []
        at = start
        for hit in self.hits_within(start, end):
            tokens += self.words.tokens(at, hit.start)
            tokens.append(Token(hit.start, hit.end, self.text[hit.start : hit.end], hit.entry.label))
            at = hit.end
        return tokens + self.words.tokens(at, end)

    def paragraph(self, position: int) -> tuple[int, int]:
        """Return the paragraph around a position."""
        start = self.paragraph_starts[bisect_right(self.paragraph_starts, position) - 1]
        end = self.text.find("\n", start)
        return start, len(self.text) if end < 0 else end
