"""Documents of one split with their gold as flat columns: what every config is built from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.export.batches import Batch
from annot.export.characters import Characters, Ints, list_offsets
from annot.export.flat import FlatFrames, FlatSpans, flat_frames, flat_spans
from annot.schema import Schema

__all__ = ["Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents of one split, their gold and its flat view.

    Attributes:
        schema: The label schema.
        documents: Table of the documents, in order of id.
        groups: The duplicate group of each.
        table: Gold table of their paragraphs; those without a token are left out.
        document: For every paragraph the number of its document.
        characters, spans, frames: Of all paragraphs.
    """

    schema: Schema
    documents: pa.Table
    groups: pa.StringArray
    table: pa.Table
    document: Ints
    characters: Characters
    spans: FlatSpans
    frames: FlatFrames

    @classmethod
    def of(cls, schema: Schema, batch: Batch, groups: Sequence[str]) -> "Part":
        """Return the flat view of a batch whose documents have these duplicate groups."""
        table, document = batch.gold.combine_chunks(), batch.places().to_numpy().astype(np.int64)
        characters = Characters.of(table["text"])
        has_token = np.diff(characters.token(characters.rows)) > 0
        if not has_token.all():
            table, document = table.filter(pa.array(has_token)).combine_chunks(), document[has_token]
            characters = Characters.of(table["text"])
        spans = flat_spans(table["spans"], characters.rows, schema)
        counts = pc.list_value_length(table["spans"]).to_numpy().astype(np.int64)
        return cls(
            schema=schema,
            documents=batch.documents.combine_chunks(),
            groups=pa.array(groups, pa.string()),
            table=table,
            document=document,
            characters=characters,
            spans=spans,
            frames=flat_frames(table["frames"], spans, counts),
        )

    def column(self, name: str, rows: Ints) -> pa.Array:
        """Return a column of the gold table for these paragraphs."""
        return _whole(self.table[name]).take(pa.array(rows))

    def identities(self, rows: Ints) -> dict[str, pa.Array]:
        """Return the columns that say which paragraph a row belongs to."""
        return {
            "document_id": self.column("document_id", rows),
            "group": self.groups.take(pa.array(self.document[rows])),
            "paragraph": self.column("paragraph", rows),
        }

    def standing(self, rows: Ints) -> dict[str, pa.Array]:
        """Return the columns that say who stands behind a row."""
        return {name: self.column(name, rows) for name in ("status", "annotators", "agreement")}

    def paragraph_ids(self, rows: Ints) -> pa.Array:
        """Return the identities of these paragraphs, ``document:paragraph``."""
        return pc.binary_join_element_wise(
            self.column("document_id", rows), self.column("paragraph", rows).cast(pa.string()), ":"
        )

    def lists(self, rows: Ints, number: int, fields: dict[str, pa.Array]) -> pa.ListArray:
        """Return structs as a list for each of `number` rows; `rows` names the row of every struct, ascending."""
        counts = np.bincount(rows, minlength=number).astype(np.int64)
        structs = pa.StructArray.from_arrays(list(fields.values()), names=list(fields))
        return pa.ListArray.from_arrays(list_offsets(counts), structs)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    array = column.combine_chunks()
    return array if not isinstance(array, pa.ChunkedArray) else pa.concat_arrays(array.chunks)
