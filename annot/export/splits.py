"""Which split a duplicate group goes to: never two, the same in every later version, labels spread evenly."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["SHARES", "SPLITS", "Grouped", "apart", "assign_splits"]

Weights = NDArray[np.float64]

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
        linked: Pairs of groups, here or not, that one page resembles both.
    """

    groups: Sequence[str]
    weights: Weights
    released: Mapping[str, frozenset[str]]
    linked: Sequence[tuple[str, str]] = ()


def assign_splits(grouped: Grouped) -> dict[str, str]:
    """Return the split of every group.

    What was released stays where it was. When groups of different splits have become one, it goes to
    the split that a model may have learned from: train before validation before test. New groups come
    in the order of a digest of their id, each to the split that lacks most of what it brings
    (after iterative stratification, Sechidis et al. 2011), as long as no split would stay empty.

    Linked groups go to one split, a new one to that of those it is linked to. Groups that were released in
    different splits before they were linked stay there: `apart` tells of them.
    """
    families = _families(grouped.groups, grouped.linked)
    splits = FEWER_GROUPS.get(len(families), SPLITS)
    settled = _settled(families, grouped.released)
    totals = grouped.weights.sum(axis=0)
    scale = np.divide(1.0, totals, out=np.zeros_like(totals), where=totals > 0)
    brings = dict(zip(grouped.groups, grouped.weights * scale, strict=True))
    lacking = {split: SHARES[SPLITS.index(split)] * totals * scale for split in splits}
    for group, split in settled.items():
        if split in lacking:
            lacking[split] = lacking[split] - brings[group]
    fresh = {
        name: sum((brings[group] for group in family[1:]), brings[family[0]])
        for name, family in sorted(families.items(), key=lambda pair: _digest(pair[0]))
        if family[0] not in settled
    }
    for name, split in _placed(fresh, lacking, set(settled.values())):
        settled |= dict.fromkeys(families[name], split)
    return settled


def _placed(fresh: Mapping[str, Weights], lacking: dict[str, Weights], filled: set[str]) -> Iterator[tuple[str, str]]:
    """Yield new families with their splits, each the one that lacks most of what it brings."""
    for number, (name, brings) in enumerate(fresh.items()):
        empty = [split for split in lacking if split not in filled]
        # The last ones go where there would be none else; of equal splits the first is taken.
        choice = list(lacking) if len(fresh) - number > len(empty) else empty or list(lacking)
        split = max(choice, key=lambda split: float(lacking[split] @ brings))
        lacking[split] = lacking[split] - brings
        filled.add(split)
        yield name, split


def apart(splits: Mapping[str, str], linked: Iterable[tuple[str, str]]) -> list[str]:
    """Return the linked groups that stand in different splits, a pair and its splits each, in order."""
    pairs = {tuple(sorted(pair)) for pair in linked if splits.keys() >= set(pair)}
    return [
        " and ".join(f"{group} ({splits[group]})" for group in pair)
        for pair in sorted(pairs)
        if len({splits[group] for group in pair}) > 1
    ]


def _families(groups: Sequence[str], linked: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the groups that are linked with each other, under the least id of the family."""
    above: dict[str, str] = {}

    def head(group: str) -> str:
        while (upper := above.get(group, group)) != group:
            above[group] = above.get(upper, upper)
            group = upper
        return group

    for first, second in linked:
        least, other = sorted((head(first), head(second)))
        above[other] = least
    families: dict[str, list[str]] = {}
    for group in groups:
        families.setdefault(head(group), []).append(group)
    return families


def _settled(families: Mapping[str, Sequence[str]], released: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Return the split of every group that was released, or is linked with one that was."""
    settled: dict[str, str] = {}
    for family in families.values():
        known = {group: _least_clean(released[group]) for group in family if group in released}
        if known:
            theirs = _least_clean(frozenset(known.values()))
            settled |= {group: known.get(group, theirs) for group in family}
    return settled


def _least_clean(splits: frozenset[str]) -> str:
    return min(splits, key=SPLITS.index)


def _digest(group: str) -> str:
    return hashlib.sha256(group.encode()).hexdigest()
