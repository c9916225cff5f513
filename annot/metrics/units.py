"""The table of units: what stands after a number, what kind of quantity it makes, and its base unit."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from annot.annotation import Kind
from annot.errors import LexiconError

__all__ = ["COLUMNS", "Unit", "Units"]

COLUMNS = ("unit", "kind", "canonical", "factor", "source")


class Unit(NamedTuple):
    """One row of the table: `factor` canonical units make one of this unit.

    Attributes:
        word: The unit as written (``平方公里``).
        kind: What sort of quantity it counts or measures.
        canonical: The base unit (``平方米``); ``1`` for shares.
        factor: Canonical units in one of it, exact.
    """

    word: str
    kind: Kind
    canonical: str
    factor: Decimal


class Units:
    """Units by their spelling, looked up longest first at a place of a text.

    Attributes:
        heads: The first characters of all units.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        """Index the units; a later row replaces an earlier one of the same spelling."""
        self._by_word = {unit.word: unit for unit in units}
        lengths: dict[str, set[int]] = {}
        for word in self._by_word:
            lengths.setdefault(word[0], set()).add(len(word))
        self.heads = "".join(sorted(lengths))
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}

    def __iter__(self) -> Iterator[Unit]:
        """Yield the units."""
        return iter(self._by_word.values())

    def at(self, text: str, place: int) -> Unit | None:
        """Return the longest unit that starts at the place."""
        for length in self._lengths.get(text[place : place + 1], ()):
            unit = self._by_word.get(text[place : place + length])
            # 58个|亿元以上项目 are no 58个亿.
            if unit and not (unit.word == "个亿" and text.startswith(("元", "级"), place + length)):
                return unit
        return None

    @classmethod
    def read(cls, *paths: Path) -> "Units":
        """Read the shipped table, then the user's files over it.

        Raises:
            LexiconError: A file cannot be read, or a row is not five tab-separated columns with a known kind
                and a positive number as factor.
        """
        shipped = files("annot.metrics").joinpath("units.tsv").read_text(encoding="utf-8")
        rows = list(_rows("units.tsv", shipped))
        for path in paths:
            try:
                rows += _rows(str(path), path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError) as error:
                raise LexiconError(f"{path}: cannot be read ({error}); give a UTF-8 table of units") from error
        return cls(rows)

    @staticmethod
    @cache
    def shipped() -> "Units":
        """Return the shipped table, read once."""
        return Units.read()


def _rows(name: str, content: str) -> Iterator[Unit]:
    for number, line in enumerate(content.splitlines(), 1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#") or tuple(cells) == COLUMNS:
            continue
        yield _row(f"{name}:{number}", cells)


def _row(where: str, cells: list[str]) -> Unit:
    if len(cells) != len(COLUMNS) or not all(cells):
        raise LexiconError(f"{where}: found {len(cells)} cells; expected {', '.join(COLUMNS)}, parted by tabs")
    word, kind, canonical, factor, _ = cells
    try:
        unit = Unit(word, Kind(kind), canonical, Decimal(factor))
    except ValueError as error:
        raise LexiconError(f"{where}: unknown kind {kind!r}; use one of {', '.join(Kind)}") from error
    except InvalidOperation as error:
        raise LexiconError(f"{where}: factor {factor!r} is no number; write it like 10000 or 0.001") from error
    if not unit.factor.is_finite() or unit.factor <= 0:
        raise LexiconError(f"{where}: factor {factor!r} is not above zero; write it like 10000 or 0.001")
    return unit
