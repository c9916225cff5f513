"""A linear-chain CRF over characters that learns from corrected annotations where the rules go wrong."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annot.annotate.candidate import BLOCK, Candidate, Tier
from annot.annotate.crf_features import character_features, spans_of
from annot.annotate.crf_training import TrainingReport, cross_validate, fit, prepare
from annot.annotate.learned import MANIFEST
from annot.annotate.reading import Reading
from annot.annotation import Annotation
from annot.errors import ModelError

__all__ = ["CrfAnnotator", "TrainingReport", "train"]

WEIGHTS = "model.crfsuite"
# Below this marginal a learned span is no better than the rules; a rule's span the model all but excludes is
# blocked. Cross-validated on 14 articles, 0.5, 0.8 and 0.1 cost the rules 0.008 F1, these 0.0005.
LEAST_PROBABILITY = 0.8
SURE_PROBABILITY = 0.95
EXCLUDED_PROBABILITY = 0.02


@dataclass(frozen=True)
class CrfAnnotator:
    """A trained CRF as a source of candidates.

    Attributes:
        version: Name and version, as it stands in annotations.
        labels: The labels it was trained on.
        tagger: The pycrfsuite tagger.
    """

    version: str
    labels: tuple[str, ...]
    tagger: Any

    @classmethod
    def from_folder(cls, folder: Path) -> "CrfAnnotator":
        """Load a model that `train` wrote.

        Raises:
            ModelError: The folder is incomplete, or its weights are not those its manifest names.
        """
        import pycrfsuite

        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            weights = (folder / WEIGHTS).read_bytes()
            expected, version = manifest["digest"], f"{manifest['name']}-{manifest['version']}"
            labels = tuple(manifest["labels"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"{folder}: the model cannot be read ({error}); train it anew with `annot train`"
            ) from error
        if hashlib.sha256(weights).hexdigest() != expected:
            raise ModelError(f"{folder / WEIGHTS}: not the weights that {MANIFEST} names; copy the whole folder again")
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(weights)
        return cls(version, labels, tagger)

    def candidates(self, reading: Reading, rules: Sequence[Candidate]) -> list[Candidate]:
        """Return what the model proposes for a document whose resolved rule candidates are given."""
        found: list[Candidate] = []
        for start in reading.paragraph_starts:
            _, end = reading.paragraph(start)
            if end > start:
                found += self._paragraph(reading, rules, start, end)
        return found

    def _paragraph(self, reading: Reading, rules: Sequence[Candidate], start: int, end: int) -> Iterable[Candidate]:
        own = [candidate for candidate in rules if start <= candidate.start and candidate.end <= end]
        tags = self.tagger.tag(character_features(reading, own, start, end))
        for first, last, label in spans_of(tags, start):
            score = min(self.tagger.marginal(tags[index - start], index - start) for index in range(first, last))
            if score >= LEAST_PROBABILITY:
                tier = Tier.LEARNED if score >= SURE_PROBABILITY else Tier.NORMAL
                yield Candidate(first, last, label, f"model:{self.version}", tier, score=round(score, 4))
        for candidate in own:
            if candidate.label in self.labels and self._excludes(candidate, start):
                yield Candidate(candidate.start, candidate.end, BLOCK, f"model:{self.version}", Tier.LEARNED)

    def _excludes(self, candidate: Candidate, start: int) -> bool:
        return all(
            self.tagger.marginal("O", index - start) > 1 - EXCLUDED_PROBABILITY
            for index in range(candidate.start, candidate.end)
        )


def train(annotations: Iterable[Annotation], target: Path, *, name: str, version: str, seed: int = 0) -> TrainingReport:
    """Train on corrected annotations, judge by cross-validation over documents, and write the model's folder.

    Args:
        annotations: Paragraphs of any number of documents, in any order.
        target: Folder to write; it must not hold a model yet.
        name: What annotations made with the model will call it.
        version: Its version.
        seed: Decides the folds of the cross-validation.

    Raises:
        ModelError: There is nothing to learn from, or the folder holds a model already.
    """
    if (target / MANIFEST).exists():
        raise ModelError(f"{target}: holds a model already; give another folder or version")
    documents = prepare(annotations)
    labels = sorted({label for document in documents for _, _, label in document.gold})
    if not labels:
        raise ModelError("nothing to learn from: no annotation has an entity; release reviewed work first")
    report = cross_validate(documents, seed=seed)
    weights = fit(documents)
    target.mkdir(parents=True, exist_ok=True)
    (target / WEIGHTS).write_bytes(weights)
    manifest = {
        "kind": "crf",
        "name": name,
        "version": version,
        "labels": labels,
        "digest": hashlib.sha256(weights).hexdigest(),
        "documents": len(documents),
        "seed": seed,
        "f1_rules": report.rules,
        "f1_with_model": report.combined,
    }
    (target / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return report
