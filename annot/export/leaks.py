"""How much of the test split a model may have met in training: shared runs of characters and shared names."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from annot.export.characters import Characters
from annot.export.reading import Release

__all__ = ["GRAM", "Leaks", "find_leaks", "grams"]

# Twenty characters in a row are a sentence part, not a turn of phrase.
GRAM = 20
# An odd multiplier makes a polynomial hash modulo 2**64; chance meetings are then below one in a million
# for a million runs.
_BASE = 0x9E3779B97F4A7C15
# Sixteen megabytes of marks: a hash of train passes by chance as often as marks are set, a few in a hundred.
SIEVE_BITS = 24


@dataclass(frozen=True, slots=True)
class Leaks:
    """What test shares with train.

    Attributes:
        grams, shared_grams: Distinct runs of 20 characters in test, and those of them that stand in train.
        names, shared_names: Distinct (label, text) of spans in test, and those of them that stand in train.
        mentions, shared_mentions: Spans in test, and those whose (label, text) stands in train.
    """

    grams: int
    shared_grams: int
    names: int
    shared_names: int
    mentions: int
    shared_mentions: int


def find_leaks(release: Release) -> Leaks | None:
    """Return what test shares with train; None when one of them is not there."""
    if not {"train", "test"} <= set(release.splits()):
        return None
    test = np.unique(np.concatenate(list(_grams(release, "test"))))
    asked = pa.concat_arrays(list(_names(release, "test")))
    known = pa.concat_arrays([names.unique() for names in _names(release, "train")]).unique()
    distinct = asked.unique()
    return Leaks(
        grams=len(test),
        shared_grams=_shared(test, _grams(release, "train")),
        names=len(distinct),
        shared_names=pc.sum(pc.is_in(distinct, value_set=known)).as_py() or 0,
        mentions=len(asked),
        shared_mentions=pc.sum(pc.is_in(asked, value_set=known)).as_py() or 0,
    )


def _shared(wanted: NDArray[np.uint64], pieces: Iterator[NDArray[np.uint64]]) -> int:
    """Count the wanted hashes, sorted, that stand in the pieces; a table of first bits spares most look-ups."""
    table = np.zeros(1 << SIEVE_BITS, dtype=np.bool_)
    shift = np.uint64(64 - SIEVE_BITS)
    table[wanted >> shift] = True
    found = np.zeros(len(wanted), dtype=np.bool_)
    for piece in pieces:
        likely = piece[table[piece >> shift]]
        place = np.minimum(np.searchsorted(wanted, likely), max(len(wanted) - 1, 0))
        found[place[wanted[place] == likely]] = True
    return int(found.sum())


def grams(characters: Characters) -> NDArray[np.uint64]:
    """Return the hashes of all runs of 20 characters that lie within one text."""
    run = characters.codes().astype(np.uint64) + np.uint64(1)
    if len(run) < GRAM:
        return np.zeros(0, dtype=np.uint64)
    # Hashes of 2, 4, 8 and 16 characters by doubling; 16 and 4 make 20.
    four = _doubled(_doubled(run, 1), 2)
    sixteen = _doubled(_doubled(four, 4), 8)
    hashes = sixteen[: len(run) - GRAM + 1] * _power(4) + four[16:]
    starts = np.arange(len(hashes))
    ends = np.repeat(characters.rows[1:], characters.lengths())[: len(hashes)]
    return np.asarray(hashes[starts + GRAM <= ends])


def _doubled(hashes: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    return hashes[:-width] * _power(width) + hashes[width:]


def _power(exponent: int) -> np.uint64:
    return np.uint64(pow(_BASE, exponent, 1 << 64))


def _grams(release: Release, split: str) -> Iterator[NDArray[np.uint64]]:
    for table in release.batches("spans", split, ["text"]):
        yield grams(Characters.of(table["text"]))


def _names(release: Release, split: str) -> Iterator[pa.StringArray]:
    yield pa.array([], pa.string())
    for table in release.batches("spans", split, ["spans.list.element.label", "spans.list.element.text"]):
        spans = pc.list_flatten(table["spans"].combine_chunks())
        yield pc.binary_join_element_wise(spans.field("label"), spans.field("text"), "\t")
