"""A release under construction: tables first, then everything that is told about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.errors import ReleaseError
from annot.export.card import Evidence, Figure, render_card
from annot.export.census import Census, take_census
from annot.export.corpus import Corpus
from annot.export.history import changelog
from annot.export.leaks import Leaks, find_leaks
from annot.export.manifest import MANIFEST, build_manifest, file_digests, write_json
from annot.export.pictures import draw_figures
from annot.export.reading import Release
from annot.export.splits import Grouped, assign_splits
from annot.export.stamp import Stamp
from annot.export.writing import Written, write_parquet

__all__ = ["Build"]


@dataclass(slots=True)
class Build:
    """The folder of a release before it has its number.

    Attributes:
        corpus: What is released.
        folder: Where it is built.
        written: Its Parquet files.
        census, leaks: What was counted in them.
        figures: What was drawn from them.
        manifest: The manifest as last finished.
    """

    corpus: Corpus
    folder: Path
    written: Sequence[Written]
    census: Census
    leaks: Leaks | None
    figures: Sequence[Figure]
    manifest: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def make(cls, corpus: Corpus, folder: Path, earlier: Sequence[Path]) -> "Build":
        """Write the tables and count what stands in them.

        Args:
            corpus: What is released.
            folder: Where to build.
            earlier: Releases before this one, oldest first; their documents keep their splits.

        Raises:
            ReleaseError: The gold cannot be released, or there is none.
        """
        folder.mkdir(parents=True)
        written = write_parquet(corpus, assign_splits(group_corpus(corpus, earlier)), folder)
        if not any(file.rows for file in written):
            raise ReleaseError("gold: no paragraph with text to release; run `annot annotate` and `annot merge` first")
        release = Release(folder)
        census = take_census(release)
        figures = draw_figures(corpus.schema, census, folder)
        return cls(corpus, folder, written, census, find_leaks(release), figures)

    def finish(self, stamp: Stamp) -> None:
        """Write everything but the tables under a stamp; may be called again with another."""
        schema = self.corpus.schema
        self.manifest = build_manifest(self.corpus, self.written, stamp)
        evidence = Evidence(
            schema=schema,
            manifest=self.manifest,
            written=self.written,
            census=self.census,
            leaks=self.leaks,
            scores=self.corpus.scores,
            figures=self.figures,
        )
        self._write(f"guideline-{schema.version}.zh.md", schema.guideline)
        self._write("CHANGELOG.md", changelog(stamp))
        self._write("README.md", render_card(evidence, self.folder))
        self.manifest["files"] = file_digests(self.folder)
        write_json(self.manifest, self.folder / MANIFEST)

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8", newline="\n")

    def differs_from(self, release: Release) -> bool:
        """Tell whether anything but the bytes of equal tables differs from a release stamped alike."""
        ours, theirs = (
            {name: digest for name, digest in manifest["files"].items() if not name.endswith(".parquet")}
            for manifest in (self.manifest, release.manifest)
        )
        return ours != theirs or self.manifest["layout"] != release.manifest["layout"]


def group_corpus(corpus: Corpus, earlier: Sequence[Path]) -> Grouped:
    """Return the duplicate groups of a corpus with their labels, and where earlier releases had them."""
    groups = sorted({corpus.group(document.document_id) for document in corpus.documents})
    place = {group: number for number, group in enumerate(groups)}
    codes = pa.array(corpus.schema.codes)
    weights = np.zeros((len(groups), len(codes) + 1))
    for batch in corpus.batches():
        table = batch.annotations
        rows = np.asarray([place[corpus.group(i)] for i in table["document_id"].to_pylist()], dtype=np.int64)
        np.add.at(weights[:, len(codes)], rows, 1)
        counts = pc.list_value_length(table["spans"]).to_numpy().astype(np.int64)
        labels = pc.index_in(pc.struct_field(pc.list_flatten(table["spans"]), "label"), value_set=codes)
        known = np.flatnonzero(labels.is_valid().to_numpy(zero_copy_only=False))
        np.add.at(weights, (np.repeat(rows, counts)[known], labels.drop_null().to_numpy()), 1)
    released: dict[str, set[str]] = {}
    for document_id, split in _released_splits(earlier).items():
        group = corpus.group(document_id)
        if group in place:
            released.setdefault(group, set()).add(split)
    return Grouped(groups, weights, {group: frozenset(splits) for group, splits in released.items()})


def _released_splits(earlier: Sequence[Path]) -> dict[str, str]:
    splits: dict[str, str] = {}
    for release in map(Release, earlier):
        for split in release.splits():
            splits |= dict.fromkeys(release.table("documents", split, ["id"])["id"].to_pylist(), split)
    return splits
