"""A released dataset version to annotations that a model learns from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from annot.annotation import Annotation, Status
from annot.errors import ReleaseError
from annot.span import Span

__all__ = ["TRAINED_ON", "Lessons", "read_lessons"]

TRAINED_ON = "train"
"""The one split that models learn from: validation and test stay unseen."""

COLUMNS = ("document_id", "group", "paragraph", "offset", "text", "spans", "status")


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a release teaches.

    Attributes:
        release: ``NAME VERSION`` of the dataset.
        version: Its version.
        annotations: The paragraphs of the split `TRAINED_ON`, whatever their status.
        groups: Duplicate group by document.
    """

    release: str
    version: str
    annotations: list[Annotation]
    groups: dict[str, str]


def read_lessons(folder: Path) -> Lessons:
    """Read the paragraphs that may be learnt from out of a release's folder.

    Raises:
        ReleaseError: The folder is no release, or its table of spans cannot be read.
    """
    manifest = _manifest(folder)
    rows = list(_rows(folder))
    return Lessons(
        release=f"{folder.parent.name} {manifest['version']}",
        version=str(manifest["version"]),
        annotations=[_annotation(row) for row in rows],
        groups={row["document_id"]: row["group"] for row in rows},
    )


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        manifest["version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            f"{path}: cannot be read ({error!r}); give the folder of one version, such as exports/policy-ner/1.0.0"
        ) from error
    return manifest


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    path = folder / "spans" / f"{TRAINED_ON}-00000-of-00001.parquet"
    try:
        table = pq.ParquetFile(path).read(columns=list(COLUMNS))
    except (OSError, pa.ArrowException) as error:
        raise ReleaseError(f"{path}: cannot be read: {error}; fetch or build the release again") from error
    for batch in table.to_batches():
        yield from batch.to_pylist()


def _annotation(row: dict[str, Any]) -> Annotation:
    return Annotation(
        row["document_id"],
        row["paragraph"],
        row["offset"],
        row["text"],
        tuple(Span(span["start"], span["end"], span["label"]) for span in row["spans"]),
        status=Status(row["status"]),
    )
