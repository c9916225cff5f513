"""Differences between releases, and the version number that follows from them."""

import json
import shutil
from dataclasses import replace
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from annot.annotation import Frame, Kind, Quantity, Status
from annot.errors import ReleaseError
from annot.export import diff, difference_html, difference_json, difference_text, export, rebuild
from annot.export.reading import Release
from annot.export.version import Bump, Version
from annot.span import Span
from tests.export_corpus import STAMP, corpus_of, document, gold, numbered

TEXT = "青岛高新区营业收入5亿元"
SPANS = (Span(0, 5, "ZONE"), Span(5, 9, "INDICATOR"), Span(9, 12, "VALUE"))
FRAME = Frame(2, Quantity(Kind.MONEY, Decimal(500000000), Decimal(500000000), "元"), 1, 0)
LATER = {"made_at": "2026-12-01T00:00:00Z", "code_version": "0.2.0"}


def corpus():
    """Return ten documents, each with one span of three labels and one frame."""
    documents = [document(f"第{n}号文件", TEXT) for n in range(10)]
    return corpus_of(documents, [a for made in documents for a in gold(made, [None, (SPANS, [FRAME])])])


@pytest.fixture
def target(tmp_path):
    export(corpus(), tmp_path / "policy-ner", **STAMP)
    return tmp_path / "policy-ner"


def member(target, split):
    return Release(target / "1.0.0").table("documents", split, ["id"])["id"][0].as_py()


def changed(target, split, **fields):
    """Return the corpus with the second paragraph of a document of a split changed."""
    chosen = f"{member(target, split)}:1"
    made = corpus()
    return replace(made, annotations=[replace(a, **fields) if a.id == chosen else a for a in made.annotations])


def without(target, split):
    made, gone = corpus(), member(target, split)
    return replace(
        made,
        documents=[d for d in made.documents if d.document_id != gone],
        annotations=[a for a in made.annotations if a.document_id != gone],
    )


def with_more(count):
    made, more = corpus(), numbered(count, first=100)
    return replace(
        made, documents=[*made.documents, *more.documents], annotations=[*made.annotations, *more.annotations]
    )


FEWER = {"spans": SPANS[:2], "frames": ()}
OTHER_LABEL = {"spans": (Span(0, 5, "PLACE"), *SPANS[1:])}


@pytest.mark.parametrize(
    ("change", "version"),
    [
        pytest.param(lambda t: changed(t, "train", **FEWER), "1.1.0", id="a span removed in train"),
        pytest.param(lambda t: changed(t, "validation", **OTHER_LABEL), "1.1.0", id="a label corrected in validation"),
        pytest.param(lambda t: changed(t, "test", **OTHER_LABEL), "2.0.0", id="a label corrected in test"),
        pytest.param(lambda t: changed(t, "train", status=Status.ADJUDICATED), "1.1.0", id="a status raised in train"),
        pytest.param(lambda t: changed(t, "test", status=Status.ADJUDICATED), "2.0.0", id="a status raised in test"),
        pytest.param(lambda t: without(t, "train"), "2.0.0", id="a document removed"),
        pytest.param(lambda t: with_more(1), "1.1.0", id="a document added to train"),
        pytest.param(lambda t: with_more(30), "2.0.0", id="documents added to test too"),
        pytest.param(
            lambda t: replace(corpus(), scores={"span F1": "0.9"}), "1.0.1", id="only the card tells something else"
        ),
    ],
)
def test_the_version_follows_from_the_difference(target, change, version):
    assert export(change(target), target, **LATER).version == version


def test_a_label_that_means_something_else_is_a_major_version(target):
    made = corpus()
    labels = (replace(made.schema.labels[0], definition="别的"), *made.schema.labels[1:])
    outcome = export(replace(made, schema=replace(made.schema, labels=labels)), target, **LATER)
    assert (outcome.version, outcome.difference.schema) == ("2.0.0", ("label PLACE means something else",))


def test_a_label_removed_is_a_major_version(target):
    made = corpus()
    outcome = export(replace(made, schema=replace(made.schema, labels=made.schema.labels[:-1])), target, **LATER)
    assert (outcome.version, outcome.difference.schema[0]) == ("2.0.0", "label CHANGE is gone")


