"""The annotator: paragraphs of one document to flat spans and metric frames."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annot.annotate.calibration import score_of
from annot.annotate.candidate import BLOCK, Candidate
from annot.annotate.gazetteer import Gazetteer
from annot.annotate.learned import Learned, load_models
from annot.annotate.names import HeadFinder
from annot.annotate.quotation import curl
from annot.annotate.reading import SURROGATE, Reading
from annot.annotate.resolution import resolve
from annot.annotate.sources import propose
from annot.annotate.version import code_digest
from annot.annotation import Frame
from annot.metrics import build_frames, find_quantities, read_table
from annot.span import Span

__all__ = ["Annotator"]

Marked = tuple[tuple[Span, ...], tuple[Frame, ...]]


class Annotator:
    """Lexicons, name grammar, quotes, persons, times, memory and learned models, resolved to flat spans."""

    def __init__(
        self, *, lexicons: Sequence[Path] = (), models: Sequence[Path | Learned] = (), threshold: float = 0.0
    ) -> None:
        """Load what annotation needs.

        Args:
            lexicons: The user's own lexicons; they win over everything else.
            models: Learned annotators, or their folders.
            threshold: Spans with a lower score are left out.

        Raises:
            LexiconError: A lexicon cannot be read.
            ModelError: A learned annotator cannot be loaded.
        """
        self._lexicons, self._models, self._threshold = tuple(lexicons), tuple(models), threshold
        self._gazetteer = Gazetteer(self._lexicons)
        self._finder = HeadFinder()
        self._learned: tuple[Learned, ...] = load_models(self._models)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as what it was made from; automata and models are loaded anew there."""
        return _rebuild, (self._lexicons, self._models, self._threshold)

    @property
    def version(self) -> str:
        """Name of everything that decides the result: code and tables, lexicons, models."""
        parts = [f"rules-{code_digest()[:8]}", f"lexicons-{self._gazetteer.digest[:8]}"]
        parts += [model.version for model in self._learned]
        return "+".join(parts) + (f"@{self._threshold:g}" if self._threshold else "")

    def annotate(self, paragraphs: Sequence[str], *, date: str = "") -> list[Marked]:
        """Annotate the paragraphs of one document.

        Args:
            paragraphs: Clean text, a string a paragraph; names given in full in one are known in all.
            date: Day of publication, ISO 8601; relative times are resolved against it.
        """
        # Half a surrogate pair is no character that any table or output could hold.
        paragraphs = [SURROGATE.sub("\ufffd", paragraph) for paragraph in paragraphs]
        chosen = resolve(self.candidates(paragraphs, date=date))
        rows = read_table(paragraphs)
        marked: list[Marked] = []
        start = position = 0
        for number, text in enumerate(paragraphs):
            end = start + len(text)
            spans: list[Span] = []
            while position < len(chosen) and chosen[position].start < end:
                if chosen[position].label != BLOCK and chosen[position].end <= end:
                    spans.append(_span(chosen[position], start))
                position += 1
            marked.append(self._scored(*rows[number]) if number in rows else self._with_metrics(text, spans))
            start = end + 1
        return marked

    def candidates(self, paragraphs: Sequence[str], *, date: str = "") -> list[Candidate]:
        """Return what every source proposes for a document; offsets are into its paragraphs joined by line breaks."""
        # A break inside a paragraph would shift what follows: it counts as a blank.
        text = "\n".join(curl(paragraph.replace("\n", " ")) for paragraph in paragraphs)
        reading = Reading.of(text, self._gazetteer)
        found = propose(reading, self._finder, date=date)
        rules = resolve(found) if self._learned else []
        for model in self._learned:
            found += model.candidates(reading, rules)
        return found

    def _with_metrics(self, text: str, entities: Sequence[Span]) -> Marked:
        quantities = find_quantities(text, entities)
        return self._scored(*build_frames(text, entities, quantities))

    def _scored(self, spans: Sequence[Span], frames: tuple[Frame, ...]) -> Marked:
        scored = tuple([span if span.score is not None else _by_rule(span) for span in spans])
        return _above(scored, frames, self._threshold)


def _rebuild(lexicons: tuple[Path, ...], models: tuple[Path | Learned, ...], threshold: float) -> Annotator:
    return Annotator(lexicons=lexicons, models=models, threshold=threshold)


def _span(candidate: Candidate, start: int) -> Span:
    return Span(
        candidate.start - start,
        candidate.end - start,
        candidate.label,
        score=score_of(candidate.source) if candidate.score is None else candidate.score,
        source=candidate.source,
        value=candidate.value,
    )


def _by_rule(span: Span) -> Span:
    """Return a span with the score of its rule."""
    return Span(span.start, span.end, span.label, score_of(span.source), span.source, span.value)


def _above(spans: tuple[Span, ...], frames: tuple[Frame, ...], threshold: float) -> Marked:
    """Leave out spans below the threshold; a frame loses the roles they filled, or falls with its value."""
    kept = [number for number, span in enumerate(spans) if (span.score or 0.0) >= threshold]
    if len(kept) == len(spans):
        return spans, frames
    place = {old: new for new, old in enumerate(kept)}

    def moved(role: int | None) -> int | None:
        return None if role is None else place.get(role)

    return tuple(spans[number] for number in kept), tuple(
        replace(
            frame,
            value=place[frame.value],
            indicator=moved(frame.indicator),
            subject=moved(frame.subject),
            period=moved(frame.period),
        )
        for frame in frames
        if frame.value in place
    )
