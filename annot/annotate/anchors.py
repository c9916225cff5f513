"""A pattern looked for only around a word that every match of it holds, where a plain scan would be slow."""

import re
from collections.abc import Iterable, Iterator

__all__ = ["matches_at", "matches_near"]


def matches_near(form: re.Pattern[str], anchor: re.Pattern[str], text: str, *, before: int) -> Iterator[re.Match[str]]:
    """Yield what ``form.finditer(text)`` yields, trying only the places that an anchor is within reach of.

    A pattern that begins with a choice or a lookbehind is tried at every character; an anchor that begins with a
    literal is found many times as fast.

    Args:
        form: The pattern; no match of it is empty.
        anchor: A pattern that matches inside every match of the form.
        text: The text to search.
        before: How far before its anchor a match may begin, in characters.
    """
    untried = 0
    for seen in anchor.finditer(text):
        untried = max(untried, seen.start() - before)
        while untried <= seen.start():
            match = form.match(text, untried)
            if match:
                yield match
            untried = match.end() if match else untried + 1


def matches_at(form: re.Pattern[str], places: Iterable[int], text: str) -> Iterator[re.Match[str]]:
    """Yield what ``form.finditer(text)`` yields where every match begins at one of the places, which stand in order."""
    done = 0
    for place in places:
        if place >= done and (match := form.match(text, place)):
            done = match.end()
            yield match
