"""Learned annotators by folder, or by name and version."""

import re
from collections.abc import Sequence
from pathlib import Path

from annot.annotate.learned.manifest import MANIFEST
from annot.annotate.learned.source import Learned
from annot.errors import ModelError

__all__ = ["find_model", "load_models", "model_folder"]

_PART = r"[\w][\w.-]*"
_CALLED = re.compile(f"({_PART})@({_PART})")


def model_folder(models: Path, name: str, version: str) -> Path:
    """Return where a model of this name and version stands or would stand.

    Raises:
        ModelError: Name or version would not make the name of a folder.
    """
    if not _CALLED.fullmatch(f"{name}@{version}"):
        raise ModelError(
            f"model {name!r}, version {version!r}: expected letters, digits, dots, hyphens and underscores; "
            "give another --name"
        )
    return models / name / version


def find_model(called: str, models: Path) -> Path:
    """Return the folder of a model that is given by path or as NAME@VERSION.

    Args:
        called: What the user wrote.
        models: Folder of the models that `annot train` wrote.

    Raises:
        ModelError: There is no such model; the known ones are named.
    """
    if Path(called).is_dir():
        return Path(called)
    if (parts := _CALLED.fullmatch(called)) and (folder := model_folder(models, *parts.groups())).is_dir():
        return folder
    known = [f"{path.parent.parent.name}@{path.parent.name}" for path in sorted(models.glob(f"*/*/{MANIFEST}"))]
    raise ModelError(
        f"{called}: no such model; expected a folder, or NAME@VERSION of {models} "
        f"({', '.join(known) or 'which holds none yet: run `annot train`'})"
    )


def load_models(models: Sequence[Path | Learned]) -> tuple[Learned, ...]:
    """Load the learned annotators of some folders; those that are loaded already stay as they are.

    Raises:
        ModelError: A folder holds no model, or one that cannot be used.
    """
    return tuple(_load(model) if isinstance(model, Path) else model for model in models)


def _load(folder: Path) -> Learned:
    from annot.annotate.learned.crf import load
    from annot.annotate.learned.transformers_model import TransformersAnnotator

    if (folder / MANIFEST).exists():
        return load(folder)
    if (folder / "config.json").exists():
        return TransformersAnnotator.from_folder(folder)
    raise ModelError(
        f"{folder}: no learned annotator; expected {MANIFEST} as `annot train` writes it, "
        "or a transformers checkpoint with config.json"
    )
