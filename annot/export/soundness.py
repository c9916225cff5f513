"""Whether each row of a release holds together: tokens, tags, spans, relations and quoted texts."""

from collections.abc import Iterator
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
    characters = Characters.of(table["text"])
    tokens = characters.tokens(characters.rows)
    found_tokens, found_tags = _array(table["tokens"]), _array(table["ner_tags"])
    if not found_tokens.equals(tokens):
        rows = [number for number in range(len(table)) if found_tokens[number] != tokens[number]]
        yield from _offenders(table, np.asarray(rows), "tokens are not the characters of the text that a model sees")
        return
    lengths = _ints(pc.list_value_length(found_tags))
    if not np.array_equal(lengths, _ints(pc.list_value_length(tokens))):
        differing = np.flatnonzero(lengths != _ints(pc.list_value_length(tokens)))
        yield from _offenders(table, differing, "not one tag for each token")
        return
    spans = _array(table["spans"])
    row = np.repeat(np.arange(len(table)), _ints(pc.list_value_length(spans)))
    flat = spans.flatten()
    start, end = (_ints(flat.field(side)) + characters.rows[row] for side in ("start", "end"))
    label = pc.index_in(flat.field("label"), value_set=pa.array(codes, pa.string()))
    bad = (end > characters.rows[row + 1]) | (start >= end) | _flags(label.is_null())
    if bad.any():
        yield from _offenders(table, row[bad], "a span lies outside the text or has an unknown label")
        return
    expected = tag_numbers(characters.token(start), characters.token(end), _ints(label), len(tokens.values))
    wrong = np.flatnonzero(expected != _ints(found_tags.flatten()))
    yield from _offenders(table, np.repeat(np.arange(len(table)), lengths)[wrong], "tags do not follow from the spans")
    widest = np.zeros(len(table), dtype=np.int64)
    np.maximum.at(widest, row, end - start)
    overlong = np.flatnonzero((characters.lengths() > LONGEST_ROW) & (widest < 2))
    yield from _offenders(table, overlong, f"more than {LONGEST_ROW} characters with places to cut")


def _flags(array: pa.Array) -> NDArray[np.bool_]:
    return np.asarray(array.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _span_problems(table: pa.Table) -> Iterator[str]:
    characters = Characters.of(table["text"])
    spans = _array(table["spans"])
    counts = _ints(pc.list_value_length(spans))
    row = np.repeat(np.arange(len(table)), counts)
    flat = spans.flatten()
    yield from _quotes(table, characters, row, flat.field("start"), flat.field("end"), flat.field("text"), "a span")
    relations = _array(table["relations"])
    carrier = np.repeat(np.arange(len(table)), _ints(pc.list_value_length(relations)))
    flat = relations.flatten()
    for end in ("head", "tail"):
        nowhere = (_ints(flat.field(end)) >= counts[carrier]) | (_ints(flat.field(end)) < 0)
        yield from _offenders(table, carrier[nowhere], f"a relation's {end} is no span of the row")


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
