"""Documents to predictions, and clean lines to predictions."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa

from annot.annotate import Annotator
from annot.annotation import Annotation
from annot.document import Document, content_id
from annot.engine import Engine
from annot.errors import WorkspaceError
from annot.line.groups import lead_documents
from annot.line.tally import Tally, Track
from annot.tables import annotations_table, documents_from
from annot.workspace import Workspace, read_part

__all__ = ["annotate_document", "annotate_documents", "annotate_lines"]

MADE_BY = b"annot.made_by"


def annotate_document(document: Document, annotator: Annotator) -> list[Annotation]:
    """Return the predicted annotation of each paragraph of a document."""
    paragraphs = list(document.paragraphs())
    readings = annotator.annotate([paragraph.text for paragraph in paragraphs], date=document.date)
    return [
        Annotation(document.document_id, p.index, p.start, p.text, spans, frames, annotator=annotator.version)
        for p, (spans, frames) in zip(paragraphs, readings, strict=True)
    ]


def annotate_lines(lines: Iterable[str], annotator: Annotator) -> Iterator[Annotation]:
    """Yield one annotation a non-blank line, in order; a blank line ends a document and its memory of names."""
    block: list[str] = []
    for line in lines:
        text = line.rstrip("\r\n")
        if text.strip():
            block.append(text)
        else:
            yield from _annotate_block(block, annotator)
            block = []
    yield from _annotate_block(block, annotator)


def _annotate_block(block: Sequence[str], annotator: Annotator) -> Iterator[Annotation]:
    start, document_id = 0, content_id("\n".join(block))
    for number, (spans, frames) in enumerate(annotator.annotate(block) if block else ()):
        yield Annotation(document_id, number, start, block[number], spans, frames, annotator=annotator.version)
        start += len(block[number]) + 1


def annotate_documents(workspace: Workspace, engine: Engine, annotator: Annotator, *, track: Track = iter) -> Tally:
    """Annotate the lead document of every duplicate group; a shard this annotator has done already stays.

    Raises:
        WorkspaceError: There are no documents.
    """
    if not workspace.documents.rows():
        raise WorkspaceError(
            f"{workspace.documents.folder}: no documents; run `annot clean` on pages with an article "
            f"(what was refused stands in {workspace.documents.rejected.folder}, with its reason)"
        )
    workspace.predictions.sweep()
    leads = lead_documents(workspace)
    shards, present = [], 0
    for part in workspace.documents.parts():
        wanted = _wanted(part, leads)
        made_by = content_id(f"{annotator.version} {' '.join(wanted)}")
        if _made_by(workspace.predictions.part(part.stem)) == made_by:
            present += len(wanted)
        else:
            shards.append((part.stem, tuple(wanted), made_by))
    outcomes = list(track(engine.run(partial(_annotate_shard, workspace.root, annotator), shards)))
    return Tally("annotated", "document", sum(outcome.done for outcome in outcomes), present=present)


def _wanted(part: Path, leads: dict[str, str]) -> list[str]:
    ids = read_part(part, ["document_id"])["document_id"].to_pylist()
    # A document that stands on two pages is annotated where it came first.
    return [document_id for document_id in dict.fromkeys(ids) if leads.get(document_id) == part.stem]


def _made_by(part: Path) -> str:
    if not part.exists():
        return ""
    metadata = read_part(part, ["document_id"]).schema.metadata or {}
    return str(metadata.get(MADE_BY, b"").decode())


def _annotate_shard(root: Path, annotator: Annotator, shard: tuple[str, tuple[str, ...], str]) -> Tally:
    name, wanted, made_by = shard
    workspace = Workspace(root)
    pending = set(wanted)
    annotations: list[Annotation] = []
    for document in documents_from(read_part(workspace.documents.part(name))):
        if document.document_id in pending:
            pending.discard(document.document_id)
            annotations += annotate_document(document, annotator)
    table: pa.Table = annotations_table(annotations)
    workspace.predictions.write(name, table.replace_schema_metadata({MADE_BY: made_by.encode()}))
    return Tally("annotated", "document", len(wanted))
