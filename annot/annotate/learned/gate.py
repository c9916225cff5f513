"""What a model is allowed to do: only what it has been seen to do well on documents it was not trained on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt

from annot.annotate.learned.proposal import Action, Proposal

__all__ = ["Gate", "Judged", "Opening", "sure_share"]

LEAST_PROBABILITIES = (0.98, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5)
# Fewer cases than these say nothing; with five of five right the share is above one half with 95 % certainty.
FEWEST_CASES = 5
EVEN = 0.5
Z = 1.645


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal on a document that its model was not trained on, and what it was worth there.

    Attributes:
        proposal: What the model would do.
        worth: How many more spans are right with it; see `Proposal.worth`.
    """

    proposal: Proposal
    worth: int


@dataclass(frozen=True, slots=True)
class Opening:
    """What is allowed for one action on one label.

    Attributes:
        least: The least probability.
        share: Share of such proposals that did good.
        cases: How many there were.
    """

    least: float
    share: float
    cases: int


@dataclass(frozen=True, slots=True)
class Gate:
    """What a model may do, by action and label; what is not there it may not.

    Attributes:
        openings: By action and label.
    """

    openings: Mapping[tuple[Action, str], Opening] = field(default_factory=dict)

    @classmethod
    def from_judged(cls, judged: Iterable[Judged]) -> "Gate":
        """Open the gate for what did more good than harm, beyond chance."""
        cases: dict[tuple[Action, str], list[Judged]] = defaultdict(list)
        for one in judged:
            if one.proposal.action is not Action.KEEP and one.worth:
                cases[one.proposal.action, one.proposal.label].append(one)
        found = {key: opening for key, own in sorted(cases.items()) if (opening := _opening(own)) is not None}
        return cls(found)

    def opening(self, proposal: Proposal) -> Opening | None:
        """Return the opening that lets a proposal through, None where there is none."""
        opening = self.openings.get((proposal.action, proposal.label))
        return opening if opening is not None and proposal.probability >= opening.least else None


def _opening(judged: list[Judged]) -> Opening | None:
    """Return the threshold above which proposals did most good, None where none does good beyond chance.

    Of thresholds that did the same good, the highest: nothing is known of what lies below.
    """
    best, most = None, 0
    for least in LEAST_PROBABILITIES:
        worths = [one.worth for one in judged if one.proposal.probability >= least]
        good = sum(worth > 0 for worth in worths)
        if len(worths) >= FEWEST_CASES and sum(worths) > most and sure_share(good, len(worths)) > EVEN:
            best, most = Opening(least, good / len(worths), len(worths)), sum(worths)
    return best


def sure_share(good: int, cases: int) -> float:
    """Return the share of good cases that is exceeded with 95 % certainty: the lower Wilson bound.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212.
    """
    share = good / cases
    middle = share + Z * Z / (2 * cases)
    spread = Z * sqrt(share * (1 - share) / cases + Z * Z / (4 * cases * cases))
    return (middle - spread) / (1 + Z * Z / cases)
