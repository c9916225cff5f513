"""What stands before a number and belongs to its unit: $|500, 港币|500元, USD |500, 摄氏|35度."""

import re
from decimal import Decimal
from typing import NamedTuple

from annot.annotation import Kind
from annot.metrics.units import Unit, Units

__all__ = ["SIGN", "SIGNS", "Prefix", "read_prefix"]

SIGNS = {"US$": "美元", "HK$": "港元", "NT$": "新台币", "A$": "澳元", "C$": "加元", "S$": "新加坡元", "$": "美元"}
SIGNS |= {"＄": "美元", "¥": "元", "￥": "元", "€": "欧元", "£": "英镑", "₩": "韩元", "₽": "卢布", "₹": "印度卢比"}
"""Currencies by their signs (Unicode, block Currency Symbols)."""
SIGN = re.compile(r"(?:US|HK|NT|(?<![A-Z])[ACS])?[$＄]|[¥￥€£₩₽₹]")
_SIGN_HEADS = frozenset("$＄¥￥€£₩₽₹")
_COIN = re.compile("(?<!兑)(新台币|台币|港币|澳门币|葡币|澳币|加币|美金|USD|HKD|EUR|GBP|JPY|AUD|CAD|SGD) ?$")
_COIN_ENDS = frozenset("币金DRPY ")
_THERMOMETER = re.compile("(摄氏|华氏|开氏)(?:温度)?$")
_THERMOMETERS = {"摄氏": "℃", "华氏": "华氏度", "开氏": "开尔文"}
_FAR = 4


class Prefix(NamedTuple):
    """A prefix that starts at ``start``, and the unit it makes of the one behind the number."""

    start: int
    unit: Unit


def read_prefix(text: str, place: int, unit: Unit | None, units: Units) -> Prefix | None:
    """Read the currency or the thermometer that ends where a number starts; None where none does.

    Args:
        text: The paragraph.
        place: Where the number starts.
        unit: The unit behind the number; only none, 元 and 度 are told by a prefix.
        units: The table of units.
    """
    head = text[max(0, place - _FAR) : place]
    if unit is None and head[-1:] in _SIGN_HEADS and (match := SIGN.search(head)):
        return Prefix(place - len(match[0]), Unit("", Kind.MONEY, SIGNS[match[0]], Decimal(1)))
    if (unit is None or unit.word == "元") and head[-1:] in _COIN_ENDS and (match := _COIN.search(head)):
        return Prefix(place - len(match[0]), units.at(match[1], 0) or Unit(match[1], Kind.MONEY, match[1], Decimal(1)))
    if unit is not None and unit.word == "度" and (match := _THERMOMETER.search(head)):
        return Prefix(place - len(match[0]), unit._replace(canonical=_THERMOMETERS[match[1]]))
    return None
