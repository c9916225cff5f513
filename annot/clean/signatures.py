"""A text's signature: one-permutation MinHash over character shingles, in numpy."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from annot.clean.tracked import code_points

__all__ = ["BINS", "Signature", "agreement", "signature"]

Signature = NDArray[np.uint32]

BINS = 128
_SHINGLE = 5
_SIZE = 0x110000
_BIN_BITS = 7
# Odd multipliers of 64 bits: the fractional part of the golden ratio (Knuth, TAOCP 3, 6.4) and of splitmix64's mixer.
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXER = np.uint64(0xBF58476D1CE4E5B9)
_BOUNDS = (np.arange(BINS, dtype=np.uint64) << np.uint64(64 - _BIN_BITS)).astype(np.uint64)


@lru_cache(maxsize=1)
def _is_word() -> NDArray[np.bool_]:
    """Return a table of the characters that count: Han, digits and Latin letters; OCR and sites differ in the rest."""
    table = np.zeros(_SIZE, dtype=np.bool_)
    for start, end in ((0x30, 0x3A), (0x41, 0x5B), (0x61, 0x7B), (0x3400, 0xA000), (0x20000, 0x32000)):
        table[start:end] = True
    return table


def signature(text: str) -> Signature:
    """Return the signature of a text: for each of 128 bins of the hash space its least hash.

    One permutation serves all bins (Li, Owen, Zhang, 2012); an empty bin borrows from the next one that is not
    (Shrivastava, Li, 2014), so that the share of equal bins estimates the Jaccard similarity.
    """
    every = code_points(text)
    points: NDArray[np.uint64] = every[_is_word()[every]].astype(np.uint64)
    if len(points) < _SHINGLE:
        points = np.concatenate((points, np.zeros(_SHINGLE - len(points), dtype=np.uint64)))
    hashes: NDArray[np.uint64] = np.zeros(len(points) - _SHINGLE + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for place in range(_SHINGLE):
            hashes = hashes * _MULTIPLIER + points[place : place + len(hashes)]
        hashes = (hashes ^ (hashes >> np.uint64(31))) * _MIXER
        hashes ^= hashes >> np.uint64(29)
        hashes *= _MULTIPLIER
    return _least(np.sort(hashes))


def _least(ordered: NDArray[np.uint64]) -> Signature:
    first = np.searchsorted(ordered, _BOUNDS)
    least = ordered[np.minimum(first, len(ordered) - 1)]
    filled = (first < len(ordered)) & ((least >> np.uint64(64 - _BIN_BITS)) == np.arange(BINS, dtype=np.uint64))
    values: Signature = ((least >> np.uint64(64 - _BIN_BITS - 32)) & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    if filled.all():
        return values
    sources = np.flatnonzero(filled)
    place = np.searchsorted(sources, np.arange(BINS)) % len(sources)
    borrowed = sources[place]
    distance = ((borrowed - np.arange(BINS)) % BINS).astype(np.uint32)
    with np.errstate(over="ignore"):
        apart: Signature = values[borrowed] + distance * np.uint32(0x9E3779B1)
    return apart


def agreement(one: Signature, others: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Return the estimated Jaccard similarity of a text to each of others, from their signatures."""
    return np.asarray((others == one).mean(axis=-1), dtype=np.float64)
