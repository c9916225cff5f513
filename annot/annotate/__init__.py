"""Documents to pre-annotations: names, times and metrics."""

from annot.annotate.annotator import Annotator
from annot.annotate.explanation import explain

__all__ = ["Annotator", "explain"]
