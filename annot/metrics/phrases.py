"""The noun phrase that names what is measured, to the left or to the right of a number."""

import re

from annot.metrics.tokens import Token, tokens, words

__all__ = ["left_phrase", "right_phrase"]

_LONGEST = 30
_TAIL = re.compile(r"\s+$")
_RELATIVE = re.compile(
    r"(?:具有|拥有|来自|总|以上|达到|符合|涉及|用于|面向|具备|投资|属于|参加|参与)[^，。；、：（）()\d]{0,14}?的(?=[一-龥“])"
)
_JOINED = ("和", "与", "及", "或")


def left_phrase(text: str, floor: int, end: int) -> tuple[int, int] | None:
    """Return the place of the noun phrase that ends at `end`, or None when the words there name nothing.

    Args:
        text: The paragraph.
        floor: The phrase starts at or after this place.
        end: Where it ends.
    """
    floor = max(floor, end - _LONGEST)
    run = tokens(text, floor, end)
    if not run or not _closes(run):
        return None
    index = _opening(run)
    while index < len(run) and (
        (run[index].role in ("stop", "mark") and run[index].word != "“") or run[index].word in ("的", *_JOINED)
    ):
        index += 1
    return (run[index].start, end) if index < len(run) else None


def _closes(run: list[Token]) -> bool:
    """Tell whether the last word can end the name of an indicator."""
    last = run[-1]
    if last.role == "mark":
        return last.word == "”"
    if last.role == "name":
        return True
    return last.role == "part" and len(run) > 1 and (run[-2].role in ("name", "part")) and len(last.word) < 3


def _opening(run: list[Token]) -> int:
    """Return the index of the first word of the phrase that ends the run."""
    index = len(run)
    while index > 0:
        token = run[index - 1]
        if token.word == "”":
            opened = _quote(run, index - 1)
            if opened is None:
                return index
            index = opened
        elif token.role == "verb":
            return _fresh(run, index)
        elif token.word in _JOINED and _coordinates(run, index - 1):
            index -= 1
        elif token.role in ("stop", "mark"):
            return index
        else:
            index -= 1
    return index


def _quote(run: list[Token], closing: int) -> int | None:
    for index in range(closing - 1, -1, -1):
        if run[index].word == "“":
            return index
    return None


def _fresh(run: list[Token], index: int) -> int:
    """Take in 新增, 新引进 and 累计 that stand right at the name (guideline, rule 14)."""
    word = run[index - 1].word
    before = run[index - 2].word if index > 1 else ""
    if word in words("fresh") and index < len(run):
        return index - 1
    if before == "新" and before + word in words("fresh") and index < len(run):
        return index - 2
    return index


def _coordinates(run: list[Token], index: int) -> bool:
    """Tell whether 和 joins two modifiers of one head: 新开工和复工项目."""
    return 0 < index < len(run) - 2 and run[index - 1].role == "part"


def right_phrase(text: str, start: int, ceiling: int, *, of: bool) -> tuple[int, int] | None:
    """Return the place of the noun phrase that starts at `start`.

    Args:
        text: The paragraph.
        start: Where the number ends.
        ceiling: The phrase ends at or before this place.
        of: Whether a 的 may stand before it.
    """
    if text[start : start + 1] == "的":
        if not of:
            return None
        start += 1
    if match := _RELATIVE.match(text, start):
        start = match.end()
    ceiling = min(ceiling, start + _LONGEST)
    run = tokens(text, start, ceiling)
    return _forward(text, run)


def _forward(text: str, run: list[Token]) -> tuple[int, int] | None:
    end, begun, quoted = None, 0, False
    for index, token in enumerate(run):
        following = run[index + 1] if index + 1 < len(run) else None
        if token.word == "等" and following and following.role in ("name", "part"):
            begun, end = index + 1, None
            continue
        if token.word in "“”":
            if token.word == "“" and index and end is not None and not _leads(run, index):
                break
            quoted = token.word == "“"
            continue
        if quoted:
            continue
        if token.word == "、" and _enumerates(run, index):
            continue
        if token.role in ("stop", "mark", "verb"):
            break
        if token.role == "part" and not (following and following.role in ("name", "part")) and end is not None:
            break
        end = index
    if end is None or begun >= len(run) or (run[end].role == "part" and end == begun and len(run[end].word) < 2):
        return None
    return run[begun].start, run[end].end


def _leads(run: list[Token], index: int) -> bool:
    """Tell whether the quotation is followed by a noun: 专精特新“小巨人”企业."""
    for later in range(index + 1, len(run) - 1):
        if run[later].word == "”":
            return run[later + 1].role == "name"
    return False


def _enumerates(run: list[Token], index: int) -> bool:
    """Tell whether the comma belongs to a list that 等 closes before the real head."""
    for later in run[index + 1 :]:
        if later.word == "等":
            return True
        if later.role in ("verb",) or (later.role == "mark" and later.word not in "、“”"):
            return False
    return False
