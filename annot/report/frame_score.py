"""How many metric frames were found, and how much of each was right."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from annot.annotation import Annotation, Frame

__all__ = ["FrameScore", "compare_frames"]

# Numbers count as equal within a thousandth: 亩 → 平方米 and the like are rounded differently by hand.
_TOLERANCE = Decimal("0.001")
_LEAST = Decimal("1e-9")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FrameScore:
    """Counts over metric frames; a frame is found when its VALUE or CHANGE stands at the same place.

    Attributes:
        gold, predicted: Frames on either side.
        found: Gold frames with a predicted one at the same place.
        norm: Found ones whose bounds and unit agree; bounds within a thousandth.
        indicator, subject, period: Found ones whose role points to the same place, or is empty on both sides.
        direction: Found ones whose direction agrees.
        strict: Found ones with all of these right.
    """

    gold: int = 0
    predicted: int = 0
    found: int = 0
    norm: int = 0
    indicator: int = 0
    subject: int = 0
    period: int = 0
    direction: int = 0
    strict: int = 0

    def __add__(self, other: "FrameScore") -> "FrameScore":
        """Return the counts of both."""
        return FrameScore(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    def f1(self, count: int) -> float:
        """Return F1 of a count of right frames over all gold and predicted ones."""
        total = self.gold + self.predicted
        return 2 * count / total if total else 0.0


def _place(annotation: Annotation, index: int | None, shift: int) -> Place | None:
    if index is None:
        return None
    span = annotation.spans[index]
    return span.start + shift, span.end + shift


def _by_place(annotation: Annotation, shift: int) -> dict[Place | None, tuple[Frame, tuple[Place | None, ...]]]:
    """Return the frames by the place of their value, each with the places of its roles."""
    return {
        _place(annotation, frame.value, shift): (
            frame,
            tuple(_place(annotation, index, shift) for index in (frame.indicator, frame.subject, frame.period)),
        )
        for frame in annotation.frames
    }


def _close(found: Decimal | None, expected: Decimal | None) -> bool:
    if found is None or expected is None:
        return found is expected
    return abs(found - expected) <= _TOLERANCE * max(_LEAST, abs(expected))


def _same_norm(found: Frame, expected: Frame) -> bool:
    left, right = found.quantity, expected.quantity
    return _close(left.minimum, right.minimum) and _close(left.maximum, right.maximum) and left.unit == right.unit


def _score_pair(
    found: tuple[Frame, tuple[Place | None, ...]], expected: tuple[Frame, tuple[Place | None, ...]]
) -> FrameScore:
    norm = _same_norm(found[0], expected[0])
    indicator, subject, period = (left == right for left, right in zip(found[1], expected[1], strict=True))
    direction = found[0].quantity.direction == expected[0].quantity.direction
    return FrameScore(
        found=1,
        norm=norm,
        indicator=indicator,
        subject=subject,
        period=period,
        direction=direction,
        strict=norm and indicator and subject and period and direction,
    )


def compare_frames(pairs: Iterable[tuple[Annotation, Annotation | None, int]]) -> FrameScore:
    """Return the counts over gold annotations, each with its prediction and how far to move that one's spans."""
    score = FrameScore()
    for gold, predicted, shift in pairs:
        expected = _by_place(gold, 0)
        found = _by_place(predicted, shift) if predicted else {}
        score += FrameScore(gold=len(expected), predicted=len(found))
        for place in expected.keys() & found.keys():
            score += _score_pair(found[place], expected[place])
    return score
