"""What came of a training, for a person."""

from collections.abc import Iterator

from annot.annotate.learned.proposal import Action
from annot.annotate.learned.training import TrainingReport

__all__ = ["report_as_text"]

DONE = {Action.ADD: "adds", Action.CHANGE: "puts in place", Action.DROP: "takes out"}


def report_as_text(report: TrainingReport) -> str:
    """Return the scores by label, without and with the model, and what the model may do."""
    return "\n".join([*_scores(report), "", *_openings(report)])


def _scores(report: TrainingReport) -> Iterator[str]:
    yield (
        f"learnt from {report.paragraphs} paragraphs of {report.documents} documents; "
        "F1 on documents not trained on, exact:"
    )
    yield f"{'label':10} {'gold':>5} {'rules':>7} {'with model':>11}"
    for label in report.combined.labels():
        gold, alone, combined = report.rules.gold[label], report.rules.f1(label), report.combined.f1(label)
        yield f"{label:10} {gold:5} {alone:7.3f} {combined:11.3f}"
    yield f"{'all':10} {report.rules.gold.total():5} {report.rules.f1():7.3f} {report.combined.f1():11.3f}"


def _openings(report: TrainingReport) -> Iterator[str]:
    openings = report.manifest.gate.openings
    if not openings:
        yield "the model changes nothing yet: too few corrections show it to be right where the rules are wrong"
    for (action, label), opening in openings.items():
        right = round(opening.share * opening.cases)
        yield (
            f"the model {DONE[action]} {label} from a probability of {opening.least}: "
            f"did good {right} of {opening.cases} times"
        )
    known = "scores spans on which it and the rules agree" if report.manifest.curve.steps else "leaves the scores alone"
    yield f"the model {known}"
