"""Of whom each number of a sentence speaks, and when, whatever its grammar: tables of sentences, entities marked."""

from pathlib import Path

import pytest

from annot.annotation import Frame
from annot.metrics import build_frames, find_quantities
from annot.span import Span
from tests.marked import parse_marked


def _rows(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def _read(marked: str) -> tuple[str, tuple[Span, ...], tuple[Frame, ...]]:
    text, entities = parse_marked(marked)
    return text, *build_frames(text, entities, find_quantities(text, entities))


_SUBJECTS, _PERIODS = _rows("metrics_subjects.tsv"), _rows("metrics_periods.tsv")


@pytest.mark.parametrize(("marked", "subjects"), _SUBJECTS, ids=[row[0][:24] for row in _SUBJECTS])
def test_subject_follows_the_grammar_of_the_sentence(marked: str, subjects: str) -> None:
    text, spans, frames = _read(marked)
    found = ["-" if frame.subject is None else spans[frame.subject].of(text) for frame in frames]
    assert found == subjects.split("|")


@pytest.mark.parametrize(("marked", "periods"), _PERIODS, ids=[row[0][:24] for row in _PERIODS])
def test_period_follows_the_grammar_of_the_sentence(marked: str, periods: str) -> None:
    text, spans, frames = _read(marked)
    found = ["-" if frame.period is None else spans[frame.period].of(text) for frame in frames]
    assert found == periods.split("|")
