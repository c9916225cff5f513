"""A transformers checkpoint of the user's own as a source of candidates (extra ``transformers``)."""

import hashlib
import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.reading import Reading
from annot.errors import ModelError

__all__ = ["TransformersAnnotator"]

LEAST_SCORE = 0.5
SURE_SCORE = 0.9


@dataclass(frozen=True)
class TransformersAnnotator:
    """A token-classification checkpoint with BIO labels of the schema.

    Attributes:
        version: The folder's name and the digest of its configuration.
        pipeline: The transformers pipeline.
    """

    version: str
    pipeline: Any

    @classmethod
    def from_folder(cls, folder: Path) -> "TransformersAnnotator":
        """Load a checkpoint from a local folder; nothing is fetched from anywhere.

        Raises:
            ModelError: The extra is not installed, or the folder holds no checkpoint that can be loaded.
        """
        try:
            # Imported by name: the library is an extra and need not be there for type checks either.
            pipeline = importlib.import_module("transformers").pipeline
        except ImportError as error:
            raise ModelError(
                f"{folder}: a transformers checkpoint needs the extra; run pip install 'annot[transformers]'"
            ) from error
        try:
            made = pipeline(
                "token-classification",
                model=str(folder),
                tokenizer=str(folder),
                aggregation_strategy="simple",
                model_kwargs={"local_files_only": True},
            )
            digest = hashlib.sha256((folder / "config.json").read_bytes()).hexdigest()
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: the checkpoint cannot be loaded: {error}; is it complete?") from error
        return cls(f"{folder.name}-{digest[:8]}", made)

    def candidates(self, reading: Reading, rules: Sequence[Candidate]) -> list[Candidate]:  # noqa: ARG002 - the protocol's
        """Return what the checkpoint proposes, paragraph by paragraph."""
        found: list[Candidate] = []
        for start in reading.paragraph_starts:
            _, end = reading.paragraph(start)
            if end > start:
                made = (self._candidate(group, start, end) for group in self.pipeline(reading.text[start:end]))
                found += [candidate for candidate in made if candidate is not None]
        return found

    def _candidate(self, group: dict[str, Any], start: int, end: int) -> Candidate | None:
        first, last, score = start + int(group["start"]), start + int(group["end"]), float(group["score"])
        if score < LEAST_SCORE or not start <= first < last <= end:
            return None
        tier = Tier.LEARNED if score >= SURE_SCORE else Tier.NORMAL
        return Candidate(first, last, str(group["entity_group"]), f"model:{self.version}", tier, score=round(score, 4))
