"""Documents to pre-annotations: names, times and metrics."""

from annot.annotate.annotator import Annotator

__all__ = ["Annotator"]
