"""What a number measures, of whom, and when: one small case for each rule."""

import pytest

from annot.annotation import Frame, Progress
from annot.metrics import build_frames, find_quantities
from annot.span import Span, is_flat

_Entities = dict[str, str]


def _frames(text: str, entities: _Entities) -> list[tuple[str, str, str, str]]:
    """Return value, indicator, subject and period of each frame as text; each entity is marked wherever it stands."""
    spans = [
        Span(place, place + len(name), label)
        for name, label in entities.items()
        for place in range(len(text))
        if text.startswith(name, place)
    ]
    found, frames = build_frames(text, spans, find_quantities(text, spans))

    def said(index: int | None) -> str:
        return "" if index is None else found[index].of(text)

    return [(said(f.value), said(f.indicator), said(f.subject), said(f.period)) for f in frames]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市实现营业收入5230亿元", [("5230亿元", "营业收入")]),
        ("研发投入占比超5%", [("超5%", "研发投入占比")]),
        ("集聚省级以上研发机构近200家", [("近200家", "省级以上研发机构")]),
        ("拥有17家国家重点实验室", [("17家", "国家重点实验室")]),
        ("培育高企64家、上市公司7家", [("64家", "高企"), ("7家", "上市公司")]),
        ("总投资315亿元的20个重点项目开工", [("315亿元", "总投资"), ("20个", "重点项目")]),
        ("设立3亿元天使母基金", [("3亿元", "天使母基金")]),
        ("为50家企业贷款1.85亿元", [("50家", "企业"), ("1.85亿元", "贷款")]),
        ("新引进项目30个", [("30个", "新引进项目")]),
        ("新开工亿元以上项目30个", [("30个", "新开工亿元以上项目")]),
        ("年产50万辆新能源汽车", [("50万辆", "年产")]),
        ("距县城45公里", [("45公里", "")]),
        ("致24人死亡", [("24人", "死亡")]),
        ("以全市2%的国土面积", [("2%", "国土面积")]),
        ("营业收入30亿元，占全市比重89%", [("30亿元", "营业收入"), ("89%", "占全市比重")]),
        ("优秀载体占全市40%", [("40%", "优秀载体")]),
        ("女性4864人，占总人口的16%", [("4864人", "女性"), ("16%", "占总人口")]),
        ("营业收入5230亿元，同比增长23%", [("5230亿元", "营业收入"), ("同比增长23%", "营业收入")]),
        ("高新技术产业产值增长21%，增速全市第一", [("增长21%", "高新技术产业产值"), ("全市第一", "增速")]),
        ("森林覆盖率由42%提高到45%", [("42%", "森林覆盖率"), ("45%", "森林覆盖率")]),
        ("出口和进口分别增长8%、5%", [("增长8%", "出口"), ("5%", "进口")]),
        ("三次产业结构比为2.9:41.9:55.2", [("2.9:41.9:55.2", "三次产业结构比")]),
        ("地区生产总值（GDP）1228亿元", [("1228亿元", "地区生产总值")]),
        ("城镇登记失业率为2.85%", [("2.85%", "城镇登记失业率")]),
        ("自然增长率为1.8‰", [("1.8‰", "自然增长率")]),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_indicator_is_the_shortest_whole_phrase(text: str, expected: list[tuple[str, str]]) -> None:
    assert [frame[:2] for frame in _frames(text, {})] == expected


def test_topic_of_the_sentence_is_the_subject_and_its_time_the_period() -> None:
    text = "2021年，滨海高新区营业收入5230亿元，同比增长23%；工业总产值3595亿元。"
    frames = _frames(text, {"2021年": "TIME", "滨海高新区": "ZONE"})
    assert {frame[2:] for frame in frames} == {("滨海高新区", "2021年")}


def test_topic_of_the_first_sentence_carries_over() -> None:
    text = "临江县现有医药企业12家。生产中成药11家。"
    assert [frame[2] for frame in _frames(text, {"临江县": "PLACE"})] == ["临江县", "临江县"]


