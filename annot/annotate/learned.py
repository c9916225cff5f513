"""Learned annotators as sources: what a model folder promises, and how its spans become candidates."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from annot.annotate.candidate import Candidate
from annot.annotate.reading import Reading
from annot.errors import ModelError

__all__ = ["MANIFEST", "Learned", "load_models"]

MANIFEST = "model.json"
"""The file of a model folder that names the model, its version, kind, labels and digest."""


class Learned(Protocol):
    """A model that proposes spans for the paragraphs of a document."""

    @property
    def version(self) -> str:
        """Name and version, as it stands in annotations."""

    def candidates(self, reading: Reading, rules: Sequence[Candidate]) -> list[Candidate]:
        """Return what the model proposes for a document.

        Args:
            reading: The document; offsets are into its text.
            rules: What the rules and lexicons decided, resolved.
        """


def load_models(folders: Sequence[Path]) -> tuple[Learned, ...]:
    """Load the learned annotators of some folders.

    Raises:
        ModelError: A folder holds no model, or one of a kind that annot does not know.
    """
    return tuple(_load(folder) for folder in folders)


def _load(folder: Path) -> Learned:
    from annot.annotate.crf import CrfAnnotator
    from annot.annotate.language_model import LanguageModel
    from annot.annotate.transformers_model import TransformersAnnotator

    if (folder / "config.json").exists() and not (folder / MANIFEST).exists():
        return TransformersAnnotator.from_folder(folder)
    try:
        kind = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["kind"]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"{folder}: no learned annotator ({error}); expected {MANIFEST} as `annot train` writes it, "
            "or a transformers checkpoint with config.json"
        ) from error
    if kind == "crf":
        return CrfAnnotator.from_folder(folder)
    if kind == "llm":
        return LanguageModel.from_folder(folder)
    raise ModelError(f"{folder}: a model of kind {kind!r}; expected 'crf', 'llm' or a transformers checkpoint")
