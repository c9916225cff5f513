"""A release trains a token classifier: in the usual way of transformers, and by its stock script as it is.

The script is run_ner.py of the examples of transformers. No package carries it, and it is not this project's to
carry: give its place in ANNOT_RUN_NER.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from annot.export import export
from annot.schema import read_schema
from tests.environment import python_of
from tests.export_corpus import STAMP, seed_corpus

pytestmark = pytest.mark.versions

SCRIPT = os.environ.get("ANNOT_RUN_NER", "")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("training")


@pytest.fixture(scope="module")
def release(scratch):
    return export(seed_corpus(), scratch / "policy-ner", **STAMP).folder


def run(scratch, *arguments):
    offline = dict.fromkeys(("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HF_EVALUATE_OFFLINE"), "1")
    environment = {**os.environ, **offline, "HF_HOME": str(scratch / "cache"), "PYTHONPATH": ""}
    command = [python_of("transformers"), *map(str, arguments)]
    return subprocess.run(command, cwd=scratch, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def trained(scratch, release):
    printed = run(scratch, Path(__file__).parent / "training_probe.py", release, scratch)
    return json.loads(printed.splitlines()[-1])


def test_a_model_takes_its_steps_and_is_evaluated(trained):
    assert trained["steps"] == 2
    assert 0 < trained["eval_loss"] < 10


def test_every_character_is_one_token_with_its_tag(trained):
    assert trained["unknown"] == 0
    assert trained["labels are tags"]


@pytest.mark.skipif(not SCRIPT, reason="set ANNOT_RUN_NER to the run_ner.py of transformers' examples")
@pytest.mark.usefixtures("trained")
def test_the_stock_script_trains_evaluates_and_predicts(scratch, release):
    # `evaluate` looks for a folder of the metric's name before it asks the Hub.
    (scratch / "seqeval").mkdir()
    shutil.copy(Path(__file__).parent / "stand_in_seqeval.py", scratch / "seqeval" / "seqeval.py")
    out = scratch / "out"
    run(
        scratch, Path(SCRIPT).resolve(), "--model_name_or_path", scratch / "model", "--output_dir", out,
        "--dataset_name", release, "--dataset_config_name", "ner", "--do_train", "--do_eval", "--do_predict",
        "--max_steps", "2", "--report_to", "none", "--use_cpu",
    )  # fmt: skip
    told = json.loads((out / "all_results.json").read_text(encoding="utf-8"))
    assert (told["train_samples"], told["eval_samples"]) == (102, 33)
    assert 0 <= told["eval_f1"] <= 1
    names = json.loads((out / "config.json").read_text(encoding="utf-8"))["id2label"]
    assert tuple(names[str(number)] for number in range(len(names))) == read_schema().tags()
    predicted = [len(line.split()) for line in (out / "predictions.txt").read_text(encoding="utf-8").splitlines()]
    test = pq.read_table(release / "ner" / "test-00000-of-00001.parquet", columns=["tokens"])
    assert predicted == [len(tokens) for tokens in test["tokens"].to_pylist()]
