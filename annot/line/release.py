"""Gold to a corpus that can be released."""

from collections.abc import Iterator, Mapping

import pyarrow as pa

from annot.annotation import Annotation
from annot.document import Document
from annot.export.corpus import Corpus, Reading
from annot.schema import Schema
from annot.tables import annotations_from, documents_from
from annot.workspace import Workspace

__all__ = ["corpus_of"]


def corpus_of(
    workspace: Workspace,
    schema: Schema,
    *,
    sources: Mapping[str, str] | None = None,
    origin: Mapping[str, str] | None = None,
) -> Corpus:
    """Return what a workspace has to release: every document with gold, its gold and its duplicate group.

    Args:
        workspace: Its `documents`, `groups` and `gold` are read.
        schema: The label schema of the gold.
        sources: Where texts and annotations come from: name -> one sentence with its licence.
        origin: Where the annotations were made, for the manifest.
    """
    annotations, readings = list[Annotation](), dict[str, Reading]()
    for table in workspace.gold.tables():
        for annotation, reading in _gold_rows(table):
            annotations.append(annotation)
            readings[annotation.id] = reading
    wanted = {annotation.document_id for annotation in annotations}
    groups = {row["document_id"]: row["group"] for table in workspace.groups.tables() for row in table.to_pylist()}
    return Corpus(
        documents=list(_documents(workspace, wanted).values()),
        annotations=annotations,
        groups=groups,
        schema=schema,
        sources=sources or {},
        readings=readings,
        origin=origin or {},
    )


def _gold_rows(table: pa.Table) -> Iterator[tuple[Annotation, Reading]]:
    annotators, agreements = table["annotators"].to_pylist(), table["agreement"].to_pylist()
    for annotation, count, agreement in zip(annotations_from(table), annotators, agreements, strict=True):
        yield annotation, Reading(count, agreement)


def _documents(workspace: Workspace, wanted: set[str]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for table in workspace.documents.tables():
        for document in documents_from(table):
            if document.document_id in wanted:
                found.setdefault(document.document_id, document)
    return found
