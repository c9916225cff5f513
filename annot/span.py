"""A stretch of a text with a label: the one place where offsets are defined."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from annot.errors import OffsetError

__all__ = ["Span", "is_flat"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A labelled stretch ``text[start:end]``, half-open, in Unicode code points.

    Two spans are equal when place and label are; who proposed them does not count.

    Attributes:
        start: First code point of the stretch.
        end: One past its last code point.
        label: A label of the schema, such as ``ZONE``.
        score: Share of spans with this score that were right on gold, in [0, 1]; None for a person's span.
        source: The source and rule that proposed it (``lexicon:zone``, ``pattern:company-head``);
            empty for a person's span.
        value: For a TIME span, the ISO 8601 interval it resolves to (``2024-08-01/2024-08-31``).
    """

    start: int
    end: int
    label: str
    score: float | None = field(default=None, compare=False)
    source: str = field(default="", compare=False)
    value: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Refuse an empty or negative stretch.

        Raises:
            OffsetError: The stretch is empty or starts before the text.
        """
        if not 0 <= self.start < self.end:
            raise OffsetError(
                f"span {self.label} [{self.start}, {self.end}): expected 0 <= start < end; "
                "offsets are half-open code points"
            )

    def of(self, text: str) -> str:
        """Return the stretch of the text that the span covers.

        Raises:
            OffsetError: The span ends after the text.
        """
        if self.end > len(text):
            raise OffsetError(
                f"span {self.label} [{self.start}, {self.end}): the text has only {len(text)} code points; "
                "is it another version of the text?"
            )
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> "Span":
        """Return the span shifted by a number of code points."""
        return replace(self, start=self.start + by, end=self.end + by)


def is_flat(spans: Iterable[Span]) -> bool:
    """Tell whether no two of the spans overlap."""
    ordered = sorted(spans)
    return all(left.end <= right.start for left, right in pairwise(ordered))
