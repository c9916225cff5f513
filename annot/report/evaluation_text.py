"""An evaluation as a plain table for the terminal, and as a JSON object."""

from collections.abc import Iterator
from typing import Any

from annot.report.alignment import Outcome
from annot.report.evaluation import Evaluation, LabelScore
from annot.schema import Schema

__all__ = ["FRAME_PARTS", "evaluation_as_json", "evaluation_as_text"]

FRAME_PARTS = ("found", "norm", "indicator", "subject", "period", "strict")
_WIDE = 0x2E80  # from here on a character takes two cells of a terminal


def _cells(text: str, width: int) -> str:
    return text + " " * (width - len(text) - sum(ord(character) >= _WIDE for character in text))


def _row(name: str, score: LabelScore, errors: str = "") -> str:
    return (
        f"{_cells(name, 32)}{score.correct + score.missed:>6}{score.correct + score.spurious:>6}"
        f"{score.precision:>8.3f}{score.recall:>8.3f}{score.f1:>8.3f}{errors}"
    )


def _lines(evaluation: Evaluation, schema: Schema) -> Iterator[str]:
    kinds = [outcome for outcome in Outcome if outcome is not Outcome.CORRECT]
    yield " " * 32 + "  gold found    prec  recall      F1   label  bound  missed  spurious"
    for score in evaluation.labels:
        counts = evaluation.outcomes[score.name]
        errors = "".join(f"{counts.get(kind, 0):>{width}}" for kind, width in zip(kinds, (8, 7, 8, 10), strict=True))
        yield _row(f"{score.name} {schema.label(score.name).name}", score, errors)
    yield ""
    for score in (evaluation.entities, evaluation.metric_spans, evaluation.values):
        yield _row(score.name, score)
    yield ""
    frames = evaluation.frames
    yield f"frames  gold {frames.gold}, predicted {frames.predicted}; F1 " + ", ".join(
        f"{part} {frames.f1(getattr(frames, part)):.3f}" for part in FRAME_PARTS
    )
    effort = evaluation.effort
    yield (
        f"effort  {effort.edits} edits, {effort.per_thousand:.1f} per 1000 characters; "
        f"{effort.untouched} of {effort.paragraphs} paragraphs ({effort.untouched_share:.0%}) need none"
    )
    if evaluation.unmatched:
        yield f"{evaluation.unmatched} gold paragraphs have no prediction with the same text; they count as missed"


def evaluation_as_text(evaluation: Evaluation, schema: Schema) -> str:
    """Return the scores as a table, a line a label, without a trailing line break."""
    return "\n".join(_lines(evaluation, schema))


def _score(score: LabelScore) -> dict[str, Any]:
    return {
        "correct": score.correct,
        "spurious": score.spurious,
        "missed": score.missed,
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
    }


def evaluation_as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return the scores as an object for `json.dumps`; its top-level numbers are named as the reference scorer's."""
    frames, effort = evaluation.frames, evaluation.effort
    return {
        "entity_f1": round(evaluation.entities.f1, 3),
        "metric_span_f1": round(evaluation.metric_spans.f1, 3),
        "value_f1": round(evaluation.values.f1, 3),
        **{f"frame_{part}": round(frames.f1(getattr(frames, part)), 3) for part in FRAME_PARTS},
        "edits_per_1000_characters": round(effort.per_thousand, 2),
        "untouched_share": round(effort.untouched_share, 4),
        "unmatched": evaluation.unmatched,
        "labels": {score.name: _score(score) for score in evaluation.labels},
        "outcomes": {
            label: {outcome.value: counts.get(outcome, 0) for outcome in Outcome}
            for label, counts in evaluation.outcomes.items()
        },
        "confusion": [
            {"gold": gold, "predicted": predicted, "count": count}
            for (gold, predicted), count in sorted(evaluation.confusion.items())
        ],
        "frames": {name: getattr(frames, name) for name in ("gold", "predicted", *FRAME_PARTS, "direction")},
        "effort": {
            "edits": effort.edits,
            "characters": effort.characters,
            "paragraphs": effort.paragraphs,
            "untouched": effort.untouched,
        },
    }
