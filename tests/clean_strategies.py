"""Texts and pages for the properties of cleaning."""

from hypothesis import strategies as st

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


def awkward_texts() -> st.SearchStrategy[str]:
    return st.text(
        st.one_of(st.sampled_from(AWKWARD + "高新区，。\n "), st.characters(exclude_categories=["Cs"])), max_size=200
    )
