"""The label schema: what stands in it, and that faults are all named."""

import shutil

import pytest

from annot.errors import SchemaError
from annot.schema import read_schema, schema_folder


def test_the_schema_holds_the_guideline_s_labels_in_order():
    schema = read_schema()
    assert schema.codes == (
        "PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "PERSON", "POLICY", "INDUSTRY", "PROJECT", "PRODUCT",
        "EVENT", "TIME", "INDICATOR", "VALUE", "CHANGE",
    )  # fmt: skip
    assert len(schema.entity_codes) == 12
    assert schema.label("ZONE").name == "园区"


def test_the_schema_has_the_four_relations():
    assert [relation.code for relation in read_schema().relations] == ["measures", "changes", "of", "during"]


def test_a_value_measures_and_a_change_changes_its_indicator():
    schema = read_schema()
    assert schema.relation_for("indicator", "VALUE").code == "measures"
    assert schema.relation_for("indicator", "CHANGE").code == "changes"
    assert schema.relation_for("indicator", "PLACE") is None


def test_tags_are_bio_with_o_first():
    tags = read_schema().tags()
    assert tags[:3] == ("O", "B-PLACE", "I-PLACE")
    assert len(tags) == 31


def test_the_guideline_stands_beside_the_schema():
    assert "标签体系 1.0.0" in read_schema().guideline


def test_an_unknown_label_names_the_known_ones():
    with pytest.raises(SchemaError, match="expected one of PLACE"):
        read_schema().label("TOWN")


def test_all_faults_of_a_schema_are_named_at_once(tmp_path):
    shutil.copytree(schema_folder() / "policy", tmp_path / "policy")
    file = tmp_path / "policy" / "1.0.0.toml"
    text = (
        file.read_text(encoding="utf-8")
        .replace('hotkey = "2"', 'hotkey = "1"')
        .replace('to = ["TIME"]', 'to = ["DAY"]')
    )
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError) as caught:
        read_schema(folder=tmp_path)
    assert "hotkey '1' stands twice" in str(caught.value)
    assert "unknown label DAY" in str(caught.value)


def test_a_missing_version_is_one_clear_line():
    with pytest.raises(SchemaError, match="no such schema file"):
        read_schema(version="9.9.9")
