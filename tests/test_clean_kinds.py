"""Kinds of pages and lines that are told by what is around them: answers, tables, lists, second encodings."""

import pytest

from annot.clean import clean_page
from annot.clean.doubled import is_garbled, mend_doubled
from annot.clean.entities import resolve_references
from annot.clean.indexes import is_index
from annot.clean.labels import label_lines
from annot.clean.lines import Line, find_lines
from annot.clean.settling import is_at_rest
from annot.clean.tabular import find_tables
from annot.clean.threads import label_threads
from annot.clean.tracked import Tracked
from annot.document import DamageKind, Page

ARTICLE = "园区今年新开工项目三十二个，总投资一百二十亿元，目前已有九个项目投产。"


def lines_of(text: str) -> list[Line]:
    lines = find_lines(text, None)
    label_lines(lines)
    return lines


def clean_text(text: str) -> str:
    document = clean_page(Page("page", text.encode())).document
    return document.text if document else ""


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param("老李\n家乡变化真大，什么时候通地铁？\n2024-06-18回复\n赞 34", id="day-before-the-button"),
        pytest.param("老李\n3小时前\n家乡变化真大，什么时候通地铁？\n回复 举报", id="hour-above-the-text"),
        pytest.param("沙发\n家乡变化真大，什么时候通地铁？", id="floor-by-name"),
        pytest.param("2楼\n家乡变化真大，什么时候通地铁？", id="floor-by-number"),
    ],
)
def test_answers_below_an_article_are_comments(answers: str) -> None:
    lines = lines_of(f"{ARTICLE}\n{answers}")
    label_threads(lines)
    assert lines[0].label == ""
    assert (lines[1].label, lines[1].ends) == ("comment", True)


@pytest.mark.parametrize(
    ("line", "table"),
    [
        pytest.param(
            "四月份主要工业指标情况 产值 亿元 86.4 7.1 投资 亿元 41.3 -3.2 出口 亿元 12.8 11.9 税收 亿元 5.9 2.7",
            "产值 亿元 86.4 7.1 投资 亿元 41.3 -3.2 出口 亿元 12.8 11.9 税收 亿元 5.9 2.7",
            id="figures",
        ),
        pytest.param("上一页 1 2 3 4 5 6 7 8 9 10 11 12 13 14 末页", "", id="pages-count-up"),
        pytest.param("首页 新闻 财经 房产 汽车 教育 健康 旅游 论坛 体育 时尚 科技", "", id="menu"),
    ],
)
def test_a_table_on_one_line_is_found_by_its_figures(line: str, table: str) -> None:
    tokens = line.split(" ")
    assert [" ".join(tokens[start:end]) for start, end in find_tables(tokens)] == ([table] if table else [])


def test_titles_with_summaries_and_days_are_a_list_and_an_article_with_its_day_is_none() -> None:
    entry = "兆瓦级波浪能装置下水试验\n近日，装置顺利下水，每小时可发电上千度，将为海岛供电。\n2024-06-1"
    lines = lines_of("\n".join(entry + str(day) for day in range(1, 5)))
    assert is_index(lines, 0, len(lines))
    article = lines_of(f"园区新开工项目三十二个\n2024-06-14\n{ARTICLE}\n{ARTICLE[:-1]}，三个试产。")
    assert not is_index(article, 0, len(article))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_second_encoding_is_undone_and_every_character_keeps_its_place(encoding: str) -> None:
    # Cp1252 leaves five bytes undefined, which browsers read as controls.
    twice = "".join(
        bytes([byte]).decode(encoding) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in ARTICLE.encode()
    )
    mended, halves = mend_doubled(Tracked.of(twice))
    assert (mended.text, halves) == (ARTICLE, ())
    assert mended.offsets.raw(0, 1) == (0, 3)


def test_half_a_character_of_a_second_encoding_is_marked() -> None:
    twice = (ARTICLE * 2).encode().decode("latin-1")
    document = clean_page(Page("page", (twice[:121] + twice[123:]).encode())).document
    assert document is not None
    assert DamageKind.BROKEN_BYTES in {mark.kind for mark in document.damage}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("锟斤拷锟斤拷锟斤拷区，锟斤拷锟斤拷锟斤拷。" * 10, id="replacement-characters"),
        pytest.param((ARTICLE * 4).encode().decode("gbk", "replace"), id="read-as-gbk"),
    ],
)
def test_a_garbled_page_is_refused_as_such(text: str) -> None:
    assert is_garbled(text)
    assert [reject.reason for reject in clean_page(Page("page", text.encode())).rejects] == ["garbled_page"]


def test_a_text_about_garbled_text_is_not_garbled() -> None:
    assert not is_garbled(f"网页上出现“锟斤拷”，多半是编码出了错。{ARTICLE}")


def test_an_ampersand_that_was_escaped_is_one_again() -> None:
    assert resolve_references(Tracked.of("研发（R&amp;D）经费"))[0].text == "研发（R&D）经费"


def test_an_article_that_only_a_script_holds_is_read_from_it() -> None:
    page = (
        '<html><body><div id="app"></div><script>window.__STATE__={"menu":[{"name":"首页"}],"detail":{"title":'
        f'"园区项目建设提速","content":"<p>{ARTICLE}<\\/p><p>\\u5176\\u4e2d\\uff0c{ARTICLE}<\\/p>"}}}}</script></body></html>'
    )
    assert clean_text(page) == f"园区项目建设提速\n{ARTICLE}\n其中，{ARTICLE}"


def test_pieces_of_a_body_are_joined_and_other_articles_of_an_answer_left_out() -> None:
    answer = (
        f'{{"title":"园区项目建设提速","body":[{{"text":"{ARTICLE}"}},{{"text":"第二段。{ARTICLE}"}}],'
        '"hot":[{"title":"别的文章","text":"别的文章的摘要。"}]}'
    )
    assert clean_text(answer) == f"园区项目建设提速\n{ARTICLE}\n第二段。{ARTICLE}"


@pytest.mark.parametrize(
    ("text", "at_rest"),
    [
        pytest.param(f"园区项目建设提速\n{ARTICLE}\n二是招商。\n{ARTICLE[2:]}", True, id="plain"),
        pytest.param(f"园区项目建设提速\n{ARTICLE}\n二是&招商。\n{ARTICLE[2:]}", False, id="perhaps-a-reference"),
        pytest.param(f"园区项目建设提速\n{ARTICLE}\n园区项目建设提速\n{ARTICLE[2:]}", False, id="title-twice"),
        pytest.param(f"首页 > 正文\n{ARTICLE}\n二是招商。\n{ARTICLE[2:]}", False, id="title-with-a-label"),
    ],
)
def test_clean_text_is_told_at_a_look_only_where_nothing_is_in_doubt(text: str, at_rest: bool) -> None:
    assert is_at_rest(text) is at_rest
