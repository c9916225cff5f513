"""The table of expressions: what each says, typed by hand; and the ones that say nothing."""

from decimal import Decimal
from pathlib import Path

import pytest

from annot.annotation import Basis, Direction, Kind, Qualifier, Quantity
from annot.metrics import find_quantities

_TABLE = Path(__file__).with_name("metrics_expressions.tsv")
_ROWS = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
_POSITIVE = [(row[0], row[1] or row[0], row[2]) for row in _ROWS if row[1] != "-"]
_NEGATIVE = [row[0] for row in _ROWS if row[1] == "-"]
_CLOSE = Decimal("1e-9")


def _bound(words: str) -> Decimal | None:
    return Decimal(words) if words else None


def _reading(words: str) -> Quantity:
    kind, bounds, unit, *rest = words.split(" ")
    low, _, high = bounds.partition("..") if ".." in bounds else (bounds, "", bounds)
    qualifier = next((Qualifier(word) for word in rest if word in set(Qualifier)), Qualifier.EXACT)
    direction = next((Direction(word) for word in rest if word in set(Direction)), None)
    basis = next((Basis(word) for word in rest if word in set(Basis)), None)
    return Quantity(Kind(kind), _bound(low), _bound(high), unit, qualifier, direction, basis)


def _near(left: Decimal | None, right: Decimal | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= _CLOSE * max(1, abs(right))


@pytest.mark.parametrize(("text", "words", "reading"), _POSITIVE, ids=[row[0] for row in _POSITIVE])
def test_expression_is_read_as_typed_in_the_table(text: str, words: str, reading: str) -> None:
    expected = _reading(reading)
    found = find_quantities(text)
    assert [span.of(text) for span, _ in found] == [words]
    (span, quantity), *_ = found
    assert span.label == ("CHANGE" if expected.direction else "VALUE")
    assert _near(quantity.minimum, expected.minimum)
    assert _near(quantity.maximum, expected.maximum)
    assert (quantity.kind, quantity.unit, quantity.qualifier) == (expected.kind, expected.unit, expected.qualifier)
    assert (quantity.direction, quantity.basis) == (expected.direction, expected.basis)


@pytest.mark.parametrize("text", _NEGATIVE)
def test_number_that_counts_nothing_is_left_alone(text: str) -> None:
    assert find_quantities(text) == []


def test_table_holds_at_least_four_hundred_expressions_once_each() -> None:
    texts = [row[0] for row in _ROWS]
    assert len(texts) >= 400
    assert len(texts) == len(set(texts))