def test_industry_holds_only_in_its_own_sentence() -> None:
    text = "机器人产业集聚全市2/3的企业；技术合同成交额20亿元。"
    assert [frame[2] for frame in _frames(text, {"机器人": "INDUSTRY"})] == ["机器人", ""]


def test_office_that_publishes_a_figure_is_not_its_subject() -> None:
    text = "科技部公布了全国157个国家高新区的结果。"
    assert [frame[2] for frame in _frames(text, {"科技部": "GOV"})] == [""]


def test_entities_listed_as_examples_are_no_subject() -> None:
    text = "滨海高新区引进甲公司、乙公司等领军企业52家。"
    frames = _frames(text, {"滨海高新区": "ZONE", "甲公司": "COMPANY", "乙公司": "COMPANY"})
    assert frames == [("52家", "领军企业", "滨海高新区", "")]


def test_owner_behind_the_number_is_the_subject() -> None:
    text = "总投资260亿元的甬江实验室正在建设。"
    assert _frames(text, {"甬江实验室": "INSTITUTE"}) == [("260亿元", "总投资", "甬江实验室", "")]


def test_values_told_one_for_one_go_to_their_owners() -> None:
    text = "医药产业、装备产业增加值分别增长12.3%、7.8%。"
    frames = _frames(text, {"医药产业": "INDUSTRY", "装备产业": "INDUSTRY"})
    assert [frame[2] for frame in frames] == ["医药产业", "装备产业"]


def test_comparison_with_others_has_no_subject() -> None:
    text = "滨海走廊产业增加值增速9.1%，远高于全市5.6%的增速。"
    assert [frame[2] for frame in _frames(text, {"滨海走廊": "ZONE"})] == ["滨海走廊", ""]


def test_founding_date_is_no_period() -> None:
    text = "该公司成立于1998年5月，注册资金为12.8亿元。"
    assert _frames(text, {"1998年5月": "TIME"}) == [("12.8亿元", "注册资金", "", "")]


def test_each_target_year_is_the_period_of_its_own_number() -> None:
    text = "低速机产能到2012年达150万马力，到2015年达300万马力。"
    frames = _frames(text, {"2012年": "TIME", "2015年": "TIME"})
    assert [frame[3] for frame in frames] == ["2012年", "2015年"]
    assert [frame[1] for frame in frames] == ["低速机产能", "低速机产能"]


def test_time_inside_a_basis_belongs_to_the_change() -> None:
    text = "新增数量较2021年同期增长7.19%。"
    spans, frames = build_frames(text, [Span(5, 12, "TIME")], find_quantities(text, [Span(5, 12, "TIME")]))
    assert [span.label for span in spans] == ["INDICATOR", "CHANGE"]
    assert frames[0].period is None


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("力争全市生产总值突破1.2万亿元", Progress.TARGET),
        ("预计到2025年将有7000余家高企", Progress.TARGET),
        ("计划投资30亿元", Progress.TARGET),
        ("实现产值30亿元", Progress.ACTUAL),
        ("计划实施以来，已完成投资30亿元", Progress.ACTUAL),
    ],
)
def test_aims_are_told_from_what_has_come_about(text: str, progress: Progress) -> None:
    ((_, quantity),) = find_quantities(text)
    assert quantity.progress is progress


def test_paragraph_without_numbers_keeps_its_entities() -> None:
    entity = Span(0, 2, "PLACE")
    assert build_frames("青岛很美", [entity], []) == ((entity,), ())


def test_frames_point_into_the_spans() -> None:
    text = "拥有17家国家重点实验室"
    spans, frames = build_frames(text, [], find_quantities(text))
    assert isinstance(frames[0], Frame)
    assert spans[frames[0].value].label == "VALUE"
    assert spans[frames[0].indicator or 0].label == "INDICATOR"


def test_an_indicator_never_covers_a_number_or_another_indicator() -> None:
    """Found by random text: a 占 phrase reached back over the number before it."""
    text = "三约。千占家重比三元9,6‰)倍”上）的亿不为三家（5-国“年54"
    spans, frames = build_frames(text, [], find_quantities(text))
    assert is_flat(spans)
    assert len(frames) == sum(span.label != "INDICATOR" for span in spans)
