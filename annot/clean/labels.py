"""What a line of a page is when it is not the article: by phrases, form and markup."""

import re

from annot.clean.lines import Line
from annot.clean.phrases import Phrase, Scope, find_phrases

__all__ = ["is_prose", "is_teaser", "label_lines"]

_OPENING = " \t【[（(<《「●■◆▲▶►•·|丨※*>-—_#~"
_FILLING = re.compile(
    r"[\s|丨/\\·•.,，。、;；:：>»›《》<＞＜→\-—_+*#\[\]【】()（）{}「」『』“”\"'!！?？&=~^@\d■□◆◇●○★☆▲△▼▽►▶◀✕×…]+"
)
_SEPARATORS = " :：|丨/】)）\t-"
_SHORT = 100
_ANY_WITHIN = 160
_MENTION_WITHIN = 70
_HEAD = 16
_COVERED = 0.75
_BETWEEN_ITEMS = re.compile(r"\s*[|丨·>\s]\s*")
_MENU_LEAST = 3
_MENU_NAMED = 2
_MENU_ITEM = 6

_DATE = r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
_TIME = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_STAMP = re.compile(
    rf"[\[(（【]?{_DATE}[\])）】]?(?:\s*T?\s*{_TIME})?|{_TIME}|\d+\s?(?:秒|分钟|小时|天|个月|年)前|昨天|前天|刚刚"
)
_WRITTEN_DATE = re.compile(r"^[（(]?\d{4}年\d{1,2}月\d{1,2}日[）)]?$")
_LISTED = re.compile(
    rf"^(?=.{{8,90}}$)(?:.*[^\d\s\-/.年月:：(（\[].{{0,2}}[\[(（]?{_DATE}[\])）]?|[\[(（]?{_DATE}[\])）]?\s*\S.*)$"
)
_META_REST = 14
_CRUMB = re.compile(r"\s*(?:>+|»|›|＞+)\s*")
_RULE = re.compile(r"^[\W_]+$")
_NAME = r"[\u4e00-\u9fff·]{1,4}(?:\s?[\u4e00-\u9fff·]{1,4})?"
_CREDIT = re.compile(
    rf"(?:(?:^|[。！？\s（(/:：,，])(?:[\u4e00-\u9fff]{{2,14}}(?:记者|通讯员|发|摄影|特约)\s?[（(]?\s?)?{_NAME}(?:[、\s]{_NAME}){{0,3}}"
    r"\s?(?<!拍)[/／]?(?:摄|摄影|供图|图|制图|绘)|(?:受访者|企业|单位|本人|网友|资料|官方|主办方)供图)[）)]?[。.]?$"
)
_FIGURE = re.compile(r"^(?:图为|图注|图[一二三四五六七八九十\d]{1,2}[:：为 ]|[▲△▴↑↓]).{1,80}$")
_TEASER = re.compile(
    r"(?:(?<![.…])(?:\.{3}|…)|\[?(?:\.{3}|…)?\[?(?:详细|查看详情|查看详细|阅读全文|查看全文|全文|更多|详情)(?:>{1,3}|»)?\]?)$"
)
_HASHTAGS = re.compile(r"^(?:标签\S{0,8}[:：])?\s*(?:#[^#\s]{1,20}#?\s*){2,}$")
_ADDRESS = re.compile(r"(?:^|\s)(?:通讯|通信|联系|办公|公司|单位|本社|社)?地址[:：].*(?:邮编|邮政编码)")
_ADDRESSES = re.compile(r"https?://[\w./?=&%~#:-]+|www\.[\w./-]+")
_URL = re.compile(r"^(?:https?://|www\.)\S+$")
_CONTACT_LINE = re.compile(
    r"(?:微信|QQ|热线).{0,12}(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|400[\s-]?\d{3,4}[\s-]?\d{3,4})|^\S{2,6}微信号$"
)
_FOOTER = re.compile(
    r"^(?:主办|承办|协办|主管|运营|地址|通讯地址|联系地址|电话|联系电话|联系方式|邮编|邮政编码|传真|邮箱|网址|热线|备案|网站|"
    r"技术支持|本网站|建议|今日访问|总访问|访问量|官方|客服|\S{2,30}(?:主办|承办|版权|制作|维护|运营)(?:$|\s))"
)
_HANDLE = re.compile(
    r"^@\S{2,20}$|^[+＋]\s?\d+$|^《?\s?\S{2,8}[日晚]报\s?》?\s?[（(].{0,30}第\s?\w{1,3}\s?版.{0,6}[）)]$"
)
_NUMBER = re.compile(r"\d{3,}[-－—]?\d{3,}")
# The line at the head of a newspaper page.
_FOLIO = re.compile(
    r"星期[一二三四五六日天]|版式|组版|责编|责任编辑|美编|[A-D]?\d{1,2}版|第\d{1,2}版|农历|总第\d+期|国内统一刊号|今日\d+版"
)
_FOOTER_LINES = 5
_FRONT_LINES = 30
_FIELD = re.compile(r"^[\w-]+:|^- ")
_END_MARKS = '。！？；;!?…：:”"』」）)】—'
_SENTENCE = re.compile(r"[。！？；!?;]")
_COMMA = re.compile(r"[，,、]")
_PROSE_LONG = 50
_PROSE_WITHOUT_END = 36
_PROSE_SHORT = 18


def is_prose(text: str) -> bool:
    """Tell whether a line is running text rather than a heading, an item of a menu or a caption."""
    if len(text) < _PROSE_SHORT:
        return len(text) >= 10 and text[-1] in "。！？!?；" and bool(_COMMA.search(text))
    if text[-1] in _END_MARKS and (_SENTENCE.search(text) or _COMMA.search(text)):
        return True
    return len(text) >= _PROSE_WITHOUT_END and len(_COMMA.findall(text)) >= 2


