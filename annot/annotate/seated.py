"""Companies in short: the seat, a made-up name and the trade, without a legal form (江苏恒泽精密模具)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate
from annot.annotate.fields import field_openings
from annot.annotate.firms import JOINING
from annot.annotate.gazetteer import Hit
from annot.annotate.patterns import pattern
from annot.annotate.reading import BREAKS, Reading
from annot.annotate.segmenter import UNKNOWN, Token, is_known
from annot.annotate.vocabulary import words

__all__ = ["find_seated"]

LONGEST_STEM, LONGEST_TRADE = 6, 8
SHORTEST_STEM = 2
LONGEST_CHAIN = 12
SEATS = frozenset(("province", "prefecture", "county", "former"))
# 落户|江苏…: where a company goes is no part of its name.
GONE_TO = frozenset("赴入户驻到往")
CLOSED = pattern("seated", "closed")
COINED = frozenset(("ns", "nr", "nrt", "nrfg", "nz", "eng", "j", UNKNOWN))
NOUNS = frozenset(("n", "a", "nz", "ns", "nr"))
# What stands after a whole name: a verb, a preposition, an adverb.
GOVERNING = frozenset(("v", "p", "d", "c", "uj", "r", "zg", "ad"))
BRACKETED = re.compile("[（(](?P<place>[一-龥]{2,6})[）)]")
BRACKET = re.compile("[（(]")
LONGEST_NAME = 10
TRADES = tuple(words("company-trade") | words("seated-tail"))
STOP = words("stop")
# 四川证监局|数据
OFFICES = frozenset("局厅委办院所会馆署关地")
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
    yield from _bracketed(reading)


def _bracketed(reading: Reading) -> Iterator[Candidate]:
    """Yield the companies with their seat in brackets, within the name or behind it."""
    text = reading.text
    for match in matches_near(BRACKETED, BRACKET, text, before=0):
        places = [hit for hit in reading.hits_within(*match.span("place")) if hit.entry.label == "PLACE"]
        if not any((hit.start, hit.end) == match.span("place") for hit in places):
            continue
        start = _stem_start(reading, match.start())
        if not SHORTEST_STEM <= match.start() - start <= LONGEST_NAME or not _is_plain(reading, start, match.start()):
            continue
        if end := max(
            (match.end() + end for end in _tails(text, match.end()) if _is_over(reading, match.end() + end)), default=0
        ):
            # 鲁禾（延津）面粉
            yield Candidate(start, end, "COMPANY", "company:seated")
        elif text.endswith(TRADES, start, match.start()) and _is_over(reading, match.end()):
            # 恒泽通信（河源）
            yield Candidate(start, match.end(), "COMPANY", "company:seated")


def _stem_start(reading: Reading, end: int) -> int:
    """Return where the stretch begins that a bracket ends: after a break or a word that joins or governs."""
    first, _ = reading.segment(end)
    leads = [place for place in range(first, end) if reading.text[place] in JOINING]
    start = leads[-1] + 1 if leads else first
    opening = next(iter(reading.words.tokens(start, end)), None)
    # 集聚|鲁禾电子（贵阳）
    verb = opening is not None and opening.tag in ("v", "vn") and len(opening.word) > 1 and is_known(opening.word)
    return opening.end if opening is not None and verb else start


def _tails(text: str, start: int) -> list[int]:
    return [end for first, end, _ in _trades().find_overlapping(text[start : start + LONGEST_TRADE]) if first == 0]


def _is_plain(reading: Reading, start: int, end: int) -> bool:
    """Tell whether no word of a stretch is one that a company's name does not hold."""
    if not reading.text[start:end].isalnum():
        return False
    tokens = reading.words.tokens(start, end)
    return not any(token.word in STOP or token.tag in ("p", "c", "uj", "ul", "d", "r", "m") for token in tokens)


def _end(reading: Reading, seat: Hit) -> int | None:
    """Return where the longest name ends that begins with a seat; None where none does."""
    text = reading.text
    free = seat.start == 0 or text[seat.start - 1] in BREAKS or text[seat.start - 1] in "与由的到是让"
    ahead = text[seat.end : seat.end + LONGEST_STEM + LONGEST_TRADE]
    found = None
    for start, end, _ in _trades().find_overlapping(ahead):
        if SHORTEST_STEM <= start <= LONGEST_STEM and _is_over(reading, seat.end + end):
            stem = _before_trades(text, seat.end, seat.end + start)
            if _is_made_up(reading, seat.end, stem) or (free and _is_borrowed(reading, seat.end, stem)):
                found = max(found or 0, seat.end + end)
    return found


def _before_trades(text: str, start: int, end: int) -> int:
    """Return where a made-up name ends that has one more trade behind it (沧州|信达|电力|管业)."""
    ahead = [first for first, last, _ in _trades().find_overlapping(text[start:end]) if last == end - start]
    return start + min((first for first in ahead if first >= SHORTEST_STEM), default=end - start)


@cache
def _trades() -> Any:  # noqa: ANN401 - daachorse ships no types
    from daachorse import CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(sorted(TRADES))


def _is_over(reading: Reading, end: int) -> bool:
    """Tell whether a name is over: a mark, or a word that governs or joins others, stands after it."""
    text = reading.text
    if end >= len(text) or text[end] in BREAKS or CLOSED.match(text, end):
        return True
    return reading.words.starts_at(end) and reading.words.tag_from(end) in GOVERNING


def _is_made_up(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch is a name that no dictionary has, and no field, no kind and no phrase."""
    stem = reading.text[start:end]
    if not stem.isalnum() or JOINING & set(stem) or stem[:SHORTEST_STEM] in field_openings() or stem[-1] in OFFICES:
        return False
    tokens = reading.words.tokens(start, end)
    if any(len(token.word) > 1 and token.word in COMMON for token in tokens):
        return False
    return all(_is_coined(token) for token in tokens)


def _is_borrowed(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch is one common noun that a company may be called by (商丘|飞雪|食品)."""
    stem = reading.text[start:end]
    borrowed = len(stem) == SHORTEST_STEM and reading.words.tag_at(start, end) in NOUNS
    return borrowed and stem[-1] not in OFFICES and stem not in COMMON and stem not in field_openings()


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
