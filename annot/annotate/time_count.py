"""Whole numbers as times are written with them: ``2024``, ``二〇二四``, ``二十一``, ``30``."""

__all__ = ["parse_count"]

_DIGIT = {numeral: value for value, numerals in enumerate(("〇○零", *"一二三四五六七八九")) for numeral in numerals}
_DIGIT["两"] = 2
_WEIGHT = {"十": 10, "百": 100}


def parse_count(text: str) -> int:
    """Return the number that Arabic or Chinese numerals write.

    ``数`` and ``几`` before a weight stand for one: ``数十`` is read as ten, its lowest value.
    """
    if text.isdecimal():
        return int(text)
    if not any(weight in text for weight in _WEIGHT):
        return int("".join(str(_DIGIT[numeral]) for numeral in text))
    total = 0
    digit: int | None = None
    for numeral in text:
        if numeral in _WEIGHT:
            total += (1 if digit is None else digit) * _WEIGHT[numeral]
            digit = None
        else:
            digit = _DIGIT.get(numeral)
    return total + (digit or 0)
