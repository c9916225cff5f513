"""The words of a document with their parts of speech.

rjieba (jieba in Rust, the same dictionary) is used for its speed; a test compares it with jieba itself.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat
from typing import NamedTuple

from annot.annotate.vocabulary import words as words_of

__all__ = ["GUESSED", "UNKNOWN", "Token", "Words", "is_known"]

UNKNOWN = "oov"
"""The tag of a word that is in no dictionary: most often a piece of a name."""

# Tags of words that are names whether a dictionary knows them or not, and of what is no word.
_SETTLED = frozenset(("ns", "nr", "nt", "nz", "nrt", "nrfg", "eng", "m", "t"))

GUESSED = frozenset(("nr", "x", "nrt", UNKNOWN))
"""Tags of words that the segmenter put together itself, of people and of what it does not know."""


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

    def cut(self, start: int, end: int) -> "Token":
        """Return the part of the word within a stretch."""
        first, last = max(self.start, start), min(self.end, end)
        return Token(first, last, self.word[first - self.start : last - self.start], self.tag)


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

        if not text:
            return cls((), (), ())
        words = tuple(rjieba.cut(text))
        if len(_TAGS) > MOST_REMEMBERED:
            _TAGS.clear()
        if unseen := set(words).difference(_TAGS):
            _TAGS.update(_judged(unseen, text))
        return cls(words, tuple([_TAGS[word] for word in words]), tuple(accumulate(map(len, words))))

    def cuts(self, start: int, end: int) -> bool:
        """Tell whether the stretch begins or ends inside a word that goes beyond it."""
        return self._inside(start) or self._inside(end)

    def breaks_at(self, position: int) -> bool:
        """Tell whether a word ends at a position."""
        index = bisect_left(self.ends, position)
        return index < len(self.ends) and self.ends[index] == position

    def tag_from(self, start: int) -> str:
        """Return the tag of the word that begins at a place, an empty text when none does."""
        index = bisect_right(self.ends, start)
        begins = index < len(self.ends) and self.ends[index] - len(self.words[index]) == start
        return self.tags[index] if begins else ""

    def ending_at(self, position: int) -> Token | None:
        """Return the word that ends at a position, None when none does."""
        index = bisect_left(self.ends, position)
        if index == len(self.ends) or self.ends[index] != position:
            return None
        word = self.words[index]
        return Token(position - len(word), position, word, self.tags[index])

    def starts_at(self, position: int) -> bool:
        """Tell whether a word starts at a position."""
        return position == 0 or self.breaks_at(position)

    def _inside(self, position: int) -> bool:
        index = bisect_right(self.ends, position)
        if index == len(self.ends):
            return False
        if self.ends[index] - len(self.words[index]) >= position or self.tags[index] in GUESSED:
            return False
        # A guess at an unknown name (茂南至 as a place) is no reason to doubt a known one.
        return is_known(self.words[index])

    def tokens(self, start: int, end: int) -> list[Token]:
        """Return the words within a stretch; a word that crosses its edge comes cut."""
        if start >= end:
            return []
        first = bisect_right(self.ends, start)
        last = bisect_left(self.ends, end, first) + 1
        words, ends = self.words[first:last], self.ends[first:last]
        if not words:
            return []
        starts = (ends[0] - len(words[0]), *ends[:-1])
        # What `Token` itself does, without a call of Python's for each of so many words.
        found = list(map(tuple.__new__, repeat(Token), zip(starts, ends, words, self.tags[first:last], strict=True)))
        if found[0].start < start:
            found[0] = found[0].cut(start, end)
        if found[-1].end > end:
            found[-1] = found[-1].cut(start, end)
        return found

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


# The tag used for each word seen; cleared when it grows too long. Cutting is twice as fast as cutting and tagging.
_TAGS: dict[str, str] = {}
MOST_REMEMBERED = 500_000


def _judged(words: set[str], text: str) -> dict[str, str]:
    """Return the tags of words of a text."""
    import rjieba

    alone = [rjieba.tag(word) for word in words]
    # The tagger looks up each word by itself; but alone, a word may be cut otherwise (可达).
    pairs = rjieba.tag(text) if any(len(cut) > 1 for cut in alone) else [cut[0] for cut in alone]
    return {word: _judge(word, tag) for word, tag in pairs}


def _judge(word: str, tag: str) -> str:
    """Return the tag of a word, `UNKNOWN` where the tagger guessed (联创 as a verb)."""
    if tag == "ns" and word in words_of("no-place"):
        return "n"
    guessed = len(word) > 1 and tag not in _SETTLED and word.isalpha() and not word.isascii() and not is_known(word)
    return UNKNOWN if guessed else tag
