"""Small corpora for the tests of the export: the seed gold, and documents built by hand."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from annot.annotation import Annotation, Frame, Status
from annot.document import Damage, Document
from annot.export import Corpus
from annot.offsets import OffsetMap
from annot.records import read_records
from annot.schema import read_schema
from annot.span import Span

SEED_GOLD = Path(__file__).parent / "seed_gold"
STAMP = {"made_at": "2026-11-24T20:00:00Z", "code_version": "0.1.0"}


def document(*paragraphs: str, page: str = "page", damage: tuple[Damage, ...] = ()) -> Document:
    text = "\n".join(paragraphs)
    return Document(page, f"{page}.txt", text, OffsetMap.identity(len(text)), "utf-8", paragraphs[0], damage=damage)


def gold(
    of: Document,
    readings: Sequence[tuple[Sequence[Span], Sequence[Frame]] | None],
    status: Status = Status.REVIEWED,
    annotator: str = "ann",
) -> list[Annotation]:
    """Return one annotation a paragraph; a reading of None leaves its paragraph without spans."""
    return [
        Annotation(
            of.document_id, p.index, p.start, p.text, tuple(r[0]), tuple(r[1]), status=status, annotator=annotator
        )
        for p, r in ((p, r or ((), ())) for p, r in zip(of.paragraphs(), readings, strict=True))
    ]


def seed_corpus() -> Corpus:
    documents, annotations = [], []
    for path in sorted(SEED_GOLD.glob("*.jsonl")):
        records = read_records(path)
        made = document(*(record.text for record in records), page=path.stem)
        documents.append(made)
        for place, record in zip(made.paragraphs(), records, strict=True):
            moved = {"document_id": made.document_id, "paragraph": place.index, "start": place.start}
            annotations.append(replace(record, **moved, status=Status.ADJUDICATED, annotator="seed-gold"))
    return Corpus(documents, annotations, {}, read_schema())


def corpus_of(documents: Sequence[Document], annotations: Sequence[Annotation], **fields: object) -> Corpus:
    return Corpus(documents, annotations, fields.pop("groups", {}), read_schema(), **fields)  # type: ignore[arg-type]


def prose(seed: int) -> str:
    """Return a text of 400 characters that resembles no other."""
    return "".join(chr(0x4E00 + int(code)) for code in np.random.default_rng(seed).integers(0, 3000, 400))


def numbered(count: int, first: int = 0) -> Corpus:
    """Return a corpus of so many documents of two paragraphs, each with one PLACE."""
    documents = [document(f"第{n}号文件", f"青岛第{n}号消息。") for n in range(first, first + count)]
    annotations = [a for d in documents for a in gold(d, [None, ([Span(0, 2, "PLACE")], [])])]
    return corpus_of(documents, annotations)
