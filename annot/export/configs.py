"""The configs of a release, in the order in which the card lists them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from annot.export.documents import documents_columns, documents_table
from annot.export.features import Column
from annot.export.metrics import metrics_columns, metrics_table
from annot.export.ner import ner_columns, ner_table
from annot.export.part import Part
from annot.export.spans import spans_columns, spans_table
from annot.schema import Schema

__all__ = ["CONFIGS", "Config", "parquet_path"]


@dataclass(frozen=True, slots=True)
class Config:
    """One view of the corpus: what a row is, its columns, and how they are built.

    Attributes:
        name: Its name in ``load_dataset(folder, name)``.
        row: What one row is, for the card.
        columns: The columns under a schema.
        table: The rows of a part.
    """

    name: str
    row: str
    columns: Callable[[Schema], Mapping[str, Column]]
    table: Callable[[Part], pa.Table]


CONFIGS = (
    Config("ner", "a paragraph, or a piece of one of at most 510 characters", ner_columns, ner_table),
    Config("spans", "a whole paragraph", spans_columns, spans_table),
    Config("metrics", "a metric frame: one value or change", metrics_columns, metrics_table),
    Config("documents", "a document", documents_columns, documents_table),
)


def parquet_path(config: str, split: str) -> str:
    """Return the path of a split's file inside a release, as the Hub lays it out."""
    return f"{config}/{split}-00000-of-00001.parquet"
