"""What the CRF sees of each character: its neighbours, its word, the lexicons, and the rules' reading of it."""

from collections.abc import Sequence

from annot.annotate.candidate import BLOCK, Candidate
from annot.annotate.learned.tags import tags_of
from annot.annotate.reading import Reading

__all__ = ["character_features"]

NEAR = 2
# Lengths above it are alike to the model.
LONGEST = 8


def character_features(reading: Reading, rules: Sequence[Candidate], start: int, end: int) -> list[list[str]]:
    """Return the features of every character of a paragraph.

    Args:
        reading: The document.
        rules: What the rules and lexicons decided in this paragraph, resolved.
        start: Where the paragraph begins in the document.
        end: Where it ends.
    """
    text = reading.text[start:end]
    words = _word_tags(reading, start, end)
    known = tags_of(((hit.start, hit.end, hit.entry.label) for hit in reading.hits_within(start, end)), start, end)
    ruled = ["^", *tags_of(((c.start, c.end, c.label) for c in rules if c.label != BLOCK), start, end), "$"]
    padded = "^" * NEAR + text + "$" * NEAR
    rows = [
        [
            *(f"{offset}={padded[index + NEAR + offset]}" for offset in range(-NEAR, NEAR + 1)),
            f"-10={padded[index + NEAR - 1 : index + NEAR + 1]}",
            f"01={padded[index + NEAR : index + NEAR + 2]}",
            f"w={words[index]}",
            f"k={known[index]}",
            f"t={_kind(text[index])}",
            f"r-={ruled[index]}",
            f"r={ruled[index + 1]}",
            f"r+={ruled[index + 2]}",
        ]
        for index in range(len(text))
    ]
    for candidate in rules:
        if candidate.label != BLOCK:
            _add_source(rows, reading, candidate, start, end)
    return rows


def _add_source(rows: list[list[str]], reading: Reading, candidate: Candidate, start: int, end: int) -> None:
    """Add which rule made a span, how long it is and what stands around it: a rule may be right only in places."""
    label, text = candidate.label, reading.text
    before = text[max(start, candidate.start - 2) : candidate.start] or "^"
    after = text[candidate.end : min(end, candidate.end + 2)] or "$"
    features = [
        f"s={candidate.source}",
        f"f={candidate.source.partition(':')[0]}{label}",
        f"l={min(candidate.end - candidate.start, LONGEST)}{label}",
        f"b={before}{label}",
        f"a={after}{label}",
        f"h={text[max(candidate.start, candidate.end - 2) : candidate.end]}{label}",
    ]
    for index in range(candidate.start, candidate.end):
        place = "B" if index == candidate.start else "I"
        rows[index - start] += [f"{place}{feature}" for feature in features]


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
