"""How much of the test split a model may have met in training: shared runs of characters and shared names."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from annot.export.characters import character_codes
from annot.export.reading import Release

__all__ = ["GRAM", "Leaks", "find_leaks", "grams"]

# Twenty characters in a row are a sentence part, not a turn of phrase.
GRAM = 20
# An odd multiplier makes a polynomial hash modulo 2**64; chance meetings are then below one in a million
# for a million runs.
_BASE = 0x9E3779B97F4A7C15
# Room in the table of marks for each hash of test: one of train then passes by chance once in sixty times.
MARKS = 64
FEWEST_BITS = 16
# Texts hashed at a time: few enough that all steps stay in a processor's cache.
TEXTS = 2_000


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
    """Count the wanted hashes, sorted, that stand in the pieces.

    A table of first bits spares most look-ups. What was found is not looked for again.
    """
    bits = max((MARKS * len(wanted)).bit_length(), FEWEST_BITS)
    shift, left = np.uint64(64 - bits), wanted
    table = np.zeros(1 << bits, dtype=np.bool_)
    table[left >> shift] = True
    for piece in pieces:
        likely = piece[table.take((piece >> shift).view(np.int64))]
        place = np.minimum(np.searchsorted(left, likely), len(left) - 1)
        found = place[left[place] == likely] if len(left) else place
        if len(found):
            table[left[found] >> shift] = False
            left = np.delete(left, found)
            table[left >> shift] = True
    return len(wanted) - len(left)


def grams(texts: pa.StringArray) -> NDArray[np.uint64]:
    """Return the hashes of all runs of 20 characters that lie within one text."""
    run = character_codes(texts).astype(np.uint64)
    if len(run) < GRAM:
        return run[:0]
    # Zero would hash to zero in runs of any length.
    run += np.uint64(1)
    # Hashes of 2, 4, 8 and 16 characters by doubling; 16 and 4 make 20.
    four = _joined(_joined(run, 1), 2)
    sixteen = _joined(_joined(four, 4), 8)
    hashes = _joined(sixteen, 4, four[16:])
    within = np.ones(len(hashes), dtype=np.bool_)
    ends = np.cumsum(pc.utf8_length(texts).to_numpy())[:-1]
    # A run that begins among the last 19 characters of a text goes over its end.
    over = (ends[:, None] - np.arange(1, GRAM)).ravel()
    within[over[(over >= 0) & (over < len(within))]] = False
    return hashes[within]


def _joined(left: NDArray[np.uint64], width: int, right: NDArray[np.uint64] | None = None) -> NDArray[np.uint64]:
    """Return the hashes of runs made of each left one and the right one behind it, which is `width` wide."""
    right = left[width:] if right is None else right
    hashes = left[: len(right)] * _power(width)
    hashes += right
    return hashes


def _power(exponent: int) -> np.uint64:
    return np.uint64(pow(_BASE, exponent, 1 << 64))


def _grams(release: Release, split: str) -> Iterator[NDArray[np.uint64]]:
    for table in release.batches("spans", split, ["text"]):
        texts = table["text"].combine_chunks()
        yield from (grams(texts.slice(first, TEXTS)) for first in range(0, len(texts), TEXTS))


def _names(release: Release, split: str) -> Iterator[pa.StringArray]:
    yield pa.array([], pa.string())
    for table in release.batches("spans", split, ["spans.list.element.label", "spans.list.element.text"]):
        spans = pc.list_flatten(table["spans"].combine_chunks())
        yield pc.binary_join_element_wise(spans.field("label"), spans.field("text"), "\t")
