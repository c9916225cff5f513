"""Interchange records and tables: round trips, and every fault named with its path."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given

from annot.errors import RecordError
from annot.records import decode_record, encode_record, read_records, write_records
from annot.tables import annotations_from, annotations_table
from tests.strategies import annotations

GOLD = Path(__file__).parent / "seed_gold"
RECORD = {
    "id": "page:3",
    "text": "苏州工业园区营业收入120亿元",
    "spans": [
        {"start": 0, "end": 6, "label": "ZONE", "text": "苏州工业园区"},
        {"start": 10, "end": 15, "label": "VALUE", "text": "120亿元"},
    ],
    "frames": [{"value": 1, "subject": 0, "kind": "money", "min": 12e9, "max": 12e9, "unit": "元"}],
}


@given(annotations())
def test_a_record_decodes_to_what_was_encoded(annotation):
    wire = json.loads(json.dumps(encode_record(annotation), ensure_ascii=False))
    decoded = decode_record(wire)
    assert (decoded.id, decoded.spans) == (annotation.id, annotation.spans)
    assert [frame.value for frame in decoded.frames] == [frame.value for frame in annotation.frames]


@given(annotations())
def test_a_table_gives_back_the_annotation_to_the_last_digit(annotation):
    assert list(annotations_from(annotations_table([annotation]))) == [annotation]


@pytest.mark.parametrize("file", sorted(GOLD.glob("*.jsonl")), ids=lambda file: file.stem[:3])
def test_the_seed_gold_is_written_as_it_was_read(file):
    target = io.StringIO()
    write_records(read_records(file), target)
    written = [json.loads(line) for line in target.getvalue().splitlines()]
    original = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert written == original


def test_the_seed_gold_has_the_counts_its_readme_states():
    records = [record for file in GOLD.glob("*.jsonl") for record in read_records(file)]
    assert sum(len(record.spans) for record in records) == 953
    assert sum(len(record.frames) for record in records) == 187


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"text": 5}, r"@ \$\.text", id="text is no string"),
        pytest.param(
            {"spans": [{"start": 0, "end": 2, "label": "ZONE", "text": "杭州"}]}, r"quoted '杭州'", id="quote"
        ),
        pytest.param({"spans": [{"start": 0, "end": 2, "label": "TOWN", "text": "苏州"}]}, "TOWN", id="unknown label"),
        pytest.param(
            {"frames": [{"value": 9, "kind": "money", "min": 1, "max": 1, "unit": "元"}]}, "span 9", id="index"
        ),
        pytest.param({"frames": [{"value": 1, "kind": "gold", "min": 1, "max": 1, "unit": "元"}]}, "gold", id="kind"),
    ],
)
def test_a_faulty_record_is_refused_with_its_path(change, message):
    with pytest.raises(RecordError, match=message):
        decode_record(RECORD | change)


def test_utf16_offsets_are_refused_not_trusted():
    record = {
        "id": "p:0",
        "text": "𠮷青岛",
        "spans": [{"start": 2, "end": 4, "label": "PLACE", "text": "青岛"}],
        "frames": [],
    }
    with pytest.raises(RecordError, match="half-open code points"):
        decode_record(record)


def test_every_bad_line_of_a_file_is_named_at_once(tmp_path):
    file = tmp_path / "bad.jsonl"
    file.write_text(json.dumps(RECORD) + "\n{not json\n\n" + json.dumps(RECORD | {"id": 7}) + "\n", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_records(file)
    assert "bad.jsonl:2 " in str(caught.value)
    assert "bad.jsonl:4 @ $.id" in str(caught.value)


def test_a_missing_file_is_one_clear_line(tmp_path):
    with pytest.raises(RecordError, match="cannot be read"):
        read_records(tmp_path / "none.jsonl")