def test_colours_and_keys_are_no_change_of_the_dataset(target):
    made = corpus()
    labels = tuple(replace(label, colour="#000000", hotkey="") for label in made.schema.labels)
    assert export(replace(made, schema=replace(made.schema, labels=labels)), target, **LATER).version == "1.0.1"


def test_a_number_that_does_not_follow_is_refused(target):
    with pytest.raises(ReleaseError, match=r"version 1\.1\.0: the difference to 1\.0\.0 asks for 2\.0\.0"):
        export(changed(target, "test", **FEWER), target, **LATER, version="1.1.0")


def test_the_number_that_follows_is_accepted(target):
    assert export(changed(target, "test", **FEWER), target, **LATER, version="2.0.0").version == "2.0.0"


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        pytest.param(FEWER, {("span", "removed", "VALUE"), ("frame", "removed", "VALUE")}, id="removed"),
        pytest.param({"spans": (*SPANS, Span(0, 2, "PLACE"))}, {("span", "added", "PLACE")}, id="added"),
        pytest.param(OTHER_LABEL, {("span", "relabelled", "ZONE"), ("frame", "changed", "VALUE")}, id="relabelled"),
        pytest.param(
            {"spans": (Span(0, 4, "ZONE"), *SPANS[1:])},
            {("span", "moved", "ZONE"), ("frame", "changed", "VALUE")},
            id="another boundary",
        ),
        pytest.param(
            {"frames": (replace(FRAME, subject=None),)}, {("frame", "changed", "VALUE")}, id="another subject"
        ),
        pytest.param(
            {"spans": (replace(SPANS[0], value="x"), *SPANS[1:])}, {("span", "changed", "ZONE")}, id="another interval"
        ),
        pytest.param({"status": Status.ADJUDICATED}, {("status", "changed", "status")}, id="another status"),
        pytest.param(
            {"spans": (replace(SPANS[0], score=0.5), *SPANS[1:])},
            {("span", "reattributed", "ZONE")},
            id="another score",
        ),
    ],
)
def test_a_difference_tells_what_changed(target, fields, wanted):
    outcome = export(changed(target, "train", **fields), target, **LATER)
    assert set(outcome.difference.counts()) == wanted


def test_documents_and_paragraphs_that_come_and_go_are_told(target):
    outcome = export(without(target, "train"), target, **LATER)
    counts = outcome.difference.counts()
    assert counts["document", "removed", ""] == 1
    assert counts["paragraph", "removed", ""] == 2
    assert counts["span", "removed", "ZONE"] == 1
    assert counts["frame", "removed", "VALUE"] == 1


def test_two_releases_are_compared_from_their_folders_alone(target):
    outcome = export(changed(target, "train", **OTHER_LABEL), target, **LATER)
    found = diff(target / "1.0.0", outcome.folder)
    assert (found.before, found.after, found.bump()) == ("1.0.0", "1.1.0", Bump.MINOR)
    assert found.changes == outcome.difference.changes
    assert "ZONE[0:5]青岛高新区\tPLACE[0:5]青岛高新区" in difference_text(found)


def test_a_release_does_not_differ_from_itself(target):
    found = diff(target / "1.0.0", target / "1.0.0")
    assert (found.changes, found.bump()) == ((), Bump.NONE)


