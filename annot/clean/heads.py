"""The lines between a title and its text that name the source, the author's trade or the place, and no field."""

import re

from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["label_head"]

_FIELDS = frozenset(["meta", "toolbar", "share", "editor"])
_NAME_LONGEST = 12
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
    last = max((n for n in range(title + 1, first) if lines[n].label in _FIELDS), default=title)
    for line in lines[title + 1 : last]:
        if not line.label and len(line.text) <= _NAME_LONGEST and not _OWN.search(line.text):
            line.label = "meta"
