"""Readers other than `datasets`: pandas, polars, DuckDB, Croissant, and spaCy for its own format."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from annot.export import export
from tests.environment import path_of_annot, python_of
from tests.export_corpus import SEED_GOLD, STAMP, seed_corpus

pytestmark = pytest.mark.versions


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("readers")
    folder = export(seed_corpus(), scratch / "policy-ner", **STAMP).folder
    output = scratch / "found.json"
    probe = Path(__file__).parent / "readers_probe.py"
    subprocess.run(
        [python_of("readers"), str(probe), str(folder), str(SEED_GOLD), str(scratch), str(output)],
        env={**os.environ, "PYTHONPATH": path_of_annot(scratch)},
        check=True,
    )
    return json.loads(output.read_text(encoding="utf-8"))


@pytest.mark.parametrize("reader", ["duckdb", "pandas", "polars"])
def test_every_config_is_read_with_all_its_rows(found, reader):
    assert found["tables"]["rows"][reader] == {"ner": 152, "spans": 152, "metrics": 187, "documents": 4}


def test_duckdb_and_polars_add_the_decimals_exactly(found):
    # 28 frames of money in the seed gold.
    assert found["tables"]["duckdb"][0] == found["tables"]["polars"][0] == 28
    assert found["tables"]["duckdb"][1] == found["tables"]["polars"][1]
    assert found["tables"]["duckdb"][1].endswith(".0000000000")


def test_pandas_reads_tokens_beside_tags(found):
    assert found["tables"]["pandas"][1]


def test_croissant_metadata_validates_and_reads(found):
    assert (found["croissant"]["errors"], found["croissant"]["warnings"]) == ([], [])
    assert len(found["croissant"]["sets"]) == 12
    assert found["croissant"]["id"].endswith(":0")


def test_a_docbin_holds_the_seed_gold(found):
    assert found["spacy"] == {"told": [], "problems": [], "readings": 152, "alike": True}


def test_every_token_is_one_piece_to_a_bert_tokenizer_and_rows_fit_it(found):
    assert found["bert"]["not one piece"] == []
    assert found["bert"]["longest"] <= 510


def test_no_character_that_a_bert_tokenizer_drops_is_missing_in_the_table(found):
    assert found["bert"]["dropped unknown"] == []
