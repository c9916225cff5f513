"""Shares of a whole as they are written: 8:2, 1/4, 三分之二, 九成五, 六至七成, 2.5成, 一半."""

import re
from decimal import Decimal
from typing import NamedTuple

from annot.annotation import Kind
from annot.metrics.numerals import NUMERAL, Numeral, read_numeral

__all__ = ["HALF_UNIT", "Share", "read_share"]

_POSSIBLE = re.compile(
    r"\d+(?:\.\d+)?(?:\s?[:：∶比/]|又?分之|又)|[^\d分]{1,12}?分之|[^\d分]{1,6}又|[\d一二两三四五六七八九十.点成至到—–\-~～、]{1,11}成|[一半对]|(?<=打)对折"
)
_RATIO = re.compile(r"\d+(?:\.\d+)?(?:\s?[:：∶比]\s?\d+(?:\.\d+)?)+")
_TERM = re.compile(r"\d+(?:\.\d+)?")
_SLASH = re.compile(r"(\d{1,6})/(\d{1,6})(?![\d/百千万])")
_RATE = re.compile(r"(?P<top>\d+(?:\.\d+)?)/(?P<bottom>(?:\d{1,4})?[百千万])(?![\d亿元吨人户辆台平千立亩公])")
"""Cases among so many people: 15.1/10万."""
_PARTS = re.compile(rf"(?:(?P<whole>{NUMERAL})又)?(?P<bottom>百|{NUMERAL}百?)分之(?P<minus>负)?(?P<top>{NUMERAL})")
_TO = re.compile(rf"[至到\-—~～](?P<high>{NUMERAL})(?=$|[，。；、,;\s）)的])")
"""The ceiling of a share in words, its 百分之 left out: 百分之十到|二十."""
_TENTH = r"(?:10(?![.\d])|\d(?:\.\d{1,2})?(?!\d)|[一二两三四五六七八九](?:点[一二三四五六七八九])?|十)"
_TENTHS = re.compile(
    rf"(?<![\d.一二两三四五六七八九十百千万亿点])(?P<low>{_TENTH})(?:(?P<joint>成?[至到—–\-~～]|、?)(?P<high>{_TENTH}))?成"
    r"(?P<more>[一二三四五六七八九半]|\d(?![\d.]))?"
    "(?![立为功员本果长绩都套分交效就人群天品份熟像因见型渝年才材形片批团规体建组网林龙单])"
)
_HALF = re.compile("(?:一半|半数|对半|(?<=打)对折|半壁江山|(?<!大)半)(?![年月天日夜径导岛个小岁程场期山])")
HALF_UNIT = (
    "半(?=个百分点|倍|公里|千米|平方|米(?!兰)|亩|公顷|斤|公斤|千克|吨|升|公升|加仑|里地|分钟|秒|英里|海里|克|两)"
)
"""Pattern of a half that is one of a unit, not of a whole: 半公里."""
_HALF_UNIT = re.compile(HALF_UNIT)
_TWO = 2
_NOTHING = Numeral(Decimal(0), Decimal(0))


class Share(NamedTuple):
    """A share that ends at ``end``, its bounds as parts of one.

    Attributes:
        end: Where it ends.
        low, high: Its bounds; None for a ratio of three or more terms.
        kind: What sort of share it is; None for a ratio, which joins no range.
        vague: Whether it is approximate (六七成).
    """

    end: int
    low: Decimal | None
    high: Decimal | None
    kind: Kind | None = None
    vague: bool = False


def read_share(text: str, start: int) -> Share | None:
    """Read a ratio (8:2), a fraction (1/4, 三分之二), tenths (九成五) or a half."""
    if not _POSSIBLE.match(text, start):
        return None
    if ratio := _quotient(text, start):
        return ratio
    if match := _PARTS.match(text, start):
        share, ceiling = _parts(match), _TO.match(text, match.end())
        return _raised(share, ceiling, match["bottom"]) if share and ceiling else share
    if match := _TENTHS.match(text, start):
        return _tenths(match)
    if (match := _HALF.match(text, start)) and not _HALF_UNIT.match(text, start):
        return Share(match.end(), Decimal("0.5"), Decimal("0.5"))
    return None


def _quotient(text: str, start: int) -> Share | None:
    """Read one number over another: 8:2, 1/4, 15.1/10万; of three or more terms no one share can be told."""
    value: Decimal | None = None
    if match := _RATIO.match(text, start):
        terms = [Decimal(term) for term in _TERM.findall(match[0])]
        value = terms[0] / terms[1] if len(terms) == _TWO and terms[1] else None
    elif (match := _SLASH.match(text, start)) and int(match[2]):
        value = Decimal(match[1]) / Decimal(match[2])
    elif match := _RATE.match(text, start):
        people = (read_numeral(match["bottom"]) or _NOTHING).low
        value = Decimal(match["top"]) / people if people else None
    return Share(match.end(), value, value) if match else None


def _parts(match: re.Match[str]) -> Share | None:
    bottom, top = read_numeral(match["bottom"]), read_numeral(match["top"])
    whole = read_numeral(match["whole"]) if match["whole"] else _NOTHING
    if bottom is None or top is None or whole is None or not bottom.low:
        return None
    kind = Kind.PERCENT if match["bottom"] in ("百", "一百") and not match["whole"] else Kind.RATIO
    low, high = whole.low + top.low / bottom.low, whole.low + top.high / bottom.low
    return Share(match.end(), *((-high, -low) if match["minus"] else (low, high)), kind, top.vague)


def _raised(share: Share, ceiling: re.Match[str], bottom: str) -> Share:
    top, whole = read_numeral(ceiling["high"]), read_numeral(bottom)
    high = top.high / whole.low if top and whole else None
    higher = share.low is not None and high is not None and share.low < high
    return share._replace(end=ceiling.end(), high=high) if higher else share


def _tenths(match: re.Match[str]) -> Share | None:
    """Read 九成五, 2.5成, and 六至七成 or 六七成 as two bounds."""
    low, rest = _tenth(match["low"]), Decimal(5) if match["more"] == "半" else _tenth(match["more"] or "零")
    if match["high"] is None:
        return Share(match.end(), low / 10 + rest / 100, low / 10 + rest / 100, Kind.PERCENT)
    high, near = _tenth(match["high"]), match["joint"] in ("", "、")
    if near and high != low + 1:
        return None
    if high <= low:
        return Share(match.start("joint") + 1, low / 10, low / 10, Kind.PERCENT) if match["joint"][0] == "成" else None
    return Share(match.end(), low / 10, high / 10 + rest / 100, Kind.PERCENT, vague=near)


def _tenth(numeral: str) -> Decimal:
    return (read_numeral(numeral) or _NOTHING).low
