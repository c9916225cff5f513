"""Lexicons: what a file must look like, and that the built-in ones know what they should."""

from pathlib import Path

import pytest

from annot.annotate.lexicon import AUXILIARY, LABELS, Entry, Lexicon, builtin, read_lexicon
from annot.errors import LexiconError
from annot.schema import read_schema

HEADER = "# source: compiled by hand\n# date: 2026-11\n# licence: CC0-1.0\n"

DOUBTFUL = [
    *("朝阳", "和平", "新华", "全州", "资源", "振兴", "公安", "城区", "通道", "延长", "高要", "京", "鲁"),
    *("北大", "人大", "中信", "美的", "三一", "机器人", "软件", "互联网"),
]
BARE = [
    *("高新区", "园区", "主园区", "客厅", "相关部门", "孵化器", "国家重点实验室", "头部企业"),
    *("高新技术产业", "全市", "我国", "经开区", "科学城"),
]
EXCLUDED = [
    *("高新技术产业", "科技型中小企业", "互联网企业", "药企", "主导产业", "特色产业", "目前", "近年来"),
    *("全国", "当地", "领军企业", "当地政府", "重点项目", "配套政策", "座谈会"),
]
OFFICES = ("市监局", "发改委", "工信厅", "科技厅", "科技局", "住建局", "市场监督管理局", "投资促进局", "行政审批局")


@pytest.fixture(scope="module")
def known() -> dict[str, list[Entry]]:
    entries: dict[str, list[Entry]] = {}
    for path in builtin():
        for entry in read_lexicon(path):
            entries.setdefault(entry.term, []).append(entry)
    return entries


def lexicon(name: str) -> dict[str, Entry]:
    path = next(path for path in builtin() if path.stem == name)
    return {entry.term: entry for entry in read_lexicon(path)}


