"""Quantities and their readings, indicators, periods and metric frames."""
