"""A release under construction: tables first, then everything that is told about them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annot.errors import ReleaseError
from annot.export.card import Evidence, Figure, render_card
from annot.export.census import Census, take_census
from annot.export.corpus import Releasable
from annot.export.croissant import CROISSANT, croissant
from annot.export.history import changelog
from annot.export.leaks import Leaks, find_leaks
from annot.export.manifest import MANIFEST, build_manifest, file_digests, write_json
from annot.export.pictures import draw_figures
from annot.export.reading import Release
from annot.export.splits import apart, assign_splits
from annot.export.stamp import Stamp
from annot.export.survey import Survey, take_survey
from annot.export.writing import Written, write_parquet

__all__ = ["Build"]


@dataclass(slots=True)
class Build:
    """The folder of a release before it has its number.

    Attributes:
        corpus: What is released.
        folder: Where it is built.
        survey: Who and what stands behind it.
        written: Its Parquet files.
        census, leaks: What was counted in them.
        figures: What was drawn from them.
        apart: Pairs of duplicate groups that one page resembles both and that stand in different splits.
        manifest: The manifest as last finished.
    """

    corpus: Releasable
    folder: Path
    survey: Survey
    written: Sequence[Written]
    census: Census
    leaks: Leaks | None
    figures: Sequence[Figure]
    apart: Sequence[str]
    manifest: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def make(cls, corpus: Releasable, folder: Path, earlier: Sequence[Path]) -> "Build":
        """Write the tables and count what stands in them.

        Args:
            corpus: What is released.
            folder: Where to build.
            earlier: Releases before this one, oldest first; their documents keep their splits.

        Raises:
            ReleaseError: The gold cannot be released, or there is none.
        """
        folder.mkdir(parents=True)
        survey = take_survey(corpus)
        splits = assign_splits(survey.grouped(earlier))
        written = write_parquet(corpus, splits, folder)
        if not any(file.rows for file in written):
            raise ReleaseError("gold: no paragraph with text to release; run `annot annotate` and `annot merge` first")
        release = Release(folder)
        with ThreadPoolExecutor(1) as pool:
            leaks = pool.submit(find_leaks, release)
            census = take_census(release)
            figures = draw_figures(corpus.schema, census, folder)
            return cls(corpus, folder, survey, written, census, leaks.result(), figures, apart(splits, survey.linked))

    def finish(self, stamp: Stamp) -> None:
        """Write everything but the tables under a stamp; may be called again with another."""
        schema = self.corpus.schema
        self.manifest = build_manifest(self.corpus, self.survey, self.written, stamp)
        evidence = Evidence(
            schema=schema,
            manifest=self.manifest,
            written=self.written,
            census=self.census,
            leaks=self.leaks,
            scores=self.corpus.scores,
            figures=self.figures,
            apart=self.apart,
        )
        self._write(f"guideline-{schema.version}.zh.md", schema.guideline)
        self._write("CHANGELOG.md", changelog(stamp))
        self._write("README.md", render_card(evidence, self.folder))
        write_json(croissant(schema, self.written, self.folder, self.manifest), self.folder / CROISSANT)
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
