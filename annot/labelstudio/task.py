"""Tasks: what Label Studio holds of a paragraph, with its pre-annotation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Any

from annot.annotation import Annotation
from annot.document import Document, Paragraph, content_id
from annot.errors import RecordError
from annot.labelstudio.encode import encode
from annot.schema import Schema

__all__ = ["Task", "prediction_for", "task_for", "task_key", "tasks_for"]

Task = dict[str, Any]

# Enough of a neighbouring paragraph to know who is spoken of; the whole would push the text off the screen.
CONTEXT = 160


def task_key(document_id: str, paragraph: int, schema: Schema) -> str:
    """Return the key by which a paragraph is known on the server under a schema: one paragraph, one task."""
    return content_id(f"{schema.name} {schema.version}\n{document_id}\n{paragraph}")


def tasks_for(document: Document, annotations: Iterable[Annotation], schema: Schema) -> Iterator[Task]:
    """Yield the tasks of a document's annotations; blank paragraphs are none.

    An annotation that cannot be told in regions gives a task with a `problem`, which `push` refuses with that reason.
    """
    paragraphs = list(document.paragraphs())
    for annotation in annotations:
        if annotation.text.strip():
            try:
                yield task_for(annotation, document, paragraphs, schema)
            except RecordError as error:
                bare = replace(annotation, spans=(), frames=())
                yield task_for(bare, document, paragraphs, schema) | {"problem": str(error)}


def task_for(annotation: Annotation, document: Document, paragraphs: Sequence[Paragraph], schema: Schema) -> Task:
    """Return the task of a paragraph with its annotation as the prediction.

    Args:
        annotation: The pre-annotation; its `annotator` is the model version.
        document: The document it is of.
        paragraphs: All paragraphs of that document, for the context.
        schema: The schema of the project.

    Raises:
        RecordError: The annotation cannot be told in regions.
    """
    place = f"第 {annotation.paragraph} 段，共 {len(paragraphs) - 1} 段" if annotation.paragraph else "标题"
    caption = " · ".join(part for part in (document.source, document.date, place) if part)
    fields = {
        "key": task_key(annotation.document_id, annotation.paragraph, schema),
        "document_id": annotation.document_id,
        "paragraph": annotation.paragraph,
        "start": annotation.start,
        "text": annotation.text,
        "digest": content_id(annotation.text),
        "title": document.title or document.name,
        # Not `source`: Label Studio shows the whole task for `$source`.
        "origin": document.source,
        "date": document.date,
        "url": document.url,
        "caption": caption,
        "before": _before(annotation.paragraph, paragraphs),
        "after": _after(annotation.paragraph, paragraphs),
    }
    return {"data": fields, "predictions": [prediction_for(annotation, schema)]}


def prediction_for(annotation: Annotation, schema: Schema) -> dict[str, Any]:
    """Return a prediction as Label Studio takes it: regions, their mean score, and the model version.

    Raises:
        RecordError: The annotation cannot be told in regions.
    """
    scores = [span.score for span in annotation.spans if span.score is not None]
    return {
        "model_version": annotation.annotator,
        # The share of spans expected to be right; a paragraph without any claims nothing that could be wrong.
        "score": round(fmean(scores), 4) if scores else 1.0,
        "result": encode(annotation, schema),
    }


def _before(index: int, paragraphs: Sequence[Paragraph]) -> str:
    text = next((paragraph.text for paragraph in reversed(paragraphs[:index]) if paragraph.text.strip()), "")
    return text if len(text) <= CONTEXT else f"…{text[-CONTEXT:]}"


def _after(index: int, paragraphs: Sequence[Paragraph]) -> str:
    text = next((paragraph.text for paragraph in paragraphs[index + 1 :] if paragraph.text.strip()), "")
    return text if len(text) <= CONTEXT else f"{text[:CONTEXT]}…"
