"""What readers answered below an article or the first post of a thread, told by the name, the hour and the buttons."""

import re

from annot.clean.forms import has_stamp
from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["label_threads"]

_POSTED = re.compile(r"^(?:\S{1,20}\s)?发表于\s?\S")
_FLOOR = re.compile(r"^(?:沙发|板凳|地板|[2-9]\s?[楼#F]|#[2-9]|[1-9]\d{1,3}\s?[楼#]|#[1-9]\d{1,3})$")
_AGO = re.compile(r"(?:\d{1,2}\s?(?:秒|分钟|小时|天|周|个月|月|年)前|昨天|前天|刚刚|\d{1,2}[-/月]\d{1,2}日?)")
_BUTTONS = re.compile(
    r"(?:^|[\s\d日前:：·|\u4e00-\u9fff])回复\s?[（(]?\d*[）)]?(?:\s*(?:举报|点?赞|顶|踩|引用|支持|反对|分享|\d+))*$"
)
_BUTTONS_LONGEST = 40
_NAME_LONGEST = 20


def label_threads(lines: list[Line]) -> None:
    """Label answers; the first line of each ends the article."""
    if not any("回复" in line.text or "发表于" in line.text or _FLOOR.match(line.text) for line in lines):
        return
    first = next((number for number, line in enumerate(lines) if is_prose(line.text) and not line.label), len(lines))
    posts = 0
    for number in range(len(lines)):
        text = lines[number].text
        posts += bool(_POSTED.match(text) and has_stamp(text))
        if number <= first:
            continue
        if _FLOOR.match(text) or (posts > 1 and _POSTED.match(text)):
            _end(lines, number - _is_name(lines, number - 1))
            _end(lines, number)
        elif len(text) <= _BUTTONS_LONGEST and _BUTTONS.search(text):
            _label_answer(lines, number, first)


def _label_answer(lines: list[Line], buttons: int, first: int) -> None:
    """Label an answer of one paragraph above its buttons: a name, the hour here or there, the text."""
    text, above = buttons - 1, buttons - 2
    if text - 1 <= first or not (_is_hour(lines[buttons].text) or _is_hour(lines[above].text)):
        return
    start = above - (not _is_name(lines, above) and _is_name(lines, above - 1))
    for number in range(max(first + 1, start), buttons + 1):
        _end(lines, number)


def _is_hour(text: str) -> bool:
    return len(text) <= _BUTTONS_LONGEST and (has_stamp(text) or bool(_AGO.search(text)))


def _is_name(lines: list[Line], number: int) -> bool:
    text = lines[number].text
    return len(text) <= _NAME_LONGEST and text[-1] not in "。！？；：" and not _is_hour(text)


def _end(lines: list[Line], number: int) -> None:
    lines[number].label, lines[number].ends, lines[number].weak = "comment", True, False
