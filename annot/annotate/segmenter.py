"""The words of a document with their parts of speech.

rjieba (jieba in Rust, the same dictionary) is used for its speed; a test compares it with jieba itself.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

__all__ = ["UNKNOWN", "Token", "Words", "is_known"]

UNKNOWN = "oov"
"""The tag of a word that is in no dictionary: most often a piece of a name."""

# Tags of words that are names whether a dictionary knows them or not, and of what is no word.
_SETTLED = frozenset(("ns", "nr", "nt", "nz", "nrt", "nrfg", "eng", "m", "t"))


class Token(NamedTuple):
    """A word of a text.

    Attributes:
        start, end: Half-open place in the document.
        word: The word.
        tag: Its part of speech in jieba's tag set, or an entity label when a lexicon knows the word.
    """

    start: int
    end: int
    word: str
    tag: str


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a text as columns.

    Attributes:
        words, tags: The words and their tags.
        ends: Where each word ends.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Words":
        """Cut a text into words."""
        import rjieba

        words, tags = zip(*rjieba.tag(text), strict=True) if text else ((), ())
        return cls(words, tags, tuple(accumulate(map(len, words))))

    def cuts(self, start: int, end: int) -> bool:
        """Tell whether the stretch begins or ends inside a word that goes beyond it."""
        return self._inside(start) or self._inside(end)

    def breaks_at(self, position: int) -> bool:
        """Tell whether a word ends at a position."""
        index = bisect_left(self.ends, position)
        return index < len(self.ends) and self.ends[index] == position

    def starts_at(self, position: int) -> bool:
        """Tell whether a word starts at a position."""
        return position == 0 or self.breaks_at(position)

    def _inside(self, position: int) -> bool:
        index = bisect_right(self.ends, position)
        if index == len(self.ends):
            return False
        word = self.words[index]
        # An HMM guess at an unknown name is no reason to doubt a known one.
        return self.ends[index] - len(word) < position and self.tags[index] not in ("nr", "x", "nrt") and is_known(word)

    def tokens(self, start: int, end: int) -> Iterator[Token]:
        """Yield the words within a stretch; a word that crosses its edge comes cut."""
        index = bisect_right(self.ends, start)
        while index < len(self.ends) and start < end:
            word, stop = self.words[index], self.ends[index]
            begin = stop - len(word)
            cut = word[max(0, start - begin) : len(word) - max(0, stop - end)]
            yield Token(max(begin, start), min(stop, end), cut, _tag(cut, self.tags[index]))
            start, index = stop, index + 1

    def tag_at(self, start: int, end: int) -> str:
        """Return the tag of the stretch where it is exactly one word, else an empty text."""
        index = bisect_left(self.ends, end)
        if index < len(self.ends) and self.ends[index] == end and end - len(self.words[index]) == start:
            return self.tags[index]
        return ""


@lru_cache(maxsize=1 << 16)
def is_known(word: str) -> bool:
    """Tell whether the dictionary has a word."""
    import rjieba

    return bool(rjieba.has_word(word))


def _tag(word: str, tag: str) -> str:
    """Return the tag of a word, `UNKNOWN` where the tagger guessed (联创 as a verb)."""
    if len(word) > 1 and tag not in _SETTLED and word.isalpha() and not word.isascii() and not is_known(word):
        return UNKNOWN
    return tag
