"""The YAML at the head of the card, by which `datasets` and the Hub know what is where."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from annot.export.census import Census
from annot.export.configs import CONFIGS, parquet_path
from annot.export.features import card_features
from annot.export.writing import Written
from annot.schema import Schema

__all__ = ["front_matter"]

# The size classes that the Hub knows, by their upper ends.
SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
CREATORS = {"predicted": "machine-generated", "reviewed": "expert-generated", "adjudicated": "expert-generated"}


def front_matter(schema: Schema, written: Sequence[Written], census: Census, folder: Path, version: str) -> str:
    """Return the YAML, without its fences.

    Args:
        schema: Gives the class labels.
        written: The Parquet files.
        census: Gives the statuses.
        folder: Where the Parquet files stand, for their sizes.
        version: Becomes ``ds.info.version``.
    """
    statuses = census.over_splits(census.statuses)
    rows = sum(file.rows for file in written if file.config == "ner")
    filled = [config.name for config in CONFIGS if _files(written, config.name)]
    head: dict[str, Any] = {
        "pretty_name": schema.title,
        "language": ["zh"],
        "license": "unknown",
        "multilinguality": ["monolingual"],
        "size_categories": [next((name for top, name in SIZES if rows < top), "n>10M")],
        "source_datasets": ["original"],
        "task_categories": ["token-classification"],
        "task_ids": ["named-entity-recognition"],
        "annotations_creators": sorted({CREATORS[status] for status in statuses}),
        "language_creators": ["found"],
        "tags": ["policy", "government", "metrics", "information-extraction"],
        "dataset_info": [_info(name, schema, written, folder) for name in filled],
        "configs": [_config(name, written, version) for name in filled],
    }
    text: str = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1_000)
    return text


def _files(written: Sequence[Written], config: str) -> list[Written]:
    # `datasets` cannot load a split without rows (no frame in test, say): its file stands there unnamed.
    return [file for file in written if file.config == config and file.rows]


def _info(config: str, schema: Schema, written: Sequence[Written], folder: Path) -> dict[str, Any]:
    files = _files(written, config)
    columns = next(known.columns(schema) for known in CONFIGS if known.name == config)
    return {
        "config_name": config,
        "features": card_features(columns),
        "splits": [{"name": file.split, "num_bytes": file.size, "num_examples": file.rows} for file in files],
        "download_size": sum((folder / parquet_path(config, file.split)).stat().st_size for file in files),
        "dataset_size": sum(file.size for file in files),
    }


def _config(config: str, written: Sequence[Written], version: str) -> dict[str, Any]:
    files = _files(written, config)
    content = " ".join(file.content for file in files)
    entry: dict[str, Any] = {
        "config_name": config,
        "version": version,
        # `datasets` caches a folder by its name and this entry, not by content: without the digests here
        # it would serve the rows of whatever stood in a folder of the same name before.
        "description": f"content sha256:{content}",
        "data_files": [{"split": file.split, "path": parquet_path(config, file.split)} for file in files],
    }
    return entry | ({"default": True} if config == CONFIGS[0].name else {})
