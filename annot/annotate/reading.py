"""A document as the sources read it: its text, the names known in it, and the words of a segment."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from annot.annotate.gazetteer import Gazetteer, Hit
from annot.annotate.segmenter import Token, tag_words

__all__ = ["BREAKS", "Reading"]

BREAKS = frozenset("，。；：！？、\n“”\"…—|,;!?《》【】[]{}<>〈〉「」『』●►■◆▲★※\t\u3000＂‘’")
"""Characters that no name crosses."""

LONGEST_SEGMENT = 120


@dataclass
class Reading:
    """A document while it is annotated.

    Attributes:
        text: All paragraphs, parted by line breaks.
        hits: Lexicon names found in it, in order; the doubtful ones are not among them.
        doubtful: Lexicon names that only context can confirm.
    """

    text: str
    hits: list[Hit] = field(default_factory=list)
    doubtful: list[Hit] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _segments: dict[int, tuple[int, list[Token]]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, gazetteer: Gazetteer) -> "Reading":
        """Look the text up in the lexicons."""
        found = gazetteer.find(text)
        hits = [hit for hit in found if not hit.entry.is_ambiguous]
        reading = cls(text, hits, [hit for hit in found if hit.entry.is_ambiguous])
        reading._starts = [hit.start for hit in hits]
        return reading

    def hits_within(self, start: int, end: int) -> list[Hit]:
        """Return the lexicon names that lie wholly in the stretch."""
        return [
            hit for hit in self.hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)] if hit.end <= end
        ]

    def segment(self, position: int) -> tuple[int, int]:
        """Return the stretch around a position that no break crosses."""
        text, start, end = self.text, position, position
        floor = max(0, position - LONGEST_SEGMENT)
        while start > floor and text[start - 1] not in BREAKS:
            start -= 1
        ceiling = min(len(text), position + LONGEST_SEGMENT)
        while end < ceiling and text[end] not in BREAKS:
            end += 1
        return start, end

    def tokens(self, position: int) -> list[Token]:
        """Return the words of the segment around a position, known names as one word each."""
        start, end = self.segment(position)
        known = self._segments.get(start)
        if known is None or known[0] < end:
            known = (end, self._tokens(start, end))
            self._segments[start] = known
        return known[1]

    def _tokens(self, start: int, end: int) -> list[Token]:
        tokens: list[Token] = []
        at = start
        for hit in self.hits_within(start, end):
            tokens += tag_words(self.text, at, hit.start)
            tokens.append(Token(hit.start, hit.end, self.text[hit.start : hit.end], hit.entry.label))
            at = hit.end
        return tokens + tag_words(self.text, at, end)

    @cached_property
    def paragraph_starts(self) -> list[int]:
        """Places where paragraphs begin."""
        return [0, *(index + 1 for index, character in enumerate(self.text) if character == "\n")]

    def paragraph(self, position: int) -> tuple[int, int]:
        """Return the paragraph around a position."""
        number = bisect_right(self.paragraph_starts, position) - 1
        start = self.paragraph_starts[number]
        end = self.text.find("\n", start)
        return start, len(self.text) if end < 0 else end
