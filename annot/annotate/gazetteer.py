"""The compiled lexicons: one automaton that finds every known name in one pass."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from annot.annotate.lexicon import AUXILIARY, Entry, builtin, read_lexicon

__all__ = ["Gazetteer", "Hit"]

# A single character is a name only in a context that the place grammar knows.
SHORTEST = 2
NEVER = "\ufffe\ufffe"  # what no text holds: an automaton needs a term
# The form of the kept file; it is part of its name too, so that two versions of annot do not overwrite each other's.
FORM = 3
MARK = f"annot-gazetteer-{FORM}\n".encode()


class Hit(NamedTuple):
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
        """Compile the built-in lexicons and the user's own, or take the compiled form from the cache.

        Raises:
            LexiconError: A lexicon cannot be read.
        """
        paths = (*own, *builtin())
        # Reading first: a missing file of the user's must be named as such.
        if own:
            for path in own:
                read_lexicon(path)
        self.digest = _digest(paths)
        kept = _cache_folder() / f"gazetteer-{FORM}-{self.digest[:16]}-{version('daachorse')}.bin"
        compiled = _load(kept)
        if compiled is None:
            compiled = _compile(paths, len(own))
            _store(kept, *compiled)
        self._rows, self._automaton = compiled
        self._lexicons, self._own = [path.stem for path in paths], len(own)
        self._made: dict[int, tuple[Entry, str, bool]] = {}
        self._numbers: dict[str, int] = {}

    def find(self, text: str) -> list[Hit]:
        """Return the known names of a text, leftmost-longest, in order."""
        made = self._made
        hits = []
        for start, end, number in self._automaton.find(text):
            found = made.get(number)
            if found is None:
                found = made[number] = self._make(self._rows[number])
            hits.append(Hit(start, end, *found))
        return hits

    def entry(self, term: str) -> Entry | None:
        """Return the entry of a term, None when no lexicon has it."""
        if not self._numbers:
            self._numbers = {row.partition("\t")[0]: number for number, row in enumerate(self._rows)}
        number = self._numbers.get(term)
        return None if number is None else self._make(self._rows[number])[0]

    def _make(self, row: str) -> tuple[Entry, str, bool]:
        """Return the entry of a row, its lexicon, and whether that is the user's."""
        term, label, note, lexicon = row.split("\t")
        return Entry(term, label, note), self._lexicons[int(lexicon)], int(lexicon) < self._own


def _compile(paths: Sequence[Path], own: int) -> tuple[list[str], Any]:
    """Return the rows (term, label, note and number of the lexicon as one line) and the automaton of their terms."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    table: dict[str, tuple[Entry, int]] = {}
    for lexicon, path in enumerate(paths):
        _collect(table, read_lexicon(path), lexicon, own)
    # Rows are split when their name is first found: to parse fifty thousand takes longer than all else at the start.
    rows = [f"{entry.term}\t{entry.label}\t{entry.note}\t{lexicon}" for entry, lexicon in table.values()]
    return rows, CharwiseDoubleArrayAhoCorasick(list(table) or [NEVER], match_kind=MATCH_KIND_LEFTMOST_LONGEST)


def _collect(table: dict[str, tuple[Entry, int]], entries: Iterable[Entry], lexicon: int, own: int) -> None:
    for entry in entries:
        if len(entry.term) < SHORTEST or entry.label in AUXILIARY:
            continue
        known, of = table.get(entry.term, (None, 0))
        # An unambiguous reading of one lexicon is worth more than a doubtful one of another.
        if known is None or (known.is_ambiguous and not entry.is_ambiguous and of >= own):
            table[entry.term] = entry, lexicon


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _cache_folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "annot"


def _load(path: Path) -> tuple[list[str], Any] | None:
    """Read a compiled gazetteer; None when there is none or it is not whole."""
    from daachorse import CharwiseDoubleArrayAhoCorasick

    try:
        content = path.read_bytes()
    except OSError:
        return None
    head = len(MARK)
    body = content[head + 32 :]
    # The automaton trusts its bytes, so they are checked before it sees them.
    if content[:head] != MARK or hashlib.sha256(body).digest() != content[head : head + 32]:
        return None
    size = int.from_bytes(body[:8], "big")
    rows = body[8 : 8 + size].decode().split("\n")
    return rows, CharwiseDoubleArrayAhoCorasick.deserialize(body[8 + size :])


def _store(path: Path, rows: list[str], automaton: Any) -> None:  # noqa: ANN401 - daachorse ships no types
    """Keep a compiled gazetteer for the next start; a folder that cannot be written only costs time."""
    encoded = "\n".join(rows).encode()
    body = len(encoded).to_bytes(8, "big") + encoded + automaton.serialize()
    partial = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(MARK + hashlib.sha256(body).digest() + body)
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
