"""Predictions against gold: scores by label and group, kinds of errors, frames, and what is left to correct."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annot.annotation import Annotation
from annot.report.alignment import Outcome, Pair, align
from annot.report.frame_score import FrameScore, compare_frames
from annot.schema import Schema, read_schema
from annot.span import Span

__all__ = ["NOTHING", "Comparison", "Effort", "Evaluation", "LabelScore", "evaluate"]

VALUE_LABELS = ("VALUE", "CHANGE")
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Exact agreement on the spans of a label or a group: place and label must be the same.

    Attributes:
        name: The label's code, or the group's name.
        correct, spurious, missed: True positives, false positives, false negatives.
    """

    name: str
    correct: int
    spurious: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of predicted spans that are right."""
        return self.correct / (self.correct + self.spurious) if self.correct else 0.0

    @property
    def recall(self) -> float:
        """Share of gold spans that were found."""
        return self.correct / (self.correct + self.missed) if self.correct else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 0 when nothing is right."""
        return 2 * self.correct / (2 * self.correct + self.spurious + self.missed) if self.correct else 0.0


@dataclass(frozen=True, slots=True)
class Effort:
    """What a person does to turn the predictions into the gold.

    Attributes:
        edits: Spans to relabel, to move a boundary of, to delete and to add; each is one edit.
        characters: Length of the texts.
        paragraphs, untouched: All of them, and those that need no edit.
    """

    edits: int
    characters: int
    paragraphs: int
    untouched: int

    @property
    def per_thousand(self) -> float:
        """Edits per 1000 characters."""
        return 1000 * self.edits / self.characters if self.characters else 0.0

    @property
    def untouched_share(self) -> float:
        """Share of paragraphs that need no edit."""
        return self.untouched / self.paragraphs if self.paragraphs else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One gold paragraph with its spans paired with the predicted ones, in the gold's offsets."""

    annotation_id: str
    text: str
    pairs: tuple[Pair, ...]

    @property
    def errors(self) -> tuple[Pair, ...]:
        """The pairs that are not correct."""
        return tuple(pair for pair in self.pairs if pair.outcome is not Outcome.CORRECT)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything an evaluation found.

    Attributes:
        labels: Scores by label, in the schema's order; labels that occur on neither side are left out.
        entities, metric_spans, values: Micro scores of the entity labels, of the metric labels, of VALUE and CHANGE.
        outcomes: Counts by label and outcome; a spurious span counts under its predicted label.
        confusion: Counts by gold and predicted label; ``—`` stands for no span.
        frames: Counts over the metric frames.
        effort: What is left to correct.
        unmatched: Gold paragraphs whose text no prediction has; all their spans count as missed.
        comparisons: The paragraphs, in the gold's order.
    """

    labels: tuple[LabelScore, ...]
    entities: LabelScore
    metric_spans: LabelScore
    values: LabelScore
    outcomes: Mapping[str, Mapping[Outcome, int]]
    confusion: Mapping[tuple[str, str], int]
    frames: FrameScore
    effort: Effort
    unmatched: int
    comparisons: tuple[Comparison, ...]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _matched(
    gold: Iterable[Annotation], predicted: Iterable[Annotation]
) -> list[tuple[Annotation, Annotation | None, int]]:
    """Pair gold and predicted paragraphs by their text without the blanks around it, and say how far to move spans."""
    by_text = {annotation.text.strip(): annotation for annotation in predicted}
    pairs = []
    for annotation in gold:
        answer = by_text.get(annotation.text.strip())
        pairs.append((annotation, answer, _indent(annotation.text) - _indent(answer.text) if answer else 0))
    return pairs


def _comparison(gold: Annotation, predicted: Annotation | None, shift: int) -> Comparison:
    spans = [_shifted(span, shift) for span in (predicted.spans if predicted else ())]
    return Comparison(gold.id, gold.text, align(gold.spans, spans))


def _shifted(span: Span, shift: int) -> Span:
    # A span over blanks that the gold text does not have keeps a place, so that it counts as spurious.
    start = max(0, span.start + shift)
    return Span(start, max(start + 1, span.end + shift), span.label)


def _label_scores(comparisons: Iterable[Comparison], codes: Iterable[str]) -> tuple[LabelScore, ...]:
    right, gold, predicted = Counter[str](), Counter[str](), Counter[str]()
    for comparison in comparisons:
        for pair in comparison.pairs:
            gold.update([pair.gold.label] if pair.gold else [])
            predicted.update([pair.predicted.label] if pair.predicted else [])
            right.update([pair.label] if pair.outcome is Outcome.CORRECT else [])
    return tuple(
        LabelScore(code, right[code], predicted[code] - right[code], gold[code] - right[code])
        for code in codes
        if gold[code] or predicted[code]
    )


def _group(name: str, scores: Iterable[LabelScore], codes: Iterable[str]) -> LabelScore:
    chosen = [score for score in scores if score.name in set(codes)]
    counts = [(score.correct, score.spurious, score.missed) for score in chosen]
    return (
        LabelScore(name, *(sum(column) for column in zip(*counts, strict=True)))
        if counts
        else LabelScore(name, 0, 0, 0)
    )


def _name(span: Span | None) -> str:
    return span.label if span else NOTHING


def _effort(comparisons: tuple[Comparison, ...]) -> Effort:
    return Effort(
        edits=sum(len(comparison.errors) for comparison in comparisons),
        characters=sum(len(comparison.text) for comparison in comparisons),
        paragraphs=len(comparisons),
        untouched=sum(not comparison.errors for comparison in comparisons),
    )


def evaluate(
    gold: Iterable[Annotation], predicted: Iterable[Annotation], *, schema: Schema | None = None
) -> Evaluation:
    """Return the evaluation of predicted annotations against gold ones.

    Paragraphs are matched by their text. The micro scores and the frames' are those of the reference scorer.

    Args:
        gold: What is right.
        predicted: What is judged.
        schema: Where the labels' order and groups come from; the current one when None.
    """
    known = schema or read_schema()
    matched = _matched(gold, predicted)
    comparisons = tuple(_comparison(*pair) for pair in matched)
    pairs = [pair for comparison in comparisons for pair in comparison.pairs]
    scores = _label_scores(comparisons, known.codes)
    outcomes: dict[str, Counter[Outcome]] = {score.name: Counter() for score in scores}
    for pair in pairs:
        outcomes[pair.label][pair.outcome] += 1
    metric_codes = [code for code in known.codes if code not in known.entity_codes]
    return Evaluation(
        labels=scores,
        entities=_group("entities", scores, known.entity_codes),
        metric_spans=_group("metric spans", scores, metric_codes),
        values=_group("values", scores, VALUE_LABELS),
        outcomes=outcomes,
        confusion=Counter((_name(pair.gold), _name(pair.predicted)) for pair in pairs),
        frames=compare_frames(matched),
        effort=_effort(comparisons),
        unmatched=sum(answer is None for _, answer, _ in matched),
        comparisons=comparisons,
    )
