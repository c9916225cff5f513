"""Where clauses and sentences of a paragraph begin and end, found once and looked up quickly."""

import re
from bisect import bisect_left
from functools import lru_cache

__all__ = ["AND", "CLAUSE", "FULL", "PARENTHESIS", "SENTENCE", "Breaks", "find_breaks"]

CLAUSE = re.compile("[，。；！？,;：:!\n（(●?]")
SENTENCE = re.compile("[。；！？;\n!?]")
FULL = re.compile("[。！？\n!?]")
PARENTHESIS = re.compile(r"[（(][^（()）]*[)）]")
AND = frozenset("、和及与")
"""What joins the members of a list."""


class Breaks:
    """The places of one kind of mark in a text."""

    def __init__(self, text: str, marks: re.Pattern[str]) -> None:
        """Find the marks."""
        self._places = [match.start() for match in marks.finditer(text)]
        self._length = len(text)

    def before(self, place: int) -> int:
        """Return where the stretch of the place starts: right after the last mark before it."""
        index = bisect_left(self._places, place)
        return self._places[index - 1] + 1 if index else 0

    def after(self, place: int) -> int:
        """Return the first mark at or after the place, or the end of the text."""
        index = bisect_left(self._places, place)
        return self._places[index] if index < len(self._places) else self._length


@lru_cache(maxsize=32)
def find_breaks(text: str, marks: re.Pattern[str]) -> Breaks:
    """Return the marks of a paragraph, found once for all who ask."""
    return Breaks(text, marks)
