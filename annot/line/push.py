"""Predictions to Label Studio."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annot.annotation import Annotation
from annot.document import Document, Reject
from annot.errors import WorkspaceError
from annot.labelstudio.connection import Connection
from annot.labelstudio.project import Project
from annot.labelstudio.push import PushReport, push
from annot.labelstudio.task import Task, tasks_for
from annot.line.clean import shard_name
from annot.line.lineage import read_lineage
from annot.line.reviews import carried_reviews
from annot.merge.gold import merge_paragraph
from annot.schema import Schema
from annot.tables import documents_from, rejects_table
from annot.workspace import Workspace, read_part

__all__ = ["push_line", "push_predictions", "tasks_of"]


def push_predictions(
    workspace: Workspace, connection: Connection, project: Project, *, dry_run: bool = False
) -> PushReport:
    """Push a task a predicted paragraph; what is on the server already is not pushed again.

    Raises:
        WorkspaceError: There are no predictions yet.
        ServerError: The server is out of reach or refuses.
    """
    if not workspace.predictions.parts():
        raise WorkspaceError(f"{workspace.predictions.folder}: no predictions yet; run `annot annotate` first")
    report = push(connection, project, tasks_of(workspace, project.schema), dry_run=dry_run)
    rejects = [Reject("", one.id, "unusable_prediction", 0, 0, one.reason) for one in report.rejected]
    if rejects:
        name = shard_name(f"{reject.name} {reject.text}" for reject in rejects)
        workspace.predictions.rejected.write(name, rejects_table(rejects))
    return report


def push_line(report: PushReport, project: Project) -> str:
    """Return the closing line of a push."""
    line = f"pushed {report.created} tasks, {report.present} there already"
    if report.predicted:
        line += f" ({report.predicted} with new pre-annotations)"
    return f"{line}, rejected {len(report.rejected)}: {project.url}"


def tasks_of(workspace: Workspace, schema: Schema) -> Iterator[Task]:
    """Yield the tasks of all predictions, shard by shard.

    Where people have read a paragraph under an earlier schema, its task holds what they said, and comes last: the
    labelling stream hands tasks out in this order, and these have been worked on.
    """
    lineage, carried = read_lineage(workspace), defaultdict[str, list[Annotation]](list)
    for review in carried_reviews(workspace):
        carried[review.id].append(review)
    for worked_on in (False, True) if carried else (False,):
        for part in workspace.predictions.parts():
            read = lineage.annotations_from(read_part(part))
            predictions = _by_document(_said(one, carried) for one in read if (one.id in carried) == worked_on)
            for document in _documents(workspace, part.stem, set(predictions)):
                yield from tasks_for(document, predictions[document.document_id], schema)


def _said(prediction: Annotation, carried: Mapping[str, Sequence[Annotation]]) -> Annotation:
    merged = merge_paragraph(prediction, carried.get(prediction.id, ())).annotation
    # Under the name of the model: the labelling stream shows the predictions of one version only.
    return replace(prediction, spans=merged.spans, frames=merged.frames)


def _by_document(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    by_document: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        by_document.setdefault(annotation.document_id, []).append(annotation)
    return by_document


def _documents(workspace: Workspace, shard: str, wanted: set[str]) -> Iterator[Document]:
    for document in documents_from(read_part(workspace.documents.part(shard))):
        if document.document_id in wanted:
            wanted.discard(document.document_id)
            yield document
