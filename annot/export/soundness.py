"""Whether each row of a release holds together: tokens, tags, spans, relations and quoted texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from annot.export.characters import Characters, Ints
from annot.export.metrics import ROLES
from annot.export.ner import tag_numbers
from annot.export.pieces import LONGEST_ROW
from annot.export.reading import Release

__all__ = ["row_problems"]


def row_problems(release: Release) -> Iterator[str]:
    """Yield what is wrong with single rows of a release."""
    for split in release.splits():
        for table in release.batches("ner", split):
            yield from _tag_problems(table, list(release.manifest["schema"]["labels"]))
        for table in release.batches("spans", split):
            yield from _span_problems(table)
        for table in release.batches("metrics", split):
            yield from _frame_problems(table)


def _offenders(table: pa.Table, rows: Ints, what: str) -> Iterator[str]:
    ids = table["id"].to_pylist()
    yield from (f"{ids[row]}: {what}" for row in np.unique(rows).tolist())


def _ints(column: Any) -> Ints:  # noqa: ANN401 - pyarrow ships no types
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.int64)


def _array(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _tag_problems(table: pa.Table, codes: list[str]) -> Iterator[str]:
    """Yield what is wrong with the rows of `ner`; each check needs that the ones before found nothing."""
    characters = Characters.of(table["text"])
    tokens = characters.tokens(characters.rows)
    spans = FlatRows.of(table["spans"])
    checks: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: _token_problems(table, tokens),
        lambda: _count_problems(table, tokens),
        lambda: _place_problems(table, characters, spans, codes),
        lambda: _tagging_problems(table, characters, spans, codes, len(tokens.values)),
        lambda: _length_problems(table, characters, spans),
    )
    yield from next((found for check in checks if (found := list(check()))), [])


@dataclass(frozen=True, slots=True)
class FlatRows:
    """The structs of a list column, one after another, with the row of each."""

    row: Ints
    structs: pa.StructArray

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> "FlatRows":
        """Return the structs of a column."""
        lists = _array(column)
        return cls(np.repeat(np.arange(len(lists)), _ints(pc.list_value_length(lists))), lists.flatten())

    def ints(self, field: str) -> Ints:
        """Return a field of all structs."""
        return _ints(self.structs.field(field))


def _token_problems(table: pa.Table, tokens: pa.ListArray) -> Iterator[str]:
    found = _array(table["tokens"])
    if not found.equals(tokens):
        rows = [number for number in range(len(table)) if found[number] != tokens[number]]
        yield from _offenders(table, np.asarray(rows), "tokens are not the characters of the text that a model sees")


def _count_problems(table: pa.Table, tokens: pa.ListArray) -> Iterator[str]:
    tags, expected = (_ints(pc.list_value_length(lists)) for lists in (_array(table["ner_tags"]), tokens))
    yield from _offenders(table, np.flatnonzero(tags != expected), "not one tag for each token")


def _place_problems(table: pa.Table, characters: Characters, spans: FlatRows, codes: list[str]) -> Iterator[str]:
    start, end = spans.ints("start"), spans.ints("end")
    known = _flags(pc.is_in(spans.structs.field("label"), value_set=pa.array(codes, pa.string())))
    bad = (start < 0) | (end > characters.lengths()[spans.row]) | (start >= end) | ~known
    yield from _offenders(table, spans.row[bad], "a span lies outside the text or has an unknown label")


def _tagging_problems(
    table: pa.Table, characters: Characters, spans: FlatRows, codes: list[str], length: int
) -> Iterator[str]:
    base = characters.rows[spans.row]
    start, end = (characters.token(spans.ints(side) + base) for side in ("start", "end"))
    label = _ints(pc.index_in(spans.structs.field("label"), value_set=pa.array(codes, pa.string())))
    tags = FlatRows.of(table["ner_tags"])
    wrong = tag_numbers(start, end, label, length) != _ints(tags.structs)
    yield from _offenders(table, tags.row[wrong], "tags do not follow from the spans")


def _length_problems(table: pa.Table, characters: Characters, spans: FlatRows) -> Iterator[str]:
    widest = np.zeros(len(table), dtype=np.int64)
    np.maximum.at(widest, spans.row, spans.ints("end") - spans.ints("start"))
    overlong = np.flatnonzero((characters.lengths() > LONGEST_ROW) & (widest < 2))
    yield from _offenders(table, overlong, f"more than {LONGEST_ROW} characters with places to cut")


def _flags(array: pa.Array) -> NDArray[np.bool_]:
    return np.asarray(array.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _span_problems(table: pa.Table) -> Iterator[str]:
    characters = Characters.of(table["text"])
    spans, relations = FlatRows.of(table["spans"]), FlatRows.of(table["relations"])
    start, end, text = (spans.structs.field(name) for name in ("start", "end", "text"))
    yield from _quotes(table, characters, spans.row, start, end, text, "a span")
    counts = np.bincount(spans.row, minlength=len(table))[relations.row]
    for end in ("head", "tail"):
        nowhere = (relations.ints(end) >= counts) | (relations.ints(end) < 0)
        yield from _offenders(table, relations.row[nowhere], f"a relation's {end} is no span of the row")


def _frame_problems(table: pa.Table) -> Iterator[str]:
    characters = Characters.of(table["text"])
    for role in ROLES:
        filled = np.flatnonzero(_flags(_array(table[role]).is_valid()))
        chosen = table.take(pa.array(filled))
        start, end, text = (_array(chosen[name]) for name in (f"{role}_start", f"{role}_end", role))
        yield from _quotes(table, characters, filled, start, end, text, f"its {role}")


def _quotes(
    table: pa.Table, characters: Characters, row: Ints, start: pa.Array, end: pa.Array, text: pa.Array, what: str
) -> Iterator[str]:
    first, last = _ints(start) + characters.rows[row], _ints(end) + characters.rows[row]
    outside = (_ints(start) < 0) | (last > characters.rows[row + 1]) | (first >= last)
    if outside.any():
        yield from _offenders(table, row[outside], f"{what} lies outside the text")
        return
    wrong = ~_flags(pc.equal(characters.slices(first, last), text))
    yield from _offenders(table, row[wrong], f"{what} is not the text at its place")
