"""A CRF's weights at work: the model's reading of a paragraph, with probabilities."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annot.annotate.candidate import Candidate
from annot.annotate.learned.features import character_features
from annot.annotate.learned.lesson import Lesson
from annot.annotate.learned.proposal import Proposal, compare
from annot.annotate.learned.tags import OUTSIDE, spans_of, tags_of
from annot.annotate.reading import Reading

__all__ = ["Tagger", "fit"]

# Tuned on three of the four seed articles, measured on the fourth: a larger c1 forgets rare names.
PARAMETERS = {"c1": 0.1, "c2": 0.05, "max_iterations": 120, "feature.possible_transitions": True}


def fit(lessons: Iterable[Lesson]) -> bytes:
    """Train a CRF on the taught paragraphs and return its weights; the same lessons give the same bytes."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for lesson in lessons:
        for start, end in lesson.taught:
            rows = character_features(lesson.reading, lesson.rules_within(start, end), start, end)
            trainer.append(rows, tags_of(lesson.gold, start, end))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights"
        trainer.train(str(path))
        return path.read_bytes()


@dataclass(frozen=True)
class Tagger:
    """The weights, opened.

    Attributes:
        weights: What the tagger reads. It keeps no hold of them: without this one they are freed under it.
        tagger: The pycrfsuite tagger; it holds one paragraph at a time.
    """

    weights: bytes = field(repr=False)
    tagger: Any

    @classmethod
    def from_weights(cls, weights: bytes) -> "Tagger":
        """Open weights that `fit` gave.

        Raises:
            ValueError: They are no weights.
        """
        import pycrfsuite

        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(weights)
        return cls(weights, tagger)

    def proposals(self, reading: Reading, rules: Sequence[Candidate], start: int, end: int) -> Iterator[Proposal]:
        """Yield what the model would do to the rules' reading of a paragraph.

        Args:
            reading: The document.
            rules: The rules' winners in the paragraph.
            start: Where it begins.
            end: Where it ends.
        """
        if start == end:
            return
        tags = self.tagger.tag(character_features(reading, rules, start, end))

        def least(first: int, last: int) -> float:
            return min(float(self.tagger.marginal(tags[i - start], i - start)) for i in range(first, last))

        def outside(first: int, last: int) -> float:
            return min(float(self.tagger.marginal(OUTSIDE, i - start)) for i in range(first, last))

        spans = [(first, last, label, least(first, last)) for first, last, label in spans_of(tags, start)]
        yield from compare(spans, rules, outside)
