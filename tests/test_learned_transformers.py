"""A transformers checkpoint of the user's own: a tiny one, made and used in an environment with torch."""

import importlib.util
import json
import os
import subprocess
from pathlib import Path

import pytest

from annot.annotate.learned import load_models
from annot.annotate.learned.transformers_model import spell
from annot.annotate.learned.windows import windows
from annot.errors import ModelError
from tests.environment import path_of_annot, python_of

SOURCE = "transformers:workshops"


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("checkpoints")
    probe = Path(__file__).parent / "transformers_probe.py"
    done = subprocess.run(
        [python_of("transformers"), str(probe), str(scratch)],
        env={**os.environ, "PYTHONPATH": path_of_annot(scratch), "HF_HUB_OFFLINE": "1"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.versions
class TestWithTorch:
    def test_the_rules_alone_find_nothing(self, printed):
        assert printed["plain"] == []

    def test_spans_come_with_the_places_of_their_characters(self, printed):
        assert printed["found"] == [[0, 2, 7, "INSTITUTE", SOURCE], [2, 2, 7, "INSTITUTE", SOURCE]]

    def test_what_stands_behind_character_510_is_read_too(self, printed):
        assert printed["length"] == 708
        assert printed["long"] == [[0, 702, 707, "INSTITUTE", SOURCE]]

    def test_tags_of_metrics_are_left_to_the_metrics(self, printed):
        assert printed["labels"] == ["INSTITUTE"]

    def test_the_annotator_is_named_after_the_folder_and_its_content(self, printed):
        assert printed["version"].startswith("transformers:workshops-")

    def test_tags_of_another_schema_are_refused(self, printed):
        assert "its tags B-LOC, B-X, I-LOC, I-X are not of the schema" in printed["foreign"]

    def test_a_checkpoint_without_weights_is_refused(self, printed):
        assert "the checkpoint cannot be loaded" in printed["unfinished"]


@pytest.mark.skipif(importlib.util.find_spec("transformers") is not None, reason="the extra is installed here")
def test_without_the_extra_the_message_names_it(tmp_path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"pip install 'annot\[transformers\]'"):
        load_models([tmp_path])


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        pytest.param("B-ZONE I-ZONE O", [(0, 2, "ZONE", 0.8)], id="bio"),
        pytest.param("B-ZONE B-ZONE O", [(0, 1, "ZONE", 0.9), (1, 2, "ZONE", 0.8)], id="two begin"),
        pytest.param("B-ZONE I-GOV O", [(0, 1, "ZONE", 0.9), (1, 2, "GOV", 0.8)], id="the label changes inside"),
        pytest.param("O I-ZONE O", [(1, 2, "ZONE", 0.8)], id="inside without a beginning"),
        pytest.param("S-ZONE I-ZONE O", [(0, 1, "ZONE", 0.9), (1, 2, "ZONE", 0.8)], id="nothing follows a single"),
        pytest.param("B-ZONE E-ZONE I-ZONE", [(0, 2, "ZONE", 0.8), (2, 3, "ZONE", 0.7)], id="nothing follows an end"),
        pytest.param("O O O", [], id="nothing"),
    ],
)
def test_tags_spell_spans_as_probable_as_their_least_token(tags, spans):
    tokens = [(number, number + 1, tag, 0.9 - number / 10) for number, tag in enumerate(tags.split())]
    assert [(start, end, label, round(sure, 2)) for start, end, label, sure in spell(tokens)] == spans


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        pytest.param("一二三四五", ["一二三四五"], id="short"),
        pytest.param("一二三。四五六七", ["一二三。", "四五六七"], id="after a sentence"),
        pytest.param("一二三，四五六七", ["一二三，", "四五六七"], id="after a comma"),
        pytest.param("一二三四五六七八", ["一二三四五", "六七八"], id="no mark anywhere"),
        pytest.param("。二三四五六七八", ["。二三四五", "六七八"], id="a mark too early"),
        pytest.param("", [], id="empty"),
    ],
)
def test_long_paragraphs_are_cut_where_sentences_end(text, cuts):
    assert [text[start:end] for start, end in windows(text, 0, len(text), longest=5)] == cuts
