"""The description of a trained model: what it is called, what it learnt from, what it may do and how well it does."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annot.annotate.learned.curve import Curve
from annot.annotate.learned.gate import Gate, Opening
from annot.annotate.learned.proposal import Action
from annot.errors import ModelError
from annot.schema import read_schema
from annot.workspace import write_bytes

__all__ = ["MANIFEST", "Manifest"]

MANIFEST = "model.json"
"""The file of a model's folder that describes it."""

KIND = "crf"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in model.json.

    Attributes:
        name, version: What the model is called.
        labels: The labels it was trained on.
        weights: SHA-256 of its weights.
        trained_on: Release, digest and counts of what it learnt from.
        gate: What it may do.
        curve: How spans on which rules and model agree are scored.
        scores: What cross-validation found, for people.
        made_with: Versions of the programs, and the seed.
    """

    name: str
    version: str
    labels: tuple[str, ...]
    weights: str
    trained_on: dict[str, Any]
    gate: Gate
    curve: Curve
    scores: dict[str, Any]
    made_with: dict[str, Any]

    def write(self, folder: Path) -> None:
        """Write the description into the model's folder, whole or not at all."""
        row = {
            "kind": KIND,
            "name": self.name,
            "version": self.version,
            "labels": list(self.labels),
            "weights": self.weights,
            "trained_on": self.trained_on,
            "gate": [
                {"action": action.value, "label": label, "least": o.least, "share": round(o.share, 4), "cases": o.cases}
                for (action, label), o in self.gate.openings.items()
            ],
            "curve": [list(step) for step in self.curve.steps],
            "scores": self.scores,
            "made_with": self.made_with,
        }
        write_bytes((json.dumps(row, ensure_ascii=False, indent=2) + "\n").encode(), folder / MANIFEST)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read the description of a model.

        Raises:
            ModelError: It is missing, broken, of another kind, or for labels that the schema does not have.
        """
        path = folder / MANIFEST
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            manifest = cls._from(row)
            kind = row["kind"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{path}: cannot be read ({error!r}); train the model anew with `annot train`") from error
        if kind != KIND:
            raise ModelError(f"{path}: a model of kind {kind!r}; expected {KIND!r}, as `annot train` writes it")
        if unknown := _unknown(manifest.labels):
            raise ModelError(
                f"{path}: labels {', '.join(unknown)} are not in the schema; train the model on a release under it"
            )
        return manifest

    @classmethod
    def _from(cls, row: dict[str, Any]) -> "Manifest":
        return cls(
            name=str(row["name"]),
            version=str(row["version"]),
            labels=tuple(row["labels"]),
            weights=str(row["weights"]),
            trained_on=row["trained_on"],
            gate=Gate(
                {(Action(o["action"]), o["label"]): Opening(o["least"], o["share"], o["cases"]) for o in row["gate"]}
            ),
            curve=Curve(tuple((float(least), float(share)) for least, share in row["curve"])),
            scores=row["scores"],
            made_with=row["made_with"],
        )


def _unknown(labels: Sequence[str]) -> list[str]:
    return [label for label in labels if label not in read_schema().entity_codes]
