"""Units at a place of a text, and the rates they make: 元/平方米, 10万辆/年, 克每立方厘米."""

import re
from decimal import Decimal

from annot.annotation import Kind
from annot.metrics.dictionary import is_word
from annot.metrics.units import Unit, Units

__all__ = ["read_unit"]

_PER = "/／每"
_TIME = re.compile("年|月|日|天|周|季度|班次?")
_ALSO = re.compile("[·•](?:天|日|月|年)")
"""A second measure a rate is told by: 元/平方米·天."""
_PORTION = re.compile("\\d{2,4}(?:克|千克|公斤|毫升|升)")
_TAEL = re.compile(r"[，。；、,;\s）)至到\-—~半重银以左白黄酒茶]")
_SPACED = frozenset("家个项人户座名条台套件所处亩吨元米次场辆只头张位岁艘架株棵篇部种类公宗起幢栋间块")
_MEASURED = (Kind.MASS, Kind.LENGTH, Kind.AREA, Kind.VOLUME)


def read_unit(text: str, place: int, units: Units) -> tuple[Unit | None, int]:
    """Return the unit that starts at the place and where it ends; 元/平方米 is one unit."""
    unit = units.at(text, place)
    if unit is None and text[place : place + 1] == " ":
        unit, place = units.at(text, place + 1), place + 1
        unit = unit if unit and (len(unit.word) > 1 or not unit.word.isalpha() or _alone(text, place)) else None
    if unit is None or _broken(text, place, unit):
        return None, place
    end = place + len(unit.word)
    if text[end : end + 1] in _PER and end < len(text) and (bottom := _bottom(text, end, units)):
        end += 1 + len(bottom.word)
        dense = unit.kind is Kind.MASS
        canonical, factor = (unit.word, Decimal(1)) if dense else (unit.canonical, unit.factor)
        word = text[place:end]
        return Unit(word, _rate(unit.kind), f"{canonical}/{bottom.word}", factor), end
    return unit, end


def _bottom(text: str, place: int, units: Units) -> Unit | None:
    """Return what a rate is told by: 元/平方米, 10万辆/年, 克每立方厘米; 每年 opens the next words."""
    bottom = units.at(text, place + 1)
    if text[place] == "每":
        return bottom if bottom and bottom.kind in _MEASURED else None
    if bottom and (also := _ALSO.match(text, place + 1 + len(bottom.word))):
        return bottom._replace(word=bottom.word + also[0])
    return bottom or _portion(text, place + 1) or _while(text, place + 1)


def _portion(text: str, place: int) -> Unit | None:
    """Return how much a price is for: 16元/500克."""
    match = _PORTION.match(text, place)
    return Unit(match[0], Kind.MASS, match[0], Decimal(1)) if match else None


def _while(text: str, place: int) -> Unit | None:
    """Return the time a rate is told by: 10万辆/年."""
    match = _TIME.match(text, place)
    return Unit(match[0], Kind.DURATION, match[0], Decimal(1)) if match else None


def _alone(text: str, place: int) -> bool:
    """Tell whether the character behind a space is a measure word and not the head of a word: 4126 个, not 12 元旦."""
    following = text[place + 1 : place + 2]
    return text[place].isascii() or (text[place] in _SPACED and not is_word(text[place] + following))


def _rate(kind: Kind) -> Kind:
    return kind if kind in (Kind.MONEY, Kind.COUNT, Kind.SPEED) else Kind.OTHER


def _broken(text: str, place: int, unit: Unit) -> bool:
    """Tell whether a Latin unit is only the head of a longer word (the m of mRNA)."""
    end = place + len(unit.word)
    last, after = unit.word[-1], text[end : end + 1]
    if unit.word == "两" and after and not _TAEL.match(text, end):
        return True
    return last.isascii() and last.isalpha() and after.isascii() and after.isalnum()
