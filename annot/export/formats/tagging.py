"""Spans to BIO or BIOES tags by character, and back, one text at a time."""

from collections.abc import Sequence

import numpy as np

from annot.errors import RecordError
from annot.export.characters import dropped_characters
from annot.export.flat import outermost
from annot.span import Span

__all__ = ["flat_spans_of", "spans_from_tags", "tags_of", "token_places"]


def token_places(text: str) -> list[int]:
    """Return the places of the characters of a text that are tokens."""
    dropped = dropped_characters()
    return [place for place, character in enumerate(text) if not dropped[ord(character)]]


def flat_spans_of(spans: Sequence[Span]) -> list[Span]:
    """Return the spans that a flat format can hold: of nested ones the longest, of crossing ones the first."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    starts, ends = (np.asarray([getattr(s, side) for s in ordered], dtype=np.int64) for side in ("start", "end"))
    return [span for span, free in zip(ordered, outermost(starts, ends).tolist(), strict=True) if free]


def tags_of(text: str, spans: Sequence[Span], *, bioes: bool) -> list[tuple[str, str]]:
    """Return every token of a text with its tag."""
    places = token_places(text)
    tags = dict.fromkeys(places, "O")
    for span in flat_spans_of(spans):
        inside = [place for place in range(span.start, span.end) if place in tags]
        for place in inside:
            tags[place] = f"I-{span.label}"
        if inside:
            tags[inside[0]] = f"B-{span.label}"
        if inside and bioes:
            tags[inside[-1]] = f"{'E' if len(inside) > 1 else 'S'}-{span.label}"
    return [(text[place], tags[place]) for place in places]


def spans_from_tags(places: Sequence[tuple[int, int]], tags: Sequence[str]) -> list[Span]:
    """Return the spans that tags describe, as forgiving as `conlleval`: an I- without a beginning begins a span.

    Args:
        places: First character and one past the last of every token.
        tags: Its tag: O, or B-, I-, E-, S-, M-, L-, U- and a label.

    Raises:
        RecordError: A tag has another form.
    """
    spans: list[Span] = []
    open_span: tuple[int, int, str] | None = None
    for (start, end), tag in zip(places, tags, strict=True):
        prefix, _, label = tag.partition("-")
        if tag != "O" and (prefix not in "BIESMLU" or len(prefix) != 1 or not label):
            raise RecordError(f"tag {tag!r}: expected O, or B- I- E- S- and a label")
        continues = open_span is not None and prefix in ("I", "E", "M", "L") and open_span[2] == label
        if open_span is not None and not continues:
            spans.append(Span(*open_span))
            open_span = None
        if tag == "O":
            continue
        open_span = (open_span[0] if open_span is not None and continues else start, end, label)
        if prefix in ("E", "S", "L", "U"):
            spans.append(Span(*open_span))
            open_span = None
    return [*spans, Span(*open_span)] if open_span is not None else spans
