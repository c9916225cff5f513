"""The compiled lexicons: one automaton that finds every known name in one pass."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annot.annotate.lexicon import AUXILIARY, Entry, builtin, read_lexicon

__all__ = ["Gazetteer", "Hit"]

# A single character is a name only in a context that the place grammar knows.
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon entry found at a place of a text.

    Attributes:
        start, end: Half-open place.
        entry: The entry.
        lexicon: Name of the lexicon that holds it.
        is_own: Whether the lexicon is the user's.
    """

    start: int
    end: int
    entry: Entry
    lexicon: str
    is_own: bool


class Gazetteer:
    """All lexicons compiled into one leftmost-longest automaton.

    Attributes:
        digest: SHA-256 over the lexicons' content, in order.
    """

    def __init__(self, own: Sequence[Path] = ()) -> None:
        """Compile the built-in lexicons and the user's own.

        Raises:
            LexiconError: A lexicon cannot be read.
        """
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        paths = (*own, *builtin())
        self.digest = _digest(paths)
        table: dict[str, tuple[Entry, str, bool]] = {}
        for path in paths:
            _collect(table, read_lexicon(path), path.stem, is_own=path in own)
        self._table = table
        self._terms = list(table)
        self._automaton = CharwiseDoubleArrayAhoCorasick(
            self._terms or ["\ufffe"], match_kind=MATCH_KIND_LEFTMOST_LONGEST
        )

    def find(self, text: str) -> list[Hit]:
        """Return the known names of a text, leftmost-longest, in order."""
        table, terms = self._table, self._terms
        return [Hit(start, end, *table[terms[number]]) for start, end, number in self._automaton.find(text)]

    def entry(self, term: str) -> Entry | None:
        """Return the entry of a term, None when no lexicon has it."""
        found = self._table.get(term)
        return found[0] if found else None


def _collect(
    table: dict[str, tuple[Entry, str, bool]], entries: Iterable[Entry], lexicon: str, *, is_own: bool
) -> None:
    for entry in entries:
        if len(entry.term) >= SHORTEST and entry.label not in AUXILIARY:
            known = table.get(entry.term)
            # An unambiguous reading of one lexicon is worth more than a doubtful one of another.
            if known is None or (known[0].is_ambiguous and not entry.is_ambiguous and not known[2]):
                table[entry.term] = (entry, lexicon, is_own)


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
