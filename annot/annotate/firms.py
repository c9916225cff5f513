"""The full names of companies: what their legal form or their officer ends begins with the seat."""

from collections.abc import Iterator

from annot.annotate.candidate import Candidate
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import words

__all__ = ["JOINING", "find_led", "with_seat"]

LONGEST_STEM = 8  # characters between the seat and what the walk to the left has found
LONGEST_BRAND = 5
# What no brand holds.
JOINING = frozenset("的了在和与及或由向将被把为对等是有让使经据")
OPENING = ("(", "（")
# 江苏正名智能科技|董事长: whom an officer leads is a company.
OFFICER = pattern("companies", "officer")
LED = pattern("companies", "led")
LONGEST_LED = 16
OUTER = frozenset("，。、；：？！和与及由对从\n（(")


def find_led(reading: Reading) -> Iterator[Candidate]:
    """Yield the companies between a seat and the title of an officer."""
    text = reading.text
    for match in OFFICER.finditer(text):
        end = match.start() - text.endswith("副", 0, match.start())
        for hit in reading.hits_within(max(0, end - LONGEST_LED), end):
            opens = hit.start == 0 or text[hit.start - 1] in OUTER
            if hit.entry.label == "PLACE" and opens and LED.fullmatch(text, hit.end, end):
                yield Candidate(hit.start, end, "COMPANY", "company:led")
                break


def with_seat(reading: Reading, found: list[Token], head: int) -> list[Token]:
    """Return the words of a company's name with the seat or the brand that the walk to the left has not reached.

    沈阳|每日|食品有限公司: a brand in a common word ended the walk; 启智|(芜湖)智能机器人有限公司: so did a verb.
    """
    start = found[0].start if found else head
    first, _ = reading.segment(head)
    if found and found[0].word in OPENING:
        stem = reading.text[first:start]
        return _joined(reading, first, head) if 1 < len(stem) <= LONGEST_BRAND and _is_stem(stem) else found[3:]
    if reading.text[start - 2 : start] in words("brand"):
        return _joined(reading, start - 2, head)
    if not found or found[0].tag not in ("PLACE", "ns"):
        for hit in reading.hits_within(max(first, start - LONGEST_STEM), start):
            if hit.entry.label == "PLACE" and _is_stem(reading.text[hit.end : start]):
                return _joined(reading, hit.start, head)
    return found


def _is_stem(stem: str) -> bool:
    return stem.isalnum() and not JOINING & set(stem) and stem not in words("stop")


def _joined(reading: Reading, start: int, head: int) -> list[Token]:
    return [token for token in reading.tokens(head) if token.start >= start and token.end <= head]
