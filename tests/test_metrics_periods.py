"""When a number holds, and whether it has come about: one case a rule, expected values typed by hand."""

import re

import pytest

from annot.metrics import find_quantities
from annot.span import Span
from tests.metrics_reading import read_frames

_PERIODS = [
    ("a sum of years goes on", "五年累计实施项目210个，完成投资640亿元。", ["五年"], ["五年", "五年"]),
    ("a duration does not", "三年建成学校12所，学位缺口4000个。", ["三年"], ["三年", ""]),
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
    (
        "a number in a title sets no bounds",
        "《2021年度就业统计公报》显示，到去年底，就业人员30万人；其中城镇就业人员19万人。",
        ["去年底"],
        ["去年底", "去年底"],
    ),
    (
        "the years since a founding are no founding date",
        "园区诞生30年来，已汇聚企业2万家，高新技术企业突破800家。",
        ["30年来"],
        ["30年来", "30年来"],
    ),
    (
        "the period of a report",
        "公司发布2024年三季度财务报告。报告期内，公司营业收入2亿元。",
        ["2024年三季度"],
        ["2024年三季度"],
    ),
    (
        "a stock at the year's end is no flow of the year",
        "2023年，肉类产量3万吨。年末生猪存栏9万头；生猪出栏21万头。",
        ["2023年", "年末"],
        ["2023年", "年末", "2023年"],
    ),
    (
        "nor of the flow in a later sentence",
        "2023年，肉类产量3万吨。年末生猪存栏9万头。粮食产量40万吨。",
        ["2023年", "年末"],
        ["2023年", "年末", "2023年"],
    ),
    (
        "a time of one point of a list ends with it",
        "二是灾害频发，去年春季低温致苹果减产6%；三是加工不足，加工转化率仅8%。",
        ["去年春季"],
        ["去年春季", ""],
    ),
    (
        "a time inside the name of an event",
        "市里举办二季度招商项目集中签约、开工活动，签约项目12个。",
        ["二季度"],
        [""],
    ),
    (
        "the day of an event that was held",
        "5月8日，招商推介活动在衡水市举行。现场签约项目26个。",
        ["5月8日"],
        ["5月8日"],
    ),
    (
        "a time that only leads to what is told",
        "公司在去年销售汽车900台的基础上，又接到订单70份。",
        ["去年"],
        ["去年", ""],
    ),
    (
        "a level that is regained is of today",
        "2024年，生产总值90亿元，规模恢复至2019年的86%。",
        ["2024年", "2019年"],
        ["2024年", "2024年"],
    ),
    (
        "a sentence of the present leaves the year",
        "去年，班列开行70列。目前，运行线已达12条。班列通达城市31个。",
        ["去年"],
        ["去年", "", ""],
    ),
    (
        "a time up to now goes on",
        "一年来，全区建成道路14公里。联合实验室产出专利12项。",
        ["一年来"],
        ["一年来", "一年来"],
    ),
    (
        "the age of a building is no time of its works",
        "房屋建造于上世纪80年代。社区更新停车系统，新增了400个停车位。",
        ["上世纪80年代"],
        [""],
    ),
    (
        "a year inside a name in quotes",
        "今年三月，公司以20亿元估值排名“2017年独角兽公司”第六位。",
        ["今年三月", "2017年"],
        ["今年三月", "今年三月"],
    ),
    (
        "a level a year began with",
        "2024年，高新技术企业由2017年929家增长到3605家。",
        ["2024年", "2017年"],
        ["2017年", "2024年"],
    ),
]


@pytest.mark.parametrize(("text", "times", "periods"), [row[1:] for row in _PERIODS], ids=[row[0] for row in _PERIODS])
def test_period_is_the_time_that_governs_the_number(text: str, times: list[str], periods: list[str]) -> None:
    assert [frame[3] for frame in read_frames(text, dict.fromkeys(times, "TIME"))] == periods


_AIMS = [
    ("主要预期目标是：生产总值增长6%；财政收入增长5%；新增就业3万人。", "target target target"),
    ("预计全年完成生产总值164亿元，增长5%；工业增加值增长2%。去年，新增企业70家。", "target target target actual"),
    ("到2027年，建成集群10个，其中万亿级3个。", "target target"),
    ("从2015年到2020年，新增企业500家。", "actual"),
    ("签约项目37个，计划总投资169亿元，其中文旅项目9个。", "actual target actual"),
    ("失业率低于5.5%的控制目标.农村劳动力转移就业49万人.", "actual actual"),
    ("到2021年底，建成公园16个。", "actual"),
    ("到位资金38亿元，完成年度目标的103%。", "actual actual"),
    ("二期工程建成后年产值可达5亿元。", "target"),
    ("超额完成浓度下降2%的改善目标；平均浓度为70微克/立方米。", "actual actual"),
    ("争取国债等政策资金超过300亿元。", "actual"),
    ("人均预期寿命达到78岁，生产经营活动预期指数为52%。", "actual actual"),
]


@pytest.mark.parametrize(("text", "progress"), _AIMS, ids=[row[0][:16] for row in _AIMS])
def test_aim_holds_to_the_end_of_its_sentence_unless_something_is_done(text: str, progress: str) -> None:
    blocked = [Span(match.start(), match.end(), "TIME") for match in re.finditer(r"20\d\d年底?|去年|全年", text)]
    assert " ".join(quantity.progress for _, quantity in find_quantities(text, blocked)) == progress
