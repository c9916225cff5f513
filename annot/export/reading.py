"""A release read back from its folder: its manifest and its tables."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from annot.errors import ReleaseError
from annot.export.configs import CONFIGS, parquet_path
from annot.export.splits import SPLITS
from annot.export.stamp import Stamp, changelog_entry

__all__ = ["Release"]


@dataclass(frozen=True)
class Release:
    """A released version of a dataset.

    Attributes:
        folder: Where it stands.
    """

    folder: Path

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The content of manifest.json.

        Raises:
            ReleaseError: It is missing or not JSON.
        """
        path = self.folder / "manifest.json"
        try:
            manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ReleaseError(f"{path}: cannot be read: {error}; is {self.folder} a release made by annot?") from error
        return manifest

    @property
    def version(self) -> str:
        """The version by its folder's name."""
        return self.folder.name

    def stamp(self) -> Stamp:
        """Return what the release was stamped with; its own changelog is the history but for its own entry."""
        manifest = self.manifest
        own = changelog_entry(manifest["version"], manifest["made_at"], manifest["changes"])
        return Stamp(
            version=manifest["version"],
            previous=manifest["previous"] or "",
            made_at=manifest["made_at"],
            code_version=manifest["made_with"]["annot"],
            changes=manifest["changes"],
            history=self.changelog().replace(own, "", 1),
        )

    def changelog(self) -> str:
        """Return CHANGELOG.md, empty when it is not there."""
        path = self.folder / "CHANGELOG.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def splits(self) -> list[str]:
        """Return the splits that are there, in their usual order."""
        return [split for split in SPLITS if (self.folder / parquet_path(CONFIGS[0].name, split)).exists()]

    def columns(self, config: str) -> dict[str, pa.DataType]:
        """Return the columns of a config with their types."""
        schema = self._file(config, self.splits()[0]).schema_arrow
        return dict(zip(schema.names, schema.types, strict=True))

    def schema(self, config: str, split: str) -> pa.Schema:
        """Return the Arrow schema of a config's split."""
        return self._file(config, split).schema_arrow

    def empty(self, config: str, split: str) -> pa.Table:
        """Return a table of the split's columns without rows."""
        return self.schema(config, split).empty_table()

    def rows(self, config: str, split: str) -> int:
        """Return the number of rows of a config's split."""
        return int(self._file(config, split).metadata.num_rows)

    def batches(self, config: str, split: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Yield a config's split piece by piece."""
        file = self._file(config, split)
        for number in range(file.num_row_groups):
            yield file.read_row_group(number, columns=columns)

    def first(self, config: str, split: str, columns: Sequence[str], number: int) -> pa.Table:
        """Return these columns of the first rows, without reading the others."""
        batches = self._file(config, split).iter_batches(batch_size=number, columns=columns)
        return pa.Table.from_batches([next(batches)])

    def leaves(self, config: str, split: str, column: str) -> int:
        """Return how many values stand in a list column's lists, from the file's footer alone."""
        metadata = self._file(config, split).metadata
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        chunks = [group.column(place) for group in groups for place in range(group.num_columns)]
        return sum(int(chunk.num_values) for chunk in chunks if chunk.path_in_schema.split(".")[0] == column)

    def table(self, config: str, split: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return a config's split as one table."""
        return self._file(config, split).read(columns=columns)

    def _file(self, config: str, split: str) -> pq.ParquetFile:
        path = self.folder / parquet_path(config, split)
        try:
            return pq.ParquetFile(path)
        except (OSError, pa.ArrowException) as error:
            raise ReleaseError(f"{path}: cannot be read: {error}; fetch or build the release again") from error