def is_teaser(text: str) -> bool:
    """Tell whether a line is the cut beginning of another article."""
    return bool(_TEASER.search(text[-12:]))


def label_lines(text: str, lines: list[Line]) -> None:
    """Say of every line what it is when it is not the article."""
    found = find_phrases(text)
    place = 0
    for line in lines:
        while place < len(found) and found[place][0] < line.start:
            place += 1
        last = place
        while last < len(found) and found[last][1] <= line.end:
            last += 1
        here = found[place:last]
        line.label, line.ends = _by_phrases(line, here) if here else ("", False)
        if not line.label:
            line.label = _by_form(line.text)
            line.weak = line.label in ("meta", "listing")
        place = last
    _label_footers(lines)
    _label_front_matter(lines)


def _label_footers(lines: list[Line]) -> None:
    """Label what stands around a copyright line and is a footer only there: sponsors, addresses, telephone numbers."""
    for number, line in enumerate(lines):
        if line.label != "copyright":
            continue
        for step in (-1, 1):
            near = number + step
            while 0 <= near < len(lines) and abs(near - number) <= _FOOTER_LINES and _FOOTER.match(lines[near].text):
                if not lines[near].label:
                    lines[near].label, lines[near].ends = "copyright", True
                near += step


def _label_front_matter(lines: list[Line]) -> None:
    """Label the block of fields at the top of a page written in Markdown: between two rules, or as readers put it."""
    head = [line.text for line in lines[:_FRONT_LINES]]
    if not head:
        return
    last = 0
    if head[0] == "---" and "---" in head[1:]:
        last = head.index("---", 1)
        if not all(_FIELD.match(text) for text in head[1:last]):
            return
    elif head[0].startswith("Title:") and any(text.startswith("URL Source:") for text in head[1:3]):
        last = next((number for number, text in enumerate(head[:6]) if text.startswith("Markdown Content")), 0)
        last = last or next(number for number, text in enumerate(head) if text.startswith("URL Source:"))
    for line in lines[: last + 1] if last else ():
        line.label, line.ends, line.weak = "meta", False, False


def _by_phrases(line: Line, here: list[tuple[int, int, Phrase]]) -> tuple[str, bool]:
    text = line.text
    head = len(text) - len(text.lstrip(_OPENING))
    covered = 0
    whole = ""
    for start, end, phrase in here:
        at = start - line.start
        if phrase.scope is Scope.WHOLE:
            covered += end - start
            whole = whole or phrase.reason
        elif phrase.scope is Scope.ANY:
            if len(text) <= _ANY_WITHIN and (at <= head or not _is_sentence_about(text, here)):
                return phrase.reason, phrase.ends
        elif at <= head and _opens(text, end - line.start, phrase):
            return phrase.reason, phrase.ends
    if whole and len(text) <= _ANY_WITHIN and (_is_covered(text, covered) or _is_menu(text, here)):
        if whole == "navigation" and _NUMBER.search(text):
            return "", False
        line.weak = len(here) == 1 and whole == "navigation"
        return whole, False
    return "", False


def _is_covered(text: str, covered: int) -> bool:
    return covered >= _COVERED * len(_FILLING.sub("", text))


def _is_menu(text: str, here: list[tuple[int, int, Phrase]]) -> bool:
    """Tell whether a line is a row of short words, several of them names of columns."""
    items = _BETWEEN_ITEMS.split(text)
    named = sum(phrase.scope is Scope.WHOLE and len(phrase.text) > 1 for _, _, phrase in here)
    return len(items) >= _MENU_LEAST and named >= _MENU_NAMED and max(map(len, items)) <= _MENU_ITEM


def _is_sentence_about(text: str, here: list[tuple[int, int, Phrase]]) -> bool:
    """Tell whether a line is running text that mentions a phrase in passing: long, and with no second one."""
    if len(text) <= _MENTION_WITHIN or not is_prose(text):
        return False
    return sum(phrase.scope is Scope.ANY for _, _, phrase in here) < 2


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


def _by_form(text: str) -> str:
    if _RULE.match(text):
        return "rule"
    if len(text) <= _SHORT and len(_FOLIO.findall(text)) >= 2:
        return "folio"
    if len(text) <= _SHORT:
        short = _by_short_form(text)
        if short:
            return short
    if len(text) <= _ANY_WITHIN:
        if text[-1] in "摄图绘影）)。." and _CREDIT.search(text):
            return "photo_credit"
        if _FIGURE.match(text):
            return "photo_credit"
        if _CONTACT_LINE.search(text):
            return "contact"
    return ""


def _by_short_form(text: str) -> str:
    if any(char.isdigit() for char in text):
        if _STAMP.search(text) and not _WRITTEN_DATE.match(text) and not _SENTENCE.search(text):
            rest = _FILLING.sub("", _STAMP.sub("", _ADDRESSES.sub("", text)))
            if len(rest) <= _META_REST:
                return "meta"
            if _LISTED.match(text) and not is_prose(text):
                return "listing"
        if _ADDRESS.search(text):
            return "contact"
    if _HASHTAGS.match(text):
        return "share"
    if _URL.match(text) or _HANDLE.match(text):
        return "meta"
    crumbs = len(_CRUMB.findall(text))
    if crumbs >= 2 or (crumbs and text.endswith((">", "＞", "»"))):
        return "navigation"
    return ""
