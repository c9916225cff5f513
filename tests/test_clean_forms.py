"""What single lines and neighbours are taken for, in cleaning."""

import pytest

from annot.clean import clean_page
from annot.clean.absence import has_no_article
from annot.clean.adverts import label_adverts
from annot.clean.folios import label_folios
from annot.clean.forms import label_by_form
from annot.clean.heads import label_head
from annot.clean.labels import label_lines
from annot.clean.lines import Line, find_lines
from annot.clean.personal import find_personal
from annot.clean.tails import find_tail
from annot.clean.wraps import find_wraps
from annot.document import Page


def lines_of(text: str) -> list[Line]:
    return find_lines(text, None)


def labelled(text: str) -> dict[str, str]:
    """Return the label of every line."""
    lines = lines_of(text)
    label_lines(lines)
    return {line.text: line.label for line in lines}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param("□本报记者 邵明泽 通讯员 魏蔚", "editor", id="byline"),
        pytest.param("财经日报 记者吕宜臻/台中即时报导", "editor", id="byline-of-taiwan"),
        pytest.param("【编辑】：白小雅 【责任编辑】：纳新华", "editor", id="roles-in-brackets"),
        pytest.param("（学会部 供稿）", "editor", id="given-by"),
        pytest.param("记者：您怎么看这一政策？", "", id="question-of-an-interview"),
        pytest.param("记者了解到这一情况", "", id="sentence-about-a-reporter"),
        pytest.param("榆林市人民政府公报 2019年第4期 （总第86期）", "folio", id="masthead"),
        pytest.param("中共曲靖市委主管主办", "folio", id="publisher"),
        pytest.param("香港时间12时15分", "meta", id="hour-of-hong-kong"),
        pytest.param("3小时前", "meta", id="ago"),
        pytest.param("2023年前三季度全市经济运行情况", "", id="title-with-a-year-before"),
        pytest.param("截止时间：2024年10月24日09时30分", "", id="day-that-something-is-due"),
        pytest.param("资金来源：财政拨款", "", id="source-of-money"),
        pytest.param("消息来源：蓝湾科技", "meta", id="source-of-news"),
        pytest.param("412 人赞同了该回答", "meta", id="counter"),
        pytest.param("完", "rule", id="end-of-a-press-release"),
        pytest.param("炒股就看金麒麟分析师研报，权威，专业", "advert", id="promotion"),
        pytest.param("更多本行业研究分析详见《机器人行业报告》。", "advert", id="more-in-a-report"),
        pytest.param("观澜新闻，未经授权不得转载", "notice", id="rights"),
        pytest.param("2.不得复制、转载涉密文件", "", id="rule-of-a-document"),
        pytest.param("对此，你怎么看？欢迎在评论区留言讨论。", "share", id="bidding"),
        pytest.param("这是堆场上待运的叶片（6月25日摄，无人机照片）。", "photo_credit", id="caption"),
    ],
)
def test_a_line_is_taken_for_what_its_form_says(text: str, label: str) -> None:
    assert label_by_form(text) == label


@pytest.mark.parametrize(
    "heading",
    ["二、推荐条件", "四、联系方式", "（三）附件下载", "第二章 版权声明"],
    ids=["two", "four", "third", "chapter"],
)
def test_numbered_headings_are_never_furniture(heading: str) -> None:
    assert labelled(heading) == {heading: ""}


def test_a_sentence_with_a_number_to_write_to_is_not_a_share_bar() -> None:
    text = "需要展位的企业，请与会务组余老师联系（手机：13957418826，微信号：yuxl_0574），标准展位面积为9平方米。"
    assert labelled(text) == {text: ""}
    bidding = "长按识别二维码，关注微信公众号：甬江新材料，获取更多园区资讯。"
    assert labelled(bidding) == {bidding: "share"}


@pytest.mark.parametrize(
    ("text", "is_meta"),
    [
        pytest.param("Date 日期：2024-06-06 Source 来源：融媒体中心 Views 浏览：2048", True, id="two-languages"),
        pytest.param("阿拉善人才网 2023-03-20 来源：盟人力资源和社会保障局", True, id="a-field-beside-the-day"),
        pytest.param("字号 大 中 小 文章来源：沟通交流 2024-01-24 15:20:12 打印本页", True, id="toolbar-and-day"),
        pytest.param("项目联系人：戴工", False, id="one-field-of-the-article"),
    ],
)
def test_a_short_line_with_two_fields_of_a_page_is_meta(text: str, is_meta: bool) -> None:
    assert (labelled(text)[text] == "meta") is is_meta


def test_short_names_amid_the_fields_go_and_decks_stay() -> None:
    text = (
        "县域产业账本\n秦川观察\n2025-02-18 21:07\n陕西\n关注\n——从砖瓦厂到电子城\n"
        "十年前，县城里最大的企业是一家砖瓦厂，年产值不到四千万元。"
    )
    lines = lines_of(text)
    label_lines(lines)
    label_head(lines, 0, len(lines))
    assert [line.text for line in lines if not line.label] == [
        "县域产业账本",
        "——从砖瓦厂到电子城",
        "十年前，县城里最大的企业是一家砖瓦厂，年产值不到四千万元。",
    ]


