"""The lines between a title and its text that name the source, the author's trade or the place, and no field."""

import re

from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["label_head"]

_FIELDS = frozenset(["meta", "toolbar", "share", "editor"])
_NAME_LONGEST = 12
_DAY = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
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
    first = next((n for n in range(title + 1, end) if not lines[n].label and is_prose(lines[n].text)), title)
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


def _is_name(text: str) -> bool:
    return len(text) <= _NAME_LONGEST and not _OWN.search(text)


def _is_deck(line: Line, body: Line, is_above: bool) -> bool:
    """Tell whether a short line above the first of the fields is a deck, not a source."""
    return is_above and not _SOURCE.search(line.text) and _is_echo(line, body)


def _is_echo(line: Line, body: Line) -> bool:
    """Tell whether a line says what the body begins with, as decks do."""
    pairs = [line.text[n : n + 2] for n in range(len(line.text) - 1)]
    return 2 * sum(pair in body.text for pair in pairs) > len(pairs)
