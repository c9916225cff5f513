"""Tasks, the interface and the instructions: generated from the schema, and what the server's own rules accept."""

from dataclasses import replace

import pytest
from label_studio_sdk.label_interface.interface import LabelInterface
from lxml import etree

from annot.annotation import Annotation, Frame, Kind, Quantity
from annot.document import Document
from annot.labelstudio.check import Check
from annot.labelstudio.instructions import instructions
from annot.labelstudio.interface import interface
from annot.labelstudio.task import CONTEXT, task_key, tasks_for
from annot.schema import read_schema
from annot.span import Span
from tests.label_studio import paragraphs_as_pushed

SCHEMA = read_schema()
LINES = ("对标“头部”园区", "青岛高新区营业收入5230亿元", "  ", "重庆" * 200)


def document(**fields):
    return Document("0" * 16, "page-1", "\n".join(LINES), None, "utf-8", **fields)


def tasks(**fields):
    page = document(**fields)
    annotations = [
        Annotation(page.document_id, paragraph.index, paragraph.start, paragraph.text, annotator="rules-1")
        for paragraph in page.paragraphs()
    ]
    return list(tasks_for(page, annotations, SCHEMA))


def test_a_task_carries_the_paragraph_its_place_and_its_neighbours():
    shown = tasks(title=LINES[0], source="青岛日报", date="2021-10-12", url="http://example.org/1")[1]["data"]
    assert shown["text"] == LINES[1]
    assert shown["document_id"] == document().document_id
    assert (shown["paragraph"], shown["start"]) == (1, 9)
    assert shown["title"] == LINES[0]
    assert shown["caption"] == "青岛日报 · 2021-10-12 · 第 1 段，共 3 段"
    assert shown["url"] == "http://example.org/1"
    assert shown["before"] == LINES[0]
    assert shown["after"] == LINES[3][:CONTEXT] + "…"
    assert "source" not in shown, "Label Studio shows the whole task for $source"


def test_a_blank_paragraph_is_no_task():
    assert [task["data"]["paragraph"] for task in tasks()] == [0, 1, 3]


def test_without_a_title_and_a_source_the_pages_name_and_the_place_are_shown():
    shown = tasks()[0]["data"]
    assert (shown["title"], shown["caption"]) == ("page-1", "标题")


def test_a_key_is_of_the_schema_the_document_and_the_paragraph():
    keys = {
        task_key("a" * 16, 1, SCHEMA),
        task_key("a" * 16, 2, SCHEMA),
        task_key("b" * 16, 1, SCHEMA),
        task_key("a" * 16, 1, replace(SCHEMA, version="1.1.0")),
    }
    assert len(keys) == 4
    assert task_key("a" * 16, 1, SCHEMA) == "4cee95c19e7fcf51"


def test_a_prediction_carries_the_model_version_and_the_mean_score_of_its_spans():
    spans = (Span(0, 2, "PLACE", score=0.9), Span(2, 5, "ZONE", score=0.6), Span(9, 15, "VALUE"))
    annotation = Annotation(document().document_id, 1, 9, LINES[1], spans, annotator="rules-1")
    (prediction,) = next(tasks_for(document(), [annotation], SCHEMA))["predictions"]
    assert (prediction["model_version"], prediction["score"]) == ("rules-1", 0.75)
    assert [region["score"] for region in prediction["result"] if "score" in region] == [0.9, 0.6]


