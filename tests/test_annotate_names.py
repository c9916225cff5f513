"""Names of companies, institutes, projects, products and zones in news: a sentence a class, spans typed by hand."""

from pathlib import Path

import pytest

from annot.annotate import Annotator
from tests.marked import mark, parse_marked

TABLE = Path(__file__).with_name("name_classes.tsv")
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


@pytest.mark.parametrize("marked", [pytest.param(marked, id=name) for name, marked in ROWS])
def test_names_in_news_are_marked_to_the_boundary(annotator, marked):
    text, _ = parse_marked(marked)
    ((spans, _),) = annotator.annotate([text])
    assert mark(text, spans) == marked
