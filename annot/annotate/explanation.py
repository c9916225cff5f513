"""Why a span is there and another is not: every candidate of a document with its fate."""

from collections.abc import Iterator, Sequence

from annot.annotate.annotator import Annotator
from annot.annotate.calibration import score_of
from annot.annotate.candidate import BLOCK, Candidate
from annot.annotate.resolution import precedence, resolve, winner_over

__all__ = ["explain"]

# The places of the total order, as `annot.annotate.resolution.precedence` gives them.
REASONS = (
    "from a source that is believed more",
    "longer",
    "begins earlier",
    "of the more particular label",
    "first by source",
)


def explain(annotator: Annotator, paragraphs: Sequence[str], *, date: str = "") -> str:
    """Return a line for each candidate of a document: place, text, label, source, and who won over it and why.

    Args:
        annotator: The annotator to ask.
        paragraphs: The paragraphs of one document.
        date: Day of publication, ISO 8601; empty when unknown.
    """
    text = "\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)
    candidates = sorted(set(annotator.candidates(paragraphs, date=date)), key=lambda c: (c.start, c.end, precedence(c)))
    chosen = resolve(candidates)
    lines: list[str] = []
    start = 0
    for number, paragraph in enumerate(paragraphs):
        end = start + len(paragraph)
        lines.append(f"paragraph {number}: {paragraph}")
        own = [candidate for candidate in candidates if start <= candidate.start < end]
        lines += _lines(text, own, chosen, start)
        start = end + 1
    return "\n".join(lines)


def _lines(text: str, own: Sequence[Candidate], chosen: Sequence[Candidate], start: int) -> Iterator[str]:
    for candidate in own:
        surface = text[candidate.start : candidate.end]
        label = candidate.label or "none"
        score = candidate.score if candidate.score is not None else score_of(candidate.source)
        place = f"[{candidate.start - start}, {candidate.end - start})"
        yield f"  {place} {surface} {label} {candidate.source} {score:.2f}: {_fate(text, candidate, chosen)}"


def _fate(text: str, candidate: Candidate, chosen: Sequence[Candidate]) -> str:
    winner = winner_over(candidate, chosen)
    if winner is None:
        return "blocks" if candidate.label == BLOCK else "kept"
    keys = zip(precedence(winner), precedence(candidate), strict=True)
    reason = next((REASONS[place] for place, (ours, theirs) in enumerate(keys) if ours != theirs), "the same")
    return f"gives way to {text[winner.start : winner.end]} {winner.label or 'none'} {winner.source}, {reason}"
