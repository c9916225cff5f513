"""The score of a span: what share of the spans of its source was right on gold.

The table ``scores.tsv`` is measured with `measure` and written with `write_scores`; its head names the digest of the
gold it was measured on, and what the scores were worth on folds that were held back.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annot.annotate.vocabulary import read_table
from annot.annotation import Annotation

__all__ = ["Measurement", "gold_digest", "held_back_error", "measure", "score_of", "write_scores"]

# Of a rule that was never seen on gold: the share over all rules.
UNKNOWN = 0.8
# So many spans of its family stand beside a rule's own, so that one lucky span is not a certainty.
PRIOR = 4
# However many were right, no rule is certain.
SUREST = 0.999
FOLDS = 5


@cache
def _scores() -> dict[str, float]:
    return {rule: float(score) for rule, score, *_ in read_table("scores.tsv")}


@cache
def score_of(source: str) -> float:
    """Return the score of a source: its own, else that of its family (the part before the colon)."""
    scores = _scores()
    return scores.get(source, scores.get(family_of(source), UNKNOWN))


def family_of(source: str) -> str:
    """Return what stands before the colon of a source: ``name`` of ``name:产业园``."""
    return source.partition(":")[0]


@dataclass(frozen=True)
class Measurement:
    """How often each source was right.

    Attributes:
        right: Right spans by source.
        found: All spans by source.
    """

    right: Mapping[str, int]
    found: Mapping[str, int]

    def scores(self) -> dict[str, float]:
        """Return the score of every source and family, drawn towards its family where there are few spans."""
        right, found = Counter(self.right), Counter(self.found)
        for source, count in self.found.items():
            if source != family_of(source):
                found[family_of(source)] += count
                right[family_of(source)] += self.right.get(source, 0)
        every = sum(self.right.values()) / max(1, sum(self.found.values()))
        family = {f: (right[f] + PRIOR * every) / (found[f] + PRIOR) for f in map(family_of, found)}
        return {
            source: (right[source] + PRIOR * family[family_of(source)]) / (found[source] + PRIOR)
            if source in self.found
            else family[source]
            for source in found
        }


def measure(gold: Iterable[Annotation], predicted: Iterable[Annotation]) -> Measurement:
    """Count how often the spans of each source are right; both sides hold the same paragraphs in the same order."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for expected, proposed in zip(gold, predicted, strict=True):
        known = set(expected.spans)
        for span in proposed.spans:
            found[span.source] += 1
            right[span.source] += span in known
    return Measurement(right, found)


def held_back_error(gold: Sequence[Annotation], predicted: Sequence[Annotation]) -> float:
    """Return the mean distance between score and share right, in tenths of the score, on folds that were held back.

    Documents are dealt to the folds in the order of their identity.
    """
    documents = sorted({annotation.document_id for annotation in gold})
    hits: Counter[int] = Counter()
    totals: Counter[int] = Counter()
    sums: Counter[int] = Counter()
    for fold in range(FOLDS):
        held = set(documents[fold::FOLDS])
        pairs = list(zip(gold, predicted, strict=True))
        scores = measure(*zip(*[p for p in pairs if p[0].document_id not in held], strict=True)).scores()
        for expected, proposed in (pair for pair in pairs if pair[0].document_id in held):
            for span in proposed.spans:
                score = scores.get(span.source, scores.get(family_of(span.source), UNKNOWN))
                bin_ = min(9, int(score * 10))
                totals[bin_] += 1
                sums[bin_] += round(score * 1000)
                hits[bin_] += span in set(expected.spans)
    every = sum(totals.values())
    return sum(abs(hits[b] - sums[b] / 1000) for b in totals) / every if every else 0.0


def gold_digest(paths: Iterable[Path]) -> str:
    """Return the digest of the gold files, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def write_scores(measurement: Measurement, target: Path, *, digest: str, error: float) -> None:
    """Write the table of scores with what it was measured on."""
    scores = measurement.scores()
    lines = [
        "# Share of the spans of a source that was right on gold, drawn towards its family where there are few.",
        f"# gold: {digest}; mean distance from the share right on held-back folds: {error:.3f}",
        "# source<TAB>score<TAB>spans measured",
    ]
    lines += [
        f"{source}\t{min(scores[source], SUREST):.3f}\t{measurement.found.get(source, 0)}" for source in sorted(scores)
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
