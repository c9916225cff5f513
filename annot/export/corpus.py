"""What is released: documents, their gold, and everything the card may say about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import pyarrow as pa

from annot.annotation import Annotation, Status
from annot.document import Document
from annot.export.batches import Batch, batched, in_order
from annot.schema import Schema
from annot.tables import GOLD, annotations_table, documents_table

__all__ = ["Corpus", "Reading", "Releasable"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a paragraph's gold came about.

    Attributes:
        annotators: How many people read it.
        agreement: Mean pairwise span F1 between them, in [0, 1]; None for fewer than two.
    """

    annotators: int
    agreement: float | None = None


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

    @property
    def linked(self) -> Sequence[tuple[str, str]]:
        """Pairs of duplicate groups that one page resembles both."""
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
        linked: As in `Releasable`.
    """

    documents: Sequence[Document]
    annotations: Sequence[Annotation]
    groups: Mapping[str, str]
    schema: Schema
    sources: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)
    linked: Sequence[tuple[str, str]] = ()

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
        return list(batched(in_order(documents_table(self.documents), self._gold_table(self.annotations))))

    def _gold_table(self, annotations: Sequence[Annotation]) -> pa.Table:
        readings = [self._reading(annotation) for annotation in annotations]
        table = annotations_table(annotations)
        table = table.append_column("annotators", pa.array([r.annotators for r in readings], pa.int32()))
        return table.append_column("agreement", pa.array([r.agreement for r in readings], pa.float64())).cast(GOLD)

    def _reading(self, annotation: Annotation) -> Reading:
        if self.readings:
            return self.readings.get(annotation.id, Reading(0))
        return Reading(int(annotation.status is not Status.PREDICTED))
