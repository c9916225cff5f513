"""What a reader takes from bulletins, reports and news: one table a class, expected values typed by hand."""

import pytest

from annot.metrics import find_quantities
from tests.metrics_reading import read_frames


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("存款增速分别比上月末和上年同期高0.8个和1.1个百分点", ["比上月末和上年同期高0.8个", "1.1个百分点"]),
        ("贷款增长9.1%，高于名义GDP增速近3个百分点", ["增长9.1%", "高于名义GDP增速近3个百分点"]),
        ("投资完成率超序时进度2.4个百分点", ["超序时进度2.4个百分点"]),
        ("同比多完成投资35亿元", ["同比多完成投资35亿元"]),
        ("收入8.3亿元，同口径增长4.6%", ["同口径增长4.6%"]),
        ("总值达620亿元，同比（下同）增长7.2%", ["同比（下同）增长7.2%"]),
        ("增幅高达41.5%和28.3%", ["增幅高达41.5%", "28.3%"]),
        ("外币贷款减少12亿美元，同比多减5亿美元", ["减少12亿美元", "同比多减5亿美元"]),
        ("出生率7.2‰，比上年下降0.31个千分点", ["比上年下降0.31个千分点"]),
        ("同比增长9.4%，增收1680万元", ["同比增长9.4%", "增收1680万元"]),
        ("保有量达到38万辆，较“十三五”末增加21万辆", ["较“十三五”末增加21万辆"]),
        ("订单环比大增212%", ["环比大增212%"]),
        ("五年实现产值翻番", ["翻番"]),
        ("增长7.5%，高于全国、全省1.8个、0.9个百分点", ["增长7.5%", "高于全国、全省1.8个", "0.9个百分点"]),
        ("收入4.1亿元，自然增幅3%", ["自然增幅3%"]),
        ("年平均增长率-0.45%", ["年平均增长率-0.45%"]),
        ("自然增长率4.3‰", []),
        ("支持平台建设", []),
        ("经济运行保持平稳态势", []),
        ("占比超6个百分点", []),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_change_takes_its_basis_along(text: str, changes: list[str]) -> None:
    assert [s.of(text) for s, _ in find_quantities(text) if s.label == "CHANGE"] == changes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增省级林业龙头企业5家", [("5家", "新增省级林业龙头企业")]),
        ("林业贷款增长12%", [("增长12%", "林业贷款")]),
        ("林业增加值增长4.2%", [("增长4.2%", "增加值")]),
        ("培育4个省级林业产业集群", [("4个", "省级林业产业集群")]),
        ("林业产业力争突破600亿元", [("突破600亿元", "")]),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_industry_is_a_part_of_counted_things_but_owner_of_its_output(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [frame[:2] for frame in read_frames(text, {"林业": "INDUSTRY"})] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("教育支出占一般公共预算支出的比重达22%", [("22%", "教育支出占一般公共预算支出的比重")]),
        ("旅游收入占全省31%以上、占全国的4%", [("31%以上", "旅游收入"), ("4%", "旅游收入")]),
        (
            "税收38亿元，占年度预算的54%，同比增长6%",
            [("38亿元", "税收"), ("54%", "占年度预算"), ("同比增长6%", "税收")],
        ),
        ("到位资金21亿元，完成年度目标的87.5%", [("21亿元", "到位资金"), ("87.5%", "完成年度目标")]),
        ("吸引了占全省13%的外商投资", [("13%", "外商投资")]),
        ("加工转化率仅12%，远低于发达地区40%的水平", [("12%", "加工转化率"), ("40%", "加工转化率")]),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_share_names_what_has_it_and_growth_goes_back_to_the_level(text: str, expected: list[tuple[str, str]]) -> None:
    assert [frame[:2] for frame in read_frames(text, {})] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人均GDP达8.2万元（折合1.1万美元）", [("8.2万元", "人均GDP"), ("1.1万美元", "人均GDP")]),
        ("技术合同成交额46亿元，是上年的1.7倍", [("46亿元", "技术合同成交额"), ("1.7倍", "技术合同成交额")]),
        ("工业增加值同比增长5.1%；环比增长0.2%", [("同比增长5.1%", "工业增加值"), ("环比增长0.2%", "工业增加值")]),
        ("甲景区接待游客6万人次；乙景区接待8万人次", [("6万人次", "接待游客"), ("8万人次", "接待游客")]),
        (
            "贷款余额3.2万亿元，增速高于全国0.4个百分点；比年初增加2100亿元",
            [("3.2万亿元", "贷款余额"), ("高于全国0.4个百分点", "增速"), ("比年初增加2100亿元", "贷款余额")],
        ),
        (
            "规模以上工业增加值增长3.9%。分经济类型看，国有企业增长2.1%，私营企业下降0.5%",
            [
                ("增长3.9%", "规模以上工业增加值"),
                ("增长2.1%", "规模以上工业增加值"),
                ("下降0.5%", "规模以上工业增加值"),
            ],
        ),
        ("特色贷款累计投放82亿元", [("82亿元", "累计投放")]),
        ("城市低保0.8万户、1.3万人", [("0.8万户", "城市低保"), ("1.3万人", "城市低保")]),
        ("粮食总产量95万吨，增产2.4万吨", [("95万吨", "粮食总产量"), ("增产2.4万吨", "粮食总产量")]),
        (
            "城镇居民收入、农村居民收入达到4.1万元、2.2万元，分别增长4.4%和6.7%",
            [
                ("4.1万元", "城镇居民收入"),
                ("2.2万元", "农村居民收入"),
                ("增长4.4%", "城镇居民收入"),
                ("6.7%", "农村居民收入"),
            ],
        ),
        (
            "进出口额50亿元，占全省外贸总值的9%，在全国综保区中排名第八",
            [("50亿元", "进出口额"), ("9%", "占全省外贸总值"), ("第八", "进出口额")],
        ),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_number_without_a_name_goes_on_with_the_one_before(text: str, expected: list[tuple[str, str]]) -> None:
    assert [frame[:2] for frame in read_frames(text, {})] == expected


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("信访事项及时受理率达99%", "信访事项及时受理率"),
        ("用水户满意率超95%", "用水户满意率"),
        ("锰及锰合金产量31万吨", "锰及锰合金产量"),
        ("粮食产值与林业产值之比由1.2:1", "粮食产值与林业产值之比"),
        ("沿线国家进出口额820亿元", "进出口额"),
        ("该项目总投资23亿元", "总投资"),
        ("一期总投资16亿元", "总投资"),
        ("我县地方一般公共预算收入7.4亿元", "地方一般公共预算收入"),
        ("协调解决企业堵点问题85个", "企业堵点问题"),
        ("全年下线整车11万辆", "整车"),
        ("落实授信480亿元", "授信"),
        ("试点单位扩至26家", "试点单位"),
        ("城区常住人口达到90万人", "城区常住人口"),
        ("失业率低至2.1%", "失业率"),
        ("后者占地310亩", "占地"),
        ("每10万人中拥有大学文化程度的由9800人", "每10万人中拥有大学文化程度"),
        ("集中开工重点项目44个", "重点项目"),
        ("21个自贸试验区", "自贸试验区"),
        ("两份百亿项目协议", "百亿项目协议"),
    ],
)
def test_name_is_whole_to_the_left_and_free_of_what_governs_it(text: str, indicator: str) -> None:
    assert read_frames(text, {})[0][1] == indicator


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("打造3个以上千亿级产业集群", ["3个以上"]),
        ("城乡居民收入比由上年的2.41缩小至2.35", ["2.41", "2.35"]),
        ("审批由8个环节精简至2个环节", ["8个", "2个"]),
        ("1600支队伍、8000名选手", ["1600支", "8000名"]),
        ("一期设计产能15万辆/年", ["15万辆/年"]),
        ("总诊疗人次2.4亿", ["2.4亿"]),
        ("发生重污染36天次", ["36天次"]),
        ("建设12英寸晶圆生产线", []),
        ("浓度最低的3个城市依次是甲市、乙市和丙市", []),
        ("八届十五次全会", []),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_value_is_found_where_a_thing_is_counted_and_nowhere_else(text: str, values: list[str]) -> None:
    assert [s.of(text) for s, _ in find_quantities(text) if s.label == "VALUE"] == values


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("龙头企业达42家，其中国家级3家、省级11家", {}, ["龙头企业", "国家级", "省级"]),
        ("发展设施渔业2.2万亩", {"设施渔业": "INDUSTRY"}, ["设施渔业"]),
        ("雪梨产量21万吨", {"雪梨": "PRODUCT"}, ["雪梨产量"]),
        ("按照每条航线15万元给予补贴", {}, ["补贴"]),
        ("全省共有1.9万家企业入库", {}, ["企业"]),
        ("62个县控以上断面Ⅲ类及以上水质比例100%", {}, ["县控以上断面", "Ⅲ类及以上水质比例"]),
        ("九年义务教育巩固率98.1%", {"九年": "TIME"}, ["九年义务教育巩固率"]),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_what_is_counted_is_named_whole(text: str, entities: dict[str, str], expected: list[str]) -> None:
    assert [frame[1] for frame in read_frames(text, entities)] == expected
