"""Quantities and their readings, indicators, periods and metric frames."""

from annot.metrics.find import find_quantities
from annot.metrics.frames import build_frames
from annot.metrics.reading import canonical, parse_quantity
from annot.metrics.units import Unit, Units

__all__ = ["Unit", "Units", "build_frames", "canonical", "find_quantities", "parse_quantity"]
