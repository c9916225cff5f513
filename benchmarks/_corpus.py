"""A corpus of any size for the benchmark of the export, made of the seed gold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from annot.annotation import Annotation
from annot.document import Document
from annot.export.batches import Batch, in_order
from annot.offsets import OffsetMap
from annot.records import read_records
from annot.schema import Schema, read_schema
from annot.span import Span
from annot.tables import GOLD, annotations_table, documents_table

__all__ = ["Synthetic"]

SEEDS = Path(__file__).parent.parent / "tests" / "seed_gold"
PARAGRAPHS_A_DOCUMENT = 20
DOCUMENTS_A_BATCH = 1_000
# Paragraphs made one by one; a larger corpus is as many again with other numbers, up to ten times.
WRITTEN = 100_000


@dataclass(frozen=True)
class Synthetic:
    """A corpus of any size out of the seed gold, a batch at a time; every paragraph is numbered, so none is equal."""

    paragraphs: int
    schema: Schema = field(default_factory=read_schema)
    sources: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)
    linked: Sequence[tuple[str, str]] = ()
    kept: list[Batch] = field(default_factory=list)

    def group(self, document_id: str) -> str:
        """Return the document itself: none is a duplicate."""
        return document_id

    def batches(self) -> Iterator[Batch]:
        """Yield the batches, kept ones if they were."""
        return iter(self.kept) if self.kept else self.made()

    def made(self) -> Iterator[Batch]:
        """Make the batches anew."""
        for first in range(0, self.paragraphs, WRITTEN):
            batches = self._written(min(WRITTEN, self.paragraphs - first))
            yield from (_renumbered(batch, first // WRITTEN) if first else batch for batch in batches)

    def _written(self, paragraphs: int) -> Iterator[Batch]:
        texts = [_short(record) for path in sorted(SEEDS.glob("*.jsonl")) for record in read_records(path)]
        count = paragraphs // PARAGRAPHS_A_DOCUMENT
        for first in range(0, count, DOCUMENTS_A_BATCH):
            made = [_document(texts, number) for number in range(first, min(first + DOCUMENTS_A_BATCH, count))]
            gold = annotations_table(annotation for _, annotations in made for annotation in annotations)
            gold = gold.append_column("annotators", pa.array([1] * len(gold), pa.int32()))
            gold = gold.append_column("agreement", pa.nulls(len(gold), pa.float64())).cast(GOLD)
            yield in_order(documents_table(document for document, _ in made), gold)


def _renumbered(batch: Batch, number: int) -> Batch:
    """Return a batch with other numbers before its paragraphs and other ids, quicker than making it anew."""
    identity, digit = chr(ord("f") + number), str(number)
    documents, gold = (
        table.set_column(0, "document_id", pc.binary_replace_slice(table["document_id"], 0, 1, identity))
        for table in (batch.documents, batch.gold)
    )
    text = pc.replace_substring_regex(documents["text"], "(?m)^0", digit)
    documents = documents.set_column(documents.column_names.index("text"), "text", text)
    text = pc.binary_replace_slice(gold["text"], 0, 1, digit)
    return Batch(documents, gold.set_column(gold.column_names.index("text"), "text", text))


def _short(record: Annotation) -> Annotation:
    """Cut a paragraph to about 60 characters, the mean of clean articles, at the end of a span."""
    end = max([60, *(span.end for span in record.spans if span.start < 60)])
    spans = tuple(span for span in record.spans if span.end <= end)
    kept = len(spans)
    frames = [f for f in record.frames if f.value < kept and all(index < kept for _, index in f.roles())]
    return replace(record, text=record.text[:end], spans=spans, frames=tuple(frames))


def _document(texts: list[Annotation], number: int) -> tuple[Document, list[Annotation]]:
    chosen = [texts[(number * 7 + k) % len(texts)] for k in range(PARAGRAPHS_A_DOCUMENT)]
    lines = [f"{number:07}{chosen_text.text}" for chosen_text in chosen]
    text = "\n".join(lines)
    document = Document(f"page-{number:07}", "page", text, OffsetMap.identity(len(text)), "utf-8", lines[0])
    annotations, start = [], 0
    identity = document.document_id
    for index, (record, line) in enumerate(zip(chosen, lines, strict=True)):
        spans = tuple(Span(s.start + 7, s.end + 7, s.label) for s in record.spans)
        annotations.append(Annotation(identity, index, start, line, spans, record.frames, annotator="bench"))
        start += len(line) + 1
    return document, annotations
