"""Learned annotators: people correct, a model is trained on what they released, and the next pages are better."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annot.annotate import Annotator
from annot.annotate.crf import CrfAnnotator, train
from annot.annotate.crf_features import spans_of, tags_of
from annot.annotate.learned import load_models
from annot.annotation import Annotation, Status
from annot.errors import ModelError
from annot.span import Span
from tests.marked import parse_marked

# A kind of name that no rule knows: what people of one district call their workshops.
WORKSHOPS = ["云栖", "青禾", "望海", "听松", "揽月", "知行", "和风"]
WORKSHOPS += ["星火", "锦程", "春晖", "远航", "天工"]
FRAMES = (
    "走进[INSTITUTE {}创客坊]，机器轰鸣。",
    "记者来到[INSTITUTE {}创客坊]采访。",
    "[INSTITUTE {}创客坊]去年开张。",
)


def corrected(names: list[str]) -> list[Annotation]:
    made = []
    for number, name in enumerate(names):
        for paragraph, frame in enumerate(FRAMES):
            text, spans = parse_marked(frame.format(name))
            made.append(Annotation(f"d{number:02}", paragraph, 0, text, spans, status=Status.REVIEWED))
    return made


def found(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    ((spans, _),) = annotator.annotate([text])
    return [(span.of(text), span.label) for span in spans if span.label != "TIME"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "workshops-1"
    train(corrected(WORKSHOPS[:10]), folder, name="workshops", version="1")
    return folder


def test_what_people_corrected_is_found_on_the_next_page(trained):
    text = "走进天工创客坊，机器轰鸣。"
    assert found(Annotator(), text) == []
    assert found(Annotator(models=[trained]), text) == [("天工创客坊", "INSTITUTE")]


def test_a_learned_span_says_which_model_made_it(trained):
    annotator = Annotator(models=[trained])
    ((spans, _),) = annotator.annotate(["记者来到春晖创客坊采访。"])
    assert [(span.source, span.score is not None) for span in spans] == [("model:workshops-1", True)]
    assert annotator.version.endswith("workshops-1")


def test_cross_validation_compares_the_rules_with_and_without_the_model(tmp_path):
    report = train(corrected(WORKSHOPS), tmp_path / "m", name="w", version="2")
    assert report.documents == 12
    assert report.combined > 0.8 > report.rules


def test_training_does_not_depend_on_the_order_of_the_paragraphs(tmp_path):
    rows = corrected(WORKSHOPS[:4])
    train(rows, tmp_path / "a", name="w", version="1", seed=7)
    train(rows[::-1], tmp_path / "b", name="w", version="1", seed=7)
    assert (tmp_path / "a" / "model.crfsuite").read_bytes() == (tmp_path / "b" / "model.crfsuite").read_bytes()
    assert (tmp_path / "a" / "model.json").read_text() == (tmp_path / "b" / "model.json").read_text()


def test_the_manifest_says_what_the_model_is(trained):
    manifest = json.loads((trained / "model.json").read_text(encoding="utf-8"))
    assert (manifest["kind"], manifest["name"], manifest["version"], manifest["labels"]) == (
        "crf",
        "workshops",
        "1",
        ["INSTITUTE"],
    )


def test_metric_spans_are_not_learnt(tmp_path):
    row = Annotation("d", 0, 0, "营收5亿元", (Span(0, 2, "INDICATOR"), Span(2, 5, "VALUE")))
    with pytest.raises(ModelError, match="nothing to learn from"):
        train([row], tmp_path / "m", name="w", version="1")


def test_a_model_is_never_overwritten(trained):
    with pytest.raises(ModelError, match="holds a model already"):
        train(corrected(WORKSHOPS[:2]), trained, name="workshops", version="1")


def test_weights_that_were_changed_are_refused(tmp_path):
    train(corrected(WORKSHOPS[:3]), tmp_path / "m", name="w", version="1")
    weights = tmp_path / "m" / "model.crfsuite"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="not the weights"):
        CrfAnnotator.from_folder(tmp_path / "m")


def test_a_model_of_an_unknown_kind_is_refused(tmp_path):
    (tmp_path / "model.json").write_text('{"kind": "oracle"}', encoding="utf-8")
    with pytest.raises(ModelError, match="'oracle'"):
        load_models([tmp_path])


def test_a_transformers_checkpoint_without_its_extra_names_the_extra(tmp_path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"annot\[transformers\]|cannot be loaded"):
        load_models([tmp_path])


def test_tags_and_spans_are_two_views_of_one_thing():
    spans = [(3, 5, "ZONE"), (5, 6, "PLACE"), (8, 9, "ZONE")]
    tags = tags_of(spans, 2, 10)
    assert tags == ["O", "B-ZONE", "I-ZONE", "B-PLACE", "O", "O", "B-ZONE", "O"]
    assert spans_of(tags, 2) == spans


def test_the_rows_of_a_dataset_train_as_they_come(tmp_path):
    rows = [replace(row, status=Status.ADJUDICATED, annotator="p1") for row in corrected(WORKSHOPS[:3])]
    assert train(rows, tmp_path / "m", name="w", version="1").documents == 3
