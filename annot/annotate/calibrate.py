"""Measure the scores of the sources on gold and write ``scores.tsv``: ``python -m annot.annotate.calibrate GOLD…``.

The shipped table is measured on ``tests/other_gold/p*.jsonl``; run it again when rules change.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annot.annotate import calibration
from annot.annotate.annotator import Annotator
from annot.annotation import Annotation
from annot.records import read_records

__all__ = ["main", "predicted"]

SCORES = Path(calibration.__file__).with_name("scores.tsv")


def predicted(gold: Sequence[Annotation], annotator: Annotator) -> list[Annotation]:
    """Annotate the paragraphs of one document anew."""
    readings = annotator.annotate([annotation.text for annotation in gold])
    return [replace(old, spans=spans, frames=frames) for old, (spans, frames) in zip(gold, readings, strict=True)]


def main(names: Sequence[str]) -> None:
    """Measure on the named files, one document a file, and write the table.

    Raises:
        RecordError: A file is no gold.
    """
    annotator = Annotator()
    gold: list[Annotation] = []
    made: list[Annotation] = []
    for path in map(Path, names):
        document = [replace(annotation, document_id=path.stem) for annotation in read_records(path)]
        gold += document
        made += predicted(document, annotator)
    error = calibration.held_back_error(gold, made)
    digest = calibration.gold_digest(map(Path, names))
    calibration.write_scores(calibration.measure(gold, made), SCORES, digest=digest, error=error)
    sys.stdout.write(f"wrote {SCORES}: {len(gold)} paragraphs, gold {digest}, held-back distance {error:.3f}" + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
