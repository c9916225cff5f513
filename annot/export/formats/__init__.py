"""Formats of other tools: readings out and in, nothing widened or lost without a word."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annot.annotation import Annotation, Status
from annot.errors import RecordError
from annot.export.formats.brat import BRAT
from annot.export.formats.cluener import CLUENER
from annot.export.formats.conll import BIOES, CONLL
from annot.export.formats.docbin import SPACY
from annot.export.formats.doccano import DOCCANO
from annot.export.formats.edge import Form, Imported
from annot.export.formats.interchange import RECORDS
from annot.export.formats.label_studio import LABEL_STUDIO
from annot.export.formats.place import Placed, place
from annot.export.formats.tagging import flat_spans_of, token_places
from annot.schema import Schema

__all__ = [
    "FORMS",
    "Form",
    "Imported",
    "Placed",
    "export_annotations",
    "form_named",
    "import_annotations",
    "losses",
    "place",
]

FORMS = {form.name: form for form in (CONLL, BIOES, CLUENER, SPACY, BRAT, DOCCANO, LABEL_STUDIO, RECORDS)}


def form_named(name: str) -> Form:
    """Return the format of a name.

    Raises:
        RecordError: There is no such format.
    """
    if name not in FORMS:
        raise RecordError(f"format {name!r}: expected one of {', '.join(FORMS)}")
    return FORMS[name]


def export_annotations(annotations: Sequence[Annotation], path: Path, form: str, schema: Schema) -> list[str]:
    """Write readings in a format and return what it could not hold, a sentence each.

    Raises:
        RecordError: There is no such format, or what it needs is not installed.
    """
    chosen = form_named(form)
    chosen.write(annotations, path, schema)
    return list(losses(annotations, chosen))


def losses(annotations: Sequence[Annotation], form: Form) -> Iterator[str]:
    """Yield what of the readings the format has no room for."""
    nested = sum(len(a.spans) - len(flat_spans_of(a.spans)) for a in annotations)
    blanks = sum(_has_blank_edge(annotation) for annotation in annotations)
    frames = sum(len(annotation.frames) for annotation in annotations)
    if nested and "nested" not in form.holds:
        yield f"{form.name}: {nested} nested or crossing spans are not in it; of such the longest is"
    if blanks and "blanks" not in form.holds:
        yield f"{form.name}: {blanks} spans begin or end in a blank, which is no token; they are narrower in it"
    if frames and "frames" not in form.holds:
        yield f"{form.name}: {frames} frames are not in it; use brat, doccano, spacy or records for these"


def _has_blank_edge(annotation: Annotation) -> int:
    places = set(token_places(annotation.text))
    return sum(not {span.start, span.end - 1} <= places for span in annotation.spans)


def import_annotations(
    path: Path,
    form: str,
    schema: Schema,
    *,
    annotator: str = "",
    updated_at: str = "",
    status: Status | None = None,
) -> Imported:
    """Read a file, or for BRAT a folder, of another tool.

    Args:
        path: What to read.
        form: Name of its format.
        schema: Knows the labels; spans with others are problems.
        annotator: Who stands behind the readings; empty keeps what the file says.
        updated_at: When they were made, ISO 8601 in UTC; empty keeps what the file says.
        status: What they count as; None keeps what the file says, for other tools' files `reviewed`.

    Raises:
        RecordError: There is no such format, or the file as a whole is not in it.
    """
    imported = form_named(form).read(path, schema)
    stamped = [
        replace(
            annotation,
            annotator=annotator or annotation.annotator,
            updated_at=updated_at or annotation.updated_at,
            status=status or annotation.status,
        )
        for annotation in imported.annotations
    ]
    return Imported(tuple(stamped), imported.problems)
