"""The noun phrase behind a number that names what it counts: 17家|国家重点实验室."""

import re

from annot.metrics.tokens import Role, Token, ends, tokens, words

__all__ = ["right_phrase"]

_LONGEST = 30
_RELATIVE = re.compile(
    r"(?:具有|拥有|来自|总|以上|达到|[十百千万亿]+级|符合|涉及|用于|面向|具备|投资|属于|参加|参与)[^，。；、：（）()\d]{0,14}?的(?=[一-龥“])"
)
_AGED = re.compile("\\d{1,3}(?:[-—~至到]\\d{1,3})?(?:周岁|岁)(?:及以上|以上|以下|及以下)?的?")
"""Ages that say who is counted: 3万名|80岁以上老人."""
_EVERY = re.compile("各[类种]|不同类型的?")
_INSET = re.compile(r"[（(][^（()）\d]{1,8}[)）]")
_RATE = re.compile("(?:率|比例|标准|额度|价格|水平)$")
_SHORT = 2
_MEASURE = re.compile("(?:额|值|量|收入|支出|利润|增速|面积|价格|贷款余额)$")
_VERB_AND_THING = 2
_MANNER = re.compile("[一-龥]{2,}化")
"""How something is done to what is counted: 148个行业大模型|规模化|应用."""
_SINGLE = (Role.ACT, Role.PART)


def right_phrase(text: str, start: int, ceiling: int, *, of: bool, governed: bool = False) -> tuple[int, int] | None:
    """Return the place of the noun phrase that starts at `start`.

    Args:
        text: The paragraph.
        start: Where the number ends.
        ceiling: The phrase ends at or before this place.
        of: Whether a 的 may stand before it.
        governed: Whether a verb before the number has what is counted for its object, so that verbs behind the number
            only modify it: 新建9家|老年人助餐服务点.
    """
    if text.startswith("不等", start):
        start += 2
    if text[start : start + 1] == "的":
        if not of:
            return None
        start += 1
    if match := _EVERY.match(text, start):
        start = match.end()
    if match := _RELATIVE.match(text, start):
        start = match.end()
    aged = _AGED.match(text, start)
    run = tokens(text, aged.end() if aged else start, min(ceiling, start + _LONGEST))
    place = _forward(text, run[_clause_of(run) :], governed=governed)
    return (start, place[1]) if aged and place and place[0] == aged.end() else place


def _clause_of(run: list[Token]) -> int:
    """Return where the noun starts behind what tells of its kind: 适合加装电梯的|门栋, 高附加值、有特色的|品牌."""
    told = bool(run) and run[0].role in (Role.ACT, Role.VERB)
    for index, token in enumerate(run):
        if token.word == "、" and index:
            told = all(before.role in (Role.NAME, Role.PART, Role.ACT) for before in run[:index])
        elif token.role is Role.MARK:
            break
        elif token.word == "的":
            named = index + 1 < len(run) and run[index + 1].role in (Role.NAME, Role.PART)
            return index + 1 if told and named else 0
    return 0


def _forward(text: str, run: list[Token], *, governed: bool) -> tuple[int, int] | None:
    """Return the place of the noun phrase that opens a run of words."""
    begun, last, index = 0, -1, 0
    while index < len(run):
        following = run[index + 1] if index + 1 < len(run) else None
        if run[index].word == "等" and following and following.role in (Role.NAME, Role.PART, Role.ACT):
            begun, last = index + 1, -1
        elif (closed := _enclosed(text, run, index, begun=last >= begun)) is not None:
            index = last = closed
        elif not _passes(run, index, begun=last >= begun):
            if not _belongs(run, index, begun=last >= begun, governed=governed):
                break
            last = index
            if run[index].role is Role.OWNER and _owns(run[index], following, index):
                break
        index += 1
    return _trimmed(text, run, begun, last)


def _enclosed(text: str, run: list[Token], index: int, *, begun: bool) -> int | None:
    """Return the index of the mark that closes the quotation or the inset which opens here, a part of the name."""
    if run[index].word == "“":
        closed = _closing(run, index)
        return closed if closed is not None and (not begun or _named(run, closed)) else None
    inset = _INSET.match(text, run[index].start) if begun and run[index].word in ("（", "(") else None
    return next((i for i in range(index, len(run)) if run[i].end == inset.end()), index) if inset else None


def _passes(run: list[Token], index: int, *, begun: bool) -> bool:
    """Tell whether the word neither ends the name nor can close it: a comma of a list, a conjunction, a set verb."""
    if (run[index].word == "、" and _enumerates(run, index)) or _joins(run, index, begun):
        return True
    return not index and not _aids(run) and _set_verb(run)


