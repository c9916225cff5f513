"""The article of a page: its title and its paragraphs among all the lines, and why the others are not it."""

import re
from dataclasses import dataclass

from annot.clean.absence import has_no_article
from annot.clean.adverts import label_adverts
from annot.clean.captions import label_captions
from annot.clean.elements import Element, Flat
from annot.clean.fields import Fields, find_fields, find_names
from annot.clean.folios import is_day, label_folios, part_line
from annot.clean.headings import join_heading
from annot.clean.heads import label_head
from annot.clean.hints import label_by_elements
from annot.clean.indexes import is_index
from annot.clean.joins import find_joins
from annot.clean.labels import label_lines
from annot.clean.lines import Line
from annot.clean.prose import is_prose, is_sentence
from annot.clean.ranking import bare
from annot.clean.region import find_region
from annot.clean.tails import find_tail
from annot.clean.threads import label_threads
from annot.clean.title import Title, find_title, without_site
from annot.clean.wraps import find_wraps

__all__ = ["Article", "find_article"]

_CAPTION = 80
_CAPTION_ALONE = 50
_CAPTIONS = ("photo_credit", "photo_caption")
_NUMBERED = re.compile(r"^——|^[（(【]?[\d一二三四五六七八九十第]|^[·●■◆]")
# A heading of attachments that are links or files, and so are not here.
_EMPTY_HEADING = re.compile(r"^(?:相关|本文|公告|文件)?附件(?:下载|信息|列表|材料|文件)?[:：]?$")
_FILE = re.compile(
    r"^\S.{0,80}\.(?:docx?|xlsx?|pdf|zip|rar|wps|ofd|et|ceb|7z)(?:\s?[\[（(].{1,20}[\])）])?$", re.IGNORECASE
)
_ORIGINAL = re.compile(r"^[（(【]?原(?:标题|题)[】]?[:：]")
_HEADING_LONGEST = 12
_LINKS_HEADING = 6
_LINKED = 0.8
_LINK_TEXT = 60
_ATTACHED = re.compile(r"附件|附表|附录|\.(?:docx?|pdf|xlsx?|wps|zip|rar|ofd)|[。；]$")
_CENTRED = re.compile(r"center|caption")
_COPY_LEAST = 20
# A text with nothing of a page about it begins with its article; a few short lines may stand before the first sentence.
_BARE_HEAD = 8
_NEAR_EDGE = 2
_PLAIN_LEAST = 1
# Of the lines under a deck only these are fields of the page; others with a day in them may be the article's.
_EDGE = re.compile(r"来源|发布|作者|记者|编辑|阅读|浏览|点击|评论|字[号体]|^[\d\s\-/.年月日:：T·|]+$")


@dataclass(frozen=True, slots=True)
class Article:
    """The lines of a page parted into article and rest.

    Attributes:
        title: Place of the title in the page's text, or None.
        paragraphs: Places of the paragraphs, in order.
        joins: Which of the paragraphs go on in the one before them, the first one in the title.
        dropped: Places of what is not the article, each with its reason, in order.
        fields: What the page says of itself.
        is_plain: Nothing about its lines was in doubt: whole ones under a title, several sentences, none ever labelled.
    """

    title: tuple[int, int] | None
    paragraphs: tuple[tuple[int, int], ...]
    joins: frozenset[int]
    dropped: tuple[tuple[int, int, str], ...]
    fields: Fields
    is_plain: bool


def find_article(text: str, lines: list[Line], flat: Flat | None) -> Article | None:
    """Find the article among the lines of a page.

    Args:
        text: The page's text, in simplified script.
        lines: Its lines, not yet labelled; they are labelled here.
        flat: Its markup, if it has any.
    """
    elements = flat.elements if flat else ()
    label_lines(lines, elements)
    if elements:
        label_by_elements(lines, elements)
    label_adverts(lines)
    label_threads(lines)
    label_captions(lines)
    label_folios(lines)
    for number in find_wraps(text, lines):
        for line in lines[number - 1 : number + 1]:
            line.wrapped, line.label = True, "" if line.weak else line.label
        lines[number].goes_on = True
    region = find_region(lines, elements) or _among_captions(lines, elements)
    name = flat.title if flat and flat.title else lines[0].text if lines and lines[0].text[1:2] != "好" else ""
    if region is None or has_no_article(lines, *region, name) or is_index(lines, *region):
        return None
    start, end = region
    names = find_names(lines, flat) + (without_site(flat.title) if flat else [])
    found = find_title(lines, start, end, names, elements)
    if found is None and not elements and start <= _BARE_HEAD and not any(line.label for line in lines[:start]):
        start = 0
    title = found.line if found else start - 1
    label_head(lines, title, end)
    _label_inside(lines, title + 1, end, elements)
    _label_titles(lines[title + 1 : end])
    body = [number for number in range(title + 1, end) if not lines[number].label]
    _drop_copies(lines, body, lines[title].text if found else "")
    kept = [number for number in body if not lines[number].label]
    while kept and _is_empty_heading(lines, kept[-1]):
        lines[kept.pop()].label = "navigation"
    joins = find_joins(lines, kept) - set(kept[:1] if found else ())
    joins |= join_heading(lines, title, kept) if found else set()
    fields = find_fields(lines, max(0, title), start, end, flat)
    is_plain = found is not None and not joins and _are_plain(lines, kept)
    return _parted(lines, found, kept, joins, fields, is_plain)


