"""Of whom each number of a sentence speaks, whatever its grammar: a table of sentences with their entities marked."""

from pathlib import Path

import pytest

from annot.metrics import build_frames, find_quantities
from tests.marked import parse_marked

_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("metrics_subjects.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("marked", "subjects"), _ROWS, ids=[row[0][:24] for row in _ROWS])
def test_subject_follows_the_grammar_of_the_sentence(marked: str, subjects: str) -> None:
    text, entities = parse_marked(marked)
    spans, frames = build_frames(text, entities, find_quantities(text, entities))
    found = ["-" if frame.subject is None else spans[frame.subject].of(text) for frame in frames]
    assert found == subjects.split("|")
