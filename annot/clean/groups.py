"""Near-duplicate documents in groups that only grow: which belong together, and which of each is the best."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from annot.clean.damage import find_damage
from annot.clean.neighbours import Neighbours
from annot.clean.signatures import BINS, agreement, signature

__all__ = ["Groups", "Member", "group_documents", "grow", "quality", "restore"]

# Two texts are one article from this estimated Jaccard similarity of their shingles on: a scan with its columns lost
# still shares over a third with the whole article, different articles on one subject below a tenth.
_SIMILAR = 0.3
# What a damaged place costs a text, in characters: about the sentence that it spoils.
_DAMAGE_COST = 200
# So many documents are looked up and added at once.
_BATCH = 256


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

    Everything is held in memory; `grow` does the same beside an index on disk.

    Args:
        documents: Pairs of document id and clean text.
        earlier: The groups so far; none of their members moves.
    """
    earlier = earlier or Groups()
    members, signatures = list(earlier.members), [earlier.signatures]
    with Neighbours() as index:
        restore(index, zip(members, earlier.signatures, strict=True))
        for fresh, added in grow(documents, index):
            members += fresh
            signatures.append(added)
    return Groups(tuple(members), np.concatenate(signatures)) if len(members) > len(earlier.members) else earlier


def restore(index: Neighbours, members: Iterable[tuple[Member, NDArray[np.uint32]]]) -> None:
    """Put documents that are grouped already into an empty index, in the order they came."""
    rows = iter(members)
    while batch := list(islice(rows, _BATCH)):
        index.near(np.stack([sign for _, sign in batch]))
        index.add((member.document_id, member.group_id, sign) for member, sign in batch)


def grow(documents: Iterable[tuple[str, str]], index: Neighbours) -> Iterator[tuple[list[Member], NDArray[np.uint32]]]:
    """Put documents into groups beside those of an index, and yield the new members with their signatures in batches.

    A document joins the group of the most similar one before it, or founds its own. Known ids are passed over.
    Texts are read one at a time.

    Args:
        documents: Pairs of document id and clean text.
        index: The documents so far; the new ones are added to it.
    """
    texts = iter(documents)
    while rows := list(islice(texts, _BATCH)):
        known = index.known([document_id for document_id, _ in rows])
        fresh: dict[str, str] = {}
        for document_id, text in rows:
            if document_id not in known:
                fresh.setdefault(document_id, text)
        if fresh:
            yield _grouped(fresh, index)


def _grouped(texts: dict[str, str], index: Neighbours) -> tuple[list[Member], NDArray[np.uint32]]:
    signatures = np.stack([signature(text) for text in texts.values()])
    start = len(index)
    near = index.near(signatures)
    held = index.rows(sorted({number for numbers in near.values() for number in numbers if number < start}))
    members: list[Member] = []
    for number, ((document_id, text), own) in enumerate(zip(texts.items(), signatures, strict=True), start):
        others = {other: held[other] for other in near.get(number, ())}
        members.append(_placed(document_id, quality(text), own, others))
        held[number] = members[-1].group_id, own
    index.add((member.document_id, member.group_id, own) for member, own in zip(members, signatures, strict=True))
    return members, signatures


def _placed(
    document_id: str, worth: int, own: NDArray[np.uint32], near: dict[int, tuple[str, NDArray[np.uint32]]]
) -> Member:
    numbers = sorted(near)
    alike = agreement(own, np.stack([near[number][1] for number in numbers])) if numbers else np.empty(0)
    similar = {numbers[place]: float(alike[place]) for place in np.flatnonzero(alike >= _SIMILAR)}
    if not similar:
        return Member(document_id, document_id, worth)
    nearest = max(similar, key=lambda number: (similar[number], -number))
    group_id = near[nearest][0]
    linked = sorted({near[number][0] for number in similar} - {group_id})
    return Member(document_id, group_id, worth, tuple(linked))
