"""A text with its gold and predicted spans marked, cut into pieces that are marked alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from annot.report.alignment import Outcome, Pair
from annot.report.evaluation import Comparison
from annot.schema import Schema
from annot.span import Span

__all__ = ["OUTCOME_NAMES", "Note", "Piece", "pieces"]

# What annotators read for each kind of error.
OUTCOME_NAMES = {
    Outcome.CORRECT: "正确",
    Outcome.WRONG_LABEL: "错标签",
    Outcome.WRONG_BOUNDARY: "错边界",
    Outcome.MISSED: "漏标",
    Outcome.SPURIOUS: "多标",
}


@dataclass(frozen=True, slots=True)
class Note:
    """What is written behind a wrong span: the kind of error, the labels it concerns, and the whole in a sentence."""

    outcome: Outcome
    text: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch under one gold and one predicted span, or none.

    Attributes:
        text: Its characters.
        gold, predicted: Colours of the spans over it; empty where there is none.
        explanation: What the spans over it are.
        notes: On the errors that end with this piece.
    """

    text: str
    gold: str
    predicted: str
    explanation: str
    notes: tuple[Note, ...]


def _described(span: Span | None, text: str, schema: Schema) -> str:
    return f"“{span.of(text)}” {schema.label(span.label).name}" if span else "无"


def _note(pair: Pair, text: str, schema: Schema) -> Note:
    names = [schema.label(span.label).name for span in (pair.predicted, pair.gold) if span]
    labels = "→".join(names) if pair.outcome is Outcome.WRONG_LABEL else names[0]
    explanation = f"应为：{_described(pair.gold, text, schema)}；预测：{_described(pair.predicted, text, schema)}"
    return Note(pair.outcome, f"{OUTCOME_NAMES[pair.outcome]} {labels}", explanation)


def _over(spans: list[Span], start: int) -> Span | None:
    return next((span for span in spans if span.start <= start < span.end), None)


def _explanation(gold: Span | None, predicted: Span | None, schema: Schema) -> str:
    if gold and predicted and gold == predicted:
        return schema.label(gold.label).name
    sides = (("应为", gold), ("预测", predicted))
    return "；".join(f"{side} {schema.label(span.label).name}" for side, span in sides if span)


def pieces(comparison: Comparison, schema: Schema) -> Iterator[Piece]:
    """Yield the pieces of a paragraph in order; together they are its text."""
    text = comparison.text
    gold = [pair.gold for pair in comparison.pairs if pair.gold]
    predicted = [pair.predicted for pair in comparison.pairs if pair.predicted]
    cuts = {0, len(text)} | {cut for span in (*gold, *predicted) for cut in (span.start, min(span.end, len(text)))}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        right, found = _over(gold, start), _over(predicted, start)
        yield Piece(
            text[start:end],
            schema.label(right.label).colour if right else "",
            schema.label(found.label).colour if found else "",
            _explanation(right, found, schema),
            tuple(_note(pair, text, schema) for pair in comparison.errors if pair.place[1] == end),
        )
