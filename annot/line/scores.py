"""How right the pre-annotation was, where people have read it since: said in the card."""

from collections.abc import Mapping

import pyarrow.compute as pc

from annot.annotation import Annotation, Status
from annot.line.lineage import Lineage
from annot.report.evaluation import evaluate
from annot.workspace import Station, Workspace

__all__ = ["prediction_scores"]


def prediction_scores(workspace: Workspace, lineage: Lineage) -> Mapping[str, str]:
    """Return the scores of the predictions against what people made of them; empty where nobody has read any.

    Args:
        workspace: Its `predictions` and `gold` are read.
        lineage: Brings predictions made under an earlier label schema to the one in force.
    """
    read = {annotation.id: annotation for annotation in _of_people(workspace.gold, lineage)}
    predicted = [
        annotation
        for table in workspace.predictions.tables()
        for annotation in lineage.annotations_from(table)
        if annotation.id in read
    ]
    if not predicted:
        return {}
    found = evaluate([read[annotation.id] for annotation in predicted], predicted, schema=lineage.schema)
    return {
        "Paragraphs compared": str(len(predicted)),
        "Entities, exact F1": f"{found.entities.f1:.3f}",
        "Values and changes, exact F1": f"{found.values.f1:.3f}",
        "Whole metric frames, F1": f"{found.frames.f1(found.frames.strict):.3f}",
        "Paragraphs that needed no touch": f"{found.effort.untouched_share:.0%}",
    }


def _of_people(gold: Station, lineage: Lineage) -> list[Annotation]:
    seen: list[Annotation] = []
    for table in gold.tables():
        by_people = table.filter(pc.not_equal(table["status"], Status.PREDICTED.value))
        seen += lineage.annotations_from(by_people)
    return seen
