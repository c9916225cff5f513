"""Stretches of a long paragraph that a model can take at once, cut where sentences end."""

from collections.abc import Iterator

__all__ = ["windows"]

# Better places to cut come first.
MARKS = ("。！？", "；;", "，,、：", " ")


def windows(text: str, start: int, end: int, *, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the windows of a paragraph, in order and without gaps; none is longer than asked.

    Args:
        text: The document.
        start: Where the paragraph begins.
        end: Where it ends.
        longest: Most characters of a window.
    """
    while end - start > longest:
        cut = _cut(text, start, start + longest)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int) -> int:
    """Return the last good place to cut in the later half; without one, the end."""
    for marks in MARKS:
        for index in range(end - 1, (start + end) // 2, -1):
            if text[index] in marks:
                return index + 1
    return end
