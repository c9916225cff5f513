"""Bounds of a number: the words before and behind it that make it a floor, a ceiling or an approximation."""

import re
from decimal import Decimal

from annot.annotation import Qualifier
from annot.metrics.amounts import Amount
from annot.metrics.changes import peel
from annot.metrics.cues import cues

__all__ = ["leading_bound", "limits"]

_AWARD = re.compile(
    r"(?:最高|最多|至多|不超过|上限)[^，。；、\d]{0,10}"
    r"(?:给予|奖励|补助|补贴|资助|支持|可获|可达|奖补|扶持|按|贴息|补)[^，。；、\d]{0,6}$"
)
_CEILING = re.compile("最|不超过|至多|上限")
_JOINED = {"近": "最附临邻靠", "约": "节签预合公大条集违制", "过": "通经", "破": "打突侦告冲爆攻查识刺击戳揭看"}
"""Characters that make another word with the bound behind them: 签约, 附近, 通过."""
_OF_WHOM = re.compile("的?(?:企业|项目|产业|园区|[乡镇县村]|集群|产品)")
"""What a threshold after 过 is of: 产值过50亿元的|企业."""
_bounds = cues("bound")


def leading_bound(text: str, amount: Amount, floor: int) -> tuple[int, str] | None:
    """Return where the bounding word before the amount starts and what it says: 超过, 近, 不低于."""
    place = peel(text, amount.start, floor)
    found = _bounds.before(text, place, floor)
    if found is None:
        return None
    word, before = text[found[0] : place], text[max(0, found[0] - 1) : found[0]]
    if word in _JOINED and before and before in _JOINED[word]:
        return None
    plain = amount.numeral[0] not in "百千万亿半" and text[amount.end - 1] != "成"
    if word == "过" and plain and not _OF_WHOM.match(text, amount.end):
        return None
    return found


def limits(text: str, amount: Amount, word: str) -> tuple[Decimal | None, Decimal | None, Qualifier]:
    """Return minimum, maximum and qualifier as the guideline defines them.

    Args:
        text: The paragraph.
        amount: The number.
        word: What the bound before it says, or empty.
    """
    bound = amount.bound or word
    if amount.tolerance:
        return _tolerated(amount, bound)
    if bound == "approx" or (not bound and amount.vague):
        return amount.low, amount.high, Qualifier.APPROX
    if bound == "at_least" or amount.numeral[0] == "上":
        return amount.low, None, Qualifier.AT_LEAST
    if bound == "at_most" or _capped(text, amount.start):
        return None, amount.high, Qualifier.AT_MOST
    return amount.low, amount.high, Qualifier.EXACT


def _tolerated(amount: Amount, bound: str) -> tuple[Decimal | None, Decimal | None, Qualifier]:
    """Return both ends of a tolerance, which 不超过 and 以内 do not move; outside it (超过±5%) lies no one stretch."""
    if bound == "at_least":
        return None, None, Qualifier.AT_LEAST
    return amount.low, amount.high, Qualifier.APPROX if bound == "approx" or amount.vague else Qualifier.EXACT


def _capped(text: str, place: int) -> bool:
    """Tell whether a ceiling is named before the verb of giving: 每家最高给予500万元."""
    start = max(0, place - 28)
    return _CEILING.search(text, start, place) is not None and _AWARD.search(text, start, place) is not None
