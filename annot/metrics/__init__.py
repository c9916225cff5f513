"""Quantities and their readings, indicators, periods and metric frames."""

from annot.metrics.find import find_quantities
from annot.metrics.frames import build_frames
from annot.metrics.reading import canonical, parse_quantity
from annot.metrics.rows import MetricRow, metric_rows
from annot.metrics.tabular import read_table
from annot.metrics.units import Unit, Units

__all__ = [
    "MetricRow",
    "Unit",
    "Units",
    "build_frames",
    "canonical",
    "find_quantities",
    "metric_rows",
    "parse_quantity",
    "read_table",
]
