"""A corpus that streams from a workspace releases what the same corpus in memory does, however it is cut into parts."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annot.errors import ReleaseError
from annot.export import Released, StoredCorpus, Unchanged, export, verify
from annot.export.batches import BATCH_DOCUMENTS, batch_size
from annot.export.raw import raw_places
from annot.export.scratch import scratch_folder, sweep
from annot.line.groups import group_documents
from annot.line.release import corpus_of as corpus_of_workspace
from annot.line.reviews import Review, keep_reviews
from annot.offsets import OffsetMap
from annot.tables import GOLD, documents_table
from annot.workspace import Workspace
from tests.export_corpus import STAMP, corpus_of, document, gold, numbered, prose


def cut(corpus, root, gold_parts, document_parts):
    """Return a workspace that holds a corpus in parts: each a list of places in the tables."""
    workspace = Workspace(root)
    tables = {"gold": (pa.concat_tables(b.gold for b in corpus.batches()), gold_parts)}
    tables["documents"] = (pa.concat_tables(b.documents for b in corpus.batches()), document_parts)
    for station, (table, parts) in tables.items():
        for number, places in enumerate(parts):
            workspace.stations()[station].write(f"part-{number}", table.take(pa.array(places, pa.int64())))
    return StoredCorpus(workspace.documents, workspace.gold, {}, corpus.schema)


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def stored(tmp_path):
    """Return a corpus of three parts whose gold does not stand beside its documents."""
    gold_parts = [range(24, 36), range(12), range(12, 24)]
    return cut(numbered(18), tmp_path / "work", gold_parts, [range(9), range(9, 18)])


def test_what_streams_is_what_stands_in_memory(stored, tmp_path):
    streamed = export(stored, tmp_path / "streamed", **STAMP)
    assert isinstance(streamed, Released)
    assert verify(streamed.folder) == []
    assert files(streamed.folder) == files(export(numbered(18), tmp_path / "memory", **STAMP).folder)


@given(places=st.permutations(range(16)), cuts=st.lists(st.integers(0, 16), max_size=4))
def test_how_gold_is_cut_into_parts_leaves_no_trace(tmp_path_factory, places, cuts):
    root = tmp_path_factory.mktemp("cut")
    bounds = [0, *sorted(cuts), 16]
    parts = [places[first:end] for first, end in pairwise(bounds)]
    corpus = numbered(8)
    made = cut(corpus, root, parts, [range(3, 8), range(3)])
    whole, streamed = ([(batch.documents, batch.gold) for batch in one.batches()] for one in (corpus, made))
    assert streamed == whole


def test_of_a_text_on_two_pages_the_same_page_is_told_whatever_comes_first(tmp_path):
    pages = [document("同一篇文章", page=page) for page in ("b", "a")]
    annotations = gold(pages[0], [None])
    told = set()
    for number, order in enumerate(([0, 1], [1, 0])):
        workspace = Workspace(tmp_path / str(number))
        for place in order:
            workspace.documents.write(f"part-{order.index(place)}", documents_table([pages[place]]))
        (batch,) = corpus_of(pages[:1], annotations).batches()
        workspace.gold.write("part-0", batch.gold)
        (batch,) = StoredCorpus(workspace.documents, workspace.gold, {}, numbered(1).schema).batches()
        told.add(tuple(batch.documents["page_id"].to_pylist()))
    assert told == {("a",)}


def test_batches_of_many_documents_are_those_in_memory(tmp_path):
    corpus = numbered(2_100)
    halves = [range(0, 4_200, 2), range(1, 4_200, 2)]
    made = cut(corpus, tmp_path, halves, [range(1_000, 2_100), range(1_000)])
    assert [len(batch.documents) for batch in made.batches()] == [1_000, 1_000, 100]
    assert [(b.documents, b.gold) for b in made.batches()] == [(b.documents, b.gold) for b in corpus.batches()]


class Owner:
    """Anything that can own a scratch folder."""


def test_a_scratch_folder_goes_with_its_owner():
    owner = Owner()
    folder = scratch_folder(owner)
    assert folder.is_dir()
    del owner
    assert not folder.exists()


def test_what_a_killed_export_left_is_swept_and_nothing_else(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    names = (f"annot-export-{ended.pid}-x", f"annot-export-{os.getpid()}-x", "annot-export-of-mine")
    for name in names:
        (tmp_path / name).mkdir()
    sweep(tmp_path, "annot-export-")
    assert {path.name for path in tmp_path.iterdir()} == set(names[1:])


def test_a_workspace_tells_which_groups_a_page_links(tmp_path):
    workspace = Workspace(tmp_path)
    one, two = prose(1), prose(2)
    documents = [document(text) for text in (one, two, one + two[:360])]
    workspace.documents.write("part-0", documents_table(documents))
    group_documents(workspace)
    assert corpus_of_workspace(workspace).linked == [(documents[0].document_id, documents[1].document_id)]


def test_a_workspace_tells_where_its_readings_were_made(tmp_path):
    workspace, made = Workspace(tmp_path), document("标题", "正文")
    workspace.documents.write("part-0", documents_table([made]))
    assert corpus_of_workspace(workspace).origin == {}
    title, body = gold(made, [None, None])
    for at, origin in (
        ("2026-11-24T20:15:00.123456+00:00", "label-studio:12:0a1b:person-1"),
        ("2026-11-24T21:52:16.000001+00:00", "label-studio:3:0a1b:person-1"),
    ):
        keep_reviews([Review(body, origin)], workspace, at=at)
    keep_reviews([Review(title, "import:gold.jsonl:x:0")], workspace, at="2026-11-25T08:00:00+00:00")
    assert corpus_of_workspace(workspace, origin={"label_studio_project": "政策"}).origin == {
        "label_studio_project_id": "3, 12",
        "label_studio_pulled_at": "2026-11-24T21:52:16Z",
        "imported": "gold.jsonl",
        "label_studio_project": "政策",
    }


def test_streaming_again_is_unchanged(stored, tmp_path):
    export(stored, tmp_path / "streamed", **STAMP)
    assert isinstance(export(stored, tmp_path / "streamed", **STAMP), Unchanged)


def test_gold_without_its_document_is_refused(stored, tmp_path):
    stored.documents.part("part-1").unlink()
    with pytest.raises(ReleaseError, match="gold without its document"):
        export(stored, tmp_path / "streamed", **STAMP)


@pytest.mark.parametrize(
    ("column", "change"),
    [
        pytest.param("text", lambda text: f"{text}。", id="another text"),
        pytest.param("start", lambda start: start + 1, id="another place"),
    ],
)
def test_gold_of_another_text_is_refused(stored, tmp_path, column, change):
    (first, *_) = stored.gold.tables()
    values = [change(value) for value in first[column].to_pylist()]
    place = first.column_names.index(column)
    stored.gold.write("part-0", first.set_column(place, column, pa.array(values)).cast(GOLD))
    with pytest.raises(ReleaseError, match="differs from its document"):
        export(stored, tmp_path / "streamed", **STAMP)


def test_gold_may_leave_paragraphs_of_a_document_out(tmp_path):
    made = document("标题", "第一段", "第二段")
    annotations = gold(made, [None, None, None])
    released = export(corpus_of([made], [annotations[0], annotations[2]]), tmp_path / "policy-ner", **STAMP)
    assert released.rows["spans/train"] == 2


def test_gold_that_stands_twice_is_refused(stored, tmp_path):
    stored.gold.write("again", next(stored.gold.tables()))
    with pytest.raises(ReleaseError, match="stands twice in the gold"):
        export(stored, tmp_path / "streamed", **STAMP)


@pytest.mark.parametrize(
    ("documents", "size"),
    [
        pytest.param(0, BATCH_DOCUMENTS, id="none"),
        pytest.param(256_000, 1_000, id="as many files as are open at a time"),
        pytest.param(2_560_001, 10_001, id="more"),
    ],
)
def test_a_large_corpus_has_larger_batches_rather_than_more_open_files(documents, size):
    assert batch_size(documents) == size


@st.composite
def maps(draw):
    kept = draw(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 3)), min_size=1, max_size=12))
    return OffsetMap.from_runs([(raw, width, draw(st.integers(1, 4))) for raw, width in kept])


@given(st.lists(maps(), min_size=1, max_size=4), st.data())
def test_raw_places_of_many_are_those_of_each(made, data):
    documents = [replace(document("字" * len(one)), offsets=one) for one in made]
    asked = []
    for number, one in enumerate(made):
        start = data.draw(st.integers(0, len(one) - 1))
        asked.append((number, start, data.draw(st.integers(start + 1, len(one)))))
    offsets = documents_table(documents)["offsets"].combine_chunks()
    columns = (pa.array(column).to_numpy() for column in zip(*asked, strict=True))
    starts, ends = raw_places(offsets, *columns)
    found = list(zip(starts.tolist(), ends.tolist(), strict=True))
    assert found == [made[number].raw(start, end) for number, start, end in asked]
