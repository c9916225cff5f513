"""Expressions that stand alone, in any spelling a reader would take for one quantity; typed by hand."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.metrics import parse_quantity

_TABLE = Path(__file__).with_name("metrics_alone.tsv")
_ROWS = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
_READ = [tuple(row) for row in _ROWS if row[1] != "-"]
_NONE = [row[0] for row in _ROWS if row[1] == "-"]
_CLOSE = Decimal("1e-9")


def _near(left: Decimal | None, words: str) -> bool:
    if left is None or not words:
        return left is None and not words
    return abs(left - Decimal(words)) <= _CLOSE * abs(Decimal(words))


@pytest.mark.parametrize(("expression", "reading"), _READ, ids=[row[0] for row in _READ])
def test_expression_alone_is_read_as_typed_in_the_table(expression: str, reading: str) -> None:
    bounds, unit = reading.split(" ")
    low, _, high = bounds.partition("..") if ".." in bounds else (bounds, "", bounds)
    quantity = parse_quantity(expression)
    assert quantity is not None
    assert (_near(quantity.minimum, low), _near(quantity.maximum, high)) == (True, True)
    assert quantity.unit == ("" if unit == "-" else unit)


@pytest.mark.parametrize("expression", _NONE)
def test_expression_that_is_no_number_is_none(expression: str) -> None:
    assert parse_quantity(expression) is None


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="0123456789.,%-+ 万亿千百十点分之两半负又至到和大于小于元块毛角斤两米^ek第前", max_size=16))
def test_any_run_of_such_characters_is_read_or_none(expression: str) -> None:
    quantity = parse_quantity(expression)
    assert quantity is None or quantity.minimum is not None or quantity.maximum is not None
