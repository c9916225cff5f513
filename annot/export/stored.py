"""A corpus that streams from the stations of a workspace, so that its size does not matter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from annot.document import Document
from annot.export.corpus import Batch, gold_problems, refuse
from annot.schema import Schema
from annot.tables import GOLD, documents_from
from annot.workspace import Station, read_part

__all__ = ["StoredCorpus"]


@dataclass(frozen=True, slots=True)
class StoredCorpus:
    """A corpus read from a workspace, one part of its gold at a time.

    Attributes:
        documents: Station of the documents.
        gold: Station of the gold; a part has the name of its documents' part, or its documents stand in any.
        groups: Duplicate group of every document, by document id; a document that is missing is its own group.
        schema, sources, origin, scores: As in `Releasable`.
    """

    documents: Station
    gold: Station
    groups: Mapping[str, str]
    schema: Schema
    sources: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)

    def group(self, document_id: str) -> str:
        """Return the duplicate group of a document."""
        return self.groups.get(document_id, document_id)

    def batches(self) -> Iterator[Batch]:
        """Yield the parts of the gold with their documents, each in order of document id.

        Raises:
            ReleaseError: Gold without its document, twice the same paragraph, or a text that disagrees.
        """
        for part in self.gold.parts():
            table = read_part(part, GOLD.names)
            if len(table):
                order = pc.sort_indices(table, [("document_id", "ascending"), ("paragraph", "ascending")])
                gold = table.take(order).combine_chunks()
                batch = Batch(self._documents(part.stem, gold["document_id"].unique()), gold)
                refuse(list(gold_problems(batch)))
                yield batch

    def _documents(self, name: str, wanted: pa.Array) -> dict[str, Document]:
        own = self.documents.part(name)
        others = [path for path in self.documents.parts() if path != own]
        found: dict[str, Document] = {}
        for path in [own, *others] if own.exists() else others:
            if len(found) == len(wanted):
                break
            table = read_part(path)
            table = table.filter(pc.is_in(table["document_id"], value_set=wanted))
            ids = table["document_id"].to_pylist()
            for document_id, document in zip(ids, documents_from(table), strict=True):
                found.setdefault(document_id, document)
        return {document_id: found[document_id] for document_id in sorted(found)}
