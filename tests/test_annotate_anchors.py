"""Patterns looked for near an anchor are found as a plain scan finds them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.annotate import companies, government, industries, persons, works
from annot.annotate.anchors import matches_near

ANCHORED = [
    pytest.param(works.LINE, works.LINE_END, works.LONGEST_LINE, "新建 甲 高 城际 高铁 铁路 至 段 局 ，", id="line"),
    pytest.param(
        companies.HEADQUARTERS, companies.HEADQUARTERS_END, companies.LONGEST_RANK, "全球 第一 AI 双 总 部 总部 甲 ，",
        id="headquarters",
    ),
    pytest.param(industries.NOUN, industries.NOUN_CORE, 2, "特色 全 各 产 业 产业 集群 行业 领域 园 内 ，", id="noun"),
    pytest.param(industries.ORDINAL, industries.ORDINAL_CORE, 2, "第 一 二 产 产业 、 增加值 能 ，", id="ordinal"),
    pytest.param(government.RULED, government.LEVEL, 2, "中共 省 市 县 委 政府 政协 纪委 监委 书记 ，", id="ruled"),
    pytest.param(persons.DOTTED, persons.DOT, persons.LONGEST_PART, "· 古 滕 斯 甲 a ，", id="dotted"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "anchor", "before", "pieces"), ANCHORED)
@settings(deadline=None, max_examples=60)
@given(choices=st.lists(st.integers(0, 99), max_size=16))
def test_a_pattern_near_its_anchor_is_found_as_by_a_scan(
    form: re.Pattern[str], anchor: re.Pattern[str], before: int, pieces: str, choices: list[int]
) -> None:
    alphabet = pieces.split()
    text = "".join(alphabet[choice % len(alphabet)] for choice in choices)
    near = [match.span() for match in matches_near(form, anchor, text, before=before)]
    assert near == [match.span() for match in form.finditer(text)]
