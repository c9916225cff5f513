"""Candidates of all sources to one flat set, by a written total order.

Of two candidates that overlap, the one that comes first in this order stays:

1. the higher tier (`Tier`): what the user's own lexicon says, then what a model that learnt from corrections
   is sure of, then what is certain by its form (a title in 《》), then names, then guesses;
2. the longer one: the guideline marks the longest of nested names;
3. the one that starts earlier;
4. the label, in the order of `LABEL_ORDER`; a block comes before every label;
5. the source's name, so that the order is total and the input's order never counts.
"""

from bisect import bisect_left
from collections.abc import Iterable

from annot.annotate.candidate import BLOCK, Candidate

__all__ = ["LABEL_ORDER", "precedence", "resolve", "winner_over"]

# More particular labels first: the same stretch read as a ZONE and as a PLACE is the ZONE.
LABEL_ORDER = (
    BLOCK, "TIME", "POLICY", "PROJECT", "EVENT", "GOV", "ZONE", "INSTITUTE", "COMPANY", "PRODUCT", "PERSON", "PLACE",
    "INDUSTRY",
)  # fmt: skip
_RANK = {label: rank for rank, label in enumerate(LABEL_ORDER)}
_UNRANKED = len(LABEL_ORDER)


def precedence(candidate: Candidate) -> tuple[int, int, int, int, str]:
    """Return the key of the total order; smaller comes first."""
    start, end, label, source, tier, _, _ = candidate
    return (-tier, start - end, start, _RANK.get(label, _UNRANKED), source)


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the winners in order of place, blocks among them; no two overlap."""
    starts: list[int] = []
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=precedence):
        place = bisect_left(starts, candidate.start)
        if place and chosen[place - 1].end > candidate.start:
            continue
        if place < len(starts) and starts[place] < candidate.end:
            continue
        starts.insert(place, candidate.start)
        chosen.insert(place, candidate)
    return chosen


def winner_over(candidate: Candidate, chosen: Iterable[Candidate]) -> Candidate | None:
    """Return the chosen candidate that keeps this one out, None when it was chosen itself."""
    over = [other for other in chosen if other.start < candidate.end and candidate.start < other.end]
    return None if candidate in over else min(over, key=precedence, default=None)
