"""Annotation of one paragraph at a time, for a Label Studio that asks live."""

from collections.abc import Callable
from dataclasses import replace

from annot.annotate import Annotator
from annot.annotation import Annotation
from annot.line.lineage import Lineage

__all__ = ["paragraph_reader"]


def paragraph_reader(annotator: Annotator, lineage: Lineage) -> Callable[[Annotation], Annotation]:
    """Return a function that fills a bare paragraph with what the annotator reads in it, under the schema in force."""

    def read(bare: Annotation) -> Annotation:
        ((spans, frames),) = annotator.annotate([bare.text])
        return lineage.brought(replace(bare, spans=spans, frames=frames))

    return read
