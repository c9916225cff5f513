"""Lexicons: plain sorted tables of names with their labels, read for the matcher and the grammar."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from annot.errors import LexiconError

__all__ = ["AUXILIARY", "FOLDER", "LABELS", "Entry", "Lexicon", "builtin", "read_lexicon"]

FOLDER = Path(__file__).with_name("lexicons")
"""Where the lexicons that come with annot lie."""

# What a lexicon can know by heart; TIME and the indicator labels are a matter of grammar.
LABELS = frozenset(
    {
        "PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "PERSON",
        "POLICY", "INDUSTRY", "PROJECT", "PRODUCT", "EVENT",
    }
)  # fmt: skip

# Not entities: parts from which the name grammar builds, and nouns that it must leave alone.
AUXILIARY = frozenset({"GOV_HEAD", "GOV_OFFICE", "GOV_STEM", "GENERIC", "SURNAME", "TITLE"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a lexicon.

    Attributes:
        term: The name as it stands in running text.
        label: A label of the schema, or one of `AUXILIARY`.
        note: Space-separated ``key=value`` pairs and flags (``level=city full=青岛市 ambiguous``).
    """

    term: str
    label: str
    note: str = ""

    @property
    def is_ambiguous(self) -> bool:
        """Whether the term is often an ordinary word, so that only context makes it a name."""
        return "ambiguous" in self.note.split(" ")

    @property
    def full(self) -> str:
        """The full form of a short name; the term itself when it is no short name."""
        return self.get("full") or self.term

    def get(self, key: str) -> str:
        """Return what the note says under a key, empty when it says nothing."""
        return _pairs(self.note).get(key, "")


@lru_cache(maxsize=1 << 16)
def _pairs(note: str) -> dict[str, str]:
    """Return the pairs of a note; of two with one key the first."""
    pairs: dict[str, str] = {}
    for key, equals, value in (word.partition("=") for word in note.split(" ")):
        if equals:
            pairs.setdefault(key, value)
    return pairs


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries of one file.

    Attributes:
        name: The file's name without its ending.
        entries: In the order of the file.
    """

    name: str
    entries: tuple[Entry, ...]

    @classmethod
    def from_path(cls, path: Path) -> "Lexicon":
        """Read a lexicon and name it after its file."""
        return cls(path.stem, read_lexicon(path))


def builtin() -> tuple[Path, ...]:
    """Return the lexicons that come with annot, sorted by name."""
    return tuple(sorted(FOLDER.glob("*.tsv")))


def read_lexicon(path: Path) -> tuple[Entry, ...]:
    """Read the entries of a lexicon.

    Args:
        path: A UTF-8 table ``term<TAB>label<TAB>note``; lines that begin with ``#`` are comments.

    Raises:
        LexiconError: The file cannot be read, or some lines are no entries; all of them are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read ({error}); give a UTF-8 table of terms") from error
    entries: list[Entry] = []
    bad: list[str] = []
    for number, fields in _rows(text):
        if fault := _fault(fields):
            bad.append(f"{path}:{number}: {fault}")
        else:
            entries.append(Entry(*fields))
    if bad:
        raise LexiconError("\n".join(bad) + "\nwrite each line as term<TAB>label or term<TAB>label<TAB>note")
    return tuple(entries)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def _fault(fields: list[str]) -> str:
    if not 2 <= len(fields) <= 3:
        return f"expected 2 or 3 fields, found {len(fields)}"
    if not fields[0] or fields[0] != fields[0].strip():
        return f"expected a term without outer spaces, found {fields[0]!r}"
    if fields[1] not in LABELS and fields[1] not in AUXILIARY:
        return f"unknown label {fields[1]!r}"
    return ""
