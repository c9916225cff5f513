"""Which predicted span answers which gold span, and how it is wrong."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from annot.span import Span

__all__ = ["Outcome", "Pair", "align"]


class Outcome(StrEnum):
    """What became of a gold span, or of a predicted one that has none."""

    CORRECT = "correct"
    WRONG_LABEL = "wrong_label"
    WRONG_BOUNDARY = "wrong_boundary"
    MISSED = "missed"
    SPURIOUS = "spurious"


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold span and the predicted span that answers it; one of them None when it was missed or is spurious."""

    outcome: Outcome
    gold: Span | None
    predicted: Span | None

    @property
    def place(self) -> tuple[int, int]:
        """The stretch that the pair covers."""
        spans = [span for span in (self.gold, self.predicted) if span]
        return min(span.start for span in spans), max(span.end for span in spans)

    @property
    def label(self) -> str:
        """The label the pair counts under: the gold one, or the predicted one of a spurious span."""
        span = self.gold or self.predicted
        return span.label if span else ""


def align(gold: Collection[Span], predicted: Collection[Span]) -> tuple[Pair, ...]:
    """Pair the spans of one text, each at most once, in order of place.

    Spans at the same place are paired first (correct, or wrong label), then spans of the same label that
    overlap, the largest overlap first (wrong boundary). What differs in place and label is one span
    missed and one spurious: a person deletes the one and adds the other.
    """
    right = set(gold) & set(predicted)
    left_gold, left_predicted = set(gold) - right, set(predicted) - right
    pairs = [Pair(Outcome.CORRECT, span, span) for span in right]
    for find in (_relabelled, _moved):
        found = list(find(left_gold, left_predicted))
        left_gold -= {pair.gold for pair in found}
        left_predicted -= {pair.predicted for pair in found}
        pairs += found
    pairs += [Pair(Outcome.MISSED, span, None) for span in left_gold]
    pairs += [Pair(Outcome.SPURIOUS, None, span) for span in left_predicted]
    return tuple(sorted(pairs, key=lambda pair: (pair.place, pair.outcome, pair.label)))


def _relabelled(gold: set[Span], predicted: set[Span]) -> Iterator[Pair]:
    by_place = {(span.start, span.end): span for span in sorted(predicted, reverse=True)}
    for span in sorted(gold):
        answer = by_place.pop((span.start, span.end), None)
        if answer:
            yield Pair(Outcome.WRONG_LABEL, span, answer)


def _moved(gold: set[Span], predicted: set[Span]) -> Iterator[Pair]:
    candidates = sorted(
        (min(left.end, right.end) - max(left.start, right.start), left, right)
        for left in gold
        for right in predicted
        if left.label == right.label and left.overlaps(right)
    )
    free = gold | predicted
    # Largest overlap first; of equal ones the leftmost.
    for _, left, right in sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1], candidate[2])):
        if left in free and right in free:
            free -= {left, right}
            yield Pair(Outcome.WRONG_BOUNDARY, left, right)
