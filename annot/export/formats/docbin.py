"""spaCy's DocBin: a character a token, flat spans as entities, all spans as a span group."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from annot.annotation import Annotation
from annot.errors import RecordError
from annot.export.formats.edge import Form, Imported, annotation_of, collect, quoted_span, usable_spans
from annot.export.formats.frames import frame_notes, frames_from
from annot.export.formats.tagging import flat_spans_of
from annot.schema import Schema
from annot.span import Span

__all__ = ["SPACY"]

# The span group of all spans, nested ones too; `doc.ents` must not overlap.
GROUP = "annot"


def _spacy() -> Any:  # noqa: ANN401 - spaCy is optional
    try:
        spacy = import_module("spacy")
        import_module("spacy.tokens")
    except ImportError as error:
        raise RecordError("format spacy: spaCy is not installed; run `pip install spacy`") from error
    return spacy


def _write(annotations: Sequence[Annotation], path: Path, _schema: Schema) -> None:
    spacy = _spacy()
    vocabulary = spacy.blank("zh").vocab
    docs = [_doc(spacy, vocabulary, annotation) for annotation in annotations]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(spacy.tokens.DocBin(store_user_data=True, docs=docs).to_bytes())


def _doc(spacy: Any, vocabulary: Any, annotation: Annotation) -> Any:  # noqa: ANN401 - spaCy is optional
    doc = spacy.tokens.Doc(vocabulary, words=list(annotation.text), spaces=[False] * len(annotation.text))
    doc.ents = [spacy.tokens.Span(doc, s.start, s.end, label=s.label) for s in flat_spans_of(annotation.spans)]
    doc.spans[GROUP] = [spacy.tokens.Span(doc, s.start, s.end, label=s.label) for s in annotation.spans]
    names = [str(number) for number in range(len(annotation.spans))]
    doc.user_data |= {"id": annotation.id, "frames": frame_notes(annotation, names)}
    return doc


def _read(path: Path, schema: Schema) -> Imported:
    spacy = _spacy()
    try:
        binary = spacy.tokens.DocBin(store_user_data=True).from_bytes(path.read_bytes())
        docs = list(binary.get_docs(spacy.blank("zh").vocab))
    except (OSError, ValueError, KeyError) as error:
        raise RecordError(f"{path}: not a DocBin: {error}; expected a .spacy file") from error
    return collect(
        ((f"{path}: document {number}", (number, doc)) for number, doc in enumerate(docs)),
        partial(_annotation, path.stem, schema),
    )


def _annotation(stem: str, schema: Schema, numbered: tuple[int, Any]) -> tuple[Annotation, list[str]]:
    number, doc = numbered
    spans, notes = usable_spans(_drafts(doc, schema))
    frames = doc.user_data.get("frames", [])
    places = {str(index): index for index in range(len(spans))}
    told = frames_from(frames, places, spans, doc.text) if frames and not notes else ()
    return annotation_of(str(doc.user_data.get("id", f"{stem}:{number}")), doc.text, spans, told), notes


def _drafts(doc: Any, schema: Schema) -> Iterator[Callable[[], Span]]:  # noqa: ANN401 - spaCy is optional
    for span in doc.spans.get(GROUP, doc.ents):
        yield partial(quoted_span, doc.text, (span.start_char, span.end_char), span.label_, span.text, schema)


SPACY = Form("spacy", ".spacy", frozenset({"nested", "blanks", "frames"}), _write, _read)
