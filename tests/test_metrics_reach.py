"""Of whom a number speaks: one case a rule, expected values typed by hand."""

import pytest

from tests.metrics_reading import read_frames

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
        "the second of two places that stand side by side",
        "武汉江夏区规上工业总产值900亿元，高新技术企业860家。",
        {"武汉": "PLACE", "江夏区": "PLACE"},
        ["江夏区", "江夏区"],
    ),
    (
        "a number that says more of the one before",
        "全省有企业入库2万家，其中衡水市1200家，占全省的6%。",
        {"衡水市": "PLACE"},
        ["", "衡水市", "衡水市"],
    ),
    (
        "an officer who speaks is not the subject",
        "商务部综合司司长表示，自贸试验区以千分之四的国土面积吸引外资。",
        {"商务部综合司": "GOV"},
        [""],
    ),
    (
        "the project of a general word",
        "云岭冷链中心由华阳集团投资。项目总投资12亿元。",
        {"云岭冷链中心": "PROJECT", "华阳集团": "COMPANY"},
        ["云岭冷链中心"],
    ),
    (
        "the port a flow passes",
        "经凭祥、友谊关口岸进出境的货车累计8万辆次，同比增长12%。",
        {"凭祥": "PLACE", "友谊关口岸": "PLACE"},
        ["友谊关口岸", "友谊关口岸"],
    ),
    (
        "what a verb reaches is no owner",
        "宁波港航线通达欧洲19个国家，辐射东盟6个国家。",
        {"宁波港": "PLACE", "欧洲": "PLACE", "东盟": "PLACE"},
        ["宁波港", "宁波港"],
    ),
    (
        "a firm in a place, not the place",
        "今年，华阳集团在衡水的投资金额将达9亿元。",
        {"今年": "TIME", "华阳集团": "COMPANY", "衡水": "PLACE"},
        ["华阳集团"],
    ),
    (
        "a share is of what the number before is of",
        "衡水市化工新材料产值380亿元，占规上工业的31%。",
        {"衡水市": "PLACE", "化工新材料": "INDUSTRY"},
        ["化工新材料", "化工新材料"],
    ),
    (
        "output of all industry is of none",
        "工业支撑作用明显，实现规上工业增加值210亿元。",
        {"工业": "INDUSTRY"},
        [""],
    ),
    (
        "what is measured of a city is not of its airport",
        "衡水机场旅客吞吐量60万人次，建成区面积达到98平方公里。",
        {"衡水机场": "PLACE"},
        ["衡水机场", ""],
    ),
    (
        "a meeting is not what its report speaks of",
        "衡水市第八届人民代表大会第二次会议开幕。衡水市市长作报告。城镇新增就业3万人。",
        {"衡水市第八届人民代表大会第二次会议": "EVENT", "衡水市": "PLACE"},
        ["衡水市"],
    ),
    (
        "a firm that speaks of the whole country",
        "远洋物流集团负责人介绍，我国外贸稳中向好。东、西通道分别开行班列900列、400列。",
        {"远洋物流集团": "COMPANY"},
        ["", ""],
    ),
    (
        "a place without its level is no town",
        "围绕长城做文章，全镇接待游客3万人次。",
        {"长城": "PLACE"},
        [""],
    ),
    (
        "the zone of a firm, not the firm of a zone",
        "华阳集团云岭产业园全部达产，入园企业18家。",
        {"华阳集团": "COMPANY", "云岭产业园": "ZONE"},
        ["云岭产业园"],
    ),
    (
        "a name that a description introduces",
        "化工龙头东岳集团投入2亿元，改造生产线6条。",
        {"东岳集团": "COMPANY"},
        ["东岳集团", "东岳集团"],
    ),
    (
        "examples whose name goes on behind the firm",
        "衡水高新区加快发展。东岳集团、华阳集团衡水基地等30多家化工企业在此集聚。",
        {"衡水高新区": "ZONE", "东岳集团": "COMPANY", "华阳集团": "COMPANY"},
        ["衡水高新区"],
    ),
    (
        "an event of this year, and the same by its kind",
        "本届丝绸博览会参展企业260家；签约项目41个。大会吸引客商2000人。",
        {"丝绸博览会": "EVENT"},
        ["丝绸博览会", "丝绸博览会", "丝绸博览会"],
    ),
    (
        "the event those counted came to",
        "衡水高新区8日举办科学家日，200余位专家参会。",
        {"衡水高新区": "ZONE", "8日": "TIME", "科学家日": "EVENT"},
        ["科学家日"],
    ),
    (
        "an industry, with a verb or a year before its output",
        "衡水市化工新材料产业完成产值90亿元，预计今年产值将超100亿元。衡水市现代物流业2024年增加值30亿元。",
        {"化工新材料": "INDUSTRY", "现代物流业": "INDUSTRY", "衡水市": "PLACE", "2024年": "TIME", "今年": "TIME"},
        ["化工新材料", "化工新材料", "现代物流业"],
    ),
    (
        "the scope of a rank is not the subject",
        "东盟是主要贸易伙伴，为粤东地区第一大市场。",
        {"东盟": "PLACE", "粤东地区": "PLACE"},
        ["东盟"],
    ),
    (
        "a channel passed is not who trades",
        "衡水市经西部陆海新通道进出口61亿元。",
        {"衡水市": "PLACE", "西部陆海新通道": "PROJECT"},
        ["衡水市"],
    ),
    (
        "the firm whose officer is quoted",
        "“今年凭专利增贷800万元。”东岳集团财务总监张三说。",
        {"东岳集团": "COMPANY", "今年": "TIME"},
        ["东岳集团"],
    ),
    (
        "an officer who speaks before a colon",
        "衡水市政府副市长表示：“今天签约的4个项目前景好。”",
        {"衡水市政府": "GOV"},
        [""],
    ),
    (
        "from all over the world is not each place",
        "华阳公司产品远销海外，拥有来自世界各地的260家客户。",
        {"华阳公司": "COMPANY"},
        ["华阳公司"],
    ),
]


@pytest.mark.parametrize(
    ("text", "entities", "subjects"), [row[1:] for row in _SUBJECTS], ids=[row[0] for row in _SUBJECTS]
)
def test_subject_is_what_the_sentence_is_about(text: str, entities: dict[str, str], subjects: list[str]) -> None:
    assert [frame[2] for frame in read_frames(text, entities)] == subjects
