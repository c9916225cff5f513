"""The noun phrase that names what is measured, to the left or to the right of a number."""

import re

from annot.metrics.tokens import Role, Token, tokens, words

__all__ = ["left_phrase", "right_phrase"]

_LONGEST = 30
_RELATIVE = re.compile(
    r"(?:具有|拥有|来自|总|以上|达到|符合|涉及|用于|面向|具备|投资|属于|参加|参与)[^，。；、：（）()\d]{0,14}?的(?=[一-龥“])"
)
_AGES = re.compile(r"(?<!\d)(?:\d{1,3}[-—~至到])?\d{1,3}岁(?:及以上|以上|以下|及)?的?$")
_JOINED = ("和", "与", "及", "或")
_INSET = re.compile(r"[（(][^（()）\d]{1,8}[)）]")
_IDLE_TAIL = (
    "信息",
    "数据",
    "名单",
    "情况",
    "结果",
    "经济",
    "工作",
    "的",
    "问题",
    "方面",
    "意见",
    "评价",
    "统计",
    "调查",
    "综合",
)
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
    if index == len(run) or text[run[index].start : end] in _IDLE_TAIL:
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


def right_phrase(text: str, start: int, ceiling: int, *, of: bool) -> tuple[int, int] | None:
    """Return the place of the noun phrase that starts at `start`.

    Args:
        text: The paragraph.
        start: Where the number ends.
        ceiling: The phrase ends at or before this place.
        of: Whether a 的 may stand before it.
    """
    if text.startswith("不等", start):
        start += 2
    if text[start : start + 1] == "的":
        if not of:
            return None
        start += 1
    if match := _RELATIVE.match(text, start):
        start = match.end()
    return _forward(text, tokens(text, start, min(ceiling, start + _LONGEST)))


def _forward(text: str, run: list[Token]) -> tuple[int, int] | None:
    begun, last, index = 0, -1, 0
    while index < len(run):
        token = run[index]
        following = run[index + 1] if index + 1 < len(run) else None
        if token.word == "等" and following and following.role in (Role.NAME, Role.PART, Role.ACT):
            begun, last = index + 1, -1
        elif (
            token.word == "“" and (closed := _closing(run, index)) is not None and (last < begun or _named(run, closed))
        ):
            index = last = closed
        elif token.word in ("（", "(") and last >= begun and (match := _INSET.match(text, token.start)):
            index = last = next((i for i in range(index, len(run)) if run[i].end == match.end()), index)
        elif token.word == "、" and _enumerates(run, index):
            pass
        elif _aids(token, following) and not index:
            last = index
        elif token.role in (Role.STOP, Role.MARK, Role.VERB) or not _continues(run, index, last >= begun):
            break
        else:
            last = index
            if token.role is Role.OWNER:
                break
        index += 1
    return _trimmed(text, run, begun, last)


def _aids(token: Token, following: Token | None) -> bool:
    """Tell whether a verb names what an aid is for: 落户奖励, but not 给予奖励."""
    return (
        token.role is Role.VERB and following is not None and following.word in words("aid") and token.word[0] != "给"
    )


def _trimmed(text: str, run: list[Token], begun: int, last: int) -> tuple[int, int] | None:
    while last > begun and (run[last].word in _IDLE_TAIL):
        last -= 1
    if last < begun or (last == begun and run[last].role in _SINGLE and len(run[last].word) < 2):
        return None
    if last == begun and run[last].role in (Role.ACT, Role.VERB):
        return None
    return (run[begun].start, run[last].end) if text[run[begun].start : run[last].end] not in _IDLE_TAIL else None


def _continues(run: list[Token], index: int, begun: bool) -> bool:
    """Tell whether the word goes on with the phrase: a verb only when it modifies a noun that follows."""
    token = run[index]
    following = run[index + 1] if index + 1 < len(run) else None
    if token.role is Role.PART and begun:
        named = following is not None and following.role in (Role.NAME, Role.PART, Role.OWNER)
        return named or len(token.word) == 1
    if token.role is not Role.ACT:
        return True
    if following is None or following.role not in (Role.NAME, Role.PART, Role.OWNER, Role.ACT):
        return not begun
    if not begun:
        return True
    return token.word in words("either") and any(following.word.endswith(word) for word in words("head"))


def _closing(run: list[Token], index: int) -> int | None:
    return next((later for later in range(index + 1, len(run)) if run[later].word == "”"), None)


def _named(run: list[Token], closed: int) -> bool:
    """Tell whether a noun follows the quotation: 专精特新“小巨人”企业."""
    return closed + 1 < len(run) and run[closed + 1].role is Role.NAME


def _enumerates(run: list[Token], index: int) -> bool:
    """Tell whether the comma belongs to a list that 等 closes before the real head."""
    for later in run[index + 1 :]:
        if later.word == "等":
            return True
        if later.role is Role.VERB or (later.role is Role.MARK and later.word not in "、“”"):
            return False
    return False
