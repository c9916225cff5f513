"""Companies in short: the seat, a made-up name and the trade, without a legal form (江苏恒泽精密模具)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from annot.annotate.candidate import Candidate
from annot.annotate.firms import JOINING
from annot.annotate.gazetteer import Hit
from annot.annotate.lexicon import FOLDER, read_lexicon
from annot.annotate.patterns import pattern
from annot.annotate.reading import BREAKS, Reading
from annot.annotate.segmenter import UNKNOWN, Token, is_known
from annot.annotate.vocabulary import words

__all__ = ["find_seated"]

LONGEST_STEM, LONGEST_TRADE = 6, 8
SHORTEST_STEM = 2
LONGEST_CHAIN = 12
OPENING_LENGTHS = (2, 3)
SEATS = frozenset(("province", "prefecture", "county", "former"))
# 落户|江苏…: where a company goes is no part of its name.
GONE_TO = frozenset("赴入户驻到往")
CLOSED = pattern("seated", "closed")
COINED = frozenset(("nr", "nrt", "nrfg", "nz", "eng", "j", UNKNOWN))
# What stands after a whole name: a verb, a preposition, an adverb.
GOVERNING = frozenset(("v", "p", "d", "c", "uj", "r", "zg", "ad"))
COMMON = words("generic") | words("vague") | words("bound") | words("economy") | words("stop") | words("field-front")


def find_seated(reading: Reading) -> Iterator[Candidate]:
    """Yield the companies that begin with a division and end in a trade, with a made-up name between the two."""
    for seat in reading.hits:
        if seat.entry.label != "PLACE" or seat.entry.get("level") not in SEATS:
            continue
        # 鄞州区|恒沃新材料: the district in which a company lies is no part of its name.
        if seat.entry.term.endswith("区") or reading.text[seat.start - 1 : seat.start] in GONE_TO:
            continue
        if (end := _end(reading, seat)) is not None:
            yield Candidate(_first(reading, seat), end, "COMPANY", "company:seated")


def _end(reading: Reading, seat: Hit) -> int | None:
    """Return where the longest name ends that begins with a seat; None where none does."""
    text = reading.text
    ahead = text[seat.end : seat.end + LONGEST_STEM + LONGEST_TRADE]
    found = None
    for start, end, _ in _trades().find_overlapping(ahead):
        if SHORTEST_STEM <= start <= LONGEST_STEM and _is_over(reading, seat.end + end):
            stem = seat.end + start
            if _is_made_up(reading, seat.end, stem):
                found = max(found or 0, seat.end + end)
    return found


@cache
def _trades() -> Any:  # noqa: ANN401 - daachorse ships no types
    from daachorse import CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(sorted(words("company-trade") | words("seated-tail")))


@cache
def _fields() -> frozenset[str]:
    terms = [entry.term for entry in read_lexicon(FOLDER / "industries.tsv")]
    return frozenset(term[:length] for term in terms for length in OPENING_LENGTHS)


def _is_over(reading: Reading, end: int) -> bool:
    """Tell whether a name is over: a mark, or a word that governs or joins others, stands after it."""
    text = reading.text
    if end >= len(text) or text[end] in BREAKS or CLOSED.match(text, end):
        return True
    return reading.words.starts_at(end) and reading.words.tag_from(end) in GOVERNING


def _is_made_up(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch is a name that no dictionary has, and no field, no kind and no phrase."""
    stem = reading.text[start:end]
    if not stem.isalnum() or JOINING & set(stem) or stem[:SHORTEST_STEM] in _fields():
        return False
    tokens = reading.words.tokens(start, end)
    if any(token.word in COMMON for token in tokens):
        return False
    return all(_is_coined(token) for token in tokens)


def _is_coined(token: Token) -> bool:
    return len(token.word) == 1 or token.tag in COINED or not is_known(token.word)


def _first(reading: Reading, seat: Hit) -> int:
    """Return where the divisions begin that stand before a seat and belong to it."""
    start = seat.start
    for hit in reversed(reading.hits_within(max(0, start - LONGEST_CHAIN), start)):
        if hit.end != start or hit.entry.label != "PLACE":
            break
        start = hit.start
    return start
