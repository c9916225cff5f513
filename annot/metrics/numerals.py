"""Numerals as they are written in Chinese text, read exactly: 1,234.5, 一千二百三十万, 1.5万亿, 十几, 七八百."""

import re
import string
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

__all__ = ["LONGEST", "NUMERAL", "Numeral", "read_numeral"]

LONGEST = 28
"""A longer run of digits or numerals is a table rule or noise, never a quantity."""
_LONGEST_HAN = 40
"""Sixteen digits told in full: 一千一百一十一万…一十一."""

_DIGIT_ROWS = ("〇零○", "一壹幺", "二贰两貳兩俩倆", "三叁參仨", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
_DIGITS = {character: digit for digit, row in enumerate(_DIGIT_ROWS) for character in row}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENFOLD = {"廿": 20, "卅": 30, "卌": 40}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_MYRIADS |= {"京": 10**16, "垓": 10**20}
_DIGIT = "".join(_DIGITS)
_ONES = _DIGIT.replace("两", "").replace("兩", "")
# 千克, 千瓦, 百分: the scale word opens the unit instead of closing the number.
_TEN = "(?:[十拾佰仟廿卅卌]|百(?!分)|千(?![克瓦米卡焦赫伏帕]))"
_MYRIAD = "(?:[万萬亿億]|兆(?![瓦帕赫焦比伏字]))"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,28})(?:\.\d{1,20})?"
_SCALE = f"(?:{_TEN}?{_MYRIAD}{{1,3}}|{_TEN}(?![{_DIGIT}几]))"
_VAGUE = "[几余餘多来來]"
_MIXED = rf"{_ARABIC}(?:(?:{_VAGUE}| (?=[万亿][元人美吨亩户千平(（]))?{_SCALE}(?:[零又]?\d{{1,4}}(?:\.\d+)?{_SCALE})*)?"
_HAN = (
    rf"(?:(?:[数數几上]|好几)(?={_TEN}|{_MYRIAD}))?(?:[{_DIGIT}]|{_TEN}|{_MYRIAD})"
    rf"(?:[{_ONES}]|{_TEN}|{_MYRIAD}|[两兩](?=[十拾百佰千仟万萬亿億])|(?<=[零〇])[两兩]){{0,39}}"
    rf"(?:[点點][{_DIGIT}]{{1,20}}(?:{_TEN}|{_MYRIAD}){{0,3}})?(?:{_VAGUE}{_MYRIAD}{{1,2}}|几(?!何))?"
)
NUMERAL = rf"(?:{_MIXED}|{_HAN})"
"""Pattern of one numeral, Arabic, Chinese or mixed, without sign and unit."""

_VAGUE_WORD = re.compile(_VAGUE)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|.")
_SEVERAL = re.compile(f"好?[数數几]([{''.join(_TENS)}{''.join(_MYRIADS)}].*)")
_TEENS = re.compile(f"(.*[十拾百佰千仟])几([{''.join(_MYRIADS)}]*)")
_FEW = re.compile(f"(.*[十拾百佰千仟])[零〇]几([{''.join(_MYRIADS)}]*)")
_PAIR = re.compile(f"(.*?)([{_DIGIT}])([{_DIGIT}])([{''.join(_TENS)}]?)([{''.join(_MYRIADS)}]*)")


class Numeral(NamedTuple):
    """What a numeral says: its bounds, equal unless it is a spread such as 十几, and whether it is vague (1000余)."""

    low: Decimal
    high: Decimal
    vague: bool = False

    def scaled(self, factor: Decimal) -> "Numeral":
        """Return the numeral counted in another unit."""
        return Numeral(self.low * factor, self.high * factor, self.vague)


@lru_cache(maxsize=65536)
def read_numeral(text: str) -> Numeral | None:
    """Read one numeral; 十几 and 七八百 have two bounds, 一千余万 is vague, 一二〇 is read digit by digit.

    Returns:
        None when the text is no numeral.
    """
    text = text.replace(" ", "")
    if not text or len(text) > (LONGEST if text.isascii() else _LONGEST_HAN):
        return None
    if text.isascii() and text.replace(",", "").replace(".", "", 1).isdecimal():
        return _exact(Decimal(text.replace(",", "")))
    for pattern, read in ((_SEVERAL, _several), (_TEENS, _teens), (_FEW, _few), (_PAIR, _pair)):
        if (match := pattern.fullmatch(text)) and (spread := read(match)):
            return spread
    plain = _VAGUE_WORD.sub("", text[1:] if text[0] == "上" else text)
    value = _value(plain)
    return None if value is None else Numeral(value, value, plain != text and text[0] != "上")


