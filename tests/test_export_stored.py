"""A corpus that streams from a workspace releases what the same corpus in memory does."""

import pytest

from annot.errors import ReleaseError
from annot.export import Released, StoredCorpus, Unchanged, diff, export, verify
from annot.tables import documents_table
from annot.workspace import Workspace
from tests.export_corpus import STAMP, numbered


@pytest.fixture
def workspace(tmp_path):
    """Return a workspace of two shards, and a part of gold without one of its own."""
    workspace = Workspace(tmp_path / "work")
    for number, name in enumerate(("part-a", "part-b", "part-c")):
        corpus = numbered(6, first=10 * number)
        (batch,) = corpus.batches()
        workspace.documents.write(name, documents_table(batch.documents.values()))
        workspace.gold.write("reviewed-only" if name == "part-c" else name, batch.gold)
    return workspace


def stored(workspace):
    return StoredCorpus(workspace.documents, workspace.gold, {}, numbered(1).schema)


def in_memory():
    parts = [numbered(6, first=first) for first in (0, 10, 20)]
    documents = [document for part in parts for document in part.documents]
    annotations = [annotation for part in parts for annotation in part.annotations]
    return type(parts[0])(documents, annotations, {}, parts[0].schema)


def test_what_streams_is_what_stands_in_memory(workspace, tmp_path):
    streamed = export(stored(workspace), tmp_path / "streamed", **STAMP)
    assert isinstance(streamed, Released)
    assert verify(streamed.folder) == []
    assert diff(streamed.folder, export(in_memory(), tmp_path / "memory", **STAMP).folder).changes == ()


def test_streaming_again_is_unchanged(workspace, tmp_path):
    export(stored(workspace), tmp_path / "streamed", **STAMP)
    assert isinstance(export(stored(workspace), tmp_path / "streamed", **STAMP), Unchanged)


def test_gold_without_its_document_is_refused(workspace, tmp_path):
    workspace.documents.part("part-c").unlink()
    with pytest.raises(ReleaseError, match="gold without its document"):
        export(stored(workspace), tmp_path / "streamed", **STAMP)
