"""Frames of sentences from many genres: drafted with the program, read and corrected by hand; no independent gold."""

import json
from pathlib import Path
from typing import Any

import pytest

from annot.metrics import build_frames, find_quantities
from annot.span import Span

_TABLE = Path(__file__).parent / "metrics_frames.jsonl"
_ROWS = [json.loads(line) for line in _TABLE.read_text(encoding="utf-8").splitlines()]


def _entities(text: str, names: dict[str, str]) -> list[Span]:
    """Mark each name wherever it stands, longer names first, without overlaps."""
    spans: list[Span] = []
    for name in sorted(names, key=len, reverse=True):
        place = text.find(name)
        while place >= 0:
            if all(s.end <= place or place + len(name) <= s.start for s in spans):
                spans.append(Span(place, place + len(name), names[name]))
            place = text.find(name, place + 1)
    return sorted(spans)


@pytest.mark.parametrize("row", _ROWS, ids=[row["text"][:16] for row in _ROWS])
def test_sentence_is_read_into_the_frames_a_reader_sees(row: dict[str, Any]) -> None:
    text = row["text"]
    entities = _entities(text, row["entities"])
    spans, frames = build_frames(text, entities, find_quantities(text, entities))

    def said(index: int | None) -> str:
        return "" if index is None else spans[index].of(text)

    found = [[said(f.value), said(f.indicator), said(f.subject), said(f.period)] for f in frames]
    assert found == row["frames"]


def test_table_of_sentences_covers_sixty_sentences_and_two_hundred_frames() -> None:
    assert len(_ROWS) >= 60
    assert sum(len(row["frames"]) for row in _ROWS) >= 200
