"""Learned annotators as sources: what a model folder promises, and how its spans become candidates."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from annot.annotate.candidate import Candidate
from annot.errors import ModelError

__all__ = ["MANIFEST", "Learned", "load_models"]

MANIFEST = "model.json"
"""The file of a model folder that names the model, its version, kind, labels and digest."""


class Learned(Protocol):
    """A model that proposes spans for the paragraphs of a document."""

    @property
    def version(self) -> str:
        """Name and version, as it stands in annotations."""

    def candidates(self, paragraphs: Sequence[str]) -> list[Candidate]:
        """Return what the model proposes; offsets are into the paragraphs joined by line breaks."""


def load_models(folders: Sequence[Path]) -> tuple[Learned, ...]:
    """Load the learned annotators of some folders.

    Raises:
        ModelError: A folder holds no model, or one of a kind that annot does not know.
    """
    return tuple(_load(folder) for folder in folders)


def _load(folder: Path) -> Learned:
    from annot.annotate import crf, transformers_model

    if (folder / "config.json").exists() and not (folder / MANIFEST).exists():
        return transformers_model.TransformersAnnotator.from_folder(folder)
    try:
        kind = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["kind"]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"{folder}: no learned annotator ({error}); expected {MANIFEST} as `annot train` writes it, "
            "or a transformers checkpoint with config.json"
        ) from error
    if kind == "crf":
        return crf.CrfAnnotator.from_folder(folder)
    raise ModelError(f"{folder}: a model of kind {kind!r}; expected 'crf' or a transformers checkpoint")
