"""A release loads alike on the releases of `datasets` that people have; each in its own environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annot.export import export
from annot.schema import read_schema
from tests.environment import path_of_annot, python_of
from tests.export_corpus import STAMP, numbered, seed_corpus

OLDER = [
    pytest.param(release, marks=pytest.mark.versions, id=f"datasets {release}") for release in ("2.21", "3.6", "4.0")
]


@pytest.fixture(scope="module", params=[pytest.param("newest", id="the newest"), *OLDER])
def found(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("releases")
    corpora = {
        "seeds": seed_corpus(),
        "left": numbered(4),
        "right": numbered(5, first=100),
        "few": numbered(2),
    }
    folders = [export(corpus, folder / name, **STAMP).folder for name, corpus in corpora.items()]
    offline = {"HF_HOME": str(folder / "cache"), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    offline["PYTHONPATH"] = path_of_annot(folder)
    output = folder / "found.json"
    python = sys.executable if request.param == "newest" else python_of(f"datasets-{request.param}")
    probe = Path(__file__).parent / "load_probe.py"
    subprocess.run([python, str(probe), *map(str, folders), str(output)], env={**os.environ, **offline}, check=True)
    manifest = json.loads((folders[0] / "manifest.json").read_text(encoding="utf-8"))
    return json.loads(output.read_text(encoding="utf-8")) | {"wanted": request.param, "manifest": manifest}


def test_the_environment_has_the_release_it_is_named_after(found):
    assert found["wanted"] == "newest" or found["datasets"].startswith(found["wanted"])


def test_every_config_loads_with_all_its_rows(found):
    totals = {config: sum(splits.values()) for config, splits in found["rows"].items()}
    assert totals == {"ner": 152, "spans": 152, "metrics": 187, "documents": 4}
    assert list(found["rows"]["ner"]) == ["train", "validation", "test"]


def test_class_names_come_back(found):
    assert found["names"] == list(read_schema().tags())


def test_tokens_and_tags_stand_side_by_side(found):
    row = found["first"]
    assert len(row["tokens"]) == len(row["ner_tags"])
    assert sum(tag % 2 for tag in row["ner_tags"]) == len(row["spans"]) > 0


def test_lists_of_structs_are_lists(found):
    assert found["list of structs"]


def test_the_version_of_the_folder_is_the_version_of_the_dataset(found):
    assert found["version"] == "1.0.0"


def test_ner_is_what_loads_when_no_config_is_named(found):
    assert found["default"] == found["rows"]["ner"]["test"]


def test_numbers_are_decimals(found):
    assert found["minimum"].partition(".")[2]
    assert len(found["minimum"].partition(".")[2]) == 10


def test_streaming_gives_the_same_rows(found):
    assert found["streamed alike"] == dict.fromkeys(("ner", "spans", "metrics", "documents"), True)


def test_two_folders_called_alike_give_their_own_rows(found):
    left = {text for texts in found["left"].values() for text in texts}
    right = {text for texts in found["right"].values() for text in texts}
    assert (len(left), len(right), left & right) == (8, 10, set())


def test_a_folder_made_anew_gives_its_new_rows(found):
    assert found["rebuilt"] == found["right"] != found["left"]


def test_fewer_groups_than_splits_still_load(found):
    assert found["few"] == {"ner": ["test", "train"], "documents": ["test", "train"]}


def test_a_config_without_rows_is_not_offered_for_loading(found):
    assert found["empty"] == ["ner", "spans", "documents"]


def test_content_digests_are_the_same_whichever_pyarrow_reads_or_writes(found):
    # The environment of datasets 3.6 has pyarrow 17.
    told = {name: table["content"] for name, table in found["manifest"]["tables"].items()}
    assert found["digests"] == found["rewritten"] == told
