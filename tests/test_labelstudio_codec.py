"""Annotations to Label Studio's regions and back: nothing moves, nothing is lost, nothing wrong is let in."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annot.annotation import Annotation, Basis, Direction, Frame, Kind, Progress, Qualifier, Quantity
from annot.errors import RecordError
from annot.labelstudio.decode import decode
from annot.labelstudio.encode import encode
from annot.records import read_records
from annot.schema import read_schema
from annot.span import Span
from tests.strategies import filled_texts, flat_spans, quantities

SCHEMA = read_schema()
SEEDS = sorted((Path(__file__).parent / "seed_gold").glob("*.jsonl"))
#       0         10        20
TEXT = "2021年,𠮷高新区营业收入超5230亿元,同比增长23%"
TIME, ZONE, INDICATOR = Span(0, 5, "TIME"), Span(6, 10, "ZONE"), Span(10, 14, "INDICATOR")
VALUE, CHANGE = Span(14, 21, "VALUE"), Span(22, 29, "CHANGE")
MONEY = Quantity(Kind.MONEY, Decimal(523000000000), None, "元", Qualifier.AT_LEAST)
GROWTH = Quantity(
    Kind.PERCENT, Decimal("0.23"), Decimal("0.23"), "1", Qualifier.EXACT, Direction.INCREASE, Basis.YOY, Progress.ACTUAL
)


def paragraph(*frames, spans=(TIME, ZONE, INDICATOR, VALUE, CHANGE), text=TEXT):
    return Annotation("0123456789abcdef", 1, 0, text, spans, frames, annotator="rules-1")


WHOLE = paragraph(Frame(3, MONEY, 2, 1, 0), Frame(4, GROWTH, 2, 1, 0))


def drawn(start, end, label, region_id="abc", text=TEXT, **more):
    value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
    return {
        "id": region_id,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": value,
        "origin": "manual",
        **more,
    }


def filled(region_id, name, kind, **value):
    return {"id": region_id, "from_name": name, "to_name": "text", "type": kind, "value": value, "origin": "manual"}


def related(source, target, *labels, direction="right"):
    return {"type": "relation", "from_id": source, "to_id": target, "direction": direction, "labels": list(labels)}


@st.composite
def paragraphs(draw):
    text = draw(filled_texts)
    spans = draw(flat_spans(text))
    spans = tuple(
        replace(span, value="2024-08-01/2024-08-31") if span.label == "TIME" and draw(st.booleans()) else span
        for span in spans
    )
    frames = tuple(
        Frame(index, draw(bounded()), *(draw(of_labels(spans, role, span.label)) for role in ROLES))
        for index, span in enumerate(spans)
        if span.label in {"VALUE", "CHANGE"}
    )
    return Annotation("0123456789abcdef", 1, 0, text, spans, frames)


ROLES = ("indicator", "subject", "period")


def of_labels(spans, role, label):
    targets = SCHEMA.relation_for(role, label).targets
    fitting = [index for index, span in enumerate(spans) if span.label in targets]
    return st.none() | st.sampled_from(fitting) if fitting else st.none()


def bounded():
    def ordered(quantity):
        low, high = quantity.minimum, quantity.maximum
        return replace(quantity, minimum=high, maximum=low) if None not in (low, high) and low > high else quantity

    return quantities.map(ordered)


@given(paragraphs())
def test_encoding_and_decoding_return_the_same_spans_and_frames(annotation):
    decoded = decode(encode(annotation, SCHEMA), annotation.text, SCHEMA)
    assert decoded.problems == decoded.notices == ()
    assert decoded.spans == annotation.spans
    assert decoded.frames == annotation.frames
    assert [span.value for span in decoded.spans] == [span.value for span in annotation.spans]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_all_seed_gold_survives_the_way_there_and_back(path):
    for annotation in read_records(path):
        decoded = decode(encode(annotation, SCHEMA), annotation.text, SCHEMA)
        assert (decoded.spans, decoded.frames) == (annotation.spans, annotation.frames), annotation.id


def test_shared_roles_hang_on_the_indicator_and_each_relation_stands_once():
    relations = [entry for entry in encode(WHOLE, SCHEMA) if entry["type"] == "relation"]
    assert len(relations) == 4
    assert {(entry["from_id"], *entry["labels"], entry["to_id"]) for entry in relations} == {
        ("INDICATOR-10-14", "during", "TIME-0-5"),
        ("INDICATOR-10-14", "of", "ZONE-6-10"),
        ("VALUE-14-21", "measures", "INDICATOR-10-14"),
        ("CHANGE-22-29", "changes", "INDICATOR-10-14"),
    }


def test_a_value_shows_its_reading_in_words_and_in_fields():
    regions = [entry for entry in encode(WHOLE, SCHEMA) if entry.get("id") == "VALUE-14-21"]
    assert regions[0]["meta"] == {"text": ["金额 ≥ 5230亿元 · 不低于 · 已实现"], "exact": {"min": "523000000000"}}
    fields = {entry["from_name"]: entry["value"] for entry in regions[1:]}
    assert fields["kind"]["choices"] == ["money"]
    assert fields["min"]["number"] == 523000000000
    assert fields["unit"]["text"] == ["元"]
    assert "max" not in fields


def test_numbers_keep_digits_that_a_binary_fraction_has_not():
    exact = Quantity(Kind.AREA, Decimal("666.66670000000000001"), Decimal("12345678901234567890.5"), "平方米")
    annotation = paragraph(Frame(3, exact), Frame(4, GROWTH))
    assert decode(encode(annotation, SCHEMA), TEXT, SCHEMA).frames[0].quantity == exact


def test_a_corrected_number_wins_over_the_digits_known_before():
    result = encode(WHOLE, SCHEMA)
    for entry in result:
        if entry.get("id") == "VALUE-14-21":
            entry["origin"] = "prediction-changed"
            if entry["from_name"] == "min":
                entry["value"]["number"] = 330.7
    assert decode(result, TEXT, SCHEMA).frames[0].quantity == replace(MONEY, minimum=Decimal("330.7"))


def test_a_cleared_bound_is_open():
    result = [entry for entry in encode(WHOLE, SCHEMA) if entry.get("from_name") != "min"]
    quantity = decode(result, TEXT, SCHEMA).frames[0].quantity
    assert (quantity.minimum, quantity.maximum, quantity.kind) == (None, None, Kind.MONEY)


def test_a_value_drawn_without_fields_is_read_by_the_parser():
    decoded = decode([drawn(14, 21, "VALUE")], TEXT, SCHEMA, read={"超5230亿元": MONEY}.get)
    assert decoded.frames == (Frame(0, MONEY),)


def test_a_field_that_the_person_filled_wins_over_the_parser():
    result = [
        drawn(14, 21, "VALUE"),
        filled("abc", "status", "choices", choices=["target"]),
        filled("abc", "unit", "textarea", text=["美元"]),
    ]
    decoded = decode(result, TEXT, SCHEMA, read={"超5230亿元": MONEY}.get)
    assert decoded.frames[0].quantity == replace(MONEY, progress=Progress.TARGET, unit="美元")


def test_one_bound_that_the_person_filled_opens_the_other():
    result = [drawn(14, 21, "VALUE"), filled("abc", "max", "number", number=5)]
    quantity = decode(result, TEXT, SCHEMA, read={"超5230亿元": MONEY}.get).frames[0].quantity
    assert (quantity.minimum, quantity.maximum) == (None, Decimal(5))


def test_a_value_that_nobody_can_read_still_has_a_frame():
    decoded = decode([drawn(14, 21, "VALUE")], TEXT, SCHEMA)
    assert decoded.frames == (Frame(0, Quantity(Kind.OTHER, None, None, "")),)


def test_relations_drawn_backwards_or_without_a_label_mean_the_only_thing_they_can():
    result = [
        drawn(10, 14, "INDICATOR", "i"),
        drawn(14, 21, "VALUE", "v"),
        drawn(0, 5, "TIME", "t"),
        related("i", "v", "measures"),
        related("i", "t"),
    ]
    decoded = decode(result, TEXT, SCHEMA)
    assert decoded.notices == ()
    assert [(frame.indicator, frame.period) for frame in decoded.frames] == [(1, 0)]


def test_a_role_on_the_value_wins_over_the_indicators():
    result = [
        drawn(0, 5, "TIME", "t"),
        drawn(6, 10, "ZONE", "z"),
        drawn(10, 14, "INDICATOR", "i"),
        drawn(14, 21, "VALUE", "v"),
        drawn(22, 24, "PLACE", "p"),
    ]
    result += [related("v", "i", "measures"), related("i", "z", "of"), related("v", "p", "of"), related("i", "t")]
    frame = decode(result, TEXT, SCHEMA).frames[0]
    assert (frame.indicator, frame.subject, frame.period) == (2, 4, 0)


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        pytest.param(related("v", "gone", "measures"), "no region 'gone'", id="dangling"),
        pytest.param(related("v", "z", "measures"), "cannot join VALUE and ZONE", id="wrong-ends"),
        pytest.param(related("z", "t"), "cannot join ZONE and TIME", id="no-such-relation"),
        pytest.param(related("v", "i", "nonsense"), "cannot join VALUE and INDICATOR", id="unknown-label"),
    ],
)
def test_a_relation_that_means_nothing_is_left_out_with_a_reason(relation, reason):
    regions = [drawn(0, 5, "TIME", "t"), drawn(6, 10, "ZONE", "z"), drawn(10, 14, "INDICATOR", "i")]
    decoded = decode([*regions, drawn(14, 21, "VALUE", "v"), relation], TEXT, SCHEMA)
    assert decoded.problems == ()
    assert len(decoded.spans) == 4
    assert len(decoded.notices) == 1
    assert reason in decoded.notices[0]


def test_a_second_indicator_of_a_value_is_left_out_with_a_reason():
    regions = [drawn(10, 12, "INDICATOR", "i"), drawn(12, 14, "INDICATOR", "j"), drawn(14, 21, "VALUE", "v")]
    decoded = decode([*regions, related("v", "i"), related("v", "j")], TEXT, SCHEMA)
    assert decoded.frames[0].indicator == 0
    assert "another measures already" in decoded.notices[0]


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        pytest.param([drawn(7, 11, "ZONE") | {"value": {"start": 7, "end": 11, "text": "𠮷高新", "labels": ["ZONE"]}}],
                     "offsets are code points", id="utf-16-offsets"),
        pytest.param([drawn(6, 99, "ZONE")], "only 29 code points", id="beyond-the-text"),
        pytest.param([drawn(6, 6, "ZONE")], "expected 0 <= start < end", id="empty"),
        pytest.param([drawn(6, 10, "CITY")], "labels", id="unknown-label"),
        pytest.param([drawn(6, 10, "ZONE") | {"value": {"start": 6, "end": 10, "labels": ["ZONE", "GOV"]}}],
                     "labels", id="two-labels"),
        pytest.param([drawn(6, 10, "ZONE") | {"value": {"start": "6", "end": 10, "labels": ["ZONE"]}}],
                     "whole code points", id="offset-as-text"),
        pytest.param([drawn(6, 10, "ZONE", "a"), drawn(8, 12, "GOV", "b")], "overlap", id="overlap"),
        pytest.param([drawn(6, 10, "ZONE", "a"), drawn(10, 14, "INDICATOR", "a")], "more than once", id="same-id"),
        pytest.param([drawn(14, 21, "VALUE"), filled("abc", "min", "number", number="330.7")], "expected a number",
                     id="number-as-text"),
        pytest.param([drawn(14, 21, "VALUE"), filled("abc", "kind", "choices", choices=["gold"])], "choose one of",
                     id="unknown-choice"),
        pytest.param([drawn(14, 21, "VALUE"), filled("abc", "unit", "textarea", text=["元", "人"])], "one line",
                     id="two-units"),
        pytest.param([drawn(14, 21, "VALUE"), filled("abc", "min", "number", number=2),
                      filled("abc", "max", "number", number=1)], "swap them", id="bounds-swapped"),
        pytest.param([drawn(0, 5, "TIME"), filled("abc", "interval", "textarea", text=["去年"])], "ISO 8601",
                     id="interval-in-words"),
        pytest.param([{"id": "x", "from_name": "sentiment", "value": {}, "type": "choices"}], "no tag 'sentiment'",
                     id="foreign-tag"),
        pytest.param(["region"], "expected a region", id="not-an-object"),
    ],
)  # fmt: skip
def test_a_result_that_cannot_be_right_is_refused_with_its_reason(entries, reason):
    decoded = decode(entries, TEXT, SCHEMA)
    assert decoded.spans == decoded.frames == ()
    assert any(reason in problem for problem in decoded.problems), decoded.problems


def test_all_problems_of_a_result_are_named_at_once():
    decoded = decode([drawn(6, 99, "ZONE", "a"), drawn(0, 5, "CITY", "b"), "region"], TEXT, SCHEMA)
    assert len(decoded.problems) == 3


def test_the_editors_way_of_quoting_line_breaks_and_spaces_is_no_disagreement():
    text = "第一行\r\n第二行　 尾"
    region = drawn(0, 9, "POLICY", text=text) | {
        "value": {"start": 0, "end": 9, "text": "第一行\\n第二行 ", "labels": ["POLICY"]}
    }
    assert decode([region], text, SCHEMA).spans == (Span(0, 9, "POLICY"),)


def test_equal_regions_count_once_and_keep_their_relations():
    result = [drawn(10, 14, "INDICATOR", "i"), drawn(14, 21, "VALUE", "v"), drawn(14, 21, "VALUE", "w")]
    decoded = decode([*result, related("w", "i", "measures")], TEXT, SCHEMA)
    assert decoded.spans == (INDICATOR, VALUE)
    assert [frame.indicator for frame in decoded.frames] == [0]


def test_fields_of_a_region_that_became_another_label_mean_nothing():
    result = encode(WHOLE, SCHEMA)
    for entry in result:
        if entry.get("id") == "CHANGE-22-29" and entry["from_name"] == "label":
            entry["value"]["labels"] = ["POLICY"]
            entry["origin"] = "prediction-changed"
    decoded = decode(result, TEXT, SCHEMA)
    assert [frame.value for frame in decoded.frames] == [3]
    assert "cannot join POLICY and INDICATOR" in decoded.notices[0]


def test_only_an_untouched_region_keeps_its_source():
    span = replace(ZONE, source="lexicon:zone", score=0.9)
    regions = encode(paragraph(spans=(span,)), SCHEMA)
    assert decode(regions, TEXT, SCHEMA).spans[0].source == "lexicon:zone"
    regions[0]["origin"] = "prediction-changed"
    assert decode(regions, TEXT, SCHEMA).spans[0].source == ""


@pytest.mark.parametrize(
    ("annotation", "reason"),
    [
        pytest.param(paragraph(spans=(ZONE, ZONE)), "twice", id="span-twice"),
        pytest.param(paragraph(Frame(3, MONEY), Frame(3, GROWTH)), "twice", id="frame-twice"),
        pytest.param(paragraph(Frame(3, MONEY, None, 0)), "no relation", id="time-as-subject"),
        pytest.param(paragraph(Frame(1, MONEY, 2)), "no relation", id="frame-of-a-zone"),
    ],
)
def test_an_annotation_that_regions_cannot_tell_is_refused(annotation, reason):
    with pytest.raises(RecordError, match=reason):
        encode(annotation, SCHEMA)
