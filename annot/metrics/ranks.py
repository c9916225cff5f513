"""Ranks: 第13位, 全国第5, 第3至5名, 前十名, 全市首位; never 第七届, 第一 as an adverb, or a rank from the end."""

import re
from decimal import Decimal
from typing import NamedTuple

from annot.annotation import Kind, Qualifier, Quantity
from annot.metrics.cues import cues
from annot.metrics.numerals import NUMERAL, Numeral, read_numeral

__all__ = ["Rank", "counts_from_end", "read_rank"]

_TO = rf"(?:[位名]?[至到\-—–~～]第?(?P<last>{NUMERAL}))?"
_ORDINAL = re.compile(rf"第(?P<numeral>{NUMERAL}){_TO}(?P<unit>\s?[位名](?![老患])|大(?!类|道))?")
_FIRST = re.compile(
    rf"(?<![此目之以日当提先从会午空生战])前(?P<numeral>{NUMERAL}){_TO}(?P<unit>[位名强列])?(?P<share>[%％])?"
)
_FROM_END = re.compile("(?:倒数|(?:排名|[居列位]|[全本我][国省市县区州]|[国省市]内)[后末])前?$")
"""Before a rank told from the end, for which the guideline has no reading: 倒数第二, 排名后三位."""
_FROM_END_LENGTH = 4
_HEAD = re.compile("(?:首位|榜首|第一方阵)")
_CLOSED = re.compile(r"(?=$|[，。；、！？）)”,;\s的和及])")
_NOT_FIRST = re.compile("[年月日天个周季次期轮任述者台代世批项家大版句条步]|[一二三四五六七八九十]?(?:季度|个月)")
_AMONG = re.compile(
    r"(?:全国|全省|全市|全区|全球|世界|亚洲|国内|省内|中西部|全国百强|长三角|珠三角|中部|西部|东部|东北)(?![^，。；]{0,8}(?:百强|榜))[^，。；、“”第前\d]{0,10}?"
    r"(?:高新区|开发区|经开区|城市|地市|省份|省会|省会城市|县|县市|区县|市|州|行业|同类园区|企业|高校|省区市|市州|百强县)(?:中|排名)?$"
)
_GROUP = re.compile(
    "(?:居|列|位|入|身|至|排|返|回|进|在)(?P<scope>(?:全[国省市区球县州]|世界|国家级|亚洲|国内|省内|[东中西]部|长三角|珠三角|京津冀|大湾区|沿海)"
    "[^，。；、“”第前\\d居列]{2,14}?(?:港口?|产品|园区|经开区|高新区|开发区|自贸区|城市|省份|企业|高校|机场|口岸|景区|县域?|区县|市州|银行|医院|行业|机构))$"
)
_REGION = re.compile(
    "(?:居|列)(?P<scope>[^，。；、“”第前\\d居列在为]{2,9}(?:港口?|机场|城市|省份?|五省|省（区）|五省（区）|行业|地区|园区|区县|县市|高校|企业|百强[区县市]))$"
)
_CUE = re.compile(
    r"(?:排名|排|位列|位居|居|列|名列|跃居|升至|跃升至|上升至|上升到|升到|稳居|位次|位次为|跻身|进入|重返|重回|重归|挺进|迈入|保持|前移至|并列|位于|降至|晋级|进|入围|冲刺|迈进|排行|获|获得|达|达到|为|至)(?:了|在|到|为)?$"
)


class Rank(NamedTuple):
    """A rank at ``text[start:end]`` and its reading."""

    start: int
    end: int
    quantity: Quantity


def read_rank(text: str, place: int, floor: int) -> Rank | None:
    """Read the rank whose 第, 前 or 首位 stands at the place; the scope before it belongs to it."""
    if counts_from_end(text, place):
        return None
    if match := _HEAD.match(text, place):
        return _head(text, match, floor)
    if match := _ORDINAL.match(text, place):
        return _ordinal(text, match, floor)
    if match := _FIRST.match(text, place):
        return _first(text, match, floor)
    return None


def counts_from_end(text: str, place: int) -> bool:
    """Tell whether the words before the place make a rank there one from the end: 倒数|第二, 排名后|三位."""
    return _FROM_END.search(text, max(0, place - _FROM_END_LENGTH), place) is not None


def _scope(text: str, place: int, floor: int) -> int:
    """Return where the scope before a rank starts (全国|第5), or the place itself."""
    window = text[max(floor, place - 16) : place]
    if match := _AMONG.search(window):
        return place - len(window) + match.start()
    if match := _GROUP.search(window):
        return place - len(window) + match.start("scope")
    if found := cues("scope").before(text, place, floor):
        return found[0]
    match = _REGION.search(window)
    return place - len(window) + match.start("scope") if match else place


def _anchored(text: str, start: int, place: int, floor: int) -> bool:
    return start < place or bool(_CUE.search(text, max(floor, start - 5), start))


def _head(text: str, match: re.Match[str], floor: int) -> Rank | None:
    start = _scope(text, match.start(), floor)
    cue = text[max(floor, start - 2) : start]
    if match[0] == "第一方阵" or not (start < match.start() or cue.endswith(("居", "列", "登"))):
        return None
    return Rank(start, match.end(), _rank(Decimal(1), Decimal(1)))


def _ordinal(text: str, match: re.Match[str], floor: int) -> Rank | None:
    numeral = _numeral(match)
    start = _scope(text, match.start(), floor)
    if numeral is None:
        return None
    if not match["unit"] and not (_anchored(text, start, match.start(), floor) and _CLOSED.match(text, match.end())):
        return None
    return Rank(start, match.end(), _rank(numeral.low, numeral.high))


def _numeral(match: re.Match[str]) -> Numeral | None:
    """Return the places a rank names, from the first to the last of a range; None when they name no range."""
    first, last = read_numeral(match["numeral"]), read_numeral(match["last"] or match["numeral"])
    if first is None or last is None or (match["last"] and first.high >= last.low):
        return None
    return Numeral(first.low, last.high)


def _first(text: str, match: re.Match[str], floor: int) -> Rank | None:
    numeral = _numeral(match)
    start = _scope(text, match.start(), floor)
    if numeral is None or match["share"] or (not match["unit"] and _NOT_FIRST.match(text, match.end())):
        return None
    if not match["unit"] and not (
        _anchored(text, start, match.start(), floor) or text[match.start() - 2 : match.start()] == "排名"
    ):
        return None
    return Rank(start, match.end(), _rank(None, numeral.high, Qualifier.AT_MOST))


def _rank(low: Decimal | None, high: Decimal, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity(Kind.RANK, low, high, "位", qualifier)
