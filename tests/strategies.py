"""Hypothesis strategies for annot's types, over an alphabet of what goes wrong in Chinese text."""

from decimal import Decimal
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from annot.annotation import (
    Annotation,
    Basis,
    Direction,
    Frame,
    Kind,
    Progress,
    Qualifier,
    Quantity,
    Status,
)
from annot.offsets import OffsetMap
from annot.schema import read_schema
from annot.span import Span

# Full-width forms, U+3000, a combining mark, a character beyond the BMP, emoji, a zero-width space, markup, digits.
ALPHABET = "高新区青岛产业园增长亿元，。《》“”１２Ａ\u3000e\u0301𠮷😀\u200b<&>1234567890.%ab \t"
CODES = read_schema().codes

texts = st.text(ALPHABET, max_size=60)
filled_texts = st.text(ALPHABET, min_size=1, max_size=60)
amounts = st.none() | st.decimals(min_value=-(10**12), max_value=10**12, places=3)


@st.composite
def flat_spans(draw, text: str, labels=CODES):
    """Non-overlapping spans of a text, in order."""
    if not text:
        return ()
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    return tuple(
        Span(start, end, draw(st.sampled_from(labels))) for start, end in pairwise(cuts) if draw(st.booleans())
    )


quantities = st.builds(
    Quantity,
    kind=st.sampled_from(Kind),
    minimum=amounts.map(lambda amount: None if amount is None else Decimal(amount)),
    maximum=amounts.map(lambda amount: None if amount is None else Decimal(amount)),
    unit=st.sampled_from(["元", "1", "家", "位", "平方米", "个百分点"]),
    qualifier=st.sampled_from(Qualifier),
    direction=st.none() | st.sampled_from(Direction),
    basis=st.none() | st.sampled_from(Basis),
    progress=st.sampled_from(Progress),
)


@st.composite
def annotations(draw, statuses=tuple(Status)):
    """Annotations with flat spans and frames over them."""
    text = draw(filled_texts)
    spans = draw(flat_spans(text))
    index = st.none() | st.sampled_from(range(len(spans))) if spans else st.none()
    values = [number for number, span in enumerate(spans) if span.label in {"VALUE", "CHANGE"}]
    frames = tuple(Frame(value, draw(quantities), draw(index), draw(index), draw(index)) for value in values)
    return Annotation(
        document_id=draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        paragraph=draw(st.integers(0, 500)),
        start=draw(st.integers(0, 10_000)),
        text=text,
        spans=spans,
        frames=frames,
        status=draw(st.sampled_from(statuses)),
        annotator=draw(st.sampled_from(["", "rules-1", "ann-7f3a"])),
        updated_at=draw(st.sampled_from(["", "2026-01-02T03:04:05Z"])),
    )


@st.composite
def offset_maps(draw, raw_length: int | None = None):
    """Maps from some clean text to a raw text of the given length, in order and not overlapping."""
    length = draw(st.integers(1, 80)) if raw_length is None else raw_length
    starts, ends, position = [], [], 0
    while position < length:
        position += draw(st.integers(0, 3))
        width = draw(st.integers(1, 3))
        if position + width > length:
            break
        for _ in range(draw(st.integers(0, 2))):
            starts.append(position)
            ends.append(position + width)
        position += width
    return OffsetMap(np.array(starts, dtype=np.int32), np.array(ends, dtype=np.int32))
