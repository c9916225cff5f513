"""Words that colour a number, kept in cues.tsv.

Its groups: `bound` and `trail` stand before and behind a number and limit it; `verb` is a verb of change, `weakverb`
one that needs a basis beside it (比去年高), `mode` its manner; `peel` links a name to its number; `scope` opens a rank;
`idle` are measure words that count nothing after a small Chinese numeral, `abstract` nouns that make it idle.
"""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

__all__ = ["Tails", "cues"]


class Tails:
    """Words looked up where they end, longest first."""

    def __init__(self, readings: dict[str, str]) -> None:
        """Index the words by their last and their first character."""
        self._readings = readings
        self._lengths, self._heads = _sizes(readings, -1), _sizes(readings, 0)

    def before(self, text: str, place: int, floor: int = 0) -> tuple[int, str] | None:
        """Return where the longest word that ends at the place starts, and its reading; never before the floor."""
        if place <= floor:
            return None
        for length in self._lengths.get(text[place - 1], ()):
            start = place - length
            if start >= floor and (reading := self._readings.get(text[start:place])):
                return start, reading
        return None

    def after(self, text: str, place: int) -> tuple[int, str] | None:
        """Return where the longest word that starts at the place ends, and its reading."""
        for length in self._heads.get(text[place : place + 1], ()):
            if reading := self._readings.get(text[place : place + length]):
                return min(place + length, len(text)), reading
        return None


def _sizes(words: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    """Return, for each character words have at one end, their lengths, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[at], set()).add(len(word))
    return {character: tuple(sorted(sizes, reverse=True)) for character, sizes in lengths.items()}


@cache
def cues(group: str) -> Tails:
    """Return the cue words of one group of cues.tsv."""
    rows = files("annot.metrics").joinpath("cues.tsv").read_text(encoding="utf-8").splitlines()
    return Tails({row["cue"]: row["reading"] for row in csv.DictReader(rows, delimiter="\t") if row["group"] == group})
