"""What the learned annotator sees of each character: its neighbours, its word, the lexicons and the rules' reading."""

from collections.abc import Iterable, Sequence

from annot.annotate.candidate import BLOCK, Candidate
from annot.annotate.reading import Reading

__all__ = ["character_features", "spans_of", "tags_of"]

NEAR = 2
OUTSIDE = "O"


def character_features(reading: Reading, rules: Sequence[Candidate], start: int, end: int) -> list[list[str]]:
    """Return the features of every character of a paragraph.

    Args:
        reading: The document.
        rules: What the rules and lexicons decided, resolved.
        start: Where the paragraph begins in the document.
        end: Where it ends.
    """
    text = reading.text[start:end]
    words = _word_tags(reading, start, end)
    known = tags_of(((hit.start, hit.end, hit.entry.label) for hit in reading.hits_within(start, end)), start, end)
    ruled = tags_of(((c.start, c.end, c.label) for c in rules if c.label != BLOCK), start, end)
    padded = ["^"] * NEAR + list(text) + ["$"] * NEAR
    rows = []
    for index in range(len(text)):
        row = [f"{offset}={padded[index + NEAR + offset]}" for offset in range(-NEAR, NEAR + 1)]
        row += [
            f"{offset}{offset + 1}={padded[index + NEAR + offset]}{padded[index + NEAR + offset + 1]}"
            for offset in (-1, 0)
        ]
        row += [f"w={words[index]}", f"k={known[index]}", f"r={ruled[index]}", f"t={_kind(text[index])}"]
        row += [
            f"r-={ruled[index - 1]}" if index else "r-=^",
            f"r+={ruled[index + 1]}" if index + 1 < len(text) else "r+=$",
        ]
        rows.append(row)
    return rows


def _word_tags(reading: Reading, start: int, end: int) -> list[str]:
    tags: list[str] = []
    for token in reading.words.tokens(start, end):
        width = token.end - token.start
        places = ["S"] if width == 1 else ["B", *["M"] * (width - 2), "E"]
        tags += [f"{place}{token.tag}" for place in places]
    return tags


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    if character.isascii() and character.isalpha():
        return "latin"
    return "han" if "\u4e00" <= character <= "\u9fff" else "mark"


def tags_of(spans: Iterable[tuple[int, int, str]], start: int, end: int) -> list[str]:
    """Return the BIO tags of a stretch of the document under flat spans."""
    tags = [OUTSIDE] * (end - start)
    for first, last, label in spans:
        if start <= first and last <= end:
            tags[first - start : last - start] = [f"B-{label}"] + [f"I-{label}"] * (last - first - 1)
    return tags


def spans_of(tags: Sequence[str], start: int) -> list[tuple[int, int, str]]:
    """Return the spans that BIO tags spell; an I without its B opens a span of its own."""
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        prefix, _, label = tag.partition("-")
        if prefix == OUTSIDE:
            continue
        if prefix == "I" and spans and spans[-1][1] == start + index and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], start + index + 1, label)
        else:
            spans.append((start + index, start + index + 1, label))
    return spans
