"""The article of a page: its title and its paragraphs among all the lines, and why the others are not it."""

import re
from dataclasses import dataclass

from annot.clean.elements import Element, Flat
from annot.clean.fields import Fields, find_fields, find_names
from annot.clean.hints import label_by_elements
from annot.clean.joins import find_joins
from annot.clean.labels import is_prose, label_lines
from annot.clean.lines import Line
from annot.clean.region import find_region
from annot.clean.title import bare, find_title, without_site

__all__ = ["Article", "find_article"]

_CAPTION = 80
_NUMBERED = re.compile(r"^[（(【]?[\d一二三四五六七八九十第]|^[·●■◆]")
_PROMPT = re.compile(
    r"(?<=[。！？!?；])\s*(?:别忘了|记得|欢迎|请|敬请|点击|长按|喜欢|更多)[^。！？!?]{0,40}"
    r"(?:订阅|关注|点赞|转发|扫码|下载)[^。！？!?]{0,50}[。！？!]?\s*$"
    r"|(?<=[。！？!?；])\s*(?:别忘了|记得|欢迎)(?:订阅|关注|点赞|转发)[^。！？!?]{0,50}[。！？!]?\s*$"
)
# A heading of attachments that are links or files, and so are not here.
_EMPTY_HEADING = re.compile(r"^(?:相关)?附件(?:下载)?[:：]?$")
_LINKED = 0.8
_LINK_TEXT = 60
_ATTACHED = re.compile(r"附件|附表|附录|\.(?:docx?|pdf|xlsx?|wps|zip|rar|ofd)|[。；]$")
_CENTRED = re.compile(r"center|caption")
_COPY_LEAST = 20
_NEAR_EDGE = 2
_TAIL = re.compile(
    r"\s*(?:[（(【\[]\s*(?:责任编辑|责编|编辑|实习编辑|审核|校对|审校|值班编辑|网络编辑)[\s:：/|][^。！？（）()]{0,40}[）)】\]]"
    r"|【(?:我要)?纠错】.*|\[(?:我要)?纠错\].*|责任编辑[:：]\s?\S{2,12}"
    r"|(?:标签|关键词|Tags?)\s?(?:[（(]Tags?[）)])?[:：]?\s*(?:#[^#\s]{1,20}#?\s*)+|(?:#[^#\s]{1,20}#?\s*){3,}"
    r"|[\[【]?(?:打印|关闭|返回顶部|分享到?|收藏)[\]】]?(?:\s*[\[【]?(?:打印|关闭|返回顶部|分享到?|收藏)(?:窗口|本页)?[\]】]?)*)\s*$"
)
_TAIL_WITHIN = 120


@dataclass(frozen=True, slots=True)
class Article:
    """The lines of a page parted into article and rest.

    Attributes:
        title: Place of the title in the page's text, or None.
        paragraphs: Places of the paragraphs, in order.
        joins: Which of the paragraphs go on in the one before them.
        dropped: Places of what is not the article, each with its reason, in order.
        fields: What the page says of itself.
    """

    title: tuple[int, int] | None
    paragraphs: tuple[tuple[int, int], ...]
    joins: frozenset[int]
    dropped: tuple[tuple[int, int, str], ...]
    fields: Fields


def find_article(text: str, lines: list[Line], flat: Flat | None) -> Article | None:
    """Find the article among the lines of a page.

    Args:
        text: The page's text, in simplified script.
        lines: Its lines, not yet labelled; they are labelled here.
        flat: Its markup, if it has any.
    """
    elements = flat.elements if flat else ()
    label_lines(text, lines)
    if elements:
        label_by_elements(lines, elements)
    region = find_region(lines, elements)
    if region is None:
        return None
    start, end = region
    names = find_names(lines, flat) + (without_site(flat.title) if flat else [])
    found = find_title(lines, start, end, names, elements)
    title, prefix = found if found else (start - 1, 0)
    _label_inside(lines, title + 1, end, elements)
    body = [number for number in range(title + 1, end) if not lines[number].label]
    _drop_copies(lines, body, lines[title].text if found else "")
    kept = [number for number in body if not lines[number].label]
    if kept and _EMPTY_HEADING.match(lines[kept[-1]].text):
        lines[kept.pop()].label = "navigation"
    joins = find_joins(text, lines, kept)
    fields = find_fields(lines, max(0, title), start, end, flat)
    return _parted(lines, (title, prefix) if found else None, kept, joins, fields)


def _label_inside(lines: list[Line], start: int, end: int, elements: tuple[Element, ...]) -> None:
    """Label captions under images, and take back weak labels amid running text."""
    prose = [number for number in range(start, end) if is_prose(lines[number].text) and not lines[number].label]
    first, last = (prose[0], prose[-1]) if prose else (end, end)
    for number in range(start, end):
        line = lines[number]
        if line.weak and first < number < last and not (number <= first + _NEAR_EDGE and line.label == "meta"):
            line.label = ""
        elif not line.label and elements and _is_caption(line, elements):
            line.label = "photo_caption"
        elif (
            not line.label
            and line.linked > _LINKED
            and len(line.text) <= _LINK_TEXT
            and not _ATTACHED.search(line.text)
        ):
            line.label = "navigation"


def _is_caption(line: Line, elements: tuple[Element, ...]) -> bool:
    if not line.after_image or len(line.text) > _CAPTION or _NUMBERED.match(line.text):
        return False
    element = elements[line.element]
    around = elements[element.parent] if element.parent >= 0 else element
    return not element.tag.startswith("h") and any(
        _CENTRED.search(near.style) or _CENTRED.search(near.names) or near.tag == "center" for near in (element, around)
    )


def _drop_copies(lines: list[Line], body: list[int], title: str) -> None:
    """Label paragraphs that stand in the body already, and the title where it stands again at its head."""
    seen: set[str] = set()
    heading = bare(title)
    for place, number in enumerate(body):
        line = lines[number]
        if place <= _NEAR_EDGE and heading and bare(line.text) == heading:
            line.label = "copy"
        elif len(line.text) >= _COPY_LEAST and is_prose(line.text):
            if line.text in seen:
                line.label = "copy"
            seen.add(line.text)


def _parted(
    lines: list[Line], title: tuple[int, int] | None, kept: list[int], joins: set[int], fields: Fields
) -> Article:
    body = set(kept)
    paragraphs: list[tuple[int, int]] = []
    dropped: list[tuple[int, int, str]] = []
    goes_on: set[int] = set()
    heading: tuple[int, int] | None = None
    last, ending = max(kept, default=0), ""
    for number, line in enumerate(lines):
        if number > last and line.label and (line.ends or not ending):
            ending = line.label
        if title and number == title[0]:
            heading = line.start + title[1], line.end
        elif number in body:
            end = line.start + _tail(line.text)
            if number in joins:
                goes_on.add(len(paragraphs))
            if end > line.start:
                paragraphs.append((line.start, end))
            if end < line.end:
                dropped.append((end, line.end, "editor"))
        elif line.label != "rule":
            dropped.append((line.start, line.end, line.label or ending or "navigation"))
    return Article(heading, tuple(paragraphs), frozenset(goes_on), tuple(dropped), fields)


def _tail(text: str) -> int:
    """Return where a paragraph ends when credits and buttons that a dump ran into it are left out."""
    offset = max(0, len(text) - _TAIL_WITHIN)
    match = _TAIL.search(text, offset)
    end = match.start() if match else len(text)
    prompt = _PROMPT.search(text, offset, end)
    return prompt.start() if prompt else end
