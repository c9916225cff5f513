"""A CRF's weights at work: the model's reading of a document, with probabilities."""

import tempfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from re import compile as pattern
from typing import TYPE_CHECKING

from annot.annotate.candidate import Candidate
from annot.annotate.learned.attributes import COLUMNS, attribute_columns
from annot.annotate.learned.decoding import marginals
from annot.annotate.learned.lesson import Lesson
from annot.annotate.learned.proposal import Proposal, compare
from annot.annotate.learned.tags import OUTSIDE, spans_of, tags_of
from annot.annotate.learned.weights import Weights
from annot.annotate.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Tagger", "fit"]

# Tuned on three of the four seed articles, measured on the fourth: a larger c1 forgets rare names.
PARAMETERS = {"c1": 0.1, "c2": 0.05, "max_iterations": 100}
SENTENCE = pattern("[^。；！？\n]*[。；！？\n]?")


def fit(lessons: Iterable[Lesson]) -> Weights:
    """Train a CRF on the taught paragraphs and return its weights; the same lessons give the same ones."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for lesson in lessons:
        columns = attribute_columns(lesson.reading, lesson.rules)
        for start, end in lesson.taught:
            rows = [[f"{at}:{value}" for at, value in enumerate(row)] for row in columns[start:end].tolist()]
            trainer.append(rows, tags_of(lesson.gold, start, end))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights"
        trainer.train(str(path))
        return _weights(path)


def _weights(path: Path) -> Weights:
    """Read the file that pycrfsuite wrote."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    learnt = tagger.info()
    states = {}
    for (attribute, tag), weight in learnt.state_features.items():
        column, value = attribute.split(":")
        states[int(column), int(value), tag] = weight
    return Weights.from_features(tuple(tagger.labels()), states, learnt.transitions, columns=len(COLUMNS))


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights, ready to read with.

    Attributes:
        weights: What the model has learnt.
    """

    weights: Weights

    def proposals(
        self, reading: Reading, rules: Sequence[Candidate], stretches: Sequence[tuple[int, int]]
    ) -> Iterator[Proposal]:
        """Yield what the model would do to the rules' reading of some paragraphs.

        Args:
            reading: The document.
            rules: The rules' winners in all of it, in order.
            stretches: Where the paragraphs begin and end.
        """
        sentences = [sentence for start, end in stretches for sentence in _sentences(reading.text, start, end)]
        if not sentences:
            return
        emissions = self.weights.emissions(attribute_columns(reading, rules))
        likely = marginals(emissions, self.weights.transitions, self.weights.tags, sentences)
        outside = likely[:, self.weights.tags.index(OUTSIDE)]
        ends = [candidate.end for candidate in rules]
        starts = [candidate.start for candidate in rules]
        for start, end in stretches:
            own = rules[bisect_left(starts, start) : bisect_right(ends, end)]
            yield from compare(
                self._spans(likely, start, end), own, lambda first, last: float(outside[first:last].min())
            )

    def _spans(self, likely: "NDArray[np.float64]", start: int, end: int) -> Iterator[tuple[int, int, str, float]]:
        """Yield the spans that the likeliest tags spell, with the least probability over their characters."""
        best, sure = likely[start:end].argmax(axis=1), likely[start:end].max(axis=1)
        for first, last, label in spans_of([self.weights.tags[number] for number in best], start):
            yield first, last, label, float(sure[first - start : last - start].min())


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in SENTENCE.finditer(text, start, end):
        if match.end() > match.start():
            yield match.span()
