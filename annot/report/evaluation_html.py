"""An evaluation as one self-contained HTML page, on which every error stands in its place in the text."""

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from annot.figures import Bar, bars
from annot.report.alignment import Outcome
from annot.report.evaluation import NOTHING, Comparison, Evaluation, LabelScore
from annot.report.evaluation_text import FRAME_PARTS
from annot.report.markup import OUTCOME_NAMES, pieces
from annot.schema import Schema

__all__ = ["evaluation_as_html"]

_ERRORS = tuple(outcome for outcome in Outcome if outcome is not Outcome.CORRECT)
_OUTCOME_COLOURS = {
    Outcome.WRONG_LABEL: "#7b3fa0",
    Outcome.WRONG_BOUNDARY: "#b26a00",
    Outcome.MISSED: "#c62828",
    Outcome.SPURIOUS: "#455a64",
}
_FRAME_NAMES = ("找到数值", "规范化正确", "指标正确", "主体正确", "时间正确", "全部正确")


def _cards(evaluation: Evaluation) -> list[tuple[str, str, str]]:
    """Return the key figures: what, how much, of how many."""
    frames, effort = evaluation.frames, evaluation.effort
    groups = (("实体", evaluation.entities), ("指标片段", evaluation.metric_spans), ("数值与变化", evaluation.values))
    return [
        *((f"{name} F1", f"{score.f1:.3f}", _counts(score)) for name, score in groups),
        ("指标框架 F1", f"{frames.f1(frames.strict):.3f}", f"{frames.strict} 个全对，应有 {frames.gold} 个"),
        ("每千字修改", f"{effort.per_thousand:.1f}", f"{effort.edits} 处，共 {effort.characters} 字"),
        ("无需修改的段落", f"{effort.untouched_share:.0%}", f"{effort.untouched} / {effort.paragraphs} 段"),
    ]


def _counts(score: LabelScore) -> str:
    return f"{score.correct} 个正确，应有 {score.correct + score.missed} 个"


def _confusion(evaluation: Evaluation, schema: Schema) -> dict[str, Any]:
    """Return the confusion matrix: its columns, and its rows with the share that shades each cell."""
    codes = (*(score.name for score in evaluation.labels), NOTHING)
    worst = max((count for (gold, found), count in evaluation.confusion.items() if gold != found), default=1)
    counts = {(gold, found): evaluation.confusion.get((gold, found), 0) for gold in codes for found in codes}
    rows = [
        [(counts[gold, found], 0.0 if gold == found else counts[gold, found] / worst) for found in codes]
        for gold in codes
    ]
    return {"names": [*(schema.label(code).name for code in codes[:-1]), "无"], "rows": rows}


def _figures(evaluation: Evaluation, schema: Schema) -> list[str]:
    by_label = [
        Bar(schema.label(score.name).name, score.f1, schema.label(score.name).colour, f"{score.f1:.3f}")
        for score in evaluation.labels
    ]
    by_outcome = [
        Bar(OUTCOME_NAMES[kind], _total(evaluation.outcomes, kind), _OUTCOME_COLOURS[kind]) for kind in _ERRORS
    ]
    frames = evaluation.frames
    by_part = [
        Bar(name, frames.f1(getattr(frames, part)), note=f"{frames.f1(getattr(frames, part)):.3f}")
        for name, part in zip(_FRAME_NAMES, FRAME_PARTS, strict=True)
    ]
    return [bars("各标签 F1", by_label, full=1), bars("错误种类", by_outcome), bars("指标框架 F1", by_part, full=1)]


def _total(outcomes: Mapping[str, Mapping[Outcome, int]], kind: Outcome) -> int:
    return sum(counts.get(kind, 0) for counts in outcomes.values())


def _paragraphs(comparisons: Iterable[Comparison], schema: Schema) -> list[dict[str, Any]]:
    return [
        {
            "id": comparison.annotation_id,
            "pieces": list(pieces(comparison, schema)),
            "errors": len(comparison.errors),
            "outcomes": " ".join(sorted({pair.outcome.value for pair in comparison.errors})),
            "labels": " ".join(sorted({pair.label for pair in comparison.errors})),
        }
        for comparison in comparisons
    ]


def evaluation_as_html(evaluation: Evaluation, schema: Schema, *, title: str = "标注评测") -> str:
    """Return the page; it needs nothing from the network and no script to be read, only to be filtered."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(files(__package__).joinpath("evaluation.html.j2").read_text(encoding="utf-8"))
    return template.render(
        title=title,
        evaluation=evaluation,
        labels={label.code: label for label in schema.labels},
        cards=_cards(evaluation),
        figures=_figures(evaluation, schema),
        confusion=_confusion(evaluation, schema),
        paragraphs=_paragraphs(evaluation.comparisons, schema),
        errors=[(kind.value, OUTCOME_NAMES[kind], _OUTCOME_COLOURS[kind]) for kind in _ERRORS],
    )
