"""Long paragraphs cost in proportion to their length; steps are counted, so that a busy machine counts alike."""

import sys

import pytest

from annot.annotate import Annotator

SENTENCES = (
    "2024年，嘉禾高新区实现营业收入523亿元，同比增长8.6%，规模以上工业增加值增长9.1%，高于全市平均2.3个百分点。"
    "其中，生物医药产业产值120.5亿元，占全区比重23%；新增高新技术企业45家，累计达到312家，数量居全省第3位。"
    "全年签约项目68个，总投资210亿元，某某股份有限公司投资15亿元建设二期工程，预计到2026年产值突破50亿元。"
    "一季度、二季度进口和出口分别增长3.1%、4.2%，安排补贴资金2000万元，每家企业最高奖励100万元。"
)


def steps(annotator, text):
    """Return how many calls annotating one paragraph makes."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        annotator.annotate([text])
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def annotator():
    made = Annotator()
    made.annotate([SENTENCES])
    return made


def test_a_paragraph_twenty_times_as_long_takes_about_twenty_times_the_steps(annotator):
    short, long = steps(annotator, SENTENCES * 4), steps(annotator, SENTENCES * 80)
    assert long < 1.1 * 20 * short
