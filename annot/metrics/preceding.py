"""The noun phrase before a number that names what is measured: 营业收入|5230亿元."""

import re

from annot.metrics.modifiers import JOINED, PER_HEAD, anchored, bracketed, coordinates, deverbal, fresh, modifies
from annot.metrics.tokens import Role, Token, tokens, words

__all__ = ["left_phrase"]

_LONGEST = 30
_AGES = re.compile(r"(?<!\d)(?:\d{1,3}[-—~至到])?\d{1,3}周?岁(?:及以上|以上|以下|及)?的?$")
_PERCENTILE = re.compile(
    r"(?:一氧化碳|臭氧|CO|O3|O₃)(?:\(.{1,4}\)|（.{1,4}）)?日?(?:最大8小时)?(?:滑动)?(?:平?均)?值?的?第?\d{2}百分位$"
)
"""What the concentration of carbon monoxide and ozone is a percentile of."""
_OWNABLE = re.compile("(?:年龄|额度|标准|比例|费用|利息|工资|收入|补[贴助]|成本|利率|期限|投入|倍数)$")
_PAYING = frozenset("投罚垫赔捐砸掏赚赢欠买卖付贷")
"""Verbs of one character that name nothing: 甲公司|投|2亿元."""
_WHOLE = 2
_LAST = 4
_RATES = ("率", "系数", "比例", "时间", "天数")
_SINGLE = (Role.ACT, Role.PART)
_COORDINATING = (*JOINED, "、")
_IDLE_HEADS = (*JOINED, "型", "类", "最高", "最低", "最多")


def left_phrase(text: str, floor: int, end: int, *, joint: str = "", deed: bool = False) -> tuple[int, int] | None:
    """Return the place of the noun phrase that ends at `end`, or None when the words there name nothing.

    Args:
        text: The paragraph.
        floor: The phrase starts at or after this place.
        end: Where it ends.
        joint: Conjunctions that join its parts: a ratio speaks of both sides of 与.
        deed: Whether a verb alone may name what is counted (打井34眼).
    """
    floor = max(floor, end - _LONGEST)
    run = _bared(tokens(text, floor, end))
    if not run or not _closes(run, deed=deed):
        return None
    end = run[-1].end
    index = _opening(run, joint=joint)
    while index < len(run) and _idle_head(run[index], last=index == len(run) - 1):
        index += 1
    if index + 1 < len(run) and _owned(text, run[index], end):
        index += 1
    if index == len(run) or text[run[index].start : end] in words("idle"):
        return None
    return _with_number(text, floor, run[index].start), end


def _with_number(text: str, floor: int, start: int) -> int:
    """Return where a name starts with the percentile or the ages that open it: 第90百分位|浓度, 60岁以上|老人."""
    concentration = text.startswith("浓度", start + text.startswith("数", start))
    if concentration and (ranked := _PERCENTILE.search(text, max(0, start - _LONGEST), start)):
        return ranked.start()
    ages = _AGES.search(text, floor, start)
    return ages.start() if ages else start


def _owned(text: str, first: Token, end: int) -> bool:
    """Tell whether the first word only says whose a measure is: 人员|平均年龄, 借款人|自付利息, 实际|管辖面积."""
    whose = first.word in words("whose") and _OWNABLE.search(text, first.end, end) is not None
    return (whose or first.word == "实际") and end - first.end > _WHOLE


def _bared(run: list[Token]) -> list[Token]:
    """Take off what stands between a name and its number: 占比|始终, 管辖面积|扩展."""
    end = len(run)
    while end > 1:
        token, before = run[end - 1], run[end - 2]
        tends = (token.word in words("trend") or token.word in words("tail")) and before.role not in (
            Role.STOP,
            Role.MARK,
            Role.VERB,
        )
        if token.role is not Role.ADVERB and not tends:
            break
        end -= 1
    return run[:end]


def _ends(token: Token) -> bool:
    """Tell whether the word is no part of a name, as an adverb outside a threshold (产值超百亿元企业) is none."""
    return token.role in (Role.STOP, Role.MARK) or (token.role is not Role.PART and token.word in words("adverb"))


def _idle_head(token: Token, *, last: bool) -> bool:
    if token.word == "“":
        return False
    if token.word.isspace():
        return True
    owns = token.role is Role.OWNER or token.word in words("site owner")
    return _ends(token) or token.word in _IDLE_HEADS or (owns and not last)


def _closes(run: list[Token], *, deed: bool) -> bool:
    """Tell whether the last word can end the name of an indicator."""
    last, before = run[-1], run[-2] if len(run) > 1 else None
    if last.word in _PAYING:
        return False
    if last.role is Role.MARK:
        return last.word == "”"
    if last.role in (Role.NAME, Role.OWNER):
        return True
    if last.role is Role.ACT and len(last.word) > 1:
        alone = deed and last.word not in words("lead")
        if before is None:
            return alone
        named = before.role is Role.NAME or before.word in ("总", "年", "月", "日", "净", "毛", "类") or _done_to(run)
        return named or (alone and before.role in (Role.STOP, Role.VERB, Role.MARK))
    if last.role is Role.VERB and before is not None and before.word in PER_HEAD:
        return True
    return last.role in _SINGLE and before is not None and before.role in (Role.NAME, Role.PART)


def _done_to(run: list[Token]) -> bool:
    """Tell whether the verbs that end the run say what is done to a thing right before them: 玉米|复合|种植."""
    index = len(run) - 1
    while index and run[index].role is Role.ACT:
        index -= 1
    return run[index].role is Role.NAME and run[-1].word in words("either")


def _opening(run: list[Token], *, joint: str) -> int:
    """Return the index of the first word of the phrase that ends the run."""
    index = len(run)
    while index:
        token = run[index - 1]
        if (opened := _enclosed(run, index)) is not None:
            index = opened
        elif token.word == "”" or (token.word == "指标" and index < len(run) and run[index].word == "“"):
            return index
        elif _manner(run, index - 1):
            index -= 1
        elif (token.role is Role.VERB and not deverbal(run, index - 1)) or not modifies(run, index - 1):
            return anchored(run, index)
        elif not _joins(run, index - 1, joint) and (_ends(token) or (token.role is Role.OWNER and index < len(run))):
            return fresh(run, index)
        else:
            index -= 1
    return 0


def _enclosed(run: list[Token], index: int) -> int | None:
    """Return where the quotation or the brackets that close before the index open, when they belong to the name."""
    if run[index - 1].word in ("）", ")"):
        return bracketed(run, index - 1)
    if run[index - 1].word != "”" or (index < len(run) and run[index].word == "“"):
        return None
    return _quote(run, index - 1)


def _joins(run: list[Token], index: int, joint: str) -> bool:
    """Tell whether a conjunction joins two parts of the name."""
    if run[index].word not in _COORDINATING:
        return False
    return coordinates(run, index) or (run[index].word in joint and index + 1 < len(run))


def _manner(run: list[Token], index: int) -> bool:
    """Tell whether an adverb is a part of the name of a rate: 信访事项|及时|受理率."""
    if not 0 < index < len(run) - 1 or index < len(run) - _LAST or run[index].word not in words("manner"):
        return False
    return run[-1].word.endswith(_RATES) and run[index - 1].role in (Role.NAME, Role.ACT, Role.PART)


def _quote(run: list[Token], closing: int) -> int | None:
    for index in range(closing - 1, -1, -1):
        if run[index].word == "“":
            return index
    return None
