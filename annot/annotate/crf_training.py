"""Training of the CRF, and its cross-validation over documents."""

import random
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annot.annotate.candidate import BLOCK, Candidate
from annot.annotate.crf_features import character_features, tags_of
from annot.annotate.gazetteer import Gazetteer
from annot.annotate.names import HeadFinder
from annot.annotate.quotation import curl
from annot.annotate.reading import Reading
from annot.annotate.resolution import resolve
from annot.annotate.sources import propose
from annot.annotation import Annotation

__all__ = ["Prepared", "TrainingReport", "cross_validate", "fit", "prepare"]

Place = tuple[int, int, str]

METRIC_LABELS = frozenset(("VALUE", "CHANGE", "INDICATOR"))
FOLDS = 5
# Held back on three of the four seed articles: larger c1 forgets rare names, smaller ones remember them by heart.
PARAMETERS = {"c1": 0.1, "c2": 0.05, "max_iterations": 120, "feature.possible_transitions": True}


@dataclass(frozen=True)
class TrainingReport:
    """What cross-validation found, in micro-F1 of exact entity spans on documents not trained on.

    Attributes:
        documents: How many there are.
        rules: The rules and lexicons alone.
        combined: With the model of the other folds as one more source.
    """

    documents: int
    rules: float
    combined: float


@dataclass(frozen=True)
class Prepared:
    """A document ready for training: read, annotated by the rules, and its gold spans."""

    reading: Reading
    rules: tuple[Candidate, ...]
    proposed: tuple[Candidate, ...]
    gold: tuple[Place, ...]


def prepare(annotations: Iterable[Annotation]) -> list[Prepared]:
    """Group paragraphs by document, in an order that does not depend on theirs, and let the rules read them."""
    documents: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        documents[annotation.document_id].append(annotation)
    gazetteer, finder = Gazetteer(), HeadFinder()
    return [_prepared(documents[key], gazetteer, finder) for key in sorted(documents)]


def _prepared(paragraphs: list[Annotation], gazetteer: Gazetteer, finder: HeadFinder) -> Prepared:
    paragraphs.sort(key=lambda annotation: annotation.paragraph)
    reading = Reading.of("\n".join(curl(annotation.text.replace("\n", " ")) for annotation in paragraphs), gazetteer)
    proposed = propose(reading, finder)
    gold: list[Place] = []
    start = 0
    for annotation in paragraphs:
        gold += [
            (start + span.start, start + span.end, span.label)
            for span in annotation.spans
            if span.label not in METRIC_LABELS
        ]
        start += len(annotation.text) + 1
    return Prepared(reading, tuple(resolve(proposed)), tuple(proposed), tuple(gold))


def fit(documents: Sequence[Prepared]) -> bytes:
    """Train a CRF and return its weights."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for document in documents:
        for start in document.reading.paragraph_starts:
            _, end = document.reading.paragraph(start)
            if end > start:
                trainer.append(
                    character_features(document.reading, document.rules, start, end), tags_of(document.gold, start, end)
                )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights"
        trainer.train(str(path))
        return path.read_bytes()


def cross_validate(documents: Sequence[Prepared], *, seed: int) -> TrainingReport:
    """Judge models on documents they were not trained on."""
    order = list(range(len(documents)))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, not secrets
    folds = [order[number::FOLDS] for number in range(min(FOLDS, len(order)))]
    rules, combined = _Tally(), _Tally()
    for fold in folds if len(folds) > 1 else []:
        held = set(fold)
        weights = fit([document for number, document in enumerate(documents) if number not in held])
        for number in fold:
            document = documents[number]
            rules.add(document.gold, document.rules)
            combined.add(document.gold, _combined(document, weights))
    return TrainingReport(len(documents), rules.f1, combined.f1)


def _combined(document: Prepared, weights: bytes) -> list[Candidate]:
    import pycrfsuite

    from annot.annotate.crf import CrfAnnotator

    tagger: Any = pycrfsuite.Tagger()
    tagger.open_inmemory(weights)
    labels = tuple(sorted({label for _, _, label in document.gold}))
    learned = CrfAnnotator("fold", labels, tagger).candidates(document.reading, document.rules)
    return resolve([*document.proposed, *learned])


class _Tally:
    """Counts of exact spans."""

    def __init__(self) -> None:
        self.right = self.found = self.gold = 0

    def add(self, gold: Iterable[Place], found: Iterable[Candidate]) -> None:
        """Count the spans of one document."""
        expected = set(gold)
        proposed = {(c.start, c.end, c.label) for c in found if c.label != BLOCK}
        self.right += len(expected & proposed)
        self.found += len(proposed)
        self.gold += len(expected)

    @property
    def f1(self) -> float:
        """Micro-F1, rounded to four digits."""
        return round(2 * self.right / (self.found + self.gold), 4) if self.right else 0.0
