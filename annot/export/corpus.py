"""What is released: documents, their gold, and everything the card may say about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import pyarrow as pa

from annot.annotation import Annotation, Status
from annot.document import Document
from annot.errors import ReleaseError
from annot.schema import Schema
from annot.tables import GOLD, annotations_table

__all__ = ["Batch", "Corpus", "Reading", "Releasable", "gold_problems", "refuse"]

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
        documents: The documents by their id, in order of id.
        gold: A gold table in order of document and paragraph.
    """

    documents: Mapping[str, Document]
    gold: pa.Table


class Releasable(Protocol):
    """What an export reads: a corpus in memory, or one that streams from a workspace."""

    @property
    def schema(self) -> Schema:
        """The label schema of the gold."""
        ...

    @property
    def sources(self) -> Mapping[str, str]:
        """Where texts and annotations come from: name -> one sentence with its licence, for the card."""
        ...

    @property
    def origin(self) -> Mapping[str, str]:
        """Where the annotations were made: Label Studio project, time of the pull and the like, for the manifest."""
        ...

    @property
    def scores(self) -> Mapping[str, str]:
        """Measures of the pre-annotation to be told in the card: name -> value as it is to be read."""
        ...

    def group(self, document_id: str) -> str:
        """Return the duplicate group of a document."""
        ...

    def batches(self) -> Iterator[Batch]:
        """Yield the documents with their gold, the same each time."""
        ...


@dataclass(frozen=True)
class Corpus:
    """A corpus in memory.

    Attributes:
        documents: Clean documents; of a duplicate group those without gold may be among them.
        annotations: Merged gold, one annotation a paragraph.
        groups: Duplicate group of every document, by document id; a document that is missing is its own group.
        schema, sources, origin, scores: As in `Releasable`.
        readings: How a paragraph's gold came about, by annotation id; without any, a person has read what is
            not predicted.
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
        return iter(self._batches)

    @cached_property
    def _batches(self) -> list[Batch]:
        documents = {document.document_id: document for document in self.documents}
        gold: dict[str, list[Annotation]] = {}
        for annotation in self.annotations:
            gold.setdefault(annotation.document_id, []).append(annotation)
        order = sorted(documents.keys() | gold.keys())
        batches, problems = [], list[str]()
        for first in range(0, len(order), BATCH_DOCUMENTS):
            ids = order[first : first + BATCH_DOCUMENTS]
            chosen = [a for i in ids for a in sorted(gold.get(i, ()), key=lambda a: a.paragraph)]
            batch = Batch({i: documents[i] for i in ids if i in documents}, self._gold_table(chosen))
            problems += gold_problems(batch)
            batches.append(batch)
        refuse(problems)
        return batches

    def _gold_table(self, annotations: Sequence[Annotation]) -> pa.Table:
        readings = [self._reading(annotation) for annotation in annotations]
        table = annotations_table(annotations)
        table = table.append_column("annotators", pa.array([r.annotators for r in readings], pa.int32()))
        return table.append_column("agreement", pa.array([r.agreement for r in readings], pa.float64())).cast(GOLD)

    def _reading(self, annotation: Annotation) -> Reading:
        if self.readings:
            return self.readings.get(annotation.id, Reading(0))
        return Reading(int(annotation.status is not Status.PREDICTED))


def refuse(problems: Sequence[str]) -> None:
    """Raise all problems at once.

    Raises:
        ReleaseError: There is one.
    """
    if problems:
        rest = f"; and {len(problems) - MOST_PROBLEMS_SHOWN} more" if len(problems) > MOST_PROBLEMS_SHOWN else ""
        raise ReleaseError("; ".join(problems[:MOST_PROBLEMS_SHOWN]) + rest)


def gold_problems(batch: Batch) -> Iterator[str]:
    """Yield what of a batch cannot be released: gold without its document, twice, or of another text."""
    names = ("document_id", "paragraph", "start", "text")
    previous = None
    for document_id, paragraph, start, text in zip(*(batch.gold[n].to_pylist() for n in names), strict=True):
        where = f"{document_id}:{paragraph}"
        document = batch.documents.get(document_id)
        if document is None:
            yield f"{where}: gold without its document; clean its page into this workspace, or drop the gold"
        elif not document.text.startswith(text, start):
            yield f"{where}: differs from its document at {start}; run `annot annotate` again"
        if (document_id, paragraph) == previous:
            yield f"{where}: stands twice in the gold, expected once; run `annot merge` again"
        previous = (document_id, paragraph)
