"""Which split a duplicate group goes to: never two, the same in every later version, labels spread evenly."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["SHARES", "SPLITS", "Grouped", "assign_splits"]

SPLITS = ("train", "validation", "test")
# The usual eight to one to one; with fewer groups than splits the later names stay empty.
SHARES = (0.8, 0.1, 0.1)
FEWER_GROUPS = {1: ("train",), 2: ("train", "test")}


@dataclass(frozen=True, slots=True)
class Grouped:
    """The duplicate groups of a corpus.

    Attributes:
        groups: Their ids.
        weights: Shape (groups, labels + 1): spans of each label, and the number of paragraphs.
        released: For a group with documents in earlier releases, the splits these stood in.
    """

    groups: Sequence[str]
    weights: NDArray[np.float64]
    released: Mapping[str, frozenset[str]]


def assign_splits(grouped: Grouped) -> dict[str, str]:
    """Return the split of every group.

    What was released stays where it was. When groups of different splits have become one, it goes to
    the split that a model may have learned from: train before validation before test. New groups come
    in the order of a digest of their id, each to the split that lacks most of what it brings
    (after iterative stratification, Sechidis et al. 2011), as long as no split would stay empty.
    """
    splits = FEWER_GROUPS.get(len(grouped.groups), SPLITS)
    settled = {group: _least_clean(grouped.released[group]) for group in grouped.groups if group in grouped.released}
    place = {group: number for number, group in enumerate(grouped.groups)}
    totals = grouped.weights.sum(axis=0)
    scale = np.divide(1.0, totals, out=np.zeros_like(totals), where=totals > 0)
    lacking = np.outer([SHARES[SPLITS.index(split)] for split in splits], totals * scale)
    for group, split in settled.items():
        if split in splits:
            lacking[splits.index(split)] -= grouped.weights[place[group]] * scale
    fresh = sorted((group for group in grouped.groups if group not in settled), key=_digest)
    empty = [split for split in splits if split not in settled.values()]
    for number, group in enumerate(fresh):
        brings = grouped.weights[place[group]] * scale
        choice = splits if len(fresh) - number > len(empty) else tuple(empty) or splits
        split = max(choice, key=lambda split: (float(lacking[splits.index(split)] @ brings), -splits.index(split)))
        settled[group] = split
        lacking[splits.index(split)] -= brings
        empty = [name for name in empty if name != split]
    return settled


def _least_clean(splits: frozenset[str]) -> str:
    return min(splits, key=SPLITS.index)


def _digest(group: str) -> str:
    return hashlib.sha256(group.encode()).hexdigest()
