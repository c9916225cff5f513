"""The first look over a corpus: its groups with their labels, its pages, and who stands behind its gold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from annot.annotation import Status
from annot.export.batches import Batch
from annot.export.corpus import Releasable
from annot.export.reading import Release
from annot.export.splits import Grouped

__all__ = ["Survey", "take_survey"]


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a corpus before its splits.

    Attributes:
        groups: Duplicate group of every document.
        weights: For every group its spans of each label, and the number of its paragraphs.
        pages: Identities of the pages.
        people: Annotators of what a person has seen.
        models: Versions of what made the predictions.
        linked: Pairs of groups that one page resembles both.
    """

    groups: Mapping[str, str]
    weights: Mapping[str, NDArray[np.float64]]
    pages: frozenset[str]
    people: frozenset[str]
    models: frozenset[str]
    linked: Sequence[tuple[str, str]] = ()

    def grouped(self, earlier: Sequence[Path]) -> Grouped:
        """Return the groups with the splits in which earlier releases, oldest first, had their documents."""
        names = sorted(self.weights)
        released: dict[str, set[str]] = {}
        for document_id, split in _released_splits(earlier).items():
            if document_id in self.groups:
                released.setdefault(self.groups[document_id], set()).add(split)
        weights = np.stack([self.weights[name] for name in names]) if names else np.zeros((0, 1))
        splits = {group: frozenset(found) for group, found in released.items()}
        return Grouped(names, weights, splits, self.linked)


def _released_splits(earlier: Sequence[Path]) -> dict[str, str]:
    splits: dict[str, str] = {}
    for release in map(Release, earlier):
        for split in release.splits():
            splits |= dict.fromkeys(release.table("documents", split, ["id"])["id"].to_pylist(), split)
    return splits


def take_survey(corpus: Releasable) -> Survey:
    """Look over a corpus once."""
    groups: dict[str, str] = {}
    weights: dict[str, NDArray[np.float64]] = {}
    pages, people, models = set[str](), set[str](), set[str]()
    for batch in corpus.batches():
        own = {document_id: corpus.group(document_id) for document_id in batch.ids()}
        groups |= own
        pages.update(batch.documents["page_id"].to_pylist())
        for group, weight in _weights(batch, own, pa.array(corpus.schema.codes)).items():
            weights[group] = weights[group] + weight if group in weights else weight
        predicted = pc.equal(batch.gold["status"], Status.PREDICTED.value)
        people |= _names(batch.gold.filter(pc.invert(predicted)))
        models |= _names(batch.gold.filter(predicted))
    return Survey(groups, weights, frozenset(pages), frozenset(people), frozenset(models), corpus.linked)


def _names(gold: pa.Table) -> set[str]:
    return set(filter(None, gold["annotator"].unique().to_pylist()))


def _weights(batch: Batch, groups: Mapping[str, str], codes: pa.Array) -> dict[str, NDArray[np.float64]]:
    names = sorted(set(groups.values()))
    place = {name: number for number, name in enumerate(names)}
    documents = batch.gold["document_id"].combine_chunks().dictionary_encode()
    of_document = np.asarray([place[groups[i]] for i in documents.dictionary.to_pylist()], dtype=np.int64)
    rows = of_document[documents.indices.to_numpy()]
    counts = pc.list_value_length(batch.gold["spans"]).to_numpy().astype(np.int64)
    labels = pc.index_in(pc.struct_field(pc.list_flatten(batch.gold["spans"]), "label"), value_set=codes)
    # A label the schema does not know is refused when the tables are built; here it counts as a paragraph.
    numbers = labels.fill_null(len(codes)).to_numpy().astype(np.int64)
    width = len(codes) + 1
    cells = np.concatenate((np.repeat(rows, counts) * width + numbers, rows * width + len(codes)))
    table = np.bincount(cells, minlength=len(names) * width).reshape(len(names), width).astype(np.float64)
    return {name: table[number] for name, number in place.items()}
