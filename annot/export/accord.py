"""Whether the configs of a release tell the same, and no duplicate group stands in two splits."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from annot.export.characters import Characters, Ints
from annot.export.configs import CONFIGS
from annot.export.flat import outermost
from annot.export.reading import Release

__all__ = ["accord_problems"]

COLUMNS = ("id", "document_id", "offset", "text", *(f"spans.list.element.{name}" for name in ("start", "end", "label")))


def accord_problems(release: Release) -> Iterator[str]:
    """Yield where the configs or the splits of a release contradict each other."""
    yield from _split_problems(release)
    for split in release.splits():
        documents = release.table("documents", split).combine_chunks()
        yield from _count_problems(release, split, documents)
        yield from _row_problems(release, split, documents)


def _split_problems(release: Release) -> Iterator[str]:
    where: dict[str, set[str]] = {}
    for config in (config.name for config in CONFIGS):
        ids = []
        for split in release.splits():
            table = release.table(config, split, ["id", "group"])
            ids += table["id"].chunks
            for group in table["group"].unique().to_pylist():
                where.setdefault(group, set()).add(split)
        counts = pc.value_counts(pa.chunked_array(ids, pa.string()))
        again = counts.filter(pc.greater(counts.field("counts"), 1)).to_pylist()
        yield from (f"{config}: id {one['values']} stands {one['counts']} times" for one in again)
    for group, splits in where.items():
        if len(splits) > 1:
            yield f"group {group}: stands in {' and '.join(sorted(splits))}; a duplicate group belongs to one split"


def _count_problems(release: Release, split: str, documents: pa.Table) -> Iterator[str]:
    number = len(documents)
    paragraphs = release.table("spans", split, ["document_id", "spans.list.element.start"])
    frames = release.table("metrics", split, ["document_id"])
    spans = pc.list_value_length(paragraphs["spans"]).to_numpy()
    found = {
        "paragraph_count": np.bincount(_places(paragraphs, documents), minlength=number + 1),
        "span_count": np.bincount(_places(paragraphs, documents), spans, minlength=number + 1).astype(np.int64),
        "frame_count": np.bincount(_places(frames, documents), minlength=number + 1),
    }
    for column, counts in found.items():
        told = documents[column].to_numpy()
        for place in np.flatnonzero(told != counts[:number]).tolist():
            name = documents["id"][place]
            yield f"document {name}: {column} is {told[place]}, its rows are {counts[place]}"


def _places(table: pa.Table, documents: pa.Table) -> Ints:
    """Return the number of each row's document; one past the last for a document that is not there."""
    places = pc.index_in(table["document_id"], value_set=documents["id"])
    return np.asarray(places.fill_null(len(documents)).to_numpy(), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Places:
    """Labelled stretches of documents, as columns."""

    document: Ints
    start: Ints
    end: Ints
    label: NDArray[np.object_]

    def where(self, chosen: NDArray[np.bool_]) -> "Places":
        """Return those that are chosen."""
        return Places(self.document[chosen], self.start[chosen], self.end[chosen], self.label[chosen])


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of `spans` or `ner` with their documents."""

    table: pa.Table
    document: Ints
    characters: Characters
    row: Ints
    spans: pa.StructArray

    @classmethod
    def of(cls, table: pa.Table, documents: pa.Table) -> "Rows":
        """Return a table's rows."""
        lists = table["spans"].combine_chunks()
        row = np.repeat(np.arange(len(table)), pc.list_value_length(lists).to_numpy())
        return cls(table, _places(table, documents), Characters.of(table["text"]), row, lists.flatten())

    def text_problems(self, documents: pa.Table) -> Iterator[str]:
        """Yield the rows whose text does not stand in their document at their offset."""
        known = self.document < len(documents)
        chosen, place = np.unique(self.document[known], return_inverse=True)
        whole = Characters.of(documents["text"].take(pa.array(chosen)))
        offset = self.table["offset"].to_numpy()[known]
        first = whole.rows[place] + offset
        last = first + self.characters.lengths()[known]
        inside = (offset >= 0) & (last <= whole.rows[place + 1])
        texts = self.table["text"].filter(pa.array(known)).filter(pa.array(inside))
        right = np.zeros(len(self.table), dtype=np.bool_)
        right[np.flatnonzero(known)[inside]] = pc.equal(whole.slices(first[inside], last[inside]), texts).to_numpy()
        for number in np.flatnonzero(~right).tolist():
            row = {name: self.table[name][number] for name in ("id", "document_id", "offset")}
            yield f"{row['id']}: its text is not that of document {row['document_id']} at {row['offset']}"

    def places(self) -> Places:
        """Return the spans as stretches of their documents."""
        offset = self.table["offset"].to_numpy().astype(np.int64)[self.row]
        start, end = (self.spans.field(side).to_numpy() + offset for side in ("start", "end"))
        return Places(self.document[self.row], start, end, self.spans.field("label").to_numpy(zero_copy_only=False))

    def tagged(self) -> NDArray[np.bool_]:
        """Tell for each span whether tags can tell it: it lies in no other one, and a model sees of it something."""
        start, end = (self.spans.field(side).to_numpy() + self.characters.rows[self.row] for side in ("start", "end"))
        order = np.lexsort((-end, start))
        free = np.empty(len(order), dtype=np.bool_)
        free[order] = outermost(start[order], end[order])
        seen: NDArray[np.bool_] = self.characters.token(end) > self.characters.token(start)
        return free & seen


def _row_problems(release: Release, split: str, documents: pa.Table) -> Iterator[str]:
    found: dict[str, list[Places]] = {"spans": [], "ner": [], "outermost": []}
    for config in ("spans", "ner"):
        for table in release.batches(config, split, COLUMNS):
            rows = Rows.of(table, documents)
            yield from rows.text_problems(documents)
            found[config].append(rows.places())
            if config == "spans":
                found["outermost"].append(rows.places().where(rows.tagged()))
    told, tagged, wanted = (_joined(found[name]) for name in ("spans", "ner", "outermost"))
    ids = [*documents["id"].to_pylist(), "no document"]
    for places, told_of in (
        (_absent(tagged, told), "a tagged span {} is not in spans"),
        (_absent(wanted, tagged), "span {} is not tagged in ner"),
    ):
        columns = (column.tolist() for column in (places.document, places.start, places.end, places.label))
        for document, *place in zip(*columns, strict=True):
            yield f"{ids[document]}: {told_of.format(tuple(place))}"


def _joined(pieces: list[Places]) -> Places:
    names = ("document", "start", "end", "label")
    return Places(*(np.concatenate([getattr(piece, name) for piece in pieces]) for name in names))


def _absent(asked: Places, known: Places) -> Places:
    """Return the stretches asked for that are not among the known."""
    both = _joined([known, asked])
    labels = np.unique(both.label.astype(str), return_inverse=True)[1]
    is_asked = np.arange(len(both.start)) >= len(known.start)
    # Of equal stretches the known ones come first: where an asked one does, there is no known one.
    keys = (is_asked, labels, both.end, both.start, both.document)
    order = np.lexsort(keys)
    begins = np.zeros(len(order), dtype=np.bool_)
    begins[:1] = True
    for key in keys[1:]:
        begins[1:] |= key[order][1:] != key[order][:-1]
    leads = is_asked[order][begins][np.cumsum(begins) - 1] if len(order) else begins
    return both.where(np.sort(order[leads]))
