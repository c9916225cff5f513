"""How far several people agree on the spans of one paragraph."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from annot.annotation import Annotation

__all__ = ["agreement", "mean_agreement", "span_f1"]


def span_f1(left: Annotation, right: Annotation) -> float:
    """Return the F1 between two people's spans: 2·shared / (left + right), exact place and label.

    Two empty readings agree wholly. F1 is the usual agreement measure for spans, since the number of
    non-spans, which kappa needs, is undefined (Hripcsak & Rothschild 2005).
    """
    first, second = set(left.spans), set(right.spans)
    if not first and not second:
        return 1.0
    return 2 * len(first & second) / (len(first) + len(second))


def agreement(readings: Sequence[Annotation]) -> float | None:
    """Return the mean pairwise F1 of the readings of one paragraph; None for fewer than two."""
    pairs = list(combinations(readings, 2))
    return sum(span_f1(left, right) for left, right in pairs) / len(pairs) if pairs else None


def mean_agreement(agreements: Iterable[float | None]) -> float | None:
    """Return the mean over the paragraphs that several people read; None when there is none."""
    known = [value for value in agreements if value is not None]
    return sum(known) / len(known) if known else None
