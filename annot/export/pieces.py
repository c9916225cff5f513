"""Where a paragraph that is too long for a model is cut into rows."""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from annot.export.characters import Characters, Ints
from annot.export.flat import FlatFrames, FlatSpans

__all__ = ["LONGEST_ROW", "cut_places", "piece_bounds"]

# BERT takes 512 tokens, two of which are [CLS] and [SEP]; a Chinese character is one token.
LONGEST_ROW = 510

# Best places first: after a sentence, after a semicolon, after a comma; closing marks stay with their sentence.
_CLOSING = '[”’"』」）)】》〉]*'
_ENDS = tuple(re.compile(marks + _CLOSING) for marks in ("[。！？!?…]+", "[；;]", "[，,、：:]"))

Stretch = tuple[int, int]
Marks = NDArray[np.bool_]


def piece_bounds(characters: Characters, texts: pa.Array, spans: FlatSpans, frames: FlatFrames) -> Ints:
    """Return the first character of every row, and the end of the last.

    A paragraph of at most 510 characters is one row. A longer one is cut at sentence ends, never
    inside a span; inside a frame only where the frame itself is longer than a row.
    """
    extra: list[int] = []
    for number in np.flatnonzero(characters.lengths() > LONGEST_ROW).tolist():
        base = int(characters.rows[number])
        span_stretches = _stretches(spans, spans.row == number, base)
        frame_stretches = list(_frame_stretches(frames, spans, number, base))
        places = cut_places(texts[number].as_py(), span_stretches, frame_stretches)
        extra += [base + place for place in places]
    if not extra:
        return characters.rows
    return np.sort(np.concatenate((characters.rows, np.asarray(extra, dtype=np.int64))))


def _stretches(spans: FlatSpans, chosen: Marks, base: int) -> list[Stretch]:
    return list(zip((spans.start[chosen] - base).tolist(), (spans.end[chosen] - base).tolist(), strict=True))


def _frame_stretches(frames: FlatFrames, spans: FlatSpans, number: int, base: int) -> Iterator[Stretch]:
    for frame in np.flatnonzero(frames.row == number).tolist():
        roles = (frames.value, frames.indicator, frames.subject, frames.period)
        members = [int(role[frame]) for role in roles if role[frame] >= 0]
        yield int(spans.start[members].min()) - base, int(spans.end[members].max()) - base


def cut_places(text: str, spans: Iterable[Stretch], frames: Iterable[Stretch]) -> list[int]:
    """Return where to cut a text so that every piece has at most 510 characters.

    A place inside a span is never taken, though the piece then stays longer than that; a place inside a
    frame only when no other is left. Among the rest the best kind of place wins, and of it the last.
    """
    spans = list(spans)
    no_span = _free(len(text), spans)
    no_frame = no_span & _free(len(text), frames)
    ends = [_after(pattern, text) for pattern in _ENDS] + [np.ones(len(text) + 1, dtype=np.bool_)]
    ranks = [free & end for free in (no_frame, no_span) for end in ends]
    places: list[int] = []
    start = 0
    while len(text) - start > LONGEST_ROW:
        start = _next_cut(ranks, no_span, start)
        if start >= len(text):
            break
        places.append(start)
    return places


def _next_cut(ranks: list[Marks], free: Marks, start: int) -> int:
    for rank in ranks:
        found = np.flatnonzero(rank[start + 1 : start + LONGEST_ROW + 1])
        if len(found):
            return start + 1 + int(found[-1])
    later = np.flatnonzero(free[start + LONGEST_ROW + 1 :])
    return start + LONGEST_ROW + 1 + int(later[0]) if len(later) else len(free)


def _free(length: int, stretches: Iterable[Stretch]) -> Marks:
    free = np.ones(length + 1, dtype=np.bool_)
    for start, end in stretches:
        free[start + 1 : end] = False
    return free


def _after(pattern: re.Pattern[str], text: str) -> Marks:
    places = np.zeros(len(text) + 1, dtype=np.bool_)
    places[[match.end() for match in pattern.finditer(text)]] = True
    return places
