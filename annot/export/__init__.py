"""Gold to a versioned dataset: rows, tags, splits, version, card."""

from annot.export.corpus import Corpus, Reading
from annot.export.difference import Difference, diff
from annot.export.difference_page import difference_html, difference_json
from annot.export.history import difference_text
from annot.export.rebuild import Rebuilt, rebuild
from annot.export.release import Released, Unchanged, export
from annot.export.stored import StoredCorpus
from annot.export.verify import verify

__all__ = [
    "Corpus",
    "Difference",
    "Reading",
    "Rebuilt",
    "Released",
    "StoredCorpus",
    "Unchanged",
    "diff",
    "difference_html",
    "difference_json",
    "difference_text",
    "export",
    "rebuild",
    "verify",
]
