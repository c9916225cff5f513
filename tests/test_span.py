"""Spans: half-open code points, checked against their text."""

import pytest

from annot.errors import OffsetError
from annot.span import Span, is_flat


def test_a_span_quotes_code_points_not_utf16_units():
    assert Span(1, 3, "PLACE").of("𠮷青岛") == "青岛"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2)], ids=["empty", "backwards", "before the text"])
def test_an_impossible_stretch_is_refused(start, end):
    with pytest.raises(OffsetError, match="half-open code points"):
        Span(start, end, "PLACE")


def test_a_span_of_another_text_is_refused():
    with pytest.raises(OffsetError, match="only 2 code points"):
        Span(0, 3, "PLACE").of("青岛")


def test_who_proposed_a_span_does_not_count_for_equality():
    assert Span(0, 2, "PLACE", score=0.9, source="lexicon") == Span(0, 2, "PLACE")
    assert Span(0, 2, "PLACE") != Span(0, 2, "ZONE")


@pytest.mark.parametrize(
    ("spans", "flat"),
    [
        pytest.param([], True, id="none"),
        pytest.param([Span(0, 2, "A"), Span(2, 4, "B")], True, id="touching"),
        pytest.param([Span(2, 4, "B"), Span(0, 3, "A")], False, id="overlapping out of order"),
        pytest.param([Span(0, 5, "A"), Span(1, 2, "B")], False, id="nested"),
    ],
)
def test_flatness(spans, flat):
    assert is_flat(spans) is flat


def test_moving_a_span_keeps_what_is_known_of_it():
    moved = Span(0, 2, "TIME", score=0.5, source="pattern:time", value="2024-01-01/2024-12-31").moved(10)
    assert (moved.start, moved.end, moved.score, moved.value) == (10, 12, 0.5, "2024-01-01/2024-12-31")
