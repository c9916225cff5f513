"""How likely each tag is at each character: the forward-backward algorithm, over many stretches at a time.

L. R. Rabiner, A tutorial on hidden Markov models, Proceedings of the IEEE 77 (1989), 257-286, section III, with its
scaling; for a CRF the products hold exponents of weights in the place of probabilities.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from annot.annotate.learned.tags import may_begin, may_follow

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["marginals"]

# Stretches read side by side: more than these gain nothing.
BESIDE = 64

Stretch = tuple[int, int]


def marginals(
    emissions: "NDArray[np.float32]",
    transitions: "NDArray[np.float32]",
    tags: Sequence[str],
    stretches: Sequence[Stretch],
) -> "NDArray[np.float64]":
    """Return the probability of every tag at every character.

    Args:
        emissions: What speaks for each tag: characters by tags.
        transitions: What speaks for a tag after another.
        tags: The tags; an I never follows a tag of another label.
        stretches: Where sentences begin and end, none empty; what lies outside of them stays zero.
    """
    begins = np.array([may_begin(tag) for tag in tags], dtype=np.float64)
    allowed = np.array([[may_follow(first, second) for second in tags] for first in tags])
    follows = np.exp(transitions.astype(np.float64)) * allowed
    scores = emissions.astype(np.float64)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True)) if len(scores) else scores
    found = np.zeros_like(weights)
    for batch in _batches(stretches):
        rows = _rows(batch)
        inside = rows >= 0
        local = np.where(inside[..., None], weights[rows], 1.0)
        product = _forward(local, begins, follows) * _backward(local, follows, inside)
        product /= product.sum(axis=2, keepdims=True)
        found[rows[inside]] = product[inside]
    return found


def _batches(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    ordered = sorted(stretches, key=lambda stretch: stretch[0] - stretch[1])
    for first in range(0, len(ordered), BESIDE):
        yield ordered[first : first + BESIDE]


def _rows(batch: Sequence[Stretch]) -> "NDArray[np.int64]":
    """Return the characters by stretch and place, -1 beyond its end."""
    longest = max(end - start for start, end in batch)
    starts, ends = np.array(batch).T
    rows: NDArray[np.int64] = starts[:, None] + np.arange(longest)
    return np.where(rows < ends[:, None], rows, -1)


def _forward(
    weights: "NDArray[np.float64]", begins: "NDArray[np.float64]", follows: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """Return how likely each tag is by all that stands before."""
    found = np.empty_like(weights)
    ahead = weights[:, 0] * begins
    for place in range(weights.shape[1]):
        if place:
            ahead = (ahead @ follows) * weights[:, place]
        ahead = ahead / ahead.sum(axis=1, keepdims=True)
        found[:, place] = ahead
    return found


def _backward(
    weights: "NDArray[np.float64]", follows: "NDArray[np.float64]", inside: "NDArray[np.bool_]"
) -> "NDArray[np.float64]":
    """Return how likely each tag is by all that stands after; even beyond the end of a stretch."""
    found = np.ones_like(weights)
    behind = found[:, -1]
    for place in range(weights.shape[1] - 2, -1, -1):
        behind = (behind * weights[:, place + 1]) @ follows.T
        behind = np.where(inside[:, place + 1, None], behind / behind.sum(axis=1, keepdims=True), 1.0)
        found[:, place] = behind
    return found
