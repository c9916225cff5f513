"""The noun phrase before a number that names what is measured: 营业收入|5230亿元."""

import re

from annot.metrics.tokens import IDLE_TAIL, Role, Token, tokens, words

__all__ = ["left_phrase"]

_LONGEST = 30
_AGES = re.compile(r"(?<!\d)(?:\d{1,3}[-—~至到])?\d{1,3}岁(?:及以上|以上|以下|及)?的?$")
_JOINED = ("和", "与", "及", "或")
_PER_HEAD = ("人均", "户均", "亩均", "地均", "每万人", "每千人", "每百人", "每百户", "每万人口", "每千人口")
_MEASURED = re.compile("(?:率|额|量|数|值|度|费|金|款|比|比重|占比|面积|价|价格|产|投资|收入|支出|能力)$")
_SINGLE = (Role.ACT, Role.PART)


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
    run = tokens(text, floor, end)
    if not run or not _closes(run, deed=deed):
        return None
    index = _opening(run, joint=joint)
    while index < len(run) and _idle_head(run[index], last=index == len(run) - 1):
        index += 1
    if index == len(run) or text[run[index].start : end] in IDLE_TAIL:
        return None
    ages = _AGES.search(text, floor, run[index].start)
    return ages.start() if ages else run[index].start, end


def _idle_head(token: Token, *, last: bool) -> bool:
    if token.word == "“":
        return False
    return (
        token.role in (Role.STOP, Role.MARK)
        or token.word in (*_JOINED, "型", "最高", "最低", "最多")
        or (token.role is Role.OWNER and not last)
    )


def _closes(run: list[Token], *, deed: bool) -> bool:
    """Tell whether the last word can end the name of an indicator."""
    last, before = run[-1], run[-2] if len(run) > 1 else None
    if last.role is Role.MARK:
        return last.word == "”"
    if last.role in (Role.NAME, Role.OWNER):
        return True
    if last.role is Role.ACT and len(last.word) > 1:
        alone = deed and last.word not in words("lead")
        return before.role is Role.NAME or (alone and before.role is Role.STOP) if before else alone
    return last.role in _SINGLE and before is not None and before.role in (Role.NAME, Role.PART)


def _opening(run: list[Token], *, joint: str) -> int:
    """Return the index of the first word of the phrase that ends the run."""
    index = len(run)
    while index > 0:
        token = run[index - 1]
        if token.word == "”":
            opened = _quote(run, index - 1)
            if opened is None or (index < len(run) and run[index].word == "“"):
                return index
            index = opened
        elif token.role is Role.VERB or not _modifies(run, index - 1):
            return _fresh(run, index)
        elif token.word in (*_JOINED, "、") and (
            _coordinates(run, index - 1) or (token.word in joint and index < len(run))
        ):
            index -= 1
        elif token.role in (Role.STOP, Role.MARK) or (token.role is Role.OWNER and index < len(run)):
            return _fresh(run, index)
        elif token.word == "指标" and index < len(run) and run[index].word == "“":
            return index
        else:
            index -= 1
    return index


def _quote(run: list[Token], closing: int) -> int | None:
    for index in range(closing - 1, -1, -1):
        if run[index].word == "“":
            return index
    return None


def _modifies(run: list[Token], index: int) -> bool:
    """Tell whether a verb modifies the noun after it (竞聘人员) instead of governing it (受理诉求)."""
    token, head = run[index], run[-1].word
    leads = token.word in words("lead")
    if index == len(run) - 1 or not (leads or token.role is Role.ACT):
        return True
    before = run[index - 1].role if index else Role.MARK
    if index and run[index - 1].word == "”":
        return True
    if before in (Role.NAME, Role.PART, Role.VERB, Role.ACT) or (index and run[index - 1].word in _JOINED):
        return True
    if leads:
        return bool(_MEASURED.search(head)) and all(later.role is Role.ACT for later in run[index + 1 : -1])
    return bool(_MEASURED.search(head)) or any(head.endswith(word) for word in words("head"))


def _fresh(run: list[Token], index: int) -> int:
    """Take in 新增, 新引进 and 累计 that stand right at the name (guideline, rule 14)."""
    while 0 < index < len(run):
        word, before = run[index - 1].word, run[index - 2].word if index > 1 else ""
        if word in words("fresh"):
            index -= 1
        elif before in ("新", *_PER_HEAD) and (before != "新" or before + word in words("fresh")):
            index -= 2
        elif word == "新" and run[index].word in ("引进", "开工", "竣工", "登记", "注册"):
            index -= 1
        else:
            break
    return index


def _coordinates(run: list[Token], index: int) -> bool:
    """Tell whether the conjunction joins two modifiers of one head: 新开工和复工项目, 硕士、博士学历占比."""
    if not 0 < index < len(run) - 2:
        return False
    left, right = run[index - 1], run[index + 1]
    if right.role in (Role.ACT, Role.PART) and left.role is not Role.MARK and run[index].word != "、":
        return True
    return (
        len(left.word) <= 2
        and len(right.word) <= 2
        and left.role is Role.NAME
        and _MEASURED.search(run[-1].word) is not None
    )
