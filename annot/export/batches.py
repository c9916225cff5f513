"""Documents with their gold as tables, some at a time, in one order whatever they come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from annot.errors import ReleaseError
from annot.export.characters import list_offsets

__all__ = ["Batch", "batch_size", "batched", "in_order", "refuse"]

# Documents handled at a time: enough to vectorise over, few enough that memory stays flat.
BATCH_DOCUMENTS = 1_000
# A stored corpus keeps two files open for each batch while it is brought into order.
MOST_BATCHES = 256
MOST_PROBLEMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents of a corpus with the gold of all their paragraphs.

    Attributes:
        documents: A table of documents in order of id, each once.
        gold: A gold table in order of document and paragraph.
    """

    documents: pa.Table
    gold: pa.Table

    def ids(self) -> list[str]:
        """Return the ids of the documents."""
        ids: list[str] = self.documents["document_id"].to_pylist()
        return ids

    def places(self) -> pa.Array:
        """Return for every paragraph the number of its document, null where that is not here."""
        return pc.index_in(self.gold["document_id"], value_set=self.documents["document_id"]).combine_chunks()

    def where(self, chosen: NDArray[np.bool_]) -> "Batch":
        """Return the documents that are chosen, with their gold."""
        if chosen.all():
            return self
        rows = pa.array(chosen[self.places().to_numpy()])
        return Batch(self.documents.filter(pa.array(chosen)), self.gold.filter(rows))

    def problems(self) -> Iterator[str]:
        """Yield what cannot be released: gold without its document, twice, or of another text."""
        if self._is_whole():
            return
        texts = dict(zip(self.ids(), self.documents["text"].to_pylist(), strict=True))
        previous = None
        columns = (self.gold[name].to_pylist() for name in ("document_id", "paragraph", "start", "text"))
        for document_id, paragraph, start, text in zip(*columns, strict=True):
            where = f"{document_id}:{paragraph}"
            if document_id not in texts:
                yield f"{where}: gold without its document; clean its page into this workspace, or drop the gold"
            elif not texts[document_id].startswith(text, start):
                yield f"{where}: differs from its document at {start}; run `annot annotate` again"
            if (document_id, paragraph) == previous:
                yield f"{where}: stands twice in the gold, expected once; run `annot merge` again"
            previous = (document_id, paragraph)

    def _is_whole(self) -> bool:
        """Tell whether the paragraphs, joined, are their documents, so that none needs a look of its own."""
        document = self.places()
        if document.null_count:
            return False
        counts = np.bincount(document.to_numpy(), minlength=len(self.documents)).astype(np.int64)
        texts = pa.ListArray.from_arrays(list_offsets(counts), self.gold["text"].combine_chunks())
        joined = pc.equal(pc.binary_join(texts, "\n"), self.documents["text"].combine_chunks())
        if not pc.all(joined, min_count=0).as_py() or not counts.all():
            return False
        # Each paragraph begins where the line before it ends.
        widths = pc.utf8_length(self.gold["text"]).to_numpy().astype(np.int64) + 1
        begins = np.cumsum(widths) - widths
        begins -= np.repeat(begins[np.cumsum(counts) - counts], counts)
        return bool((begins == self.gold["start"].to_numpy()).all())


def batch_size(documents: int) -> int:
    """Return how many of so many documents make a batch; all but the last have as many."""
    return max(BATCH_DOCUMENTS, -(-documents // MOST_BATCHES))


def in_order(documents: pa.Table, gold: pa.Table) -> Batch:
    """Return documents and gold in order of id.

    Of a text that stands on several pages the page of least id tells its metadata, in whatever shards they came.
    """
    documents, gold = documents.combine_chunks(), gold.combine_chunks()
    order = pc.sort_indices(documents, [("document_id", "ascending"), ("page_id", "ascending")]).to_numpy()
    ids = documents["document_id"].combine_chunks().dictionary_encode().indices.to_numpy()[order]
    first = np.concatenate(([True], ids[1:] != ids[:-1]))[: len(ids)]
    rows = pc.sort_indices(gold, [("document_id", "ascending"), ("paragraph", "ascending")])
    return Batch(documents.take(pa.array(order[first])).combine_chunks(), gold.take(rows).combine_chunks())


def batched(whole: Batch) -> Iterator[Batch]:
    """Yield a corpus in memory, in order, batch by batch.

    Raises:
        ReleaseError: Gold without its document, twice the same paragraph, or a text that disagrees.
    """
    refuse(list(whole.problems()))
    size = batch_size(len(whole.documents))
    document = whole.places().to_numpy()
    for first in range(0, len(whole.documents), size):
        begin, end = np.searchsorted(document, (first, first + size)).tolist()
        yield Batch(whole.documents.slice(first, size), whole.gold.slice(begin, end - begin))


def refuse(problems: Sequence[str]) -> None:
    """Raise all problems at once.

    Raises:
        ReleaseError: There is one.
    """
    if problems:
        rest = f"; and {len(problems) - MOST_PROBLEMS_SHOWN} more" if len(problems) > MOST_PROBLEMS_SHOWN else ""
        raise ReleaseError("; ".join(problems[:MOST_PROBLEMS_SHOWN]) + rest)
