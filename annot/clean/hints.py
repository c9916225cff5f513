"""What the names of a page's elements say of the text in them: menus, footers, comments, or the article."""

import re

from annot.clean.elements import Element
from annot.clean.labels import is_prose, is_teaser
from annot.clean.lines import Line

__all__ = ["label_by_elements", "prose_within"]

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TAGS = {"nav": "navigation", "footer": "copyright", "aside": "related", "figcaption": "photo_credit"}
_NAMES = {
    "navigation": "nav navbar navi navigation menu submenu subnav sidenav mainnav topnav breadcrumb breadcrumbs crumb"
    " crumbs mbx weizhi wz dqwz sitemap logo topbar toptool",
    "toolbar": "toolbar tools fontsize setfont zoomer printer print",
    "share": "share sharing bdshare bdsharebuttonbox jiathis social qrcode ewm erweima weixin",
    "login": "login register signin signup searchbox searchbar",
    "related": "related relate relation recommend recommended hotnews hotlist ranking ranklist sidebar aside"
    " xgnews xgyd xgwz tuijian xiangguan morenews prevnext pager pagination pagenav friendlink friendlinks links",
    "comment": "comment comments commentlist pinglun reply replies message disqus",
    "copyright": "footer foot copyright beian icp",
    "advert": "advert adverts advertisement ads adsense adbox banner guanggao",
    "popup": "popup modal tooltip dialog float floating toast",
}
_REASONS = {name: reason for reason, names in _NAMES.items() for name in names.split()}
_ARTICLE = frozenset(
    [
        "content",
        "article",
        "detail",
        "details",
        "zoom",
        "editor",
        "maintext",
        "arttext",
        "trs",
        "newstext",
        "newscontent",
        "body",
        "text",
        "zhengwen",
        "post",
    ]
)
_HIDDEN = re.compile(r"display:\s*none|\bhidden\b|visibility:\s*hidden")
# An element with more than this share of the page's running text is not furniture, whatever its name.
_MOST = 0.4


def prose_within(lines: list[Line], elements: tuple[Element, ...]) -> list[int]:
    """Return for every element the number of characters of running text in it."""
    within = [0] * len(elements)
    for line in lines:
        if is_prose(line.text) and not line.label and not is_teaser(line.text) and line.linked < 0.5:
            element = line.element
            while element >= 0:
                within[element] += len(line.text)
                element = elements[element].parent
    return within


def label_by_elements(lines: list[Line], elements: tuple[Element, ...]) -> None:
    """Label the lines that stand in elements whose names or tags say that they are not the article."""
    within = prose_within(lines, elements)
    most = _MOST * max(within[0], 1)
    reasons: list[str] = []
    for number, element in enumerate(elements):
        above = reasons[element.parent] if element.parent >= 0 else ""
        reasons.append(above or ("" if within[number] > most else _reason(element)))
    for line in lines:
        if not line.label and reasons[line.element]:
            line.label = reasons[line.element]


def _reason(element: Element) -> str:
    if element.tag in _TAGS:
        return _TAGS[element.tag]
    if element.style and _HIDDEN.search(element.style):
        return "hidden"
    if element.names == " " or not element.names:
        return ""
    words = [word.lower() for word in _WORDS.findall(element.names)]
    if not _ARTICLE.isdisjoint(words):
        return ""
    return next((_REASONS[word] for word in words if word in _REASONS), "")
