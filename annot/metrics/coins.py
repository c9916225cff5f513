"""Coins told after whole money: 五元|三毛, 3元|5角2分, 两块|五, 壹拾元|壹角."""

import re
from decimal import Decimal
from typing import NamedTuple

from annot.metrics.numerals import read_numeral

__all__ = ["Coins", "read_coins"]

_WHOLE, _TENTHS = ("元", "块", "块钱", "圆"), ("角", "毛")
_ONE = "[一二两三四五六七八九壹贰叁肆伍陆柒捌玖\\d]"
_CLOSED = r"(?=$|[，。；、,;\s至到\-—~～]|钱)"
_COINS = re.compile(
    rf"零?(?P<tenths>{_ONE})[角毛](?:零?(?P<hundredths>{_ONE})(?:分|{_CLOSED}))?钱?|零?(?P<pence>{_ONE})分钱?(?![之钟公])"
)
_PENCE = re.compile(rf"(?P<pence>{_ONE})分")
_SHORT = re.compile(rf"(?P<zero>零)?(?P<digit>[一二三四五六七八九\d]){_CLOSED}")
"""Colloquial: the last digit has no unit of its own (两块五, 三块零四, 五毛五)."""


class Coins(NamedTuple):
    """Tenths and hundredths of a currency unit that end at ``end``, and what they are worth in it."""

    end: int
    worth: Decimal


def read_coins(text: str, place: int, unit: str) -> Coins | None:
    """Read the coins behind an amount of whole money in `unit`; None where none stand."""
    if match := _COINS.match(text, place) if unit in _WHOLE else None:
        hundredths = _digit(match["hundredths"] or match["pence"])
        return Coins(match.end(), _digit(match["tenths"]) / 10 + hundredths / 100)
    if unit in _TENTHS and (match := _PENCE.match(text, place)):
        return Coins(match.end(), _digit(match["pence"]) / 100)
    if (unit == "块" or unit in _TENTHS) and (match := _SHORT.match(text, place)):
        return Coins(match.end(), _digit(match["digit"]) / (100 if match["zero"] or unit in _TENTHS else 10))
    return None


def _digit(numeral: str | None) -> Decimal:
    number = read_numeral(numeral) if numeral else None
    return number.low if number else Decimal(0)
