"""Coins told after whole money: 五元|三毛, 3元|5角2分."""

import re
from decimal import Decimal
from typing import NamedTuple

from annot.metrics.numerals import read_numeral

__all__ = ["Coins", "read_coins"]

_WHOLE = ("元", "块")
_COINS = re.compile(r"(?P<tenths>[一二两三四五六七八九\d])[角毛](?:(?P<hundredths>[一二三四五六七八九\d])分)?")


class Coins(NamedTuple):
    """Tenths and hundredths of a currency unit that end at ``end``, and what they are worth in it."""

    end: int
    worth: Decimal


def read_coins(text: str, place: int, unit: str) -> Coins | None:
    """Read the coins behind an amount of whole money in `unit`; None where none stand."""
    match = _COINS.match(text, place) if unit in _WHOLE else None
    return Coins(match.end(), _digit(match["tenths"]) / 10 + _digit(match["hundredths"]) / 100) if match else None


def _digit(numeral: str | None) -> Decimal:
    number = read_numeral(numeral) if numeral else None
    return number.low if number else Decimal(0)
