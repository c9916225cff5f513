"""The lexicon of what is on crawled pages besides the article, and where on a line each phrase counts."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from annot.errors import LexiconError

__all__ = ["Phrase", "Scope", "find_phrases"]

_LEXICON = Path(__file__).with_name("boilerplate.tsv")


class Scope(StrEnum):
    """Where a phrase must stand to say what its line is."""

    WHOLE = "whole"
    START = "start"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of page furniture.

    Attributes:
        text: The phrase, in simplified script.
        reason: What a line with it is: the reason of its reject.
        scope: Where it must stand.
        ends: Whether what follows such a line is rarely the article.
    """

    text: str
    reason: str
    scope: Scope
    ends: bool


def find_phrases(text: str) -> list[tuple[int, int, Phrase]]:
    """Return all places of phrases in a text, in order; of several at one place the longest, once a scope."""
    automaton, phrases = _automaton()
    found: list[tuple[int, int, Phrase]] = []
    for start, end, number in automaton.find(text):
        found += [(start, end, phrase) for phrase in phrases[number]]
    return found


@lru_cache(maxsize=1)
def _automaton() -> tuple[Any, list[list[Phrase]]]:
    import daachorse

    by_text: dict[str, list[Phrase]] = {}
    for number, line in enumerate(_LEXICON.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            phrase = _phrase(line, number)
            by_text.setdefault(phrase.text, []).append(phrase)
    kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(by_text), kind), list(by_text.values())


def _phrase(line: str, number: int) -> Phrase:
    columns = line.split("\t")
    if len(columns) not in (3, 4) or columns[2] not in {*Scope} or columns[3:] not in ([], ["end"]):
        raise LexiconError(
            f"{_LEXICON.name}:{number}: found {columns}, expected phrase, reason, scope (whole, start, any) "
            "and perhaps 'end', parted by tabs"
        )
    return Phrase(columns[0], columns[1], Scope(columns[2]), len(columns) == 4)
