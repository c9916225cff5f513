"""Patterns looked for near an anchor are found as a plain scan finds them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.annotate import (
    building,
    companies,
    counted_places,
    government,
    industries,
    persons,
    places,
    policies,
    undertakings,
    works,
)
from annot.annotate.anchors import matches_at, matches_near

KINDS = " ".join(re.findall("(?<=[|:])[一-龥A-Z]{2,}(?=[|])", building.HEAD.pattern))
ANCHORED = [
    pytest.param(works.LINE, works.LINE_END, works.LONGEST_LINE, "新建 甲 高 城际 高铁 铁路 至 段 局 ，", id="line"),
    pytest.param(
        companies.HEADQUARTERS, companies.HEADQUARTERS_END, companies.LONGEST_RANK, "全球 第一 AI 双 总 部 总部 甲 ，",
        id="headquarters",
    ),
    pytest.param(industries.NOUN, industries.NOUN_CORE, 2, "特色 全 各 产 业 产业 集群 行业 领域 园 内 ，", id="noun"),
    pytest.param(industries.ORDINAL, industries.ORDINAL_CORE, 2, "第 一 二 产 产业 、 增加值 能 ，", id="ordinal"),
    pytest.param(government.RULED, government.LEVEL, 2, "中共 省 市 县 委 政府 政协 纪委 监委 书记 ，", id="ruled"),
    pytest.param(industries.OUTPUT, industries.OUTPUT_CORE, 1, "总 产值 增加值 交易额 占 甲 ，", id="output"),
    pytest.param(
        counted_places.COUNT, counted_places.COUNT_CORE, 2, "等 1 2 三 十 个 县 市 区 镇 街道 甲 ， 的", id="counted",
    ),
    pytest.param(
        undertakings.INVESTED, undertakings.INVESTED_AT, 2, "公司 计划 拟 投资 投建 建设 的 概算 3 亿元 ，",
        id="invested",
    ),
    pytest.param(building.HEAD, building.HEAD_AT, 0, f"G 30 1 号线 路 项目 工程 甲 ， {KINDS}", id="head"),
    pytest.param(places.RUNS, places.RUNS_AT, 0, "京 津 冀 豫 两地 合作 甲 ，", id="runs"),
    pytest.param(
        places.SIDES, places.SIDES_AT, 0,
        "俄 美 乌 京 沪 日 以 巴 欧 伊 玻 泰 方 表示 总统 紧急 援 驻 军 媒 企 股 称 办 盟委员会 总 防长 ，",
        id="sides",
    ),
    pytest.param(places.ROW, places.ROW_AT, 0, "京、 津、 冀、 豫 地区 等 在 甲 ，", id="row"),
    pytest.param(persons.DOTTED, persons.DOT, persons.LONGEST_PART, "· 古 滕 斯 甲 a ，", id="dotted"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "anchor", "before", "pieces"), ANCHORED)
@settings(deadline=None, max_examples=60)
@given(choices=st.lists(st.integers(0, 999), max_size=16))
def test_a_pattern_near_its_anchor_is_found_as_by_a_scan(
    form: re.Pattern[str], anchor: re.Pattern[str], before: int, pieces: str, choices: list[int]
) -> None:
    alphabet = pieces.split()
    text = "".join(alphabet[choice % len(alphabet)] for choice in choices)
    near = [match.span() for match in matches_near(form, anchor, text, before=before)]
    assert near == [match.span() for match in form.finditer(text)]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["\n", "甲市政府", "关于", "支持甲产业的", "措施", "，", "附件", "："]), max_size=16))
def test_a_title_line_is_found_at_the_starts_of_lines_as_by_a_scan(pieces: list[str]) -> None:
    text = "".join(pieces)
    places_of_lines = [0, *(match.start() for match in re.finditer("\n", text))]
    found = [match.span() for match in matches_at(policies.TITLE_LINE, places_of_lines, text)]
    assert found == [match.span() for match in policies.TITLE_LINE.finditer(text)]
