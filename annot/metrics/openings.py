"""Where a quantity can begin: the characters numbers open with, and the signs before them."""

import re
from functools import cache

__all__ = ["find_openings", "opening_pattern", "read_sign"]

_SIGN = re.compile(
    r"±|\+/[-−－]|(?:(?<![^\s,，、；（(长加高升涨快多降减低少跌慢率幅速温为达是由从至到])|(?<=[同环]比)|(?<=温度))[+\-−－]"
)
"""A sign, which behind other words is a dash."""
_SIGN_ENDS = frozenset("±+-−－正")
_LONGEST_SIGN = 3
_OPENINGS = re.compile(
    r"[\d第前首榜负零一数几上对半二两三四五六七八九十百千万亿廿卅俩仨壹贰叁肆伍陆柒捌玖拾](?:(?<=\d)[\d.]+)?"
)
"""The characters that the core's alternatives begin with; a run of digits is one opening."""


@cache
def opening_pattern(heads: str) -> re.Pattern[str]:
    """Return the pattern of every place where a quantity can begin, given the first characters of all units."""
    goes_on = "〇零一二两三四五六七八九十百千万亿兆廿卅几多余来点分成又半番贰壹叁拾佰仟"
    after = f"(?=[ {re.escape(heads)}{goes_on}]|[-—–~～至到、]|$)"
    return re.compile(
        r"(?<![\d.])\d(?!\d{0,3}(?:[年月号]|日(?!元|圆)))|第(?=[\d一二三四五六七八九十百两])|前(?=[\d一二三四五六七八九十百两])|首位|榜首|"
        r"(?:(?<![减担抱胜自欠税肩])负|零下)(?=[一二两三四五六七八九十百千\d])|"
        r"一(?=[美欧日港]元|英镑|吨(?!位)|公[里斤顷]|千[克瓦]|平方|立方|[成又折半倍番百千万亿点分十二]|[至到][二两三四五六七八九十]|[^一-龥])|[数几](?=[十百千万亿])|(?<![跃迈登站冲以])上(?=[百千万亿])|对半|(?<=打)对折|半|"
        f"[二两三四五六七八九十百千万亿廿卅俩仨壹贰叁肆柒捌玖拾]{after}|(?<![队退入落])伍{after}|(?<![大着登内水上])陆{after}"
    )


def find_openings(text: str, heads: str) -> list[int]:
    """Return the places where a quantity can begin.

    They are what the core's own finditer finds, the core being tried only where one of its characters stands.

    Args:
        text: The paragraph.
        heads: The first characters of all units.
    """
    core = opening_pattern(heads)
    places, done = [], 0
    for opening in _OPENINGS.finditer(text):
        place = opening.start()
        if place >= done and (match := core.match(text, place)):
            places.append(place)
            done = match.end()
    return places


def read_sign(text: str, place: int) -> int:
    """Return where the sign before a number starts, or the place of the number."""
    if text[place - 1 : place] not in _SIGN_ENDS:
        return place
    if text[place - 1] == "正":
        return place - (text[place] == "负")
    start = max(0, place - _LONGEST_SIGN)
    return next((match.start() for match in _SIGN.finditer(text, start, place) if match.end() == place), place)
