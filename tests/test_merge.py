"""Merging: whose reading wins, what is disputed, and that frames follow their spans."""

from decimal import Decimal

import pytest

from annot.annotation import Annotation, Frame, Kind, Quantity, Status
from annot.merge.agreement import agreement, mean_agreement, span_f1
from annot.merge.gold import merge_paragraph, merge_readings
from annot.span import Span

TEXT = "苏州工业园区营业收入120亿元"
ZONE, INDICATOR, VALUE = Span(0, 6, "ZONE"), Span(6, 10, "INDICATOR"), Span(10, 15, "VALUE")
PLACE = Span(0, 2, "PLACE")
MONEY = Quantity(Kind.MONEY, Decimal("12000000000"), Decimal("12000000000"), "元")


def reading(*spans, frames=(), status=Status.REVIEWED, annotator="ann-a", at="2026-01-01T00:00:00Z"):
    return Annotation("d1", 1, 0, TEXT, tuple(spans), tuple(frames), status, annotator, at)


PREDICTION = reading(PLACE, status=Status.PREDICTED, annotator="rules", at="")


def test_a_paragraph_nobody_has_seen_stays_predicted():
    verdict = merge_paragraph(PREDICTION, [])
    assert (verdict.annotation, verdict.annotators, verdict.agreement) == (PREDICTION, 0, None)


def test_one_persons_reading_replaces_the_prediction():
    review = reading(ZONE)
    verdict = merge_paragraph(PREDICTION, [review])
    assert (verdict.annotation, verdict.annotators) == (review, 1)


def test_a_persons_empty_reading_counts_as_a_reading():
    assert merge_paragraph(PREDICTION, [reading()]).annotation.spans == ()


def test_the_latest_reading_of_a_person_counts_once():
    early, late = reading(PLACE, at="2026-01-01T00:00:00Z"), reading(ZONE, at="2026-01-02T00:00:00Z")
    verdict = merge_paragraph(PREDICTION, [late, early])
    assert (verdict.annotation, verdict.annotators) == (late, 1)


def test_an_adjudicated_reading_wins_over_what_came_before_it():
    judged = reading(ZONE, status=Status.ADJUDICATED, annotator="ann-j", at="2026-02-01T00:00:00Z")
    verdict = merge_paragraph(PREDICTION, [judged, reading(PLACE, annotator="ann-b", at="2026-01-31T00:00:00Z")])
    assert (verdict.annotation, verdict.annotators) == (judged, 2)


def test_a_person_who_reads_an_adjudicated_paragraph_again_is_heard():
    judged = reading(ZONE, status=Status.ADJUDICATED, annotator="ann-j", at="2026-02-01T00:00:00Z")
    later = reading(ZONE, VALUE, annotator="ann-b", at="2026-02-02T00:00:00Z")
    verdict = merge_paragraph(PREDICTION, [judged, later])
    assert (verdict.annotation, verdict.annotators) == (later, 1)


def test_of_two_people_the_later_decides_what_only_one_has():
    first = reading(PLACE, INDICATOR, annotator="ann-a", at="2026-01-01T00:00:00Z")
    second = reading(ZONE, INDICATOR, annotator="ann-b", at="2026-01-02T00:00:00Z")
    verdict = merge_paragraph(PREDICTION, [first, second])
    assert verdict.annotation.spans == (ZONE, INDICATOR)
    assert verdict.disputed == (PLACE, ZONE)
    assert verdict.agreement == pytest.approx(0.5)
    assert verdict.annotation.annotator == "merged"


def test_of_three_people_the_majority_decides():
    readings = [
        reading(ZONE, annotator="ann-a", at="2026-01-01T00:00:00Z"),
        reading(ZONE, annotator="ann-b", at="2026-01-02T00:00:00Z"),
        reading(PLACE, annotator="ann-c", at="2026-01-03T00:00:00Z"),
    ]
    assert merge_paragraph(PREDICTION, readings).annotation.spans == (ZONE,)


def test_frames_follow_their_spans_to_their_new_indexes():
    frame = Frame(value=2, quantity=MONEY, indicator=1, subject=0)
    first = reading(PLACE, INDICATOR, VALUE, frames=[frame], annotator="ann-a", at="2026-01-01T00:00:00Z")
    second = reading(INDICATOR, VALUE, annotator="ann-b", at="2026-01-02T00:00:00Z")
    verdict = merge_paragraph(PREDICTION, [first, second])
    assert verdict.annotation.spans == (INDICATOR, VALUE)
    assert verdict.annotation.frames == (Frame(value=1, quantity=MONEY, indicator=0, subject=None),)


def test_a_time_keeps_the_interval_that_was_read_for_it():
    year = "2023年末"
    predicted = Annotation("d1", 2, 0, year, (Span(0, 6, "TIME", value="2023-12-31/2023-12-31"),), annotator="rules")
    silent = Annotation("d1", 2, 0, year, (Span(0, 6, "TIME"),), status=Status.REVIEWED, annotator="ann-a")
    told = Annotation("d1", 2, 0, year, (Span(0, 6, "TIME", value="2023"),), status=Status.REVIEWED, annotator="ann-a")
    assert merge_paragraph(predicted, [silent]).annotation.spans[0].value == "2023-12-31/2023-12-31"
    assert merge_paragraph(predicted, [told]).annotation.spans[0].value == "2023"
    assert merge_paragraph(None, [silent]).annotation.spans[0].value is None


def test_reviews_without_a_prediction_are_released_after_the_others():
    orphan = Annotation("d0", 0, 0, "标题", status=Status.REVIEWED, annotator="ann-a")
    verdicts = list(merge_readings([PREDICTION], [orphan]))
    assert [verdict.annotation for verdict in verdicts] == [PREDICTION, orphan]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param((), (), 1.0, id="both empty agree"),
        pytest.param((ZONE,), (), 0.0, id="one empty"),
        pytest.param((ZONE, VALUE), (ZONE,), 2 / 3, id="two against one"),
        pytest.param((ZONE,), (PLACE,), 0.0, id="overlap is not agreement"),
    ],
)
def test_span_f1(left, right, expected):
    assert span_f1(reading(*left), reading(*right)) == pytest.approx(expected)


def test_agreement_needs_two_people():
    assert agreement([reading(ZONE)]) is None
    assert mean_agreement([None, 0.5, 1.0]) == pytest.approx(0.75)
    assert mean_agreement([None]) is None
