"""Texts and pages for the properties of cleaning."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from annot.clean import decode
from annot.document import Page

HERE = Path(__file__).parent

_WORDS = [
    "高新区",
    "今年",
    "产值",
    "增长",
    "项目",
    "企业",
    "创新",
    "园区",
    "投资",
    "建设",
    "服务",
    "会议",
    "部署",
    "推进",
]
_MARKS = ["，", "、", "，其中", "；"]
FURNITURE = [
    "首页 > 新闻中心 > 正文",
    "来源：某某日报 2024-05-06 10:20",
    "【打印】【关闭】",
    "责任编辑：王小明",
    "分享到：微信 微博",
    "上一篇：没有了",
    "版权所有 某某网 京ICP备12345678号",
]
INTRUDERS = [
    "\n",
    "<div>",
    "</p>",
    "&",
    "(qū)",
    "回复",
    "\n2楼\n",
    "发表于 2024-1-1 10:00",
    "](http://a.b)",
    "\n# ",
    '"content":"',
    "\n— 3 —\n",
    "（下转第3版）",
    "2024-05-06",
    "责任编辑：王小明",
]
AWKWARD = "１２Ａ\u3000\u200b\ufeff\ue000\u0301𠮷😀&nbsp;(qū)<b>著陜\ufffd\x00\t"


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=14, max_size=60))
    marks = draw(st.lists(st.sampled_from(_MARKS), min_size=1, max_size=4))
    cut = len(words) // (len(marks) + 1)
    parts = ["".join(words[i : i + cut]) for i in range(0, len(words), cut)]
    return "".join(part + mark for part, mark in zip(parts, [*marks, "", "", ""], strict=False)).rstrip("，、；") + "。"


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a page and the article in it."""
    title = (
        "某某高新区"
        + draw(st.sampled_from(["召开推进会", "跑出“加速度”", "：项目建设忙"]))
        + str(draw(st.integers(1, 99)))
    )
    body = draw(st.lists(paragraphs(), min_size=2, max_size=6, unique=True))
    above = draw(st.lists(st.sampled_from(FURNITURE[:1]), max_size=1))
    meta = draw(st.lists(st.sampled_from(FURNITURE[1:2]), max_size=1))
    below = draw(st.lists(st.sampled_from(FURNITURE[2:]), max_size=4, unique=True))
    return "\n\n".join([*above, title, *meta, *body, *below]), "\n".join([title, *body])


@cache
def _sources() -> list[str]:
    """Return the texts of all pages of the tests."""
    folders = [HERE / "clean_pages", HERE / "other_pages", HERE / "other_pages" / "second"]
    paths = [path for folder in folders for path in sorted(folder.glob("*.raw.*"))]
    return [decode(Page(path.name, path.read_bytes())).text for path in paths]


@st.composite
def torn_pages(draw: st.DrawFn) -> str:
    """Draw a stretch of a page or of two, with lines or characters of it lost, as broken crawls leave them."""
    text = draw(st.sampled_from(_sources()))
    if draw(st.integers(0, 4)) == 0:
        other = draw(st.sampled_from(_sources()))
        text = text[: draw(st.integers(0, len(text)))] + other[draw(st.integers(0, len(other))) :]
    for mark in draw(st.lists(st.sampled_from(INTRUDERS), max_size=4)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + mark + text[place:]
    lines = text.split("\n")
    if len(lines) > 6 and draw(st.booleans()):
        start = draw(st.integers(0, len(lines) - 1))
        end = draw(st.integers(start, len(lines)))
        lost = draw(st.sets(st.integers(0, len(lines)), max_size=8))
        return "\n".join(line for number, line in enumerate(lines[start:end]) if number not in lost)
    start = draw(st.integers(0, max(0, len(text) - 1)))
    return text[start : start + draw(st.integers(20, 2000))]


def awkward_texts() -> st.SearchStrategy[str]:
    return st.text(
        st.one_of(st.sampled_from(AWKWARD + "高新区，。\n "), st.characters(exclude_categories=["Cs"])), max_size=200
    )
