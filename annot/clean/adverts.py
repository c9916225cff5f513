"""Advertisements that a dump of a feed has amid the paragraphs: a mark, a claim or two, a call."""

from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["label_adverts"]

_MARKS = frozenset(
    [
        "广告",
        "推广",
        "赞助",
        "赞助内容",
        "广告推广",
        "AD",
        "Ad",
        "商业推广",
        "推广信息",
        "广告位",
        "ADVERTISEMENT",
        "Advertisement",
    ]
)
_CALLS = ("了解详情", "查看详情", "立即", "点击了解", "点击查看", "了解更多", "去看看", "马上", "免费领取", "去下载")
_CLAIMS = 4
_CALL_LONGEST = 10


def label_adverts(lines: list[Line]) -> None:
    """Label every mark of an advertisement, and the short lines between it and its call."""
    for number, line in enumerate(lines):
        if line.text not in _MARKS:
            continue
        line.label, line.weak = "advert", False
        for last in range(number + 1, min(number + 2 + _CLAIMS, len(lines))):
            text = lines[last].text
            if len(text) <= _CALL_LONGEST and text.startswith(_CALLS):
                for between in lines[number + 1 : last + 1]:
                    between.label, between.weak = "advert", False
                break
            if is_prose(text):
                break
