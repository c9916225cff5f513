"""What is released: documents, their gold, and everything the card may say about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from annot.annotation import Annotation
from annot.document import Document
from annot.errors import ReleaseError
from annot.schema import Schema
from annot.tables import annotations_table

__all__ = ["Batch", "Corpus", "Reading"]

# Documents handled at a time: enough to vectorise over, few enough that memory stays flat.
BATCH_DOCUMENTS = 1_000
MOST_PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """How a paragraph's gold came about.

    Attributes:
        annotators: How many people read it.
        agreement: Mean pairwise span F1 between them, in [0, 1]; None for fewer than two.
    """

    annotators: int
    agreement: float | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents of a corpus with the gold of all their paragraphs.

    Attributes:
        documents: In order of their ids.
        annotations: An annotations table in order of document and paragraph.
    """

    documents: tuple[Document, ...]
    annotations: pa.Table


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything an export reads.

    Attributes:
        documents: Clean documents; of a duplicate group those without gold may be among them.
        annotations: Merged gold, one annotation a paragraph.
        groups: Duplicate group of every document, by document id; a document that is missing is its own group.
        schema: The label schema of the gold.
        sources: Where texts and annotations come from: name -> one sentence with its licence, for the card.
        readings: How a paragraph's gold came about, by annotation id.
        origin: Where the annotations were made: Label Studio project, time of the pull and the like, for the manifest.
        scores: Measures of the pre-annotation to be told in the card: name -> value as it is to be read.
    """

    documents: Sequence[Document]
    annotations: Sequence[Annotation]
    groups: Mapping[str, str]
    schema: Schema
    sources: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)

    def group(self, document_id: str) -> str:
        """Return the duplicate group of a document."""
        return self.groups.get(document_id, document_id)

    def batches(self) -> Iterator[Batch]:
        """Yield the corpus in order of document id, so that the order it was given in leaves no trace.

        Raises:
            ReleaseError: Gold without its document, twice the same paragraph, or a text that disagrees.
        """
        documents = {document.document_id: document for document in self.documents}
        gold: dict[str, list[Annotation]] = {}
        for annotation in self.annotations:
            gold.setdefault(annotation.document_id, []).append(annotation)
        refuse(_problems(documents, gold))
        order = sorted(documents)
        for first in range(0, len(order), BATCH_DOCUMENTS):
            ids = order[first : first + BATCH_DOCUMENTS]
            chosen = [a for i in ids for a in sorted(gold.get(i, ()), key=lambda a: a.paragraph)]
            yield Batch(tuple(documents[i] for i in ids), annotations_table(chosen))


def refuse(problems: Iterator[str]) -> None:
    """Raise all problems at once.

    Raises:
        ReleaseError: There is one.
    """
    found = list(problems)
    if found:
        rest = f"; and {len(found) - MOST_PROBLEMS_SHOWN} more" if len(found) > MOST_PROBLEMS_SHOWN else ""
        raise ReleaseError("; ".join(found[:MOST_PROBLEMS_SHOWN]) + rest)


def _problems(documents: Mapping[str, Document], gold: Mapping[str, Sequence[Annotation]]) -> Iterator[str]:
    for document_id, annotations in gold.items():
        document = documents.get(document_id)
        if document is None:
            yield f"{document_id}: gold without its document; clean its page into this workspace, or drop the gold"
            continue
        seen = set()
        for annotation in annotations:
            if annotation.paragraph in seen:
                yield f"{annotation.id}: stands twice in the gold, expected once; run `annot merge` again"
            seen.add(annotation.paragraph)
            if not document.text.startswith(annotation.text, annotation.start):
                yield f"{annotation.id}: differs from its document at {annotation.start}; run `annot annotate` again"