def _exact(value: Decimal) -> Numeral:
    return Numeral(value, value)


def _several(match: re.Match[str]) -> Numeral | None:
    """Read 几十 and 数百万 as two to nine of them."""
    one = _value("一" + match[1])
    return None if one is None else Numeral(2 * one, 9 * one, vague=True)


def _teens(match: re.Match[str]) -> Numeral | None:
    """Read 十几 as 11 to 19, and 二十几万 as 21 to 29 times 万 (guideline, rule 21)."""
    base, scale = _value(match[1]), _value("一" + match[2])
    if base is None or scale is None:
        return None
    step = Decimal(_TENS[match[1][-1]]) / 10
    return Numeral((base + step) * scale, (base + 9 * step) * scale, vague=True)


def _few(match: re.Match[str]) -> Numeral | None:
    """Read 一百零几万 as 101 to 109 times 万."""
    base, scale = _value(match[1]), _value("一" + match[2])
    return None if base is None or scale is None else Numeral((base + 1) * scale, (base + 9) * scale, vague=True)


def _pair(match: re.Match[str]) -> Numeral | None:
    """Read neighbouring digits as a spread: 七八百, 十二三, 三五; not 一二〇."""
    head, first, second, ten, myriad = match.groups()
    low, high = _DIGITS[first], _DIGITS[second]
    if not ((high == low + 1 and low > 0) or (low, high) == (3, 5)) or (head and head[-1] not in "十拾百佰千仟万亿"):
        return None
    bounds = [_value(head + digit + ten + myriad) for digit in (first, second)]
    return None if None in bounds else Numeral(bounds[0] or Decimal(0), bounds[1] or Decimal(0), vague=True)


def _value(text: str) -> Decimal | None:
    """Read a numeral that names one number."""
    if not text:
        return None
    whole, point, fraction = text.replace("點", "点").partition("点")
    if point:
        return _with_fraction(whole, fraction)
    if all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    return _sum(_TOKEN.findall(text))


def _with_fraction(whole: str, fraction: str) -> Decimal | None:
    digits = fraction.rstrip("".join(_TENS) + "".join(_MYRIADS))
    if fraction[len(digits) :][:1] in ("十", "拾"):
        return None
    scale = _value("一" + fraction[len(digits) :])
    base = _value(whole) if whole else Decimal(0)
    if base is None or scale is None or not digits or any(c not in _DIGITS and c not in string.digits for c in digits):
        return None
    return (base + Decimal("0." + "".join(str(_DIGITS.get(c, c)) for c in digits))) * scale


def _sum(tokens: list[str]) -> Decimal | None:
    """Add up digits and scale words; 三万五 is 35000 and 一百二 is 120, but 一百零二 is 102."""
    total, section, digit, last, after_zero = Decimal(0), Decimal(0), None, 1, False
    smallest = 1
    for token in tokens:
        if token in _TENS or token in _TENFOLD:
            ten = _TENS.get(token, _TENFOLD.get(token, 1))
            section, digit, last, after_zero = section + (1 if digit is None else digit) * ten, None, ten, False
        elif token in _MYRIADS:
            myriad = _MYRIADS[token]
            section += digit if digit is not None else 0 if (section or total) else 1
            larger = total and (smallest < myriad or (smallest == myriad and not section))
            total = (total + section) * myriad if larger else total + section * myriad
            section, digit, last, smallest, after_zero = Decimal(0), None, myriad, myriad, False
        elif token in _DIGITS and digit is None:
            digit, after_zero = Decimal(_DIGITS[token]), after_zero or not _DIGITS[token]
            digit = None if not digit and len(tokens) > 1 else digit
        elif token[0].isdecimal() and digit is None:
            digit, after_zero = Decimal(token.replace(",", "")), after_zero or len(token) > 1
        else:
            return None
    return total + section + (digit or 0) * (1 if after_zero or last < 100 else last // 10)
