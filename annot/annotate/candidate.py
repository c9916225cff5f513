"""A proposed span before resolution, and the tiers that resolution knows."""

from enum import IntEnum
from typing import NamedTuple

__all__ = ["BLOCK", "Candidate", "Tier"]

BLOCK = ""
"""The label of a candidate that keeps its stretch free of entities."""


class Tier(IntEnum):
    """How far a candidate is to be believed before its length counts."""

    GUESS = 0
    NORMAL = 1
    SURE = 2
    LEARNED = 3
    USER = 4


class Candidate(NamedTuple):
    """A stretch of a document that one source takes for an entity.

    Attributes:
        start, end: Half-open place in the document's text.
        label: A label of the schema, or `BLOCK`.
        source: The source and rule, such as ``name:产业园`` or ``lexicon:divisions``.
        tier: How far it is to be believed.
        value: For a TIME, the ISO 8601 interval.
        score: A learned model's own score; None where the rule's share on gold counts.
    """

    start: int
    end: int
    label: str
    source: str
    tier: Tier = Tier.NORMAL
    value: str | None = None
    score: float | None = None
