"""The figures of the card, drawn from what stands in the release."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.export.card import Figure
from annot.export.census import Census
from annot.export.reading import Release
from annot.figures import Bar, Range, bars, columns, length_buckets, ranges
from annot.schema import Schema

__all__ = ["draw_figures"]

# Kinds with fewer values than this have no spread to show.
FEWEST_VALUES = 3


def draw_figures(schema: Schema, census: Census, folder: Path) -> list[Figure]:
    """Write the figures as SVG below ``figures/`` and return them in the order of the card."""
    release = Release(folder)
    labels = census.over_splits(census.labels)
    drawn = {
        "labels": ("Spans of each label", _label_bars(schema, labels)),
        "lengths": ("Span lengths in characters", columns("Span lengths in characters", _lengths(release))),
        "values": (
            "Values by kind and unit",
            ranges("Values by kind and unit: least, median, greatest", list(_spreads(release))),
        ),
    }
    (folder / "figures").mkdir(exist_ok=True)
    figures = []
    for name, (title, svg) in drawn.items():
        figure = Figure(f"figures/{name}.svg", title)
        (folder / figure.path).write_text(svg, encoding="utf-8", newline="\n")
        figures.append(figure)
    return figures


def _label_bars(schema: Schema, labels: Counter[str]) -> str:
    rows = [Bar(label.code, labels[label.code], label.colour) for label in schema.labels]
    return bars("Spans of each label", rows)


def _lengths(release: Release) -> list[Bar]:
    lengths: Counter[int] = Counter()
    for split in release.splits():
        for table in release.batches("spans", split, ["spans.list.element.start", "spans.list.element.end"]):
            spans = pc.list_flatten(table["spans"])
            widths = pc.subtract(pc.struct_field(spans, "end"), pc.struct_field(spans, "start"))
            lengths.update({count["values"]: count["counts"] for count in pc.value_counts(widths).to_pylist()})
    heights = [0.0] * len(length_buckets(()))
    for length, count in lengths.items():
        # A length fills one column; which one, the figure knows.
        heights = [h + count * bar.value for h, bar in zip(heights, length_buckets([length]), strict=True)]
    return [replace(bar, value=height) for bar, height in zip(length_buckets(()), heights, strict=True)]


def _spreads(release: Release) -> Iterator[Range]:
    tables = [release.table("metrics", split, ["kind", "unit", "minimum", "maximum"]) for split in release.splits()]
    table = pa.concat_tables(tables).replace_schema_metadata()
    numbers = pc.coalesce(table["minimum"], table["maximum"]).cast(pa.float64())
    # The axis is logarithmic: zero and below have no place on it.
    shown = table.select(["kind", "unit"]).append_column("number", numbers).filter(pc.greater(numbers, 0))
    lists = shown.group_by(["kind", "unit"]).aggregate([("number", "list")])
    spreads = (
        (f"{kind} {unit}", found.values.to_numpy())
        for kind, unit, found in zip(
            lists["kind"].to_pylist(), lists["unit"].to_pylist(), lists["number_list"], strict=True
        )
    )
    for name, found in sorted(spreads, key=lambda spread: (-len(spread[1]), spread[0])):
        if len(found) >= FEWEST_VALUES:
            least, median, greatest = (float(measure(found)) for measure in (np.min, np.median, np.max))
            yield Range(name, least, median, greatest, note=f"n={len(found)}")
