"""Checking releases: each kind of damage is found and named."""

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from annot.export import export, verify
from annot.export.accord import accord_problems
from annot.export.reading import Release
from annot.export.soundness import row_problems
from tests.export_corpus import STAMP, seed_corpus


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return export(seed_corpus(), tmp_path_factory.mktemp("sound") / "policy-ner", **STAMP).folder


@pytest.fixture
def folder(sound, tmp_path):
    return Path(shutil.copytree(sound, tmp_path / "1.0.0"))


def rewrite(folder: Path, config: str, change, split: str = "train") -> None:
    """Write a split's file anew with its rows changed, as an edit by hand would."""
    path = folder / config / f"{split}-00000-of-00001.parquet"
    table = pq.ParquetFile(path).read()
    rows = table.to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


def replace_in(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_fresh_release_has_no_problem(sound):
    assert verify(sound) == []


def test_a_moved_release_is_told_by_its_folder(folder):
    assert verify(folder.rename(folder.with_name("2.0.0")))[0].startswith("manifest.json: version 1.0.0 in a folder")


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        pytest.param(lambda f: (f / "CHANGELOG.md").unlink(), "CHANGELOG.md: is missing", id="a missing file"),
        pytest.param(lambda f: (f / "notes.txt").touch(), "notes.txt: stands in no manifest", id="a foreign file"),
        pytest.param(
            lambda f: replace_in(f, "README.md", "policy", "Policy"), "README.md: sha256", id="an edited card"
        ),
        pytest.param(
            lambda f: rewrite(f, "ner", lambda rows: rows.pop()),
            "ner/train: 101 rows, the manifest says 102",
            id="a row less",
        ),
        pytest.param(
            lambda f: rewrite(f, "documents", lambda rows: rows[0].update(title="x")),
            "documents/train: its content digest is not the manifest's",
            id="an edited row",
        ),
        pytest.param(lambda f: (f / "manifest.json").unlink(), "manifest.json: cannot be read", id="no manifest"),
        pytest.param(
            lambda f: (f / "ner/test-00000-of-00001.parquet").write_bytes(b"PAR1"),
            "ner/test-00000-of-00001.parquet: cannot be read",
            id="a broken file",
        ),
        pytest.param(lambda f: replace_in(f, "README.md", "---", ""), "no YAML between", id="no front matter"),
    ],
)
def test_damage_to_files_is_named(folder, damage, problem):
    damage(folder)
    assert any(problem in found for found in verify(folder)), verify(folder)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param("num_examples: 102", "num_examples: 103", "ner has splits", id="a wrong number of rows"),
        pytest.param("'1': B-PLACE", "'1': B-SPOT", "the features of ner are not those", id="another class name"),
        pytest.param("version: 1.0.0", "version: 1.0.1", "ner has version 1.0.1", id="another version"),
        pytest.param("content sha256:", "content ", "so a cache may serve other rows", id="no content digest"),
        pytest.param("ner/test-", "spans/test-", "ner loads", id="another file"),
        pytest.param("config_name: metrics", "config_name: frames", "config metrics is not in", id="a config less"),
        pytest.param("dtype: string", "dtype: int32", "the features of ner are not those", id="another type"),
    ],
)
def test_a_card_that_tells_something_else_than_the_files_is_named(folder, old, new, problem):
    replace_in(folder, "README.md", old, new)
    assert any(problem in found for found in verify(folder)), verify(folder)


def first_with(rows, column):
    return next(row for row in rows if row[column])


@pytest.mark.parametrize(
    ("config", "change", "problem"),
    [
        pytest.param(
            "ner", lambda rows: rows[3]["ner_tags"].__setitem__(0, 0), "tags do not follow from the spans", id="a tag"
        ),
        pytest.param(
            "ner", lambda rows: rows[3]["ner_tags"].__setitem__(0, 99), "tags do not follow", id="no such tag"
        ),
        pytest.param("ner", lambda rows: rows[3]["ner_tags"].pop(), "not one tag for each token", id="a tag less"),
        pytest.param("ner", lambda rows: rows[3]["tokens"].pop(), "tokens are not the characters", id="a token less"),
        pytest.param(
            "ner",
            lambda rows: rows[3]["spans"][0].update(end=9999),
            "a span lies outside the text",
            id="a span outside",
        ),
        pytest.param(
            "spans",
            lambda rows: first_with(rows, "spans")["spans"][0].update(text="别的"),
            "a span is not the text at its place",
            id="another text",
        ),
        pytest.param(
            "spans",
            lambda rows: first_with(rows, "relations")["relations"][0].update(tail=99),
            "a relation's tail is no span of the row",
            id="a relation to nowhere",
        ),
        pytest.param(
            "metrics",
            lambda rows: first_with(rows, "subject").update(subject_start=0, subject_end=1),
            "its subject is not the text at its place",
            id="a subject elsewhere",
        ),
    ],
)
def test_rows_that_do_not_hold_together_are_named(folder, config, change, problem):
    rewrite(folder, config, change)
    assert any(problem in found for found in row_problems(Release(folder)))


@pytest.mark.parametrize(
    ("config", "change", "problem"),
    [
        pytest.param("documents", lambda rows: rows[0].update(span_count=1), "span_count is 1", id="a count"),
        pytest.param("metrics", lambda rows: rows.pop(), "frame_count is", id="a frame less"),
        pytest.param(
            "spans", lambda rows: rows[5].update(offset=1), "its text is not that of document", id="an offset"
        ),
        pytest.param("ner", lambda rows: rows[3]["spans"].pop(), "is not tagged in ner", id="an untagged span"),
        pytest.param(
            "ner", lambda rows: rows[3]["spans"][0].update(label="EVENT"), "is not in spans", id="another label"
        ),
        pytest.param("spans", lambda rows: rows.append(rows[0]), "stands 2 times", id="a row twice"),
    ],
)
def test_configs_that_contradict_each_other_are_named(folder, config, change, problem):
    rewrite(folder, config, change)
    assert any(problem in found for found in accord_problems(Release(folder)))


def test_a_group_in_two_splits_is_named(folder):
    group = Release(folder).table("documents", "train", ["group"])["group"][0].as_py()
    rewrite(folder, "documents", lambda rows: rows[0].update(group=group), split="test")
    assert f"group {group}: stands in test and train" in "\n".join(accord_problems(Release(folder)))


def test_the_manifest_names_everything_a_release_was_made_from(sound):
    manifest = json.loads((sound / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["annotators"] == ["seed-gold"]
    assert manifest["made_at"] == STAMP["made_at"]
    assert len(manifest["pages"]) == 4
    assert len(manifest["schema"]["labels"]) == 15
    assert "README.md" in manifest["files"]
    assert "manifest.json" not in manifest["files"]
