"""How much of the test split a model may have met in training: shared runs of characters and shared names."""

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from annot.export.characters import Characters
from annot.export.reading import Release

__all__ = ["GRAM", "Leaks", "find_leaks", "grams"]

# Twenty characters in a row are a sentence part, not a turn of phrase.
GRAM = 20
# An odd multiplier makes a polynomial hash modulo 2**64; chance meetings are then below one in a million
# for a million runs.
_BASE = np.uint64(0x9E3779B97F4A7C15)


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
    train, test = _grams(release, "train"), _grams(release, "test")
    known, asked = set(_names(release, "train")), _names(release, "test")
    return Leaks(
        grams=len(test),
        shared_grams=int(np.isin(test, train, assume_unique=True).sum()),
        names=len(set(asked)),
        shared_names=len(set(asked) & known),
        mentions=len(asked),
        shared_mentions=sum(name in known for name in asked),
    )


def grams(characters: Characters) -> NDArray[np.uint64]:
    """Return the distinct hashes of all runs of 20 characters that lie within one text."""
    codes = characters.codes().astype(np.uint64)
    if len(codes) < GRAM:
        return np.zeros(0, dtype=np.uint64)
    hashes: NDArray[np.uint64] = np.zeros(len(codes) - GRAM + 1, dtype=np.uint64)
    for place in range(GRAM):
        np.multiply(hashes, _BASE, out=hashes)
        np.add(hashes, codes[place : place + len(hashes)], out=hashes)
    starts = np.arange(len(hashes))
    ends = np.repeat(characters.rows[1:], characters.lengths())[: len(hashes)]
    return np.asarray(np.unique(hashes[starts + GRAM <= ends]))


def _grams(release: Release, split: str) -> NDArray[np.uint64]:
    found = [grams(Characters.of(table["text"])) for table in release.batches("spans", split, ["text"])]
    return np.asarray(np.unique(np.concatenate([*found, np.zeros(0, dtype=np.uint64)])))


def _names(release: Release, split: str) -> list[tuple[str, str]]:
    names: list[tuple[str, str]] = []
    for table in release.batches("spans", split, ["spans"]):
        spans = pc.list_flatten(table["spans"])
        labels, texts = pc.struct_field(spans, "label").to_pylist(), pc.struct_field(spans, "text").to_pylist()
        names += zip(labels, texts, strict=True)
    return names