def test_the_changelog_and_the_card_tell_the_difference(target):
    folder = export(changed(target, "train", **OTHER_LABEL), target, **LATER).folder
    changes = (folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changes.startswith("# Changes of the dataset\n\n## 1.1.0 (2026-12-01)\n\n- 1 frame changed (VALUE 1)\n")
    assert changes.endswith("- 1 span relabelled (ZONE 1)\n\n## 1.0.0 (2026-11-24)\n\n- first release\n")
    assert "- 1 span relabelled (ZONE 1)" in (folder / "README.md").read_text(encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["previous"], manifest["version"]) == ("1.0.0", "1.1.0")


def test_the_same_again_is_unchanged_after_several_versions(target):
    made = changed(target, "train", **OTHER_LABEL)
    export(made, target, **LATER)
    assert export(made, target, **STAMP).version == "1.1.0"
    assert len(list(target.iterdir())) == 2


def test_old_versions_stay_as_they_are(target):
    before = {path: path.read_bytes() for path in (target / "1.0.0").rglob("*") if path.is_file()}
    export(without(target, "test"), target, **LATER)
    assert {path: path.read_bytes() for path in (target / "1.0.0").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("bump", "version"),
    [(Bump.PATCH, "1.2.4"), (Bump.MINOR, "1.3.0"), (Bump.MAJOR, "2.0.0")],
    ids=["patch", "minor", "major"],
)
def test_versions_rise(bump, version):
    assert str(Version.parse("1.2.3").bumped(bump)) == version


def test_the_page_shows_both_readings_in_the_text(target):
    outcome = export(changed(target, "train", **OTHER_LABEL), target, **LATER)
    page = difference_html(outcome.difference)
    assert "<mark>青岛高新区<small>ZONE</small></mark>营业收入5亿元" in page
    assert "<mark>青岛高新区<small>PLACE</small></mark>营业收入5亿元" in page


def test_text_is_no_markup_on_the_page(target):
    made = document("第0号文件", "<b>青岛</b>")
    outcome = export(corpus_of([made], gold(made, [None, ([Span(3, 5, "PLACE")], [])])), target, **LATER)
    assert "&lt;b&gt;<mark>青岛<small>PLACE</small></mark>&lt;/b&gt;" in difference_html(outcome.difference)


def test_a_difference_as_json_counts_and_lists(target):
    outcome = export(changed(target, "train", **OTHER_LABEL), target, **LATER)
    told = json.loads(json.dumps(difference_json(outcome.difference)))
    assert {"what": "span", "how": "relabelled", "label": "ZONE", "count": 1} in told["counts"]
    (span,) = [change for change in told["changes"] if change["what"] == "span"]
    assert (span["before"]["label"], span["after"]["label"], span["split"]) == ("ZONE", "PLACE", "train")


def test_a_rebuilt_release_is_the_same_byte_for_byte(target):
    made = changed(target, "train", **OTHER_LABEL)
    folder = export(made, target, **LATER).folder
    assert str(rebuild(made, folder)) == "version 1.1.0: the same, byte for byte"
    assert str(rebuild(corpus(), target / "1.0.0")) == "version 1.0.0: the same, byte for byte"


def test_a_rebuild_says_how_the_workspace_has_moved_on(target):
    outcome = rebuild(changed(target, "train", **OTHER_LABEL), target / "1.0.0")
    assert "cannot be made again" in str(outcome)
    assert "1 span relabelled (ZONE 1)" in str(outcome)


def test_a_rebuild_says_when_only_the_card_differs(target):
    outcome = rebuild(replace(corpus(), sources={"seeds": "five pages"}), target / "1.0.0")
    assert outcome.problems == ("README.md: tells something else",)


def rewritten(folder, change):
    """Return a copy of a release whose files of `documents` have other columns."""
    copy = folder.parent / "copy"
    shutil.copytree(folder, copy)
    for path in copy.glob("documents/*.parquet"):
        pq.write_table(change(pq.ParquetFile(path).read()), path)
    return copy


@pytest.mark.parametrize(
    ("change", "told", "bump"),
    [
        pytest.param(lambda t: t.drop_columns(["url"]), "column documents.url is gone", Bump.MAJOR, id="gone"),
        pytest.param(
            lambda t: t.append_column("gone_type", t["url"]), "column documents.gone_type is new", Bump.MINOR, id="new"
        ),
        pytest.param(
            lambda t: t.set_column(0, "id", t["id"].cast("large_string")),
            "column documents.id has another type: large_string",
            Bump.MAJOR,
            id="another type",
        ),
    ],
)
def test_columns_that_come_and_go_are_told(target, change, told, bump):
    found = diff(target / "1.0.0", rewritten(target / "1.0.0", change))
    assert (*found.columns_lost, *found.columns) == (told,)
    assert found.bump() is bump


def test_a_changed_frame_tells_only_what_differs(target):
    outcome = export(changed(target, "train", frames=(replace(FRAME, subject=None),)), target, **LATER)
    (change,) = outcome.difference.changes
    assert change.before == {
        "value": "5亿元",
        "subject": "青岛高新区",
        "subject_label": "ZONE",
        "subject_start": 0,
        "subject_end": 5,
    }
    assert set(change.after.values()) == {"5亿元", None}


def test_who_proposed_a_reading_is_counted_and_not_listed(target):
    outcome = export(changed(target, "train", spans=(replace(SPANS[0], source="r"), *SPANS[1:])), target, **LATER)
    assert difference_text(outcome.difference) == "1.0.0 -> 1.1.0: minor\n- 1 span reattributed (ZONE 1)\n"
