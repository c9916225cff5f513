"""Tables flattened into lines, and metrics written out as rows."""

import json
from decimal import Decimal

from annot.annotation import Annotation, Basis, Direction, Kind
from annot.metrics import build_frames, find_quantities, metric_rows, read_table
from annot.metrics.rows import arrow_table, as_csv, as_json, as_text
from annot.span import Span

_TABLE = [
    "2024年主要经济指标",
    "单位：亿元",
    "指标 指标值 同比增长（±%）",
    "地区生产总值 8,235.67 6.3",
    "其中：第一产业 235.6 -3.2",
    "社会消费品零售总额 3256.8 0",
    "规模以上工业用电量（万千瓦时） 56300 —",
    "各项工作取得新成效。",
    "某某 12 3",
]


def test_rows_of_a_flattened_table_become_frames() -> None:
    found = read_table(_TABLE)
    assert sorted(found) == [3, 4, 5, 6]
    spans, frames = found[3]
    assert [span.of(_TABLE[3]) for span in spans] == ["地区生产总值", "8,235.67", "6.3"]
    level, change = (frame.quantity for frame in frames)
    assert (level.kind, level.minimum, level.unit) == (Kind.MONEY, Decimal("823567000000"), "元")
    assert (change.kind, change.minimum, change.basis) == (Kind.PERCENT, Decimal("0.063"), Basis.YOY)
    assert all(frame.indicator == 0 for frame in frames)


def test_minus_in_a_change_column_is_a_decrease_and_zero_is_flat() -> None:
    found = read_table(_TABLE)
    fall, level = found[4][1][1].quantity, found[5][1][1].quantity
    assert (fall.direction, fall.minimum) == (Direction.DECREASE, Decimal("0.032"))
    assert (level.direction, level.minimum) == (Direction.FLAT, Decimal(0))
    assert found[4][0][0].of(_TABLE[4]) == "第一产业"


def test_unit_of_a_row_goes_before_the_unit_of_the_table() -> None:
    spans, frames = read_table(_TABLE)[6]
    assert spans[0].of(_TABLE[6]) == "规模以上工业用电量"
    assert [(f.quantity.kind, f.quantity.minimum, f.quantity.unit) for f in frames] == [
        (Kind.ENERGY, Decimal(563000000), "千瓦时")
    ]


def test_lines_without_a_heading_are_no_table() -> None:
    assert read_table(["地区生产总值 8235.67 6.3"]) == {}


def _annotation() -> Annotation:
    text = "2021年，青岛高新区营业收入5230亿元，同比增长23%，占全市10%以上。"
    entities = [Span(0, 5, "TIME", value="2021-01-01/2021-12-31"), Span(6, 11, "ZONE")]
    spans, frames = build_frames(text, entities, find_quantities(text, entities))
    return Annotation("d1", 2, 0, text, spans, frames)


def test_each_frame_is_one_row_with_texts_and_exact_numbers() -> None:
    level, change, share = metric_rows([_annotation()])
    assert (level.subject, level.indicator, level.period) == ("青岛高新区", "营业收入", "2021年")
    assert (level.minimum, level.unit, level.interval) == ("523000000000", "元", "2021-01-01/2021-12-31")
    assert (change.label, change.minimum, change.direction, change.basis) == ("CHANGE", "0.23", "increase", "yoy")
    assert (share.minimum, share.maximum, share.qualifier) == ("0.1", "", "at_least")


def test_rows_are_written_as_text_csv_json_and_arrow() -> None:
    rows = list(metric_rows([_annotation()]))
    assert as_text(rows).splitlines()[0].split() == [
        "subject", "indicator", "period", "value", "minimum", "maximum", "unit", "direction", "progress"
    ]  # fmt: skip
    assert as_csv(rows).splitlines()[1].startswith("d1,2,15,21,VALUE,5230亿元,营业收入,青岛高新区,2021年,")
    assert [row["value"] for row in json.loads(as_json(rows))] == ["5230亿元", "同比增长23%", "10%以上"]
    table = arrow_table(rows)
    assert (table.num_rows, str(table.schema.field("start").type)) == (3, "int32")


def test_no_metrics_give_a_header_alone() -> None:
    assert len(as_text([]).splitlines()) == 1
    assert len(as_csv([]).splitlines()) == 1
    assert as_json([]) == "[]\n"
