"""manifest.json: what a release was made from, by what, and what stands in it."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from annot.document import content_id
from annot.export.corpus import Releasable
from annot.export.digest import file_digest, joined_digest
from annot.export.stamp import Stamp
from annot.export.survey import Survey
from annot.export.writing import Written
from annot.schema import Schema

__all__ = ["MANIFEST", "build_manifest", "file_digests", "pseudonym", "schema_meaning", "write_json"]

MANIFEST = "manifest.json"
# How the files are laid out and spelled; it rises when the same content would give other bytes.
LAYOUT = 1


def build_manifest(corpus: Releasable, survey: Survey, written: Sequence[Written], stamp: Stamp) -> dict[str, Any]:
    """Return the manifest without the digests of the files, which come last."""
    tables = {f"{file.config}/{file.split}": {"rows": file.rows, "content": file.content} for file in written}
    return {
        "name": f"{corpus.schema.name}-ner",
        "version": stamp.version,
        "previous": stamp.previous or None,
        "changes": stamp.changes,
        "layout": LAYOUT,
        "made_at": stamp.made_at,
        "made_with": {"annot": stamp.code_version, "pyarrow": installed("pyarrow")},
        "content": content_digest(written),
        "tables": tables,
        "schema": schema_meaning(corpus.schema),
        "origin": dict(sorted(corpus.origin.items())),
        "sources": dict(sorted(corpus.sources.items())),
        "annotators": sorted(map(pseudonym, survey.people)),
        "models": sorted(survey.models),
        "pages": sorted(survey.pages),
    }


def content_digest(written: Iterable[Written]) -> str:
    """Return the canonical digest of everything that stands in the tables."""
    return joined_digest({f"{file.config}/{file.split}": file.content for file in written})


def schema_meaning(schema: Schema) -> dict[str, Any]:
    """Return the label set with a digest of what each label means; colours and keys mean nothing to a reader."""
    frames = {
        "relations": [[r.code, r.role, r.sources, r.targets, r.definition] for r in schema.relations],
        "slots": [[slot.code, slot.labels, sorted(slot.values)] for slot in schema.slots],
        "units": dict(sorted(schema.units.items())),
    }
    return {
        "name": schema.name,
        "version": schema.version,
        "digest": schema.digest,
        "labels": {label.code: _digest([label.definition, label.excluded, label.group]) for label in schema.labels},
        "frames": _digest(frames),
    }


def _digest(meaning: Any) -> str:  # noqa: ANN401 - anything JSON holds
    return hashlib.sha256(json.dumps(meaning, ensure_ascii=False).encode()).hexdigest()[:16]


def pseudonym(annotator: str) -> str:
    """Return a name that tells people apart and gives nobody away: an address becomes a digest of itself."""
    return f"annotator-{content_id(annotator)[:8]}" if re.search(r"[@\s]", annotator) else annotator


def file_digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a release but the manifest itself, by path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    found: Mapping[str, Path] = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: file_digest(path) for name, path in found.items() if name != MANIFEST}


def write_json(content: Any, path: Path) -> None:  # noqa: ANN401 - anything JSON holds
    """Write JSON as people like to read it, byte-stable."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
