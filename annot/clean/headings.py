"""The title of an official document that stands on several lines, up to the kind of document it names."""

import re

from annot.clean.lines import Line
from annot.clean.prose import is_prose

__all__ = ["first_of_heading", "is_number", "join_heading"]

_OPENS = re.compile(r"^关于|(?:政府|办公室|委员会|管委会|局|厅|部|委|院|党组|工委)(?:关于\S*)?$|关于\S*$")
_KIND = re.compile(
    r"(?:通知|意见|决定|公告|通告|通报|批复|请示|报告|议案|的函|办法|规定|细则|条例|措施|方案|规划)(?:[（(].{1,8}[）)])?$"
)
_NUMBER = re.compile(
    r"^[（(]?[\u4e00-\u9fff]{2,16}\s?[〔\[［（(]\s?(?:19|20)\d{2}\s?[〕\]］）)]\s?第?\s?\d{1,5}\s?号[）)]?$"
)
_LINES = 4
_LONGEST = 40


def is_number(text: str) -> bool:
    """Tell whether a line is the number of an official document."""
    return bool(_NUMBER.match(text))


def first_of_heading(lines: list[Line], number: int) -> int:
    """Return the line with which a title begins that ends, with its kind, right above the document's number."""
    if number + 1 == len(lines) or not is_number(lines[number + 1].text) or not _KIND.search(lines[number].text):
        return number
    for first in range(number, max(-1, number - _LINES), -1):
        line = lines[first]
        if line.label or len(line.text) > _LONGEST or is_prose(line.text):
            break
        if "关于" in line.text:
            return first
    return number


def _is_below_title(line: Line) -> bool:
    return is_number(line.text) or line.label == "meta"


def join_heading(lines: list[Line], title: int, kept: list[int]) -> set[int]:
    """Return the numbers of the kept lines that go on in the title: up to its kind, above the document's number.

    Args:
        lines: The labelled lines of the page.
        title: The line of the title.
        kept: The numbers of the article's paragraphs.
    """
    joined: set[int] = set()
    if not _OPENS.search(lines[title].text):
        return joined
    for place, number in enumerate(kept[:_LINES]):
        text = lines[number].text
        if number != title + 1 + place or len(text) > _LONGEST or is_prose(text):
            break
        joined.add(number)
        if _KIND.search(text) and number + 1 < len(lines) and _is_below_title(lines[number + 1]):
            return joined
    return set()
