"""annot's own interchange records, JSON Lines: they hold everything."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from annot.annotation import Annotation
from annot.export.formats.edge import Form, Imported, write_text
from annot.records import read_records, write_records
from annot.schema import Schema

__all__ = ["RECORDS"]


def _write(annotations: Sequence[Annotation], path: Path, _schema: Schema) -> None:
    target = StringIO()
    write_records(annotations, target)
    write_text(path, target.getvalue())


def _read(path: Path, schema: Schema) -> Imported:
    annotations = read_records(path)
    for annotation in annotations:
        for span in annotation.spans:
            schema.label(span.label)
    return Imported(tuple(annotations))


RECORDS = Form("records", ".jsonl", frozenset({"nested", "blanks", "frames"}), _write, _read)