def _belongs(run: list[Token], index: int, *, begun: bool, governed: bool) -> bool:
    """Tell whether the word is a part of the name that can close it."""
    if (not index and _aids(run)) or (governed and _closed_by(run, index)):
        return True
    return not _ends(run[index]) and not _measures(run, index) and _continues(run, index, begun)


def _owns(token: Token, following: Token | None, index: int) -> bool:
    """Tell whether an owner ends the name, which only a place goes on from: 29所|国内知名高校, 3家公司|入驻."""
    if index or following is None:
        return True
    within = token.word.endswith("内") and following.role in (Role.NAME, Role.PART, Role.ACT)
    return not within and not ends(following.word, "head")


def _measures(run: list[Token], index: int) -> bool:
    """Tell whether the word is a measure of what is counted, not a part of its name: 34个行业|利润总额|同比增加."""
    token = run[index]
    if not index or len(token.word) <= _SHORT or not _MEASURE.search(token.word):
        return False
    return ends(run[index - 1].word, "agent") or ends(run[index - 1].word, "member")


def _set_verb(run: list[Token]) -> bool:
    """Tell whether a verb and the thing it is done to are all that stands behind the number: 41项|整改任务."""
    verb = run[0].role is Role.VERB and run[0].word not in words("light") and len(run[0].word) > 1
    return verb and len(run) == _VERB_AND_THING and ends(run[1].word, "set")


def _closed_by(run: list[Token], index: int) -> bool:
    """Tell whether a noun that takes verbs before it closes the words behind the verb: 停车|泊位, 安全评估 does not."""
    plain = _plain(run[index + 1 :]) if run[index].role is Role.ACT else []
    return any(token.role is Role.NAME for token in plain)


def _ends(token: Token) -> bool:
    """Tell whether the word ends every name: 45家企业|同步开工."""
    coloured = token.word in words("adverb") or token.word in words("trend")
    return coloured or "Ⅰ" <= token.word <= "Ⅻ" or token.role in (Role.STOP, Role.MARK, Role.VERB)


def _joins(run: list[Token], index: int, begun: bool) -> bool:
    """Tell whether the conjunction joins two modifiers of a noun that follows: 539家|内地及海外企业."""
    if not begun or run[index].word not in ("和", "及", "与") or index + 2 >= len(run):
        return False
    modifiers = run[index - 1], run[index + 1]
    short = all(token.role in (Role.NAME, Role.PART) and len(token.word) == 2 for token in modifiers)
    return short and run[index - 1].word not in words("head") and run[index + 2].word in words("head")


def _aids(run: list[Token]) -> bool:
    """Tell whether the verb that opens the run names what an aid is for: 落户奖励, but not 给予奖励."""
    return run[0].role is Role.VERB and len(run) > 1 and run[1].word in words("aid") and run[0].word[0] != "给"


def _trimmed(text: str, run: list[Token], begun: int, last: int) -> tuple[int, int] | None:
    while last > begun and (run[last].word in words("idle") or _MANNER.fullmatch(run[last].word)):
        last -= 1
    if last < begun or (last == begun and run[last].role in _SINGLE and len(run[last].word) < 2):
        return None
    if last == begun and run[last].role in (Role.ACT, Role.VERB):
        return None
    return (run[begun].start, run[last].end) if text[run[begun].start : run[last].end] not in words("idle") else None


def _continues(run: list[Token], index: int, begun: bool) -> bool:
    """Tell whether the word goes on with the phrase: a verb only when it modifies a noun that follows."""
    token = run[index]
    following = run[index + 1] if index + 1 < len(run) else None
    if token.role is Role.PART and begun:
        named = following is not None and following.role in (Role.NAME, Role.PART, Role.OWNER)
        return named or len(token.word) == 1
    if token.role is not Role.ACT:
        return True
    if begun and run[index - 1].word in words("agent") and token.word in words("nominal"):
        return False
    if begun and _RATE.search(run[index - 1].word):
        return False
    if following is None or following.role not in (Role.NAME, Role.PART, Role.OWNER, Role.ACT):
        return not begun
    if not begun:
        return True
    ahead = run[index + 1 : index + 4]
    return token.word in words("either") and any(ends(later.word, "head") for later in _plain(ahead))


def _plain(run: list[Token]) -> list[Token]:
    """Return the words up to the first that ends every name."""
    roles = (Role.NAME, Role.PART, Role.ACT)
    stop = next((i for i, token in enumerate(run) if token.role not in roles), len(run))
    return run[:stop]


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