def _among_captions(lines: list[Line], elements: tuple[Element, ...]) -> tuple[int, int] | None:
    """Return the article of a page of pictures: what was taken for captions, where there is nothing else."""
    told = [
        n
        for n, line in enumerate(lines)
        if line.label in _CAPTIONS and len(line.text) > _CAPTION_ALONE and "。" in line.text
    ]
    for number in reversed(told):
        credit = find_tail(lines[number].text)
        if credit < len(lines[number].text):
            part_line(lines, number, credit)
            lines[number + 1].label = "photo_credit"
        lines[number].label = ""
    return find_region(lines, elements) if told else None


def _are_plain(lines: list[Line], kept: list[int]) -> bool:
    if any(lines[number].weak or lines[number].wrapped for number in kept):
        return False
    return sum(is_sentence(lines[number].text) for number in kept) >= _PLAIN_LEAST


def _label_inside(lines: list[Line], start: int, end: int, elements: tuple[Element, ...]) -> None:
    """Label captions under images, and take back weak labels amid running text."""
    prose = [
        n for n in range(start, end) if is_prose(lines[n].text) and not lines[n].label and lines[n].linked < _LINKED
    ]
    first, last = (prose[0], prose[-1]) if prose else (end, end)
    _label_files(lines[last + 1 : end])
    for number in range(start, end):
        line = lines[number]
        if line.weak and first < number < last and not (number <= first + _NEAR_EDGE and _EDGE.search(line.text)):
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


def _label_titles(inside: list[Line]) -> None:
    """Label the fields in which a site names the title that an article had elsewhere."""
    for line in inside:
        if _ORIGINAL.match(line.text):
            line.label = "meta"


def _label_files(behind: list[Line]) -> None:
    """Label names of files to download behind the last sentence, and the heading right above them."""
    if any(line.text.startswith("附件") and not _EMPTY_HEADING.match(line.text) for line in behind):
        return
    for number, line in enumerate(behind):
        if not line.label and _FILE.match(line.text):
            line.label = "navigation"
            if number and not behind[number - 1].label and _EMPTY_HEADING.match(behind[number - 1].text):
                behind[number - 1].label = "navigation"


def _is_empty_heading(lines: list[Line], number: int) -> bool:
    """Tell whether the last line is the heading of a list that was dropped."""
    text = lines[number].text
    if _EMPTY_HEADING.match(text):
        return True
    if number + 1 == len(lines) or len(text) > _HEADING_LONGEST or is_prose(text):
        return False
    # A few words over links are theirs.
    is_over_links = lines[number + 1].linked > _LINKED and len(text) <= _LINKS_HEADING and not is_day(text)
    return text[-1] in "：:" or is_over_links


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
        is_issuer = number + 1 < len(lines) and is_day(lines[number + 1].text)
        if place <= _NEAR_EDGE and heading and bare(line.text) == heading and not is_issuer:
            line.label = "copy"
        elif len(line.text) >= _COPY_LEAST and is_prose(line.text):
            if line.text in seen:
                line.label = "copy"
            seen.add(line.text)


def _parted(
    lines: list[Line], title: Title | None, kept: list[int], joins: set[int], fields: Fields, is_plain: bool
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
        if title and number == title.line:
            heading = line.start + title.start, line.start + title.end
        elif number in body:
            end = line.start + find_tail(line.text)
            if number in joins:
                goes_on.add(len(paragraphs))
            if end > line.start:
                paragraphs.append((line.start, end))
            if end < line.end:
                is_plain = False
                dropped.append((end, line.end, "editor"))
        elif line.label != "rule":
            dropped.append((line.start, line.end, line.label or ending or "navigation"))
    return Article(heading, tuple(paragraphs), frozenset(goes_on), tuple(dropped), fields, is_plain)
