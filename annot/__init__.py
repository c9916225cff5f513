"""Annotation and dataset export for Chinese policy text."""

from importlib.metadata import version

__version__ = version("annot")
