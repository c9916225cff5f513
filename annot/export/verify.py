"""Checking a release: its files, its card, its rows, and what `datasets` does not look at when it loads one."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from annot.errors import ReleaseError
from annot.export.accord import accord_problems
from annot.export.configs import CONFIGS, parquet_path
from annot.export.digest import TableDigest, joined_digest
from annot.export.features import parquet_features
from annot.export.manifest import file_digests
from annot.export.reading import Release
from annot.export.soundness import row_problems

__all__ = ["verify"]

# Enough to see what kind of trouble it is; one broken column can break every row.
MOST_OF_A_KIND = 20


def verify(folder: Path) -> list[str]:
    """Return everything that is wrong with a release, a sentence each; empty when it is sound.

    Files, digests and card first; rows are looked at only when these are right.
    """
    release = Release(folder)
    try:
        problems = [*_file_problems(release), *_content_problems(release), *_card_problems(release)]
        rows = (row_problems, accord_problems)
        return problems or [p for check in rows for p in islice(check(release), MOST_OF_A_KIND)]
    except ReleaseError as error:
        return [str(error)]


def _file_problems(release: Release) -> Iterator[str]:
    manifest, found = release.manifest, file_digests(release.folder)
    if manifest["version"] != release.version:
        yield f"manifest.json: version {manifest['version']} in a folder called {release.version}; rename the folder"
    for name, digest in manifest["files"].items():
        if name not in found:
            yield f"{name}: is missing; fetch or build the release again"
        elif found[name] != digest:
            yield f"{name}: sha256 {found[name][:16]}…, the manifest says {digest[:16]}…; a release is never edited"
    yield from (f"{name}: stands in no manifest; remove it" for name in sorted(found.keys() - manifest["files"].keys()))


def _content_problems(release: Release) -> Iterator[str]:
    tables = release.manifest["tables"]
    for name, told in tables.items():
        digest = TableDigest()
        config, split = name.split("/")
        batches = release.batches(config, split)
        digest.update(release.empty(config, split))
        for batch in batches:
            digest.update(batch)
        if release.rows(config, split) != told["rows"]:
            yield f"{name}: {release.rows(config, split)} rows, the manifest says {told['rows']}"
        if digest.hexdigest() != told["content"]:
            yield f"{name}: its content digest is not the manifest's; a release is never edited"
    if joined_digest({name: told["content"] for name, told in tables.items()}) != release.manifest["content"]:
        yield "manifest.json: the content digest does not follow from those of the tables"


def card_front(release: Release) -> dict[str, Any]:
    """Return the YAML at the head of the card.

    Raises:
        ReleaseError: There is none, or it is not YAML.
    """
    path = release.folder / "README.md"
    try:
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        head: dict[str, Any] = yaml.safe_load(front)
    except (OSError, IndexError, yaml.YAMLError) as error:
        raise ReleaseError(f"{path}: no YAML between lines of ---: {error}; build the release again") from error
    return head


def _card_problems(release: Release) -> Iterator[str]:
    head = card_front(release)
    infos = {info["config_name"]: info for info in head.get("dataset_info", ())}
    entries = {entry["config_name"]: entry for entry in head.get("configs", ())}
    for config in (config.name for config in CONFIGS):
        rows = {split: release.rows(config, split) for split in release.splits()}
        filled = {split: count for split, count in rows.items() if count}
        if not filled and config not in entries:
            continue
        if config not in infos or config not in entries:
            yield f"README.md: config {config} is not in dataset_info and configs; nothing would load it"
            continue
        yield from _info_problems(release, config, infos[config], filled)
        yield from _entry_problems(release, config, entries[config], filled)


def _info_problems(release: Release, config: str, info: dict[str, Any], filled: dict[str, int]) -> Iterator[str]:
    told = {split["name"]: split["num_examples"] for split in info["splits"]}
    if told != filled:
        yield f"README.md: {config} has splits {told}, the files have {filled}"
    # On a conflict `datasets` follows the card without a word, so both must say the same.
    for split in filled:
        if parquet_features(release.schema(config, split)) != _card_names(info["features"]):
            yield f"README.md: the features of {config} are not those of {parquet_path(config, split)}"


def _card_names(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {feature["name"]: _card_node(feature) for feature in features}


def _card_node(feature: dict[str, Any]) -> Any:  # noqa: ANN401 - a node of YAML
    if "list" in feature:
        return [_card_names(feature["list"])]
    node = feature.get("sequence", feature.get("dtype"))
    if isinstance(node, dict):
        names = node["class_label"]["names"]
        return ("class_label", tuple(names[key] for key in sorted(names, key=int)))
    return ("sequence", node) if "sequence" in feature else node


def _entry_problems(release: Release, config: str, entry: dict[str, Any], filled: dict[str, int]) -> Iterator[str]:
    if str(entry.get("version")) != release.manifest["version"]:
        yield f"README.md: {config} has version {entry.get('version')}, the manifest {release.manifest['version']}"
    digests = [release.manifest["tables"][f"{config}/{split}"]["content"] for split in filled]
    if entry.get("description") != f"content sha256:{' '.join(digests)}":
        yield f"README.md: the content digests of {config} are not the manifest's, so a cache may serve other rows"
    paths = {file["split"]: file["path"] for file in entry["data_files"]}
    if paths != {split: parquet_path(config, split) for split in filled}:
        yield f"README.md: {config} loads {paths}; expected one file for each of {', '.join(filled)}"
