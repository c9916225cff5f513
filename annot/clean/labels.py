"""What a line of a page is when it is not the article: by phrases and by form."""

import re
from functools import lru_cache
from itertools import pairwise

from annot.clean.elements import Element
from annot.clean.forms import FILLING, has_stamp, is_clock, is_count, label_by_form
from annot.clean.fronts import find_front
from annot.clean.lines import Line
from annot.clean.phrases import Phrase, Scope, find_phrases
from annot.clean.prose import is_prose
from annot.clean.tails import find_tail

__all__ = ["label_lines", "short_kind"]

_OPENING = ' \t【〖[［〔（(<《「“"●■◆▲▶►▼◇□○★☆→•·|丨※*>-—_#~'
_BRACKETS = "【〖［〔["
_SEPARATORS = " :：|丨/】)）\t-"
_SHORT = 100
_ANY_WITHIN = 160
_HEAD_WITHIN = 60
_REMEMBERED = 400
_MENTION_WITHIN = 70
# What an error page says is short.
_ERROR_LONGEST = 50
# A sentence that names a number or an account for people to write to, and does not bid them scan or follow.
_ADDRESSED_WITHIN = 28
_ADDRESSING = ("share", "contact", "login", "advert")
_BIDDING = re.compile("关注|扫码|扫描|扫一扫|公众号|长按|点击|订阅|加我|进群|加群|下载|举报")
_COVERED = 0.75
# A longer line is no bar of buttons unless a fifth of it, signs and blanks counted, is their names.
_LONG_BAR = 40
_BAR_LEAST = 5
_BETWEEN_ITEMS = re.compile(r"\s*[|丨｜·>\s]\s*")
_MENU_LEAST = 3
_MENU_NAMED = 2
_MENU_ITEM = 6
_FIELDS_LEAST = 2
# Headings of a text that is divided by numbers are never furniture, whatever words they are made of.
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}[章节条部篇]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)"
)
_PROSE_LONG = 50
_NUMBER = re.compile(r"\d{3,}[-－—]?\d{3,}")
_SENTENCE = re.compile(r"[。！？；!?;]")
_FOOTER = re.compile(
    r"^(?:主办|承办|协办|主管|运营|地址|通讯地址|联系地址|电话|联系电话|联系方式|邮编|邮政编码|传真|邮箱|网址|热线|备案|网站|"
    r"技术支持|本网站|建议|今日访问|总访问|访问量|官方|客服|\S{2,30}(?:主办|承办|版权|制作|维护|运营)(?:$|\s))"
)
_FOOTER_LINES = 5


def label_lines(lines: list[Line], elements: tuple[Element, ...] = ()) -> None:
    """Say of every line what it is when it is not the article.

    Args:
        lines: The lines of the page.
        elements: Its elements, if it has markup.
    """
    for line in lines:
        kind = short_kind(line.text) if len(line.text) <= _REMEMBERED else _kind(line.text)
        line.label, line.ends, line.weak = kind
    _label_footers(lines, elements)
    _take_back(lines)
    for number in find_front(lines):
        lines[number].label, lines[number].ends, lines[number].weak = "meta", False, False


@lru_cache(maxsize=8192)
def short_kind(text: str) -> tuple[str, bool, bool]:
    """Return what a line of no great length is: its label, whether it ends the article, whether the label is weak."""
    return _kind(text)


def _take_back(lines: list[Line]) -> None:
    """Take back labels of lines that their neighbours show to be the article's."""
    for before, after in pairwise(lines):
        # Beside the place of an event stands its time, not the page's.
        is_event = before.text.startswith("时间") and after.text.startswith("地点")
        if is_event or ("navigation" in (before.label, after.label) and _are_rows(before.text, after.text)):
            before.label = after.label = ""


def _are_rows(one: str, other: str) -> bool:
    """Tell whether two lines have figures in the same of equally many cells: rows of a table, whatever words it has."""
    columns = [[cell.isdigit() for cell in text.split(" ")] for text in (one, other)]
    return any(columns[0]) and columns[0] == columns[1]


def _kind(text: str) -> tuple[str, bool, bool]:
    if _NUMBERED.match(text):
        return "", False, False
    # In a long line only what stands at its head counts.
    here = find_phrases(text if len(text) <= _ANY_WITHIN else text[:_HEAD_WITHIN])
    label, ends, weak = _by_phrases(text, here) if here else ("", False, False)
    if label:
        return label, ends, weak
    label = "meta" if here and _has_fields(text, here) else label_by_form(text)
    is_sure = label not in ("meta", "listing", "notice", "share") or is_clock(text) or is_count(text)
    return label, label == "comment", not is_sure


