"""What people said: only added to, never lost, and merged shard by shard."""

import pytest

from annot.annotation import Annotation, Status
from annot.line.merge import merge_station
from annot.line.reviews import Review, keep_reviews, standing_reviews
from annot.span import Span
from annot.tables import annotations_from, annotations_table
from annot.workspace import Workspace

TEXT = "苏州工业园区"
ZONE, PLACE = Span(0, 6, "ZONE"), Span(0, 2, "PLACE")


def said(*spans, document="d1", paragraph=0, annotator="ann-a", at="2026-01-01T00:00:00Z", status=Status.REVIEWED):
    return Annotation(document, paragraph, 0, TEXT, spans, (), status, annotator, at)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


def test_the_same_reviews_pulled_twice_are_kept_once(workspace):
    review = Review(said(ZONE), "label-studio:1:7")
    assert keep_reviews([review], workspace, at="2026-01-01T00:00:00Z") == 1
    assert keep_reviews([review], workspace, at="2026-01-02T00:00:00Z") == 0
    assert standing_reviews(workspace) == [said(ZONE)]


def test_a_corrected_review_replaces_the_earlier_one_and_keeps_it_on_disk(workspace):
    keep_reviews([Review(said(PLACE), "label-studio:1:7")], workspace, at="2026-01-01T00:00:00Z")
    corrected = said(ZONE, at="2026-01-02T00:00:00Z")
    keep_reviews([Review(corrected, "label-studio:1:7")], workspace, at="2026-01-02T00:00:00Z")
    assert standing_reviews(workspace) == [corrected]
    assert workspace.reviews.rows() == 2


def test_a_review_taken_back_counts_no_longer(workspace):
    keep_reviews([Review(said(ZONE), "label-studio:1:7")], workspace, at="2026-01-01T00:00:00Z")
    keep_reviews([Review(said(ZONE), "label-studio:1:7", withdrawn=True)], workspace, at="2026-01-02T00:00:00Z")
    assert standing_reviews(workspace) == []


def test_gold_is_made_shard_by_shard_and_reviews_outside_them_last(workspace):
    predicted = said(PLACE, status=Status.PREDICTED, annotator="rules", at="")
    untouched = said(PLACE, paragraph=1, status=Status.PREDICTED, annotator="rules", at="")
    workspace.predictions.write("part-a", annotations_table([predicted, untouched]))
    reviewed, imported = said(ZONE), said(ZONE, document="d9", annotator="ann-b")
    keep_reviews([Review(reviewed, "label-studio:1:7"), Review(imported, "import:x:0")], workspace, at="2026-01-01")
    tally = merge_station(workspace)
    assert [list(annotations_from(table)) for table in workspace.gold.tables()] == [[reviewed, untouched], [imported]]
    assert str(tally) == "merged 3 paragraphs, 2 seen by people"


def test_gold_of_a_shard_that_is_gone_goes_too(workspace):
    for shard, document in (("part-a", "d1"), ("part-b", "d2")):
        predicted = said(PLACE, document=document, status=Status.PREDICTED)
        workspace.predictions.write(shard, annotations_table([predicted]))
    merge_station(workspace)
    workspace.predictions.part("part-a").unlink()
    merge_station(workspace)
    assert [one.document_id for table in workspace.gold.tables() for one in annotations_from(table)] == ["d2"]
