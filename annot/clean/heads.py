"""The lines between a title and its text that name the source, the author's trade or the place, and no field."""

import re

from annot.clean.forms import has_stamp, is_count
from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["label_head"]

_FIELDS = frozenset(["meta", "toolbar", "share", "editor"])
_NAME_LONGEST = 12
_WRITER_LINES = 4
_WRITER_LONGEST = 60
_DAY = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
# The hundred commonest surnames (公安部, 2020) begin names of two or three characters.
_PERSON = re.compile(
    r"^[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺毛段郝顾龚邵万覃武钱戴严莫孔向常]"
    r"[\u4e00-\u9fff]{1,2}$"
)
_SOURCE = re.compile(r"(?:网|局|厅|委|办|社|报|室|部|处|中心|发布|观察|传媒|频道|电视台|政府|公司|研究院|协会|在线)$")
# Decks, numbers of documents, headings and salutations are the article's own.
_OWN = re.compile(r"^[—–\-（(【《“一二三四五六七八九十第]|^\d+\D|[，。！？；：:〕）)”》]|号$|摘要|导读|核心提示|编者按")


def label_head(lines: list[Line], title: int, end: int) -> None:
    """Label the short lines that stand above the last of the page's fields under a title.

    Args:
        lines: The labelled lines of the page.
        title: The line of the title.
        end: One past the last line of the article.
    """
    first = next((n for n in range(title + 1, end) if _is_text(lines, n)), title)
    fields = [n for n in range(title + 1, first) if lines[n].label in _FIELDS]
    metas = [n for n in fields if lines[n].label == "meta"]
    for number in range(title + 1, first):
        line, above = lines[number], lines[number - 1]
        if line.label:
            continue
        is_day = _DAY.match(line.text) and (number == title + 1 or above.label)
        is_amid = bool(metas) and number < fields[-1] and _is_name(line.text)
        if is_day or (is_amid and not _is_deck(line, lines[first], number < metas[0])):
            line.label = "meta"
    _label_writer(lines, title)
    _label_author(lines, title, first)


def _label_writer(lines: list[Line], title: int) -> None:
    """Label what is said of the writer between a title and the count of readers right below it."""
    counts = [n for n in range(title + 1, min(title + 1 + _WRITER_LINES, len(lines))) if is_count(lines[n].text)]
    for line in lines[title + 1 : max(counts, default=0)]:
        if not line.label and len(line.text) <= _WRITER_LONGEST and line.text[0] not in "—－":
            line.label = "meta"


def _is_text(lines: list[Line], number: int) -> bool:
    """Tell whether a line is running text of the article, not a deck above the day."""
    line, after = lines[number], lines[number + 1] if number + 1 < len(lines) else None
    if line.label or not is_prose(line.text):
        return False
    return after is None or not (after.label == "meta" and has_stamp(after.text))


def _label_author(lines: list[Line], title: int, first: int) -> None:
    """Label the site's name and the author's that stand alone between the last of the fields and the text."""
    sites = {line.text for line in lines[: max(0, title)] if _is_name(line.text)}
    number = first - 1
    while number > title + 1 and not lines[number].label and len(lines[number].text) <= _NAME_LONGEST:
        number -= 1
    if number <= title or lines[number].label not in ("meta", "rule"):
        return
    for line in lines[number + 1 : first]:
        if line.text in sites or (line is lines[first - 1] and _PERSON.match(line.text)):
            line.label = "meta"


def _is_name(text: str) -> bool:
    return len(text) <= _NAME_LONGEST and not _OWN.search(text)


def _is_deck(line: Line, body: Line, is_above: bool) -> bool:
    """Tell whether a short line above the first of the fields is a deck, not a source."""
    return is_above and not _SOURCE.search(line.text) and _is_echo(line, body)


def _is_echo(line: Line, body: Line) -> bool:
    """Tell whether a line says what the body begins with, as decks do."""
    pairs = [line.text[n : n + 2] for n in range(len(line.text) - 1)]
    return 2 * sum(pair in body.text for pair in pairs) > len(pairs)
