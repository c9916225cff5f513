"""Training of the CRF on what people corrected."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from annot import __version__
from annot.annotate.learned.crf import WEIGHTS
from annot.annotate.learned.crossvalidation import Trial, cross_validate, deal
from annot.annotate.learned.lesson import REVIEWED, Lesson, lessons_digest, prepare
from annot.annotate.learned.manifest import MANIFEST, Manifest
from annot.annotate.learned.scores import Scores
from annot.annotate.learned.tagger import fit
from annot.annotation import Annotation, Status
from annot.errors import ModelError
from annot.workspace import write_bytes

__all__ = ["TrainingReport", "train"]


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What came of a training.

    Attributes:
        manifest: The model's description.
        documents, paragraphs: How many it learnt from.
        rules: Scores of the rules alone, on documents not trained on.
        combined: Scores with the model, on documents not trained on.
    """

    manifest: Manifest
    documents: int
    paragraphs: int
    rules: Scores
    combined: Scores


def train(
    annotations: Iterable[Annotation],
    target: Path,
    *,
    name: str,
    version: str = "1",
    seed: int = 0,
    statuses: frozenset[Status] = REVIEWED,
    groups: Mapping[str, str] | None = None,
    lexicons: Sequence[Path] = (),
    release: str = "",
) -> TrainingReport:
    """Train on corrected annotations, judge by cross-validation over documents, and write the model's folder.

    Args:
        annotations: Paragraphs of any number of documents, in any order; equal ones give equal models.
        target: Folder to write; it must not hold a model yet.
        name: What annotations made with the model will call it.
        version: Its version.
        seed: Decides the folds of the cross-validation.
        statuses: Paragraphs of other statuses are context only.
        groups: Duplicate group by document: near-duplicates are never told apart by a fold.
        lexicons: The user's own lexicons, as the annotator will use them.
        release: Which release the annotations come from, for the description.

    Raises:
        ModelError: There is nothing to learn from, or the folder holds a model already.
    """
    if (target / MANIFEST).exists():
        raise ModelError(f"{target}: holds a model already; give another name or version")
    lessons = prepare(annotations, statuses=statuses, lexicons=lexicons)
    folds = deal(lessons, groups or {}, seed=seed)
    if len(folds) < 2 or not any(lesson.gold for lesson in lessons):
        raise ModelError(
            f"{release or target}: nothing to learn from: {len(lessons)} reviewed documents with "
            f"{sum(len(lesson.gold) for lesson in lessons)} entities; correct more, release and train again"
        )
    trial = cross_validate(lessons, folds)
    weights = fit(lessons)
    manifest = _manifest(lessons, trial, weights, name=name, version=version, seed=seed, release=release)
    write_bytes(weights, target / WEIGHTS)
    manifest.write(target)
    paragraphs = sum(len(lesson.taught) for lesson in lessons)
    return TrainingReport(manifest, len(lessons), paragraphs, trial.rules, trial.combined)


def _manifest(
    lessons: Sequence[Lesson], trial: Trial, weights: bytes, *, name: str, version: str, seed: int, release: str
) -> Manifest:
    trained_on: dict[str, Any] = {
        "release": release,
        "digest": lessons_digest(lessons),
        "documents": len(lessons),
        "paragraphs": sum(len(lesson.taught) for lesson in lessons),
        "spans": sum(len(lesson.gold) for lesson in lessons),
    }
    return Manifest(
        name=name,
        version=version,
        labels=tuple(sorted({label for lesson in lessons for _, _, label in lesson.gold})),
        weights=hashlib.sha256(weights).hexdigest(),
        trained_on=trained_on,
        gate=trial.gate,
        curve=trial.curve,
        scores={"rules": trial.rules.to_json(), "combined": trial.combined.to_json()},
        made_with={"annot": __version__, "python-crfsuite": version_of("python-crfsuite"), "seed": seed},
    )
