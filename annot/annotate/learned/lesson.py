"""Corrected documents ready to learn from: read, annotated by the rules, with what people said of them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annot.annotate.candidate import Candidate
from annot.annotate.gazetteer import Gazetteer
from annot.annotate.names import HeadFinder
from annot.annotate.quotation import curl
from annot.annotate.reading import Reading
from annot.annotate.resolution import resolve
from annot.annotate.sources import propose
from annot.annotation import Annotation, Status
from annot.schema import read_schema

__all__ = ["REVIEWED", "Lesson", "Place", "lessons_digest", "prepare"]

Place = tuple[int, int, str]
REVIEWED = frozenset((Status.REVIEWED, Status.ADJUDICATED))
"""Statuses that say that a person stands behind a paragraph."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document to learn from.

    Attributes:
        document_id: Its identity.
        reading: All its paragraphs, as the rules read them.
        proposed: What every rule proposes.
        rules: The winners of it.
        taught: Where the paragraphs stand that people have seen; the others are only context.
        gold: The entities in them.
    """

    document_id: str
    reading: Reading
    proposed: tuple[Candidate, ...]
    rules: tuple[Candidate, ...]
    taught: tuple[tuple[int, int], ...]
    gold: tuple[Place, ...]

    def rules_within(self, start: int, end: int) -> list[Candidate]:
        """Return the rules' winners in a stretch, in order."""
        return [candidate for candidate in self.rules if start <= candidate.start and candidate.end <= end]


def prepare(
    annotations: Iterable[Annotation], *, statuses: frozenset[Status] = REVIEWED, lexicons: Sequence[Path] = ()
) -> list[Lesson]:
    """Group paragraphs by document, in an order that does not depend on theirs, and let the rules read them.

    Args:
        annotations: Paragraphs of any number of documents.
        statuses: Paragraphs of other statuses are context, not lessons.
        lexicons: The user's own lexicons.
    """
    documents: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        documents[annotation.document_id].append(annotation)
    gazetteer, finder = Gazetteer(lexicons), HeadFinder()
    taught = (key for key, own in sorted(documents.items()) if any(a.status in statuses for a in own))
    return [_lesson(documents[key], statuses, gazetteer, finder) for key in taught]


def _lesson(
    paragraphs: Sequence[Annotation], statuses: frozenset[Status], gazetteer: Gazetteer, finder: HeadFinder
) -> Lesson:
    ordered = sorted(paragraphs, key=lambda annotation: annotation.paragraph)
    reading = Reading.of("\n".join(curl(annotation.text.replace("\n", " ")) for annotation in ordered), gazetteer)
    proposed = propose(reading, finder)
    codes = read_schema().entity_codes
    taught, gold = list[tuple[int, int]](), list[Place]()
    start = 0
    for annotation in ordered:
        if annotation.status in statuses:
            taught.append((start, start + len(annotation.text)))
            gold += [(start + s.start, start + s.end, s.label) for s in annotation.spans if s.label in codes]
        start += len(annotation.text) + 1
    return Lesson(
        ordered[0].document_id, reading, tuple(proposed), tuple(resolve(proposed)), tuple(taught), tuple(gold)
    )


def lessons_digest(lessons: Iterable[Lesson]) -> str:
    """Return the SHA-256 of what is learnt from: texts, taught places and gold, whatever the rules made of them."""
    digest = hashlib.sha256()
    for lesson in lessons:
        row = [lesson.document_id, lesson.reading.text, lesson.taught, sorted(lesson.gold)]
        digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()
