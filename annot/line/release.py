"""Gold to a corpus that can be released."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

import annot
from annot.annotation import Annotation
from annot.document import Document
from annot.errors import WorkspaceError
from annot.export.corpus import Corpus, Reading
from annot.export.release import Unchanged, export
from annot.line.sources import read_sources
from annot.schema import Schema, read_schema
from annot.tables import annotations_from, documents_from
from annot.workspace import Workspace

__all__ = ["corpus_of", "release"]


def release(
    workspace: Workspace,
    exports: Path,
    *,
    made_at: str,
    version: str | None = None,
    origin: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> str:
    """Release a workspace's gold as the next version and return what came of it, in one line.

    Args:
        workspace: Its gold is released.
        exports: Folder of the dataset's versions.
        made_at: Now, ISO 8601.
        version: The number the caller expects.
        origin: Where the annotations were made, for the manifest.
        dry_run: Leave nothing behind.

    Raises:
        WorkspaceError: There is no gold yet.
        ReleaseError: The number does not follow from the difference, or the gold cannot be released.
    """
    if not workspace.gold.rows():
        raise WorkspaceError(f"{workspace.gold.folder}: no gold yet; run `annot merge` first")
    corpus = corpus_of(workspace, read_schema(), sources=read_sources(workspace), origin=origin)
    outcome = export(corpus, exports, version=version, made_at=made_at, code_version=annot.__version__, dry_run=dry_run)
    if isinstance(outcome, Unchanged):
        return f"nothing changed since version {outcome.version}: {outcome.folder}"
    rows = sum(count for table, count in outcome.rows.items() if table.startswith("ner/"))
    would = "would release" if outcome.dry_run else "released"
    return f"{would} version {outcome.version}, {rows} rows: {outcome.folder}"


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
