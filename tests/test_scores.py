"""The scores of pre-annotation that a card tells: measured on what people read, and on nothing else."""

import pytest

from annot.annotation import Annotation, Status
from annot.line.lineage import read_lineage
from annot.line.merge import merge_station
from annot.line.reviews import Review, keep_reviews
from annot.line.scores import prediction_scores
from annot.span import Span
from annot.tables import annotations_table
from annot.workspace import Workspace

TEXT = "苏州工业园区与昆山高新区"
SUZHOU, KUNSHAN, PLACE = Span(0, 6, "ZONE"), Span(7, 12, "ZONE"), Span(0, 2, "PLACE")


def paragraph(number, *spans, status=Status.PREDICTED):
    # Evaluation matches paragraphs by their text, so each has one of its own.
    return Annotation(
        "d1", number, 0, f"{TEXT}{number}", spans, (), status, "ann-a" if status is Status.REVIEWED else "rules"
    )


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace(tmp_path)
    workspace.predictions.write(
        "part-a", annotations_table([paragraph(0, PLACE, KUNSHAN), paragraph(1, SUZHOU), paragraph(2, PLACE)])
    )
    return workspace


def test_nothing_is_told_of_paragraphs_nobody_read(workspace):
    merge_station(workspace)
    assert prediction_scores(workspace, read_lineage(workspace)) == {}


def test_scores_count_what_people_read_and_nothing_else(workspace):
    readings = [paragraph(0, SUZHOU, KUNSHAN, status=Status.REVIEWED), paragraph(1, SUZHOU, status=Status.REVIEWED)]
    keep_reviews([Review(one, f"import:x:{one.id}") for one in readings], workspace, at="2026-01-01T00:00:00Z")
    merge_station(workspace)
    scores = prediction_scores(workspace, read_lineage(workspace))
    assert scores["Paragraphs compared"] == "2"
    # Gold has three spans, predicted are three, two of them right.
    assert scores["Entities, exact F1"] == "0.667"
    assert scores["Paragraphs that needed no touch"] == "50%"
