"""Predictions are judged as the reference scorer judges them, and every error has its kind."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

from annot.annotation import Annotation, Direction, Frame, Kind, Quantity
from annot.records import read_records
from annot.report.alignment import Outcome, align
from annot.report.evaluation import evaluate
from annot.report.evaluation_text import evaluation_as_json, evaluation_as_text
from annot.schema import read_schema
from annot.span import Span
from tests.strategies import ALPHABET, annotations, flat_spans

SEED_GOLD = sorted((Path(__file__).parent / "seed_gold").glob("*.jsonl"))
LABELS = ("ZONE", "GOV", "TIME", "VALUE")

ALIGNMENTS = {
    "the same": ([(0, 3, "ZONE")], [(0, 3, "ZONE")], ["correct"]),
    "other label": ([(0, 3, "ZONE")], [(0, 3, "GOV")], ["wrong_label"]),
    "longer": ([(0, 3, "ZONE")], [(0, 5, "ZONE")], ["wrong_boundary"]),
    "shorter on both sides": ([(0, 6, "ZONE")], [(1, 5, "ZONE")], ["wrong_boundary"]),
    "missed": ([(0, 3, "ZONE")], [], ["missed"]),
    "spurious": ([], [(0, 3, "ZONE")], ["spurious"]),
    "touching is not overlapping": ([(0, 3, "ZONE")], [(3, 5, "ZONE")], ["missed", "spurious"]),
    "other place and label": ([(0, 3, "ZONE")], [(1, 5, "GOV")], ["missed", "spurious"]),
    "one found as two": ([(0, 6, "ZONE")], [(0, 2, "ZONE"), (2, 6, "ZONE")], ["wrong_boundary", "spurious"]),
    "two found as one": ([(0, 2, "ZONE"), (2, 6, "ZONE")], [(0, 6, "ZONE")], ["wrong_boundary", "missed"]),
    "exact before overlap": ([(0, 2, "ZONE"), (2, 4, "ZONE")], [(2, 4, "ZONE")], ["missed", "correct"]),
}


def spans_of(rows):
    return [Span(*row) for row in rows]


@pytest.mark.parametrize(("gold", "predicted", "outcomes"), ALIGNMENTS.values(), ids=ALIGNMENTS)
def test_each_span_gets_one_outcome(gold, predicted, outcomes):
    assert sorted(pair.outcome for pair in align(spans_of(gold), spans_of(predicted))) == sorted(outcomes)


def test_the_larger_overlap_is_the_moved_boundary():
    (moved,) = (
        pair
        for pair in align(spans_of([(0, 6, "ZONE")]), spans_of([(0, 2, "ZONE"), (2, 6, "ZONE")]))
        if pair.outcome is Outcome.WRONG_BOUNDARY
    )
    assert moved.predicted == Span(2, 6, "ZONE")


def money(amount, *, unit="元", direction=None):
    return Quantity(Kind.MONEY, Decimal(amount), Decimal(amount), unit, direction=direction)


def hand_made():
    """Return gold and predictions small enough to be scored by hand.

    Gold: 苏州工业园区 ZONE, 2022年 TIME, 税收 INDICATOR, 30亿元 VALUE, 增长5% CHANGE, 苏州 PLACE.
    Predicted: the ZONE as PLACE, TIME right, INDICATOR right, VALUE right, CHANGE one short, one PRODUCT too many.
    """
    text = "苏州工业园区2022年税收30亿元,增长5%,居苏州首位"
    gold_spans = spans_of(
        [
            (0, 6, "ZONE"),
            (6, 11, "TIME"),
            (11, 13, "INDICATOR"),
            (13, 17, "VALUE"),
            (18, 22, "CHANGE"),
            (24, 26, "PLACE"),
        ]
    )
    found_spans = spans_of(
        [
            (0, 6, "PLACE"),
            (6, 11, "TIME"),
            (11, 13, "INDICATOR"),
            (13, 17, "VALUE"),
            (18, 21, "CHANGE"),
            (26, 28, "PRODUCT"),
        ]
    )
    growth = Quantity(Kind.PERCENT, Decimal("0.05"), Decimal("0.05"), "1", direction=Direction.INCREASE)
    gold = Annotation(
        "d", 1, 0, text, tuple(gold_spans), (Frame(3, money(3_000_000_000), 2, 0, 1), Frame(4, growth, 2, 0, 1))
    )
    found = Annotation(
        "d", 1, 0, text, tuple(found_spans), (Frame(3, money(3_001_000_000), 2, 0, None), Frame(4, growth, 2, 0, 1))
    )
    return gold, found


def test_a_hand_scored_example_gets_its_scores():
    gold, found = hand_made()
    untouched = Annotation("d", 2, 0, "没有实体的一段")
    evaluation = evaluate([gold, untouched], [found, untouched])
    # Entities: TIME is right; PLACE and PRODUCT are too many, ZONE and PLACE are missing: 2·1 / (2·1 + 2 + 2).
    assert (evaluation.entities.correct, evaluation.entities.spurious, evaluation.entities.missed) == (1, 2, 2)
    assert evaluation.entities.f1 == pytest.approx(1 / 3)
    # Metric spans: INDICATOR and VALUE right, CHANGE at another place: 2·2 / (2·2 + 1 + 1).
    assert evaluation.metric_spans.f1 == pytest.approx(2 / 3)
    assert evaluation.values.f1 == pytest.approx(1 / 2)
    # The VALUE's frame is found, its amount within a thousandth, its period lost; the CHANGE's is not found.
    frames = evaluation.frames
    counts = (frames.found, frames.norm, frames.indicator, frames.subject, frames.period, frames.direction)
    assert counts == (1, 1, 1, 1, 0, 1)
    assert (frames.gold, frames.predicted, frames.strict) == (2, 2, 0)
    assert frames.f1(frames.found) == pytest.approx(1 / 2)
    # One label, one boundary, one span to add, one to delete; the second paragraph needs nothing.
    assert (evaluation.effort.edits, evaluation.effort.untouched, evaluation.effort.paragraphs) == (4, 1, 2)
    assert evaluation.effort.per_thousand == pytest.approx(1000 * 4 / (28 + 7))
    assert evaluation.confusion == {
        ("ZONE", "PLACE"): 1,
        ("TIME", "TIME"): 1,
        ("INDICATOR", "INDICATOR"): 1,
        ("VALUE", "VALUE"): 1,
        ("CHANGE", "CHANGE"): 1,
        ("PLACE", "—"): 1,
        ("—", "PRODUCT"): 1,
    }


@pytest.mark.parametrize(
    ("amount", "unit", "right"),
    [("1000.9", "元", 1), ("1001.1", "元", 0), ("1000", "美元", 0)],
    ids=["within a thousandth", "beyond it", "other unit"],
)
def test_normal_forms_agree_within_a_thousandth_and_in_unit(amount, unit, right):
    gold = Annotation("d", 0, 0, "1000元", (Span(0, 5, "VALUE"),), (Frame(0, money(1000)),))
    found = Annotation("d", 0, 0, "1000元", (Span(0, 5, "VALUE"),), (Frame(0, money(amount, unit=unit)),))
    assert evaluate([gold], [found]).frames.norm == right


def test_the_seed_gold_agrees_with_itself():
    gold = [annotation for path in SEED_GOLD for annotation in read_records(path)]
    evaluation = evaluate(gold, gold)
    assert {score.f1 for score in evaluation.labels} == {1.0}
    assert evaluation.frames.strict == evaluation.frames.gold == evaluation.frames.predicted == 187
    assert evaluation.effort.edits == 0


def test_a_paragraph_without_prediction_counts_as_missed():
    gold, _ = hand_made()
    evaluation = evaluate([gold], [])
    assert (evaluation.unmatched, evaluation.effort.edits, evaluation.entities.f1) == (1, 6, 0.0)


def test_blanks_around_a_predicted_paragraph_move_its_spans():
    gold = Annotation("d", 0, 0, "青岛高新区", (Span(0, 5, "ZONE"),))
    found = Annotation("d", 0, 0, "\u3000\u3000青岛高新区 ", (Span(2, 7, "ZONE"),))
    assert evaluate([gold], [found]).entities.f1 == 1.0
    assert evaluate([found], [gold]).entities.f1 == 1.0


@st.composite
def judged_texts(draw):
    text = draw(st.text(ALPHABET, min_size=1, max_size=30).filter(str.strip))
    gold, found = draw(flat_spans(text, LABELS)), draw(flat_spans(text, LABELS))
    # Half of the predictions are the gold with some spans left out or relabelled, so that all outcomes occur.
    labels = st.none() | st.sampled_from(LABELS)
    changed = ((span, draw(labels)) for span in gold)
    altered = tuple(Span(span.start, span.end, label) for span, label in changed if label)
    return text, gold, altered if draw(st.booleans()) else found


def oracle(gold, found):
    """Return what nervaluate counts; its ends are inclusive."""
    sides = [
        [[{"label": span.label, "start": span.start, "end": span.end - 1} for span in spans]] for spans in (gold, found)
    ]
    return Evaluator(*sides, tags=list(LABELS), loader="dict").evaluate()


@given(judged_texts())
def test_scores_agree_with_nervaluate(judged):
    text, gold, found = judged
    evaluation = evaluate([Annotation("d", 0, 0, text, gold)], [Annotation("d", 0, 0, text, found)])
    expected = oracle(gold, found)
    for score in evaluation.labels:
        strict = expected["entities"][score.name]["strict"]
        assert (score.correct, score.precision, score.recall) == (
            strict.correct,
            pytest.approx(strict.precision),
            pytest.approx(strict.recall),
        )
        assert score.f1 == pytest.approx(strict.f1)
    outcomes = [pair.outcome for comparison in evaluation.comparisons for pair in comparison.pairs]
    same_place = outcomes.count(Outcome.CORRECT) + outcomes.count(Outcome.WRONG_LABEL)
    assert same_place == expected["overall"]["exact"].correct


@given(judged_texts())
def test_every_span_is_in_exactly_one_pair(judged):
    _, gold, found = judged
    pairs = align(gold, found)
    assert sorted(pair.gold for pair in pairs if pair.gold) == sorted(gold)
    assert sorted(pair.predicted for pair in pairs if pair.predicted) == sorted(found)


@given(judged_texts())
def test_precision_and_recall_change_places_with_the_sides(judged):
    text, gold, found = judged
    left, right = Annotation("d", 0, 0, text, gold), Annotation("d", 0, 0, text, found)
    there, back = evaluate([left], [right]), evaluate([right], [left])
    assert (there.entities.precision, there.entities.recall) == (back.entities.recall, back.entities.precision)
    assert there.effort.edits == back.effort.edits


@given(st.lists(annotations(), max_size=4, unique_by=lambda annotation: annotation.text.strip()))
def test_anything_agrees_with_itself(gold):
    evaluation = evaluate(gold, gold)
    assert evaluation.effort.edits == 0
    assert evaluation.frames.strict == evaluation.frames.gold


def test_the_json_names_the_reference_scorer_s_numbers():
    gold, found = hand_made()
    scores = json.loads(json.dumps(evaluation_as_json(evaluate([gold], [found]))))
    assert {name: scores[name] for name in list(scores)[:9]} == {
        "entity_f1": 0.333,
        "metric_span_f1": 0.667,
        "value_f1": 0.5,
        "frame_found": 0.5,
        "frame_norm": 0.5,
        "frame_indicator": 0.5,
        "frame_subject": 0.5,
        "frame_period": 0.0,
        "frame_strict": 0.0,
    }
    assert scores["outcomes"]["ZONE"] == {
        "correct": 0,
        "wrong_label": 1,
        "wrong_boundary": 0,
        "missed": 0,
        "spurious": 0,
    }


def test_the_table_has_a_line_for_each_label_and_the_effort():
    gold, found = hand_made()
    lines = evaluation_as_text(evaluate([gold], [found]), read_schema()).splitlines()
    assert any(line.split()[:4] == ["TIME", "时间", "1", "1"] for line in lines)
    assert lines[-1] == "effort  4 edits, 142.9 per 1000 characters; 0 of 1 paragraphs (0%) need none"
