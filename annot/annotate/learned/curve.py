"""The score of a span on which rules and model agree: isotonic regression over documents not trained on."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

__all__ = ["Curve", "evidence"]

# So many spans make one step of the curve: fewer would follow single spans.
STEP_CASES = 20
# What a model's log odds count beside the rule's own: of 0.25, 0.5, 1 and 1.5 the one with the least Brier score
# on the tuning half of the gold, cross-validated.
WEIGHT = 0.25
EDGE = 1e-4


def evidence(score: float, probability: float) -> float:
    """Return how much speaks for a span, in log odds.

    Args:
        score: The share of the rule's spans that is right.
        probability: The model's.
    """
    return _log_odds(score) + WEIGHT * _log_odds(probability)


def _log_odds(probability: float) -> float:
    inner = min(max(probability, EDGE), 1 - EDGE)
    return log(inner / (1 - inner))


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising step function.

    Attributes:
        steps: Least evidence of each step and the share right on it, both rising; empty when nothing is known.
    """

    steps: tuple[tuple[float, float], ...] = ()

    @classmethod
    def from_cases(cls, cases: Iterable[tuple[float, bool]]) -> "Curve":
        """Fit the curve to spans of which it is known whether they were right, pooling neighbours that fall.

        Pool adjacent violators: M. Ayer et al., Annals of Mathematical Statistics 26 (1955), 641-647.
        """
        ordered = sorted(cases)
        if len(ordered) < STEP_CASES:
            return cls()
        pools: list[tuple[float, int, int]] = []
        for first in range(0, len(ordered) - STEP_CASES + 1, STEP_CASES):
            # What is left over at the end belongs to the last step.
            last = first + STEP_CASES if len(ordered) - first >= 2 * STEP_CASES else len(ordered)
            pools.append((ordered[first][0], sum(right for _, right in ordered[first:last]), last - first))
            while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
                _, right, count = pools.pop()
                pools[-1] = (pools[-1][0], pools[-1][1] + right, pools[-1][2] + count)
        return cls(tuple((round(least, 4), round(right / count, 4)) for least, right, count in pools))

    def share(self, strength: float) -> float | None:
        """Return the share right of spans of this evidence, None when nothing is known."""
        if not self.steps:
            return None
        return self.steps[max(0, bisect_right(self.steps, (strength, 1.0)) - 1)][1]