def _has_fields(text: str, here: list[tuple[int, int, Phrase]]) -> bool:
    """Tell whether a line is several of a page's fields, or one beside the day."""
    if len(text) > _SHORT or is_prose(text):
        return False
    named = sum(
        phrase.scope is Scope.START
        and phrase.reason in ("meta", "toolbar")
        and not (place and "\u4e00" <= text[place - 1] <= "\u9fff")
        for place, _, phrase in here
    )
    return named > 0 and named + has_stamp(text) >= _FIELDS_LEAST


def _label_footers(lines: list[Line], elements: tuple[Element, ...]) -> None:
    """Label what stands around a copyright line and is a footer only there: sponsors, addresses, telephone numbers."""
    for number, line in enumerate(lines):
        if line.label != "copyright":
            continue
        for step in (-1, 1):
            near = number + step
            while 0 <= near < len(lines) and abs(near - number) <= _FOOTER_LINES and _FOOTER.match(lines[near].text):
                if elements and _parent(lines[near], elements) != _parent(line, elements):
                    break
                if not lines[near].label:
                    lines[near].label, lines[near].ends = "copyright", True
                near += step


def _parent(line: Line, elements: tuple[Element, ...]) -> int:
    return max(0, elements[line.element].parent)


def _by_phrases(text: str, here: list[tuple[int, int, Phrase]]) -> tuple[str, bool, bool]:
    head = len(text) - len(text.lstrip(_OPENING))
    covered = 0
    whole = ""
    is_short = len(text) <= _ANY_WITHIN
    for start, end, phrase in here:
        if not is_short and start > head:
            break
        if phrase.scope is Scope.WHOLE:
            covered += end - start
            whole = whole or phrase.reason
        elif phrase.scope is Scope.ANY:
            if phrase.reason == "not_found" and len(text) > _ERROR_LONGEST:
                continue
            if is_short and (start <= head or not _is_sentence_about(text, here, phrase.reason)):
                return phrase.reason, phrase.ends, False
        elif start <= head and _opens(text, end, phrase):
            return phrase.reason, phrase.ends, False
    if whole and is_short and (_is_covered(text, covered) or _is_menu(text, here)):
        if whole == "navigation" and _NUMBER.search(text):
            return "", False, False
        return whole, False, len(here) == 1 and whole == "navigation"
    return "", False, False


def _is_covered(text: str, covered: int) -> bool:
    if len(text) > _LONG_BAR and _BAR_LEAST * covered < len(text):
        return False
    # Behind a bar of buttons in brackets may stand a credit.
    end = find_tail(text) if text[0] in _BRACKETS else len(text)
    return covered >= _COVERED * len(FILLING.sub("", text[:end]))


def _is_menu(text: str, here: list[tuple[int, int, Phrase]]) -> bool:
    """Tell whether a line is a row of short words, several of them names of columns."""
    named = sum(phrase.scope is Scope.WHOLE and len(phrase.text) > 1 for _, _, phrase in here)
    if named < _MENU_NAMED:
        return False
    items = _BETWEEN_ITEMS.split(text)
    return len(items) >= _MENU_LEAST and max(map(len, items)) <= _MENU_ITEM


def _is_sentence_about(text: str, here: list[tuple[int, int, Phrase]], reason: str) -> bool:
    """Tell whether a line is running text that mentions a phrase in passing: long, and with no second one."""
    if not is_prose(text):
        return False
    named = sum(phrase.scope is Scope.ANY for _, _, phrase in here)
    if len(text) > _MENTION_WITHIN and named < 2:
        return True
    addressed = len(text) > _ADDRESSED_WITHIN and text[-1] == "。" and reason in _ADDRESSING
    return addressed and not _BIDDING.search(text)


def _opens(text: str, end: int, phrase: Phrase) -> bool:
    """Tell whether a phrase at the head of a line makes it a line of its kind, not a sentence that begins so."""
    rest = text[end:]
    if phrase.reason in ("notice", "copyright"):
        return len(text) <= 4 * _ANY_WITHIN
    if phrase.reason in ("meta", "editor"):
        if rest and phrase.text[-1] not in _SEPARATORS and rest[0] not in _SEPARATORS and not rest[0].isdigit():
            return False
        return len(rest) <= _SHORT and not _SENTENCE.search(rest[:-1]) and not (is_prose(text) and text[-1] == "。")
    if phrase.reason in ("related", "comment", "pager"):
        return len(rest) <= 12 or (rest[0] in ":：>»【[|(（ " and not _SENTENCE.search(rest[1:-1]))
    return len(text) <= _SHORT and not (is_prose(text) and len(text) > _PROSE_LONG)
