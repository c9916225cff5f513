"""Imported readings to the documents of a workspace: the same paragraph, or one that differs in a few characters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from annot.annotation import Annotation, Frame
from annot.document import Document, Paragraph
from annot.export.formats.lines import by_line, renumbered
from annot.span import Span

__all__ = ["Placed", "place"]

# A paragraph as another cleaning left it (a gloss more, a blank less) is closer than this; two neighbouring
# paragraphs of one article are far below it.
LEAST_RATIO = 0.8


@dataclass(frozen=True, slots=True)
class Placed:
    """Imported readings as readings of documents.

    Attributes:
        annotations: With document, paragraph and start of the document.
        problems: What found no place, and what of a moved reading did not survive.
    """

    annotations: tuple[Annotation, ...]
    problems: tuple[str, ...]


def place(annotations: Iterable[Annotation], documents: Sequence[Document]) -> Placed:
    """Lay readings on the paragraphs they were made of.

    A reading goes to the paragraph with the same text; of several, to that of the document in which most of
    the readings with its document id are. One without such a paragraph goes to the closest one of that
    document, span by span, where the quoted text stands unchanged at the corresponding place. A reading of
    several lines goes to its paragraphs line by line; a line without spans may find none.
    """
    exact: dict[str, list[tuple[str, Paragraph]]] = defaultdict(list)
    for document in documents:
        for paragraph in document.paragraphs():
            exact[paragraph.text].append((document.document_id, paragraph))
    known = {document.document_id: document for document in documents}
    placed, problems, lines = list[Annotation](), list[str](), list[Annotation]()
    for annotation in annotations:
        cut, lost = by_line(annotation)
        lines += [line for line in cut if line.spans or len(cut) == 1 or line.text in exact]
        problems += [f"{annotation.id}: {told}" for told in lost]
    for name, readings in _by_document(lines).items():
        home = _home(readings, exact)
        for reading in readings:
            outcome = _place_one(reading, home, exact, known)
            if outcome is None:
                problems.append(f"{name}:{reading.paragraph}: no paragraph like {reading.text[:20]!r} in the workspace")
                continue
            annotation, gone = outcome
            placed.append(annotation)
            problems += [f"{reading.id}: {span.label} {span.of(reading.text)!r} has no place" for span in gone]
    return Placed(tuple(placed), tuple(problems))


def _by_document(annotations: Iterable[Annotation]) -> Mapping[str, list[Annotation]]:
    found: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        found[annotation.document_id].append(annotation)
    return found


def _home(readings: Sequence[Annotation], exact: Mapping[str, list[tuple[str, Paragraph]]]) -> str | None:
    votes: dict[str, int] = defaultdict(int)
    for reading in readings:
        for document_id, _ in exact.get(reading.text, ()):
            votes[document_id] += len(reading.text)
    return min(votes, key=lambda document_id: (-votes[document_id], document_id)) if votes else None


def _place_one(
    reading: Annotation,
    home: str | None,
    exact: Mapping[str, list[tuple[str, Paragraph]]],
    known: Mapping[str, Document],
) -> tuple[Annotation, list[Span]] | None:
    candidates = exact.get(reading.text, [])
    if candidates:
        # The same line twice in an article: the one whose number is nearest.
        document_id, paragraph = min(
            candidates, key=lambda found: (found[0] != home, abs(found[1].index - reading.paragraph), found[0])
        )
        return _at(reading, document_id, paragraph, reading.spans, reading.frames), []
    if home is None:
        return None
    matcher = SequenceMatcher(b=reading.text, autojunk=False)
    best, least = None, LEAST_RATIO
    for paragraph in known[home].paragraphs():
        matcher.set_seq1(paragraph.text)
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least:
            best, least = paragraph, matcher.ratio()
    return None if best is None else _moved(reading, home, best)


def _at(
    reading: Annotation, document_id: str, paragraph: Paragraph, spans: Sequence[Span], frames: Sequence[Frame]
) -> Annotation:
    return replace(
        reading,
        document_id=document_id,
        paragraph=paragraph.index,
        start=paragraph.start,
        text=paragraph.text,
        spans=tuple(spans),
        frames=tuple(frames),
    )


def _moved(reading: Annotation, document_id: str, paragraph: Paragraph) -> tuple[Annotation, list[Span]]:
    blocks = SequenceMatcher(a=reading.text, b=paragraph.text, autojunk=False).get_matching_blocks()
    there = {block.a + k: block.b + k for block in blocks for k in range(block.size)}
    spans: list[Span] = []
    index: dict[int, int] = {}
    lost: list[Span] = []
    for number, span in enumerate(reading.spans):
        start, last = there.get(span.start), there.get(span.end - 1)
        if start is None or last is None or paragraph.text[start : last + 1] != span.of(reading.text):
            lost.append(span)
        else:
            index[number] = len(spans)
            spans.append(replace(span, start=start, end=last + 1))
    frames = [renumbered(frame, index) for frame in reading.frames if frame.value in index]
    return _at(reading, document_id, paragraph, spans, frames), lost
