"""The words that name a time, read from the table beside this module."""

from functools import cache
from importlib.resources import files

from annot.errors import LexiconError

__all__ = ["alternatives", "time_words"]


@cache
def time_words(kind: str) -> dict[str, str]:
    """Return the words of one kind with their meanings, in the table's order.

    Raises:
        LexiconError: The table has a line that is not kind, word and meaning.
    """
    words = {}
    lines = files(__package__).joinpath("time_words.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 3:
            raise LexiconError(f"time_words.tsv:{number}: found {len(fields)} fields, expected kind, word and meaning")
        if fields[0] == kind:
            words[fields[1]] = fields[2]
    return words


def alternatives(kind: str) -> str:
    """Return the words of one kind as alternatives of a pattern, the longest first."""
    return "|".join(sorted(time_words(kind), key=len, reverse=True))
