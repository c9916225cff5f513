"""Readings made elsewhere, into the reviews; and gold out in the formats of other tools."""

from collections.abc import Iterable
from pathlib import Path

from annot.annotation import Annotation, Status
from annot.document import Reject
from annot.errors import WorkspaceError
from annot.export.formats import export_annotations, import_annotations, place
from annot.line.clean import shard_name
from annot.line.lineage import read_lineage
from annot.line.reviews import Review, keep_reviews
from annot.line.tally import Tally
from annot.tables import documents_from, rejects_table
from annot.workspace import Workspace

__all__ = ["import_reviews", "write_gold"]


def import_reviews(
    paths: Iterable[Path],
    workspace: Workspace,
    *,
    form: str,
    annotator: str,
    at: str,
    status: Status | None = None,
    version: str | None = None,
) -> Tally:
    """Lay the readings of other tools' files on the workspace's paragraphs and keep them as reviews.

    Args:
        paths: Files in the format (folders for BRAT).
        workspace: Its documents are what the readings are laid on.
        form: Name of the format.
        annotator: Who stands behind the readings, as a pseudonym.
        at: Now, ISO 8601 in UTC.
        status: What they count as; None keeps what the files say.
        version: Of the label schema that the files are under; None for the one in force.

    Raises:
        SchemaError: The workspace was never under that version.
        RecordError: A file is not in its format.
        WorkspaceError: There are no documents to lay them on.
    """
    documents = [document for table in workspace.documents.tables() for document in documents_from(table)]
    if not documents:
        raise WorkspaceError(f"{workspace.documents.folder}: no documents yet; run `annot clean` on their pages first")
    lineage = read_lineage(workspace)
    version = version or lineage.versions[-1]
    schema = lineage.schema_at(version)
    reviews, refused = list[Review](), list[Reject]()
    for path in paths:
        imported = import_annotations(path, form, schema, annotator=annotator, status=status)
        placed = place(imported.annotations, documents)
        reviews += [Review(annotation, f"import:{path.name}:{annotation.id}") for annotation in placed.annotations]
        problems = (*imported.problems, *placed.problems)
        refused += [Reject("", path.name, "unplaced_reading", 0, 0, problem) for problem in problems]
    if refused:
        name = shard_name(f"{reject.name} {reject.text}" for reject in refused)
        workspace.reviews.rejected.write(name, rejects_table(refused))
    fresh = keep_reviews(reviews, workspace, at=at, version=version)
    return Tally("imported", "reading", fresh, len(refused), len(reviews) - fresh, workspace.reviews.rejected.folder)


def write_gold(workspace: Workspace, path: Path, *, form: str) -> list[str]:
    """Write the workspace's gold in the format of another tool and return what that could not hold.

    Raises:
        WorkspaceError: There is no gold yet.
        RecordError: There is no such format, or what it needs is not installed.
    """
    lineage = read_lineage(workspace)
    gold: list[Annotation] = [one for table in workspace.gold.tables() for one in lineage.annotations_from(table)]
    if not gold:
        raise WorkspaceError(f"{workspace.gold.folder}: no gold yet; run `annot merge` first")
    return export_annotations(gold, path, form, lineage.schema)
