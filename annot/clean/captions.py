"""Captions of pictures that a dump has among the paragraphs: told by a mark, or by the credit below them."""

import re

from annot.clean.lines import Line

__all__ = ["label_captions"]

_MARKED = re.compile(
    r"^[■▲△▴▵▼▽◆◇●].{2,80}[\s。）)]\s*[（(]?(?:资料图片?|资料照片|网上图片|网络图片|效果图|示意图|[\u4e00-\u9fff]{2,4}\s?(?:摄|图|供图))[）)]?$"
)
_STOCK = re.compile(r"[（(](?:资料|网上|网络|本报|记者)(?:图片|照片|图)[^（）()]{0,12}[）)][。.]?$")
_CREDIT = re.compile(
    r"^[（(]?(?:(?:本报|特约)?(?:记者|通讯员)\s?)?[\u4e00-\u9fff·]{2,4}(?:[\s、][\u4e00-\u9fff·]{2,4})?\s?(?:摄影?|供图|图)[）)]?$"
)
_ENDS = re.compile("[。！？；]")
# A caption is one sentence, and shorter than most paragraphs.
_LONGEST = 60


def label_captions(lines: list[Line]) -> None:
    """Label captions with a mark before them or the stock's name behind, and sentences right above a credit line."""
    for number, line in enumerate(lines):
        if line.label not in ("", "photo_credit") or len(line.text) > 2 * _LONGEST:
            continue
        if _MARKED.match(line.text) or _STOCK.search(line.text):
            _label(line)
        elif number > 1 and line.label and _CREDIT.match(line.text) and _is_caption(lines, number - 1):
            _label(lines[number - 1])


def _label(line: Line) -> None:
    line.label, line.ends, line.weak = "photo_caption", False, False


def _is_caption(lines: list[Line], number: int) -> bool:
    """Tell whether a line is one short sentence below a whole paragraph."""
    text = lines[number].text
    is_sentence = text[-1] in "。！" and len(_ENDS.findall(text)) == 1 and len(text) <= _LONGEST
    return is_sentence and not lines[number].label and lines[number - 1].text[-1] in "。！？”）"