def test_all_seed_gold_passes_the_check_of_the_sdk_and_our_own():
    sound, rejected = Check(SCHEMA).parted(list(paragraphs_as_pushed(SCHEMA)))
    assert rejected == []
    assert len(sound) == 152


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(lambda task: task["data"].update(text=" \u3000"), "blank", id="blank-text"),
        pytest.param(lambda task: task["data"].pop("key"), "no key", id="no-key"),
        pytest.param(lambda task: task["predictions"][0].update(model_version=""), "model version", id="no-version"),
        pytest.param(lambda task: task["predictions"][0].update(model_version="a,b"), "commas", id="comma"),
        pytest.param(lambda task: region(task)["value"].update(end=999), "code points", id="offsets"),
        pytest.param(lambda task: region(task)["value"].update(labels=["CITY"]), "CITY", id="unknown-label"),
        pytest.param(lambda task: result(task).append(dangling()), "no region 'gone'", id="dangling-relation"),
        pytest.param(lambda task: result(task).append(region(task)), "more than once", id="same-id"),
        pytest.param(lambda task: region(task).update(to_name="title"), "to_name", id="wrong-target"),
    ],
)
def test_a_task_that_would_break_the_editor_is_not_sent(change, reason):
    task = next(task for task in paragraphs_as_pushed(SCHEMA) if result(task))
    change(task)
    sound, (rejected,) = Check(SCHEMA).parted([task])
    assert sound == []
    assert reason in rejected.reason


def result(task):
    return task["predictions"][0]["result"]


def region(task):
    return result(task)[0]


def dangling():
    return {"type": "relation", "from_id": "gone", "to_id": "gone", "direction": "right", "labels": ["of"]}


def test_an_annotation_that_regions_cannot_tell_is_refused_by_name_and_stops_nothing():
    frame = Frame(0, Quantity(Kind.OTHER, None, None, ""))
    wrong = Annotation(document().document_id, 1, 9, LINES[1], (Span(0, 2, "PLACE"),), (frame, frame), annotator="a")
    right = Annotation(document().document_id, 0, 0, LINES[0], annotator="a")
    sound, (rejected,) = Check(SCHEMA).parted(list(tasks_for(document(), [wrong, right], SCHEMA)))
    assert [task["data"]["paragraph"] for task in sound] == [0]
    assert rejected.id == wrong.id
    assert rejected.reason == f"{wrong.id}: a span or the frame of a value stands twice; keep one"


def test_the_interface_stores_codes_and_shows_names_colours_and_keys():
    labels = {label.get("alias"): label for label in etree.fromstring(interface(SCHEMA)).iter("Label")}
    assert tuple(labels) == SCHEMA.codes
    zone = labels["ZONE"]
    assert (zone.get("value"), zone.get("background"), zone.get("hotkey")) == ("园区", "#00838F", "2")
    assert zone.get("hint").startswith("有名称的开发区")


def test_the_interface_is_one_that_the_sdk_reads():
    read = LabelInterface(interface(SCHEMA))
    assert tuple(read.get_control("label").labels) == SCHEMA.codes
    assert read.get_control("kind").attr["perRegion"] == "true"


def test_fields_of_a_quantity_show_only_for_a_selected_value_or_change():
    root = etree.fromstring(interface(SCHEMA))
    fields = {field.get("name"): field for field in root.iter("Choices", "Number", "TextArea")}
    assert set(fields) == {"kind", "min", "max", "unit", "qualifier", "direction", "basis", "status", "interval"}
    shown = {name: visible_for(field) for name, field in fields.items()}
    assert shown["kind"] == shown["min"] == shown["status"] == ["VALUE,CHANGE"]
    assert shown["direction"] == shown["basis"] == ["CHANGE", "VALUE,CHANGE"]
    assert shown["interval"] == ["TIME"]


def visible_for(field):
    return [above.get("whenLabelValue") for above in field.iterancestors() if above.get("visibleWhen")]


def test_relations_are_stored_by_code_since_their_alias_is_not():
    relations = etree.fromstring(interface(SCHEMA)).iter("Relation")
    assert [relation.get("value") for relation in relations] == ["measures", "changes", "of", "during"]


def test_the_interface_never_shows_the_field_that_would_show_the_whole_task():
    assert "$source" not in interface(SCHEMA)


def test_the_instructions_name_every_label_relation_and_key_and_hold_the_guideline():
    page = instructions(SCHEMA)
    for label in SCHEMA.labels:
        assert f"{label.name}</span> <small>{label.code}</small>" in page
        assert f"<kbd>{label.hotkey}</kbd>" in page
    assert "度量 <small>measures</small>" in page
    assert "<h2>边界与取舍规则</h2>" in page
