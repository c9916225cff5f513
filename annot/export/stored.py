"""A corpus that streams from the stations of a workspace, so that its size does not matter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from annot.export.batches import Batch
from annot.export.scratch import scratch_folder
from annot.export.sorting import read_batch, sort_stations
from annot.schema import Schema
from annot.workspace import Station

__all__ = ["StoredCorpus"]


@dataclass(frozen=True)
class StoredCorpus:
    """A corpus read from a workspace, a batch at a time, in the order of `Corpus` however its parts were cut.

    Attributes:
        documents: Station of the documents.
        gold: Station of the gold.
        groups: Duplicate group of every document, by document id; a document that is missing is its own group.
        schema, sources, origin, scores, linked: As in `Releasable`.
    """

    documents: Station
    gold: Station
    groups: Mapping[str, str]
    schema: Schema
    sources: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)
    linked: Sequence[tuple[str, str]] = ()

    def group(self, document_id: str) -> str:
        """Return the duplicate group of a document."""
        return self.groups.get(document_id, document_id)

    def batches(self) -> Iterator[Batch]:
        """Yield the gold with its documents, in order of document id.

        Raises:
            ReleaseError: Gold without its document, twice the same paragraph, or a text that disagrees.
        """
        return (read_batch(self._sorted, number) for number in range(len(list(self._sorted.iterdir()))))

    @cached_property
    def _sorted(self) -> Path:
        folder = scratch_folder(self)
        sort_stations(self.documents, self.gold, folder)
        return folder
