"""Checks of lexicon files, and the one way to write them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from annot.annotate.lexicon import Entry, read_lexicon
from annot.errors import LexiconError

__all__ = ["Origin", "check", "write_lexicon"]

HEADER = ("# source: ", "# date: ", "# licence: ")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the entries of a lexicon come from: the header of its file."""

    source: str
    date: str
    licence: str

    def lines(self) -> tuple[str, ...]:
        """Return the header lines of the file."""
        return tuple(key + value for key, value in zip(HEADER, (self.source, self.date, self.licence), strict=True))


def write_lexicon(path: Path, entries: Iterable[Entry], origin: Origin) -> None:
    """Write entries in code-point order, each term once.

    Raises:
        LexiconError: Two entries have the same term.
    """
    ordered = sorted(entries, key=lambda entry: entry.term)
    counts = Counter(entry.term for entry in ordered)
    if twice := [term for term, count in counts.items() if count > 1]:
        raise LexiconError(f"{path}: {len(twice)} terms given twice ({'、'.join(twice[:5])}); keep one of each")
    rows = ("\t".join(filter(None, (entry.term, entry.label, entry.note))) for entry in ordered)
    path.write_text("\n".join((*origin.lines(), *rows)) + "\n", encoding="utf-8")


def check(paths: Iterable[Path]) -> list[str]:
    """Return what is wrong with lexicon files, a sentence a fault; nothing when all are in order.

    Looked at are the header, the fields and labels, the order, the uniqueness of terms and stray spaces.
    """
    return [problem for path in paths for problem in _problems(path)]


def _problems(path: Path) -> Iterator[str]:
    try:
        entries = read_lexicon(path)
    except LexiconError as error:
        yield str(error)
        return
    lines = path.read_text(encoding="utf-8").split("\n")
    yield from _header_problems(path, lines)
    yield from _order_problems(path, entries)
    for number, line in enumerate(lines, start=1):
        if line != line.strip() or "　" in line or "  " in line:
            yield f"{path}:{number}: stray space in {line!r}; remove it"


def _header_problems(path: Path, lines: Sequence[str]) -> Iterator[str]:
    for start, line in zip(HEADER, [*lines, "", "", ""], strict=False):
        if not line.startswith(start) or line == start:
            yield f"{path}: expected a header line {start.strip()!r}, found {line[:40]!r}; say where the terms are from"


def _order_problems(path: Path, entries: Sequence[Entry]) -> Iterator[str]:
    for left, right in pairwise(entries):
        if left.term == right.term:
            yield f"{path}: {right.term} stands there twice; keep one line"
        elif left.term > right.term:
            yield f"{path}: {right.term} stands after {left.term}; sort the lines by code point"
