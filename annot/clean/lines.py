"""The lines of a page, before it is known which of them are the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annot.clean.elements import Flat
from annot.clean.tabular import find_tables
from annot.clean.tracked import Tracked

__all__ = ["Line", "broken_up", "find_lines"]

# A line longer than this may hold several paragraphs; on a page of few lines, where it may hold the whole page,
# a shorter one already.
_LONG = 400
_LONG_IN_DUMP = 150
_LONG_WITH_FURNITURE = 60
_SENTENCE_END = re.compile(r"[。！？!?；;…：:]")
_PROSE_TOKEN = re.compile(r"[，。；！？,;]")
_FURNITURE = re.compile(
    r"首页|当前位置|来源[:：]|编辑】?[:：]|版权所有|版权声明|Copyright|关于我们|联系我们|热门推荐|许可证|ICP备|字号|字体|发布(?:时间|日期)|友善列印|点阅数|转寄|分享到|上一篇|下一篇|相关(?:新闻|阅读|文章)|打印"
)
_FURNITURE_LEAST = 2
_LOOSE_LEAST = 8
_EMOJI = re.compile(r"^[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+$")
# What stays with the words before it: who took a picture, the hour of a day.
_CREDITED = re.compile(r"^(?:摄|摄影|供图|图|/?文)[）)]?$")
_CLOCK = re.compile(r"^\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
_DAY = re.compile(r"\d{1,2}[-/.月]\d{1,2}日?$")
_SENTENCE_BREAK = re.compile(r"(?<=[。！？]) (?=\S{4})")
_SENTENCE_ENDS = ("。", "！", "？", "”")
_TITLE_PART = 5
_HEADLINE = 10
# Days, counters, files and what is furniture of a page is no part of a title.
_LOOSE = re.compile(rf"{_FURNITURE.pattern}|[>＞»›|｜]|\d[-/:：]\d|\d{4}[.年]\d|^[\d.、]+\D?$|号$|\.\w{2, 4}$")
_FIELD = re.compile(r"^\S{0,4}(?:来源|时间|日期|作者|单位|机构|次数|字号|字体|编辑|浏览|点击|记者)[:：]")
# Behind the trail of links stands the title, blanks and all, up to the day or another field.
_TITLED = re.compile(
    r"[>＞»›] ?(?:正文|详情|文章详情|新闻详情|详细内容|内容) (\S[^>＞»›。]{4,80}?)"
    r" (?=(?:\S{0,4}(?:时间|日期)[:：] ?)?(?:19|20)\d{2}[-/.年]|\S{0,4}(?:来源|作者)[:：])"
)
_FEW_LINES = 4
# A bracket holds a name or two and what they did, not more parts than these.
_BRACKETED = 6


@dataclass(slots=True)
class Line:
    """One line of a page that is not blank.

    Attributes:
        start, end: Its place in the page's text, white space at both ends left out.
        text: What stands there.
        element: Index of the block element that holds it; 0 on a page without markup.
        linked: Share of it that is links, from 0 to 1.
        after_image: An image stands right before it.
        label: Why it is not the article; empty when nothing says so.
        ends: Whether what follows it is rarely the article.
        weak: The label rests on form alone and does not hold amid running text.
        wrapped: It is part of a paragraph that was broken at a fixed width.
        goes_on: It goes on in the line before it.
        is_piece: It was cut out of a line that held the whole page.
    """

    start: int
    end: int
    text: str
    element: int = 0
    linked: float = 0.0
    after_image: bool = False
    label: str = ""
    ends: bool = False
    weak: bool = False
    wrapped: bool = False
    goes_on: bool = False
    is_piece: bool = False


def find_lines(text: str, flat: Flat | None, in_pieces: bool = False) -> list[Line]:
    """Return the lines of a text that are not blank, with what its markup says of them.

    Args:
        text: The page's text.
        flat: Its markup, if it has any.
        in_pieces: Whether its lines were parted by `broken_up`.
    """
    lines: list[Line] = []
    start = 0
    nodes = flat.nodes if flat else ()
    for number, source in enumerate(text.split("\n")):
        stripped = source.strip(" ")
        if stripped:
            first = start + len(source) - len(source.lstrip(" "))
            line = Line(first, first + len(stripped), stripped, is_piece=in_pieces)
            if number < len(nodes):
                node = nodes[number]
                line.element, line.after_image = node.element, node.after_image
                line.linked = node.linked / max(1, node.length)
            lines.append(line)
        start += len(source) + 1
    return lines


def broken_up(tracked: Tracked) -> Tracked:
    """Part the paragraphs of dumps that have a whole page on one line, at the spaces that stood for breaks."""
    text = tracked.text
    sources = text.split("\n")
    is_dump = sum(1 for source in sources if source.strip(" ")) <= _FEW_LINES
    if max(map(len, sources)) <= (_LONG_WITH_FURNITURE if is_dump else _LONG):
        return tracked
    return tracked.respelled("\n".join(_parted(source, is_dump) for source in sources))


def _parted(source: str, is_dump: bool) -> str:
    """Write a newline for every space at which a long line is to be parted."""
    if len(source) <= (_LONG_IN_DUMP if is_dump else _LONG):
        is_page = is_dump and len(source) > _LONG_WITH_FURNITURE and _names_furniture(source)
        return "\n".join(map(_parted_at_spaces, source.split("\n"))) if is_page else source
    if "  " in source.strip(" "):
        source = re.sub(r"(?<=\S)  ", "\n ", source)
    return "\n".join(map(_parted_at_spaces, source.split("\n"))) if is_dump else source


def _parted_at_spaces(source: str) -> str:
    tokens = source.split(" ")
    if _holds_furniture(source, tokens):
        title = _TITLED.search(source)
        if title:
            start, end = title.span(1)
            return "\n".join((_regrouped(source[: start - 1]), source[start:end], _regrouped(source[end + 1 :])))
        return _regrouped(source)
    return _SENTENCE_BREAK.sub("\n", source)


def _regrouped(source: str) -> str:
    tokens = source.split(" ")
    groups: list[list[str]] = []
    done = 0
    for start, end in find_tables(tokens):
        groups += [*_groups(tokens[done:start]), tokens[start:end]]
        done = end
    return "\n".join(map(" ".join, [*groups, *_groups(tokens[done:])]))


def _holds_furniture(source: str, tokens: list[str]) -> bool:
    """Tell whether a line holds more of a page than one paragraph with a few spaces in it."""
    if _names_furniture(source):
        return True
    loose = sum(not _is_prose(token) for token in tokens)
    return loose >= _LOOSE_LEAST and 2 * loose >= len(tokens)


def _names_furniture(source: str) -> bool:
    return len({match[0] for match in _FURNITURE.finditer(source)}) >= _FURNITURE_LEAST


def _groups(tokens: list[str]) -> Iterator[list[str]]:
    """Keep together tokens of running text, and the parts of a title; set the rest apart."""
    if not tokens:
        return
    group: list[str] = []
    for token in tokens:
        if group and not _go_together(group, token):
            yield group
            group = []
        group.append(token)
    yield group


def _go_together(group: list[str], token: str) -> bool:
    if any(mark in part for part in group[-_BRACKETED:] for mark in "（(") and _is_left_open("".join(group)):
        return True
    if _EMOJI.match(group[-1]) or _CREDITED.match(token) or group[-1].endswith(("记者", "通讯员")):
        return True
    if _CLOCK.match(token) and _DAY.search(group[-1]):
        return True
    if group[-1][-1:] in _SENTENCE_ENDS and len(token) > 1:
        return False
    return (_is_prose(group[-1]) and _is_prose(token)) or (_is_part(group[-1]) and _is_part(token))


def _is_left_open(text: str) -> bool:
    """Tell whether a text has an opening bracket that nothing closes."""
    return max(text.rfind("（"), text.rfind("(")) > max(text.rfind("）"), text.rfind(")"))


def _is_prose(token: str) -> bool:
    return not token or bool(_PROSE_TOKEN.search(token))


def _is_part(token: str) -> bool:
    if len(token) < _TITLE_PART or _PROSE_TOKEN.search(token) or _FIELD.match(token) or _LOOSE.search(token):
        return False
    return len(token) >= _HEADLINE if any(char.isdigit() for char in token) else True
