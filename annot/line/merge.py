"""Predictions and reviews to gold."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyarrow as pa

from annot.annotation import Annotation, Status
from annot.errors import WorkspaceError
from annot.line.lineage import Lineage, read_lineage
from annot.line.reviews import standing_reviews
from annot.line.tally import Tally
from annot.merge.gold import Verdict, merge_readings
from annot.tables import GOLD, annotations_table
from annot.workspace import Workspace, read_part

__all__ = ["merge_station"]

WITHOUT_PREDICTION = "reviewed-only"


def merge_station(workspace: Workspace) -> Tally:
    """Merge every shard of predictions with what people said of its paragraphs, into `gold`.

    Gold parts of shards that are no longer there are removed: gold is a view, made anew each time.

    Raises:
        WorkspaceError: There is nothing to merge.
    """
    if not workspace.predictions.parts() and not workspace.reviews.parts():
        raise WorkspaceError(f"{workspace.predictions.folder}: no predictions yet; run `annot annotate` first")
    workspace.gold.sweep()
    lineage = read_lineage(workspace)
    reviews = _by_document(standing_reviews(workspace))
    seen = 0
    names = {part.stem for part in workspace.predictions.parts()} | {WITHOUT_PREDICTION}
    for part in workspace.gold.parts():
        if part.stem not in names:
            part.unlink(missing_ok=True)
    for part in workspace.predictions.parts():
        predictions = list(lineage.annotations_from(read_part(part)))
        documents = dict.fromkeys(prediction.document_id for prediction in predictions)
        spoken = [review for document_id in documents for review in reviews.pop(document_id, ())]
        seen += _write(workspace, part.stem, list(merge_readings(predictions, spoken)), lineage)
    left = [review for document_id in sorted(reviews) for review in reviews[document_id]]
    seen += _write(workspace, WITHOUT_PREDICTION, list(merge_readings([], left)), lineage)
    return Tally("merged", "paragraph", workspace.gold.rows(), present=0, note=f"{seen} seen by people")


def _by_document(reviews: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    by_document: dict[str, list[Annotation]] = defaultdict(list)
    for review in reviews:
        by_document[review.document_id].append(review)
    return by_document


def _write(workspace: Workspace, name: str, verdicts: Sequence[Verdict], lineage: Lineage) -> int:
    workspace.gold.write(name, lineage.stamped(gold_table(verdicts)))
    return sum(verdict.annotation.status is not Status.PREDICTED for verdict in verdicts)


def gold_table(verdicts: Sequence[Verdict]) -> pa.Table:
    """Return verdicts as a table: the merged annotations, how many people read each, and their agreement."""
    table = annotations_table(verdict.annotation for verdict in verdicts)
    table = table.append_column("annotators", pa.array([verdict.annotators for verdict in verdicts], pa.int32()))
    agreement = pa.array([verdict.agreement for verdict in verdicts], pa.float64())
    return table.append_column("agreement", agreement).cast(GOLD)
