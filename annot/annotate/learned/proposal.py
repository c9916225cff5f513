"""Where a model disagrees with the rules: spans to keep, to add, to change and to drop."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annot.annotate.candidate import BLOCK, Candidate, Tier

__all__ = ["Action", "Proposal", "compare"]


class Action(StrEnum):
    """What a model would do to the rules' reading."""

    KEEP = "keep"
    ADD = "add"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing a model would do.

    Attributes:
        action: What it would do.
        start, end, label: The span it is about; of a dropped one, as the rules have it.
        probability: How sure the model is: the least marginal over the characters.
        over: The rules' spans that it would keep, replace or drop.
    """

    action: Action
    start: int
    end: int
    label: str
    probability: float
    over: tuple[Candidate, ...] = ()

    def worth(self, gold: frozenset[tuple[int, int, str]]) -> int:
        """Return how many more spans are right with it than without; of a kept span, 1 when it is right, else -1."""
        right = sum((c.start, c.end, c.label) in gold for c in self.over)
        if self.action is Action.KEEP:
            return 1 if right else -1
        if self.action is Action.DROP:
            return -1 if right else 1
        is_right = (self.start, self.end, self.label) in gold
        return (1 if is_right else -1) if self.action is Action.ADD else is_right - right


def compare(
    spans: Iterable[tuple[int, int, str, float]], rules: Sequence[Candidate], outside: Callable[[int, int], float]
) -> Iterator[Proposal]:
    """Yield what a model's spans would do to the rules' reading of the same paragraph.

    The user's own lexicon and the rules' blocks are not up for discussion.

    Args:
        spans: The model's: start, end, label and probability.
        rules: The rules' winners, in order.
        outside: Returns how sure the model is that a stretch is no entity.
    """
    spans = tuple(spans)
    settled = [candidate for candidate in rules if candidate.tier is Tier.USER or candidate.label == BLOCK]
    open_ = [candidate for candidate in rules if candidate not in settled]
    for start, end, label, probability in spans:
        if _touching(settled, start, end):
            continue
        over = _touching(open_, start, end)
        same = any((c.start, c.end, c.label) == (start, end, label) for c in over)
        action = Action.KEEP if same else Action.CHANGE if over else Action.ADD
        yield Proposal(action, start, end, label, probability, over)
    for candidate in open_:
        if not any(start < candidate.end and candidate.start < end for start, end, _, _ in spans):
            sure = outside(candidate.start, candidate.end)
            yield Proposal(Action.DROP, candidate.start, candidate.end, candidate.label, sure, (candidate,))


def _touching(candidates: Iterable[Candidate], start: int, end: int) -> tuple[Candidate, ...]:
    return tuple(candidate for candidate in candidates if candidate.start < end and start < candidate.end)
