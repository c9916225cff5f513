"""What running text looks like, beside headings, items of menus, captions and cut beginnings of other articles."""

import re
from functools import lru_cache

__all__ = ["is_prose", "is_sentence", "is_short_prose", "is_teaser", "leads_on"]

_TEASER = re.compile(
    r"(?:(?<![.…])(?:\.{3}|…)|\[?(?:\.{3}|…)?\[?(?:详细|查看详情|查看详细|阅读全文|查看全文|全文|更多|详情)(?:>{1,3}|»)?\]?)$"
)
_BUTTON = re.compile(
    r"(?:\[(?:详细|详情|更多|全文|查看全文|阅读全文)\]|(?:详细|详情|查看详细|查看详情|阅读全文|查看全文)\s?[>»]+)$"
)
_TEASER_ENDS = ".…]>»细情文多"
_END_MARKS = '。！？；;!?…：:”"』」）)】—'
_SENTENCE = re.compile(r"[。！？；!?;]")
_COMMA = re.compile(r"[，,、]")
_PROSE_WITHOUT_END = 36
_PROSE_SHORT = 18
_REMEMBERED = 400
# Signs of interface words that lost their icons: more blanks than this share are no running text.
_BLANKS = 0.25


def leads_on(text: str) -> bool:
    """Tell whether a line ends with a button to the rest of another article."""
    return text[-1] in _TEASER_ENDS and bool(_BUTTON.search(text[-12:]))


def is_prose(text: str) -> bool:
    """Tell whether a line is running text rather than a heading, an item of a menu or a caption."""
    # Every line is asked for several times, and again in the second cleaning of its page.
    return is_short_prose(text) if len(text) <= _REMEMBERED else _is_running(text)


def _is_running(text: str) -> bool:
    if len(text) < _PROSE_SHORT:
        return len(text) >= 10 and text[-1] in "。！？!?；" and bool(_COMMA.search(text))
    if text[-1] in _END_MARKS and (_SENTENCE.search(text) or _COMMA.search(text)):
        return True
    return len(text) >= _PROSE_WITHOUT_END and len(_COMMA.findall(text)) >= 2 and text.count(" ") <= _BLANKS * len(text)


@lru_cache(maxsize=8192)
def is_short_prose(text: str) -> bool:
    """Tell it of a line of no great length, and remember it."""
    return _is_running(text)


def is_sentence(text: str) -> bool:
    """Tell whether a line is running text that ends as a sentence does."""
    return text[-1] in "。！？；" and is_prose(text)


def is_teaser(text: str) -> bool:
    """Tell whether a line is the cut beginning of another article."""
    return text[-1] in _TEASER_ENDS and bool(_TEASER.search(text[-12:]))
