"""What share of the spans of a rule was right on gold: the score of a span."""

from functools import cache

from annot.annotate.vocabulary import read_table

__all__ = ["score_of"]

# Of a rule that was never seen on gold.
UNKNOWN = 0.6


@cache
def _scores() -> dict[str, float]:
    return {rule: float(score) for rule, score in read_table("scores.tsv")}


def score_of(source: str) -> float:
    """Return the score of a source: its own, else that of its family (the part before the colon)."""
    scores = _scores()
    return scores.get(source, scores.get(source.partition(":")[0], UNKNOWN))
