"""Near-duplicate documents in groups that only grow: which belong together, and which of each is the best."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from annot.clean.damage import find_damage
from annot.clean.signatures import BINS, agreement, signature

__all__ = ["Groups", "Member", "group_documents", "quality"]

# Two texts are one article from this estimated Jaccard similarity of their shingles on: a scan with its columns lost
# still shares over a third with the whole article, different articles on one subject below a tenth.
_SIMILAR = 0.3
_ROWS = 2
# What a damaged place costs a text, in characters: about the sentence that it spoils.
_DAMAGE_COST = 200


@dataclass(frozen=True, slots=True)
class Member:
    """A document's place among the groups.

    Attributes:
        document_id: The document.
        group_id: Its group: the id of the group's first document. It never changes.
        quality: Worth of its text among its like, see `quality`.
        linked: Other groups it resembles too. It bridges them without merging them: export keeps linked groups on
            one side of a split.
    """

    document_id: str
    group_id: str
    quality: int
    linked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """All members so far, in the order they came, with their signatures.

    Attributes:
        members: One a document.
        signatures: Shape (number of members, 128).
    """

    members: tuple[Member, ...] = ()
    signatures: NDArray[np.uint32] = field(default_factory=lambda: np.empty((0, BINS), dtype=np.uint32))

    def chosen(self) -> dict[str, str]:
        """Return the best member of every group by group id; of equals the one that came first."""
        best: dict[str, Member] = {}
        for member in self.members:
            held = best.get(member.group_id)
            if held is None or member.quality > held.quality:
                best[member.group_id] = member
        return {group_id: member.document_id for group_id, member in best.items()}


def quality(text: str) -> int:
    """Return the worth of a text among near-duplicates: its length, less what is damaged in it."""
    return len(text) - _DAMAGE_COST * sum(1 for _ in find_damage(text))


def group_documents(documents: Iterable[tuple[str, str]], earlier: Groups | None = None) -> Groups:
    """Put documents into groups of near-duplicates, beside those that are grouped already.

    A document joins the group of the most similar one before it, or founds its own. Known ids are passed over.
    Texts are read one at a time; only signatures are kept.

    Args:
        documents: Pairs of document id and clean text.
        earlier: The groups so far; none of their members moves.
    """
    earlier = earlier or Groups()
    known = {member.document_id for member in earlier.members}
    ids, worths, signatures = [], [], []
    for document_id, text in documents:
        if document_id not in known:
            known.add(document_id)
            ids.append(document_id)
            worths.append(quality(text))
            signatures.append(signature(text))
    if not ids:
        return earlier
    every = np.concatenate([earlier.signatures, np.stack(signatures)])
    members = list(earlier.members)
    candidates = _candidates(every, len(members))
    for document_id, worth in zip(ids, worths, strict=True):
        members.append(_placed(document_id, worth, members, candidates.get(len(members), set()), every))
    return Groups(tuple(members), every)


def _placed(
    document_id: str, worth: int, members: list[Member], near: set[int], signatures: NDArray[np.uint32]
) -> Member:
    ordered = sorted(near)
    alike = agreement(signatures[len(members)], signatures[ordered]) if ordered else np.empty(0)
    similar = {ordered[place]: float(alike[place]) for place in np.flatnonzero(alike >= _SIMILAR)}
    if not similar:
        return Member(document_id, document_id, worth)
    nearest = max(similar, key=lambda number: (similar[number], -number))
    group_id = members[nearest].group_id
    linked = sorted({members[number].group_id for number in similar} - {group_id})
    return Member(document_id, group_id, worth, tuple(linked))


def _candidates(signatures: NDArray[np.uint32], known: int) -> dict[int, set[int]]:
    """Return, for every new row, earlier rows that share a band of its signature (LSH, Indyk, Motwani, 1998).

    Of all the rows with one band in common each is paired with the first and with the one before it, which keeps
    the pairs linear in a heap of copies.
    """
    pairs: dict[int, set[int]] = {}
    for band in range(0, BINS, _ROWS):
        keys = signatures[:, band].astype(np.uint64) << np.uint64(32) | signatures[:, band + 1]
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.concatenate(([True], keys[order][1:] != keys[order][:-1])))
        first = np.repeat(order[starts], np.diff(np.append(starts, len(order))))
        shared = np.flatnonzero((order > first) & (order >= known))
        for later, head, before in zip(order[shared], first[shared], order[shared - 1], strict=True):
            pairs.setdefault(int(later), set()).update((int(head), int(before)))
    return pairs
