"""What a reader takes from bulletins, reports and news: one table a class, expected values typed by hand."""

import pytest

from annot.metrics import build_frames, find_quantities
from annot.span import Span

_Entities = dict[str, str]


def _frames(text: str, entities: _Entities) -> list[tuple[str, str, str, str]]:
    """Return value, indicator, subject and period of each frame as text; longer names are marked first."""
    spans: list[Span] = []
    for name, label in sorted(entities.items(), key=lambda pair: -len(pair[0])):
        place = text.find(name)
        while place >= 0:
            if all(s.end <= place or place + len(name) <= s.start for s in spans):
                spans.append(Span(place, place + len(name), label))
            place = text.find(name, place + 1)
    spans.sort()
    found, frames = build_frames(text, spans, find_quantities(text, spans))

    def said(index: int | None) -> str:
        return "" if index is None else found[index].of(text)

    return [(said(f.value), said(f.indicator), said(f.subject), said(f.period)) for f in frames]


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
        ("自然增长率4.3‰", []),
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
    assert [frame[:2] for frame in _frames(text, {"林业": "INDUSTRY"})] == expected


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
    assert [frame[:2] for frame in _frames(text, {})] == expected


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
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_number_without_a_name_goes_on_with_the_one_before(text: str, expected: list[tuple[str, str]]) -> None:
    assert [frame[:2] for frame in _frames(text, {})] == expected


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
    assert _frames(text, {})[0][1] == indicator


_SUBJECTS = [
    (
        "a total of an unnamed county has none",
        "全县经济稳中有进。全年地区生产总值96亿元；固定资产投资增长8%。江苏对口帮扶资金2亿元。",
        {"江苏": "PLACE"},
        ["", "", "江苏"],
    ),
    (
        "a project is left at the next part",
        "水利建设提速。青龙水库扩建工程完成投资3亿元；新增灌溉面积2万亩。",
        {"青龙水库扩建工程": "PROJECT"},
        ["青龙水库扩建工程", ""],
    ),
    (
        "what is told of inhabitants is not of a hospital",
        "市中医院通过评审，每千人口床位数7.1张。",
        {"市中医院": "INSTITUTE"},
        [""],
    ),
    (
        "a name that only modifies gives way to its head",
        "华阳集团投建的云岭冷链中心年处理能力9万吨。",
        {"华阳集团": "COMPANY", "云岭冷链中心": "PROJECT"},
        ["云岭冷链中心"],
    ),
    (
        "examples before 等 are none, also with a member unknown",
        "甲公司、乙研究所等40余家机构入驻。",
        {"甲公司": "COMPANY"},
        [""],
    ),
    (
        "each partner of trade has its own change",
        "对日本、韩国分别进出口12亿元、9亿元，其中对日本下降3%、对韩国增长5%。",
        {"日本": "PLACE", "韩国": "PLACE"},
        ["日本", "韩国", "日本", "韩国"],
    ),
    (
        "scenery is no topic",
        "乌江之滨，产业兴旺，全年产值60亿元。",
        {"乌江": "PLACE"},
        [""],
    ),
    (
        "an agency of a byline is no topic",
        "江南网讯 6月3日，安庆市签约项目30个。",
        {"江南网": "INSTITUTE", "6月3日": "TIME", "安庆市": "PLACE"},
        ["安庆市"],
    ),
    (
        "a zone goes on over a semicolon with its own measures",
        "泰安高新区注册企业860家；2024年实现营业收入300亿元。",
        {"泰安高新区": "ZONE", "2024年": "TIME"},
        ["泰安高新区", "泰安高新区"],
    ),
    (
        "others of the whole country have none",
        "泰安高新区在全国178家高新区评价中居第60位。",
        {"泰安高新区": "ZONE"},
        ["", "泰安高新区"],
    ),
    (
        "a short name in brackets is the last mention",
        "东岳重工股份有限公司（以下简称东岳重工）发布公告，公司营业收入18亿元。",
        {"东岳重工股份有限公司": "COMPANY", "东岳重工": "COMPANY"},
        ["东岳重工"],
    ),
    (
        "a new deed leaves the industry of the clause before",
        "锰产业产值将达到300亿元，培育单项冠军企业6家。",
        {"锰": "INDUSTRY"},
        ["锰", ""],
    ),
    (
        "the project of a general word",
        "云岭冷链中心由华阳集团投资。项目总投资12亿元。",
        {"云岭冷链中心": "PROJECT", "华阳集团": "COMPANY"},
        ["云岭冷链中心"],
    ),
]


@pytest.mark.parametrize(
    ("text", "entities", "subjects"), [row[1:] for row in _SUBJECTS], ids=[row[0] for row in _SUBJECTS]
)
def test_subject_is_what_the_sentence_is_about(text: str, entities: _Entities, subjects: list[str]) -> None:
    assert [frame[2] for frame in _frames(text, entities)] == subjects


_PERIODS = [
    ("later effects have none", "预计今年10月投产，投产后年产值可达6亿元。", ["今年10月"], [""]),
    (
        "a base has the year it is compared with",
        "与2010年相比，城镇人口由32万人增加为41万人。",
        ["2010年"],
        ["2010年", ""],
    ),
    (
        "level and base each have their year",
        "比重由2015年的21%提升到了2020年的26%。",
        ["2015年", "2020年"],
        ["2015年", "2020年"],
    ),
    (
        "a byline has none",
        "江南日报6月6日讯 6月2日，最高用电负荷达900万千瓦。",
        ["6月6日", "6月2日"],
        ["6月2日"],
    ),
    (
        "a stock goes by the nearest day",
        "2023年，贷款增加300亿元；12月末，存款余额5000亿元；贷款余额4000亿元。",
        ["2023年", "12月末"],
        ["2023年", "12月末", "12月末"],
    ),
    (
        "a holiday ends with its part",
        "“五一”假期接待游客3万人次；新增民宿9家。",
        ["“五一”假期"],
        ["“五一”假期", ""],
    ),
    (
        "the day of an event holds for what is told of it",
        "5月8日，市里举行二季度重大项目集中开工仪式。此次开工项目26个。",
        ["5月8日", "二季度"],
        ["5月8日"],
    ),
    (
        "a year inside a name of funds holds only there",
        "去年，我市安排2024年度补助经费2亿元，支持平台36家。",
        ["去年", "2024年度"],
        ["2024年度", "去年"],
    ),
]


@pytest.mark.parametrize(("text", "times", "periods"), [row[1:] for row in _PERIODS], ids=[row[0] for row in _PERIODS])
def test_period_is_the_time_that_governs_the_number(text: str, times: list[str], periods: list[str]) -> None:
    assert [frame[3] for frame in _frames(text, dict.fromkeys(times, "TIME"))] == periods