def test_a_file_is_read_in_its_order_with_its_notes(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(HEADER + "云芯谷\tZONE\n青岛\tPLACE\tlevel=prefecture full=青岛市\n", encoding="utf-8")
    own = Lexicon.from_path(path)
    assert own.name == "own"
    assert own.entries == (Entry("云芯谷", "ZONE"), Entry("青岛", "PLACE", "level=prefecture full=青岛市"))


def test_a_note_tells_the_full_name_and_the_doubt() -> None:
    entry = Entry("朝阳", "PLACE", "level=prefecture full=朝阳市 ambiguous")
    assert (entry.full, entry.is_ambiguous, entry.get("level"), entry.get("code")) == ("朝阳市", True, "prefecture", "")
    assert (Entry("青岛市", "PLACE").full, Entry("青岛市", "PLACE").is_ambiguous) == ("青岛市", False)


def test_all_bad_lines_are_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(HEADER + "青岛 PLACE\n 济南\tPLACE\n烟台\tCITY\n威海\tPLACE\n", encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        read_lexicon(path)
    for part in (f"{path}:4: expected 2 or 3 fields, found 1", f"{path}:5: ", f"{path}:6: unknown label 'CITY'"):
        assert part in str(error.value)
    assert ":7:" not in str(error.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "not UTF-8"])
def test_an_unreadable_file_is_refused_with_its_path(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "own.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LexiconError, match=r"own\.tsv: cannot be read"):
        read_lexicon(path)


def test_the_labels_are_those_of_the_schema() -> None:
    assert set(read_schema().codes) - LABELS == {"TIME", "INDICATOR", "VALUE", "CHANGE"}
    assert not LABELS & AUXILIARY


@pytest.mark.parametrize(
    ("name", "label", "least"),
    [
        ("divisions", "PLACE", 6000),
        ("geography", "PLACE", 2000),
        ("countries", "PLACE", 600),
        ("government", "GOV", 1400),
        ("zones", "ZONE", 5300),
        ("institutes", "INSTITUTE", 3800),
        ("companies", "COMPANY", 7800),
        ("listed", "COMPANY", 4500),
        ("industries", "INDUSTRY", 2100),
        ("policies", "POLICY", 1700),
        ("projects", "PROJECT", 3200),
        ("products", "PRODUCT", 4600),
        ("events", "EVENT", 2600),
        ("surnames", "SURNAME", 350),
        ("titles", "TITLE", 350),
        ("generic", "GENERIC", 400),
    ],
)
def test_each_lexicon_has_one_label_and_is_of_its_size(name: str, label: str, least: int) -> None:
    entries = lexicon(name).values()
    assert {entry.label for entry in entries} == {label}
    assert len(entries) >= least


@pytest.mark.parametrize(
    ("label", "terms"),
    [
        (
            "PLACE",
            "即墨区 临平区 钱塘区 青岛 青岛市 内蒙古 恩施州 和康县 阜新 粤港澳大湾区 胶州湾 长江以北 德国 以色列",
        ),
        (
            "ZONE",
            "雄安新区 浦东新区 苏州工业园区 中关村 光谷 张江科学城 上海自贸区 中国（上海）自由贸易试验区 青岛高新区",
        ),
        (
            "ZONE",
            "西部（重庆）科学城 城西科创大走廊 西海岸新区 东湖高新区 长三角G60科创走廊 昆山经济技术开发区",
        ),
        ("GOV", "国务院 党中央 科技部 科学技术部 国家发展改革委 税务总局 海关总署 科技部火炬中心 工信部"),
        ("INSTITUTE", "清华大学 中国科学院 崂山实验室 新华社 人民日报 北京协和医院 康复大学 西湖大学 中国汽车工业协会"),
        ("COMPANY", "华为 腾讯 比亚迪 宁德时代 微软 西门子 海尔 国家电网 恒瑞医药 科大讯飞 贵州茅台"),
        ("INDUSTRY", "新一代信息技术 生物医药 低空经济 海洋经济 集成电路 汽车制造业 预制菜 商业航天 现代服务业"),
        ("POLICY", "“放管服”改革 双招双引 揭榜挂帅 一带一路 中国制造2025 乡村振兴 习近平新时代中国特色社会主义思想"),
        ("PROJECT", "西气东输 东数西算 港珠澳大桥 中国天眼 散裂中子源 川藏铁路"),
        ("PRODUCT", "复兴号 C919 微信 抖音 鸿蒙 蛟龙号"),
        ("EVENT", "广交会 进博会 北京冬奥会 党的二十大 达沃斯论坛 新冠肺炎疫情"),
        ("COMPANY", "中铁十八局 中国水电七局 泰康人寿 易方达基金 壁仞科技 月之暗面 信义玻璃 首钢京唐 君实生物"),
        ("PROJECT", "郑万高铁 白鹤滩水电站 青豫直流 漳州核电 平陆运河 国家存储器基地 中国环流三号"),
        ("PRODUCT", "通义千问 长征十二号甲 EH216-S 信迪利单抗 五常大米 蔚来ET9"),
        ("INSTITUTE", "石科院 七二五所 国家智能语音创新中心 深空探测实验室 南京博物院"),
        ("GOV", "拱北海关 上海海事局 长江委 工信部装备工业一司 国际可再生能源署"),
    ],
)
def test_well_known_names_are_known_without_doubt(known: dict[str, list[Entry]], label: str, terms: str) -> None:
    missing = [
        term
        for term in terms.split()
        if not any(entry.label == label and not entry.is_ambiguous for entry in known.get(term, []))
    ]
    assert missing == []


@pytest.mark.parametrize(
    "term",
    [
        "朝阳",
        "和平",
        "新华",
        "全州",
        "资源",
        "振兴",
        "公安",
        "城区",
        "北大",
        "人大",
        "中信",
        "美的",
        "三一",
        "机器人",
        "软件",
        "京",
        "鲁",
        "通道",
        "延长",
        "高要",
    ],
)
def test_ordinary_words_are_marked_as_ambiguous(known: dict[str, list[Entry]], term: str) -> None:
    readings = [entry for entry in known.get(term, []) if entry.label in LABELS]
    assert all(entry.is_ambiguous for entry in readings)


@pytest.mark.parametrize(
    "term",
    [
        "高新区",
        "园区",
        "主园区",
        "客厅",
        "相关部门",
        "孵化器",
        "国家重点实验室",
        "头部企业",
        "高新技术产业",
        "全市",
        "我国",
    ],
)
def test_bare_nouns_of_the_guideline_are_no_entities(known: dict[str, list[Entry]], term: str) -> None:
    assert [entry.label for entry in known[term]] == ["GENERIC"]


@pytest.mark.parametrize("term", EXCLUDED)
def test_what_the_guideline_excludes_is_in_no_entity_lexicon(known: dict[str, list[Entry]], term: str) -> None:
    assert not [entry for entry in known.get(term, []) if entry.label in LABELS]


def test_no_term_is_surely_two_things(known: dict[str, list[Entry]]) -> None:
    torn = {
        term
        for term, entries in known.items()
        if len({entry.label for entry in entries if not entry.is_ambiguous and entry.label in LABELS | {"GENERIC"}}) > 1
    }
    assert torn == set()


def test_a_new_area_is_a_zone_although_it_is_a_division() -> None:
    assert not [term for term in lexicon("divisions") if term.endswith("新区")]
    states = {entry.get("parent") for entry in lexicon("zones").values() if entry.get("kind") == "state-new-area"}
    assert len(states) == 19


def test_local_offices_can_be_put_together_from_stems_and_heads() -> None:
    stems = lexicon("gov_stems")
    assert stems["发展和改革"].get("heads") == "委员会,局"
    for office in [
        "市监局",
        "发改委",
        "工信厅",
        "科技厅",
        "科技局",
        "住建局",
        "市场监督管理局",
        "投资促进局",
        "行政审批局",
    ]:
        assert stems[office].label == "GOV_OFFICE"
    for head in ["厅", "局", "委", "办", "管委会", "人民政府"]:
        assert stems[head].label == "GOV_HEAD"


def test_surnames_are_ranked_and_compound_ones_are_known() -> None:
    surnames = lexicon("surnames")
    assert int(surnames["王"].get("rank")) < int(surnames["邵"].get("rank"))
    assert {"欧阳", "上官", "诸葛"} <= set(surnames)
