"""The table of units: shipped rows, a user's rows, and rows that are refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from annot.annotation import Kind
from annot.errors import LexiconError
from annot.metrics import Units, find_quantities, parse_quantity

_USER = "unit\tkind\tcanonical\tfactor\tsource\n垛\tcount\t垛\t1\t本地习惯\n塘\tarea\t平方米\t500\t本地习惯\n"


def test_longest_unit_wins() -> None:
    unit = Units.shipped().at("3平方公里", 1)
    assert unit is not None
    assert (unit.word, unit.canonical, unit.factor) == ("平方公里", "平方米", Decimal(1000000))


def test_user_rows_are_added_to_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "units.tsv"
    path.write_text(_USER, encoding="utf-8")
    units = Units.read(path)
    pond = parse_quantity("12塘", units=units)
    assert pond is not None
    assert (pond.kind, pond.minimum, pond.unit) == (Kind.AREA, Decimal(6000), "平方米")
    assert parse_quantity("3公里", units=units) == parse_quantity("3公里")


def test_unknown_measure_word_still_gives_a_count_with_that_word() -> None:
    ((span, quantity),) = find_quantities("堆放了12垛柴火")
    assert span.of("堆放了12垛柴火") == "12垛"
    assert (quantity.kind, quantity.unit, quantity.minimum) == (Kind.COUNT, "垛", Decimal(12))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("垛\tcount\t垛\t1", "found 4 cells"),
        ("垛\theap\t垛\t1\t本地", "unknown kind 'heap'"),
        ("垛\tcount\t垛\tmany\t本地", "factor 'many' is no number"),
        ("垛\tcount\t垛\t0\t本地", "factor '0' is not above zero"),
        ("垛\tcount\t垛\t-2\t本地", "factor '-2' is not above zero"),
        ("垛\tcount\t垛\tNaN\t本地", "factor 'NaN' is not above zero"),
    ],
    ids=["cells", "kind", "factor", "zero", "negative", "not-a-number"],
)
def test_broken_row_is_refused_with_its_line(tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "units.tsv"
    path.write_text(f"# mine\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"units\.tsv:2: {words}"):
        Units.read(path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.tsv: cannot be read"):
        Units.read(tmp_path / "none.tsv")


def test_every_shipped_unit_is_found_at_its_own_spelling() -> None:
    units = Units.shipped()
    for unit in units:
        assert units.at(unit.word, 0) == unit
