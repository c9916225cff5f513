"""The compiled lexicons: one automaton that finds every known name in one pass."""

import hashlib
import json
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
MARK = b"annot-gazetteer-1\n"

Row = tuple[str, str, str, str, bool]


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
        kept = _cache_folder() / f"gazetteer-{self.digest[:16]}-{version('daachorse')}.bin"
        compiled = _load(kept)
        if compiled is None:
            compiled = _compile(paths, own)
            _store(kept, *compiled)
        self._rows, self._automaton = compiled
        self._made: dict[int, tuple[Entry, str, bool]] = {}
        self._numbers: dict[str, int] = {}

    def find(self, text: str) -> list[Hit]:
        """Return the known names of a text, leftmost-longest, in order."""
        made = self._made
        hits = []
        for start, end, number in self._automaton.find(text):
            found = made.get(number)
            if found is None:
                term, label, note, lexicon, is_own = self._rows[number]
                found = made[number] = (Entry(term, label, note), lexicon, is_own)
            hits.append(Hit(start, end, *found))
        return hits

    def entry(self, term: str) -> Entry | None:
        """Return the entry of a term, None when no lexicon has it."""
        if not self._numbers:
            self._numbers = {row[0]: number for number, row in enumerate(self._rows)}
        number = self._numbers.get(term)
        return None if number is None else Entry(*self._rows[number][:3])


def _compile(paths: Sequence[Path], own: Sequence[Path]) -> tuple[list[Row], Any]:
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    table: dict[str, Row] = {}
    for path in paths:
        _collect(table, read_lexicon(path), path.stem, is_own=path in own)
    rows = list(table.values())
    terms = [row[0] for row in rows] or ["\ufffe\ufffe"]
    return rows, CharwiseDoubleArrayAhoCorasick(terms, match_kind=MATCH_KIND_LEFTMOST_LONGEST)


def _collect(table: dict[str, Row], entries: Iterable[Entry], lexicon: str, *, is_own: bool) -> None:
    for entry in entries:
        if len(entry.term) < SHORTEST or entry.label in AUXILIARY:
            continue
        known = table.get(entry.term)
        # An unambiguous reading of one lexicon is worth more than a doubtful one of another.
        if known is None or ("ambiguous" in known[2] and not entry.is_ambiguous and not known[4]):
            table[entry.term] = (entry.term, entry.label, entry.note, lexicon, is_own)


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _cache_folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "annot"


def _load(path: Path) -> tuple[list[Row], Any] | None:
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
    rows = [tuple(row) for row in json.loads(body[8 : 8 + size])]
    return rows, CharwiseDoubleArrayAhoCorasick.deserialize(body[8 + size :])


def _store(path: Path, rows: list[Row], automaton: Any) -> None:  # noqa: ANN401 - daachorse ships no types
    """Keep a compiled gazetteer for the next start; a folder that cannot be written only costs time."""
    encoded = json.dumps(rows, ensure_ascii=False).encode()
    body = len(encoded).to_bytes(8, "big") + encoded + automaton.serialize()
    partial = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(MARK + hashlib.sha256(body).digest() + body)
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