def test_feet_and_running_heads_go_and_the_title_stays() -> None:
    text = "某市新型基础设施建设规划\n— 1 —\n某市新型基础设施建设规划\n一、总体进展\n第2页/共3页\n完成投资12亿元。"
    lines = lines_of(text)
    label_folios(lines)
    assert [line.text for line in lines if not line.label] == [
        "某市新型基础设施建设规划",
        "一、总体进展",
        "完成投资12亿元。",
    ]


def test_an_article_that_turns_to_another_page_loses_only_the_signs() -> None:
    text = "公司一期项目从签约到投产仅用了8个月，比计划提前（下转第四版）\n要闻4\n（上接第一版）了整整100天。"
    lines = lines_of(text)
    label_folios(lines)
    assert [line.text for line in lines if not line.label] == [
        "公司一期项目从签约到投产仅用了8个月，比计划提前",
        "了整整100天。",
    ]
    assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]


def test_an_advertisement_ends_at_its_call() -> None:
    text = "广告\n高端茶具限时特价\n了解详情\n目前，新区已投用机架8600个。"
    lines = lines_of(text)
    label_adverts(lines)
    assert [line.label for line in lines] == ["advert", "advert", "advert", ""]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        pytest.param(
            "    规划实施以来，全市上下把新型基础设施建设作为扩大有\n"
            "效投资、推动数字化转型的重要抓手，主要指标总体好于预\n期。\n"
            "    全市累计建成基站4126个，每万人拥有基站数达到26.3个，\n"
            "提前完成规划的目标；千兆光纤网络覆盖家庭78.5万户。\n"
            "    二、存在的主要问题\n",
            [1, 2, 4],
            id="indented",
        ),
        pytest.param(
            "深秋时节，湿地公园碧波荡漾，成群的候鸟掠过水\n面，环湖步道上游人如织。很难想象，二十多年前，\n这里还是一片塌陷地。\n",
            [1, 2],
            id="two-of-a-width",
        ),
        pytest.param(
            "今年以来园区签约项目六十一个，合同资金二百亿元。\n到位资金九十七亿元，完成年度任务的百分之一百零五。\n",
            [],
            id="sentences",
        ),
    ],
)
def test_lines_broken_at_a_width_go_on(text: str, joined: list[int]) -> None:
    lines = lines_of(text)
    assert sorted(find_wraps(text, lines)) == joined


@pytest.mark.parametrize(
    ("text", "name", "is_absent"),
    [
        pytest.param("可能原因：您输入的网址有误；该页面已经移动或者删除。", "404-页面不存在", True, id="not-found"),
        pytest.param("您当前访问的内容需要登录后才能查看，请联系客服人员。", "用户登录", True, id="login"),
        pytest.param("视频简介：本期节目主要内容，多地加开夜间高铁。", "新闻直播间", True, id="video"),
        pytest.param("经研究决定，任命范启明为经济发展局局长，试用期一年。", "任免通知", False, id="short-notice"),
        pytest.param(
            "因系统升级维护，全市政务服务平台将于7月8日暂停服务。", "升级公告", False, id="notice-of-maintenance"
        ),
    ],
)
def test_a_page_in_an_articles_place_is_told_from_a_short_article(text: str, name: str, is_absent: bool) -> None:
    assert has_no_article(lines_of(text), 0, 1, name) is is_absent


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("计划建成3个配套园区。返回搜狐，查看更多", "计划建成3个配套园区。", id="back-to-portal"),
        pytest.param("压缩到1小时以内。#川江# #外贸# L川江观察的微博视频", "压缩到1小时以内。", id="tags"),
        pytest.param("园区负责人介绍了编辑部的工作。", "园区负责人介绍了编辑部的工作。", id="sentence"),
    ],
)
def test_what_a_page_ran_into_a_paragraph_is_cut_off(text: str, kept: str) -> None:
    assert text[: find_tail(text)] == kept


def test_an_email_address_goes_with_all_labels_of_its_domain() -> None:
    body = "今年补助计画受理至5月30日止，业者请于期限内提出申请，来信寄pychen@ida.example.gov.tw即可，逾期不予受理。"
    document = clean_page(Page("page", body.encode())).document
    assert document is not None
    assert document.text == body.replace("pychen@ida.example.gov.tw", "")


def test_a_messenger_id_ends_where_the_sentence_goes_on() -> None:
    text = "加微信号yuxl_0574即可入群，QQ：2850012345同号"
    assert [text[start:end] for start, end in find_personal(text)] == ["yuxl_0574", "2850012345"]


def test_issuer_and_day_behind_the_files_to_download_stay() -> None:
    text = (
        "关于开展核查工作的通知\n各县住房和城乡建设局，各建筑业企业：\n"
        "决定开展企业资质动态核查，随机抽取比例不低于20%。对不合格的企业，责令限期整改，整改期为3个月。\n"
        "附件下载：\n1.核查企业名单.xlsx\n某市住房和城乡建设局\n2022年5月23日\n关闭 打印"
    )
    document = clean_page(Page("page", text.encode())).document
    assert document is not None
    assert document.text.split("\n")[3:] == ["某市住房和城乡建设局", "2022年5月23日"]
