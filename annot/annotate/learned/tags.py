"""BIO tags of flat spans by character, and the spans that tags spell."""

from collections.abc import Iterable, Sequence

__all__ = ["OUTSIDE", "spans_of", "tags_of"]

OUTSIDE = "O"


def tags_of(spans: Iterable[tuple[int, int, str]], start: int, end: int) -> list[str]:
    """Return the BIO tags of a stretch of a document; spans that are not wholly in it are left out."""
    tags = [OUTSIDE] * (end - start)
    for first, last, label in spans:
        if start <= first and last <= end:
            tags[first - start : last - start] = [f"B-{label}"] + [f"I-{label}"] * (last - first - 1)
    return tags


def spans_of(tags: Sequence[str], start: int) -> list[tuple[int, int, str]]:
    """Return the spans that BIO tags spell; an I without its B opens a span of its own.

    Args:
        tags: A tag a character.
        start: Place of the first character in the document.
    """
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags, start):
        prefix, _, label = tag.partition("-")
        if prefix == OUTSIDE:
            continue
        if prefix == "I" and spans and spans[-1][1:] == (index, label):
            spans[-1] = (spans[-1][0], index + 1, label)
        else:
            spans.append((index, index + 1, label))
    return spans
