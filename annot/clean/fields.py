"""What a page says of itself: source, author, date, address."""

import re
from dataclasses import dataclass

from annot.clean.elements import Flat
from annot.clean.fronts import read_front
from annot.clean.lines import Line
from annot.clean.title import TITLE_FIELD, without_site

__all__ = ["Fields", "find_fields", "find_names"]

_NEXT = (
    r"(?=\s{1,}(?:作者|记者|编辑|责任|时间|日期|发布|浏览|点击|阅读|[大中小]?字号|字体|来源|打印|分享|收藏|扫码|\d{4})"
    r"|[|丨\[【（(]|\s+\S{1,6}[:：]|\s{2,}|$)"
)
_SOURCE = re.compile(
    rf"(?:文章来源|信息来源|新闻来源|稿件来源|内容来源|稿源|来\s?源|发布机构|发布单位|发文机关|信息提供|出处)\s?[:：】]\s*(\S[^:：]{{0,40}}?){_NEXT}"
)
_AUTHOR = re.compile(rf"(?:文章作者|作\s?者|撰稿|撰文)\s?[:：】]\s*(\S[^:：]{{0,30}}?){_NEXT}")
_BYLINE = re.compile(
    r"^[□■◎●►▶\s]*(?:\S{0,14}(?:记者|通讯员)|文[/／|])\s*(\S{2,4}(?:[\s、]\S{2,4}){0,3})(?:\s?(?:文/图|摄影报道|报道))?$"
)
_DATE = re.compile(
    r"(?<!\d)(?!\d{4}\s?年\s?\d{1,2}\s?[-/.])((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)"
)
_LABELLED_DATE = re.compile(rf"(?:时间|日期|发布|发表|更新|印发|成文|date|发稿)\S{{0,6}}\s?[:：]?\s*{_DATE.pattern}")
_META_SOURCE = ("contentsource", "source", "article:source", "mediaid", "og:site_name")
_META_AUTHOR = ("author", "article:author", "contentauthor")
_META_DATE = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:release_date",
    "publish_time",
    "date",
    "firstpublishedtime",
)
_META_TITLE = ("articletitle", "og:title", "twitter:title", "dc.title", "title")
_META_URL = ("og:url", "url")
_ABOVE = 12
_BELOW = 4


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a document; empty where the page is silent."""

    source: str = ""
    author: str = ""
    date: str = ""
    url: str = ""


def find_names(lines: list[Line], flat: Flat | None) -> list[str]:
    """Return what the page calls itself outside its body: title element, meta elements, fields."""
    names = without_site(read_front(lines).get("title", ""))
    if flat:
        names += [flat.meta[name] for name in _META_TITLE if flat.meta.get(name)]
    if lines and not flat:
        names += without_site(lines[0].text)[1:]
    names += [line.text[match.end() :] for line in lines for match in [TITLE_FIELD.match(line.text)] if match]
    return names


def find_fields(lines: list[Line], title: int, start: int, end: int, flat: Flat | None) -> Fields:
    """Return the fields, from the lines around the article that name them, else from the meta elements.

    Args:
        lines: The labelled lines of the page.
        title: The line of the title, or that of the body where there is none.
        start: The first line of the article's body.
        end: One past its last line.
        flat: The page's markup.
    """
    head = [*lines[title : start + 4], *lines[max(0, title - _ABOVE) : title]]
    texts = [line.text for line in head if line.label in ("meta", "editor", "toolbar", "listing")]
    texts += [line.text for line in lines[end : end + _BELOW] if line.label in ("meta", "editor")]
    front, meta = read_front(lines), flat.meta if flat else {}
    return Fields(
        source=_first(_SOURCE, texts) or front.get("source", "") or _meta(meta, _META_SOURCE),
        author=front.get("author", "")
        or _first(_AUTHOR, texts)
        or _meta(meta, _META_AUTHOR)
        or _byline(lines[title + 1 : start + 3]),
        date=_date([*texts, front.get("date", ""), _meta(meta, _META_DATE)]),
        url=front.get("from")
        or front.get("url")
        or front.get("link")
        or _meta(meta, _META_URL)
        or _address(lines[:title]),
    )


def _first(pattern: re.Pattern[str], texts: list[str]) -> str:
    return next(
        (found for text in texts for m in [pattern.search(text)] if m and (found := m[1].strip(" -,，·|/"))), ""
    )


def _byline(lines: list[Line]) -> str:
    return next((match[1] for line in lines for match in [_BYLINE.match(line.text)] if match), "")


def _date(texts: list[str]) -> str:
    for pattern in (_LABELLED_DATE, _DATE):
        for text in texts:
            match = pattern.search(text)
            if match and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
                return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return ""


def _meta(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name].strip() for name in names if meta.get(name)), "")


def _address(lines: list[Line]) -> str:
    return next(
        (m[0] for line in lines if line.label == "meta" for m in [re.search(r"https?://\S+", line.text)] if m), ""
    )
