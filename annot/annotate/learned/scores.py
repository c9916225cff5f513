"""Counts of right, found and gold spans by label."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from annot.annotate.learned.lesson import Place

__all__ = ["Scores"]


@dataclass(frozen=True, slots=True)
class Scores:
    """Exact agreement with gold by label: place and label must be the same.

    Attributes:
        right: Spans that are in the gold.
        found: Spans found.
        gold: Spans of the gold.
    """

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[Place], found: Iterable[Place]) -> None:
        """Count the spans of one document."""
        expected, proposed = set(gold), set(found)
        self.gold.update(label for _, _, label in expected)
        self.found.update(label for _, _, label in proposed)
        self.right.update(label for _, _, label in expected & proposed)

    def f1(self, label: str | None = None) -> float:
        """Return the F1 of a label, or over all of them, rounded to four digits; 0 when nothing is right."""
        right, found, gold = (
            counts.total() if label is None else counts[label] for counts in (self.right, self.found, self.gold)
        )
        return round(2 * right / (found + gold), 4) if right else 0.0

    def labels(self) -> list[str]:
        """Return the labels that were found or are in the gold, sorted."""
        return sorted({*self.found, *self.gold})

    def to_json(self) -> dict[str, Any]:
        """Return the F1 over all and by label with the counts it comes from."""
        return {"f1": self.f1()} | {
            label: {
                "f1": self.f1(label),
                "right": self.right[label],
                "found": self.found[label],
                "gold": self.gold[label],
            }
            for label in self.labels()
        }
