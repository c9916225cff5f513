"""The card: README.md, filled from what stands in the files and in the manifest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from annot.annotation import Status
from annot.export.census import Census
from annot.export.configs import CONFIGS
from annot.export.front import front_matter
from annot.export.leaks import Leaks
from annot.export.reading import Release
from annot.export.splits import SPLITS
from annot.export.writing import Written
from annot.schema import Schema

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["Evidence", "Figure", "render_card"]

# A score over fewer spans than this moves by a tenth with a single error.
FEWEST_TEST_SPANS = 10
MOST_PUBLISHERS = 20
BOOTSTRAPS = 1_000
# The example is the richest of the first rows that fit a line of the card.
EXAMPLES = 200
LONGEST_EXAMPLE = 24


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the card: its path in the release and what it shows."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the card may say.

    Attributes:
        schema: The label schema.
        manifest: The manifest, with its final version.
        written: The Parquet files.
        census: What was counted in them.
        leaks: What test shares with train.
        scores: Measures of the pre-annotation.
        figures: Pictures that stand in the folder.
        apart: Pairs of duplicate groups that one page resembles both and that stand in different splits.
    """

    schema: Schema
    manifest: Mapping[str, Any]
    written: Sequence[Written]
    census: Census
    leaks: Leaks | None
    scores: Mapping[str, str]
    figures: Sequence[Figure]
    apart: Sequence[str]


def render_card(evidence: Evidence, folder: Path) -> str:
    """Return the card of the release whose tables stand in a folder."""
    return _template().render(_facts(evidence, folder))


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(  # noqa: S701 - Markdown, not HTML
        loader=PackageLoader("annot.export", "."), undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.globals["percent"] = _percent
    return environment.get_template("card.md.jinja")


def _facts(evidence: Evidence, folder: Path) -> dict[str, Any]:
    return {
        "schema": evidence.schema,
        "configs": CONFIGS,
        "total": lambda config: sum(file.rows for file in evidence.written if file.config == config),
        "leaks": evidence.leaks,
        "apart": evidence.apart,
        "scores": evidence.scores,
        "figures": evidence.figures,
        **_told(evidence, folder),
        **_counted(evidence.census, evidence.schema),
        **_read(Release(folder), evidence.schema),
    }


def _told(evidence: Evidence, folder: Path) -> dict[str, Any]:
    """Return what the manifest says."""
    manifest = evidence.manifest
    names = ("name", "version", "made_at", "content", "models", "sources", "changes")
    return {
        **{name: manifest[name] for name in names},
        "front": front_matter(evidence.schema, evidence.written, evidence.census, folder, manifest["version"]),
        "title": evidence.schema.title,
        "people": manifest["annotators"],
        "code_version": manifest["made_with"]["annot"],
    }


def _counted(census: Census, schema: Schema) -> dict[str, Any]:
    """Return what was counted."""
    labels, statuses = census.over_splits(census.labels), census.over_splits(census.statuses)
    return {
        "census": census,
        "spans": labels.total(),
        "persons": labels["PERSON"],
        "tagged": census.tagged.total(),
        "absent": [split for split in SPLITS if split not in census.splits],
        "statuses": [status.value for status in Status if statuses[status.value]],
        "predicted": statuses[Status.PREDICTED.value],
        "agreement": _agreement(census.agreement),
        "kinds": _ranked(census.over_splits(census.kinds)),
        "damage": _ranked(census.over_splits(census.damage)),
        "thin": [code for code in schema.codes if _is_thin(code, census)],
    }


def _read(release: Release, schema: Schema) -> dict[str, Any]:
    """Return what is shown of the rows themselves."""
    return {"publishers": _publishers(release), "example": _example(release, schema)}


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _is_thin(code: str, census: Census) -> bool:
    return "test" in census.splits and census.labels["test"][code] < FEWEST_TEST_SPANS


def _publishers(release: Release) -> list[tuple[str, int]]:
    named: Counter[str] = Counter()
    for split in release.splits():
        named.update(filter(None, release.table("documents", split, ["source"])["source"].to_pylist()))
    return _ranked(named)[:MOST_PUBLISHERS]


def _agreement(values: Sequence[float]) -> dict[str, str] | None:
    if not values:
        return None
    sample = np.asarray(values)
    # The percentile bootstrap (Efron 1979) with a fixed seed: the same card from the same rows.
    drawn = np.random.default_rng(0).choice(sample, (BOOTSTRAPS, len(sample))).mean(axis=1)
    low, high = np.percentile(drawn, (2.5, 97.5))
    return {
        "mean": f"{sample.mean():.3f}",
        "low": f"{low:.3f}",
        "high": f"{high:.3f}",
        "paragraphs": str(len(sample)),
    }


def _example(release: Release, schema: Schema) -> dict[str, str]:
    """Return the first row short enough to be shown that has the most spans."""
    rows = release.first("ner", release.splits()[0], ["text", "tokens", "ner_tags", "spans"], EXAMPLES).to_pylist()
    short = [row for row in rows if len(row["text"]) <= LONGEST_EXAMPLE] or rows[:1]
    row = max(short, key=lambda row: len(row["spans"]))
    tags = [schema.tags()[number] for number in row["ner_tags"]]
    return {"text": row["text"], "tokens": " ".join(row["tokens"]), "tags": " ".join(tags)}
