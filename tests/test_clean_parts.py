"""The steps of cleaning, each by itself."""

import pytest

from annot.clean import clean_page, decode
from annot.clean.characters import normalise, single_spaced
from annot.clean.damage import find_damage
from annot.clean.entities import resolve_references
from annot.clean.glosses import find_glosses
from annot.clean.markup import flatten
from annot.clean.misread import mend_torn
from annot.clean.personal import find_personal
from annot.clean.phrases import find_phrases
from annot.clean.script import simplify
from annot.clean.tracked import Tracked
from annot.document import DamageKind, Page
from annot.errors import OffsetError
from annot.offsets import OffsetMap


@pytest.mark.parametrize(
    ("raw", "charset", "encoding", "text"),
    [
        pytest.param("高新区".encode(), "", "utf-8", "高新区", id="utf-8"),
        pytest.param("高新区".encode(), "gb2312", "utf-8", "高新区", id="wrongly-declared"),
        pytest.param("高新区".encode("utf-8-sig"), "", "utf-8-sig", "高新区", id="mark"),
        pytest.param("高新区发展".encode("utf-16"), "", "utf-16", "高新区发展", id="utf-16-mark"),
        pytest.param(
            "高新区 2024 年\n发展".encode("utf-16-le"), "", "utf-16-le", "高新区 2024 年\n发展", id="utf-16-no-mark"
        ),
        pytest.param("镕开发区㐂".encode("gb18030"), "gb2312", "gb18030", "镕开发区㐂", id="gb2312-is-gb18030"),
        pytest.param("臺灣園區".encode("big5"), "big5", "big5hkscs", "臺灣園區", id="big5"),
    ],
)
def test_a_page_is_decoded_by_mark_validity_or_declaration(raw: bytes, charset: str, encoding: str, text: str) -> None:
    decoded = decode(Page("page", raw, charset=charset))
    assert (decoded.text, decoded.encoding, decoded.damage) == (text, encoding, ())


def test_an_undeclared_gb18030_page_is_detected() -> None:
    text = "今年以来，高新区紧盯重点项目建设，规模以上工业增加值增长百分之九，固定资产投资增长百分之十二。" * 5
    assert decode(Page("page", text.encode("gb18030"))).text == text


def test_broken_bytes_are_counted_with_their_place() -> None:
    raw = "高新区今年完成投资一百亿元，项目建设".encode() + b"\xff\xfe" + "顺利推进，各项指标增长。".encode() * 8
    decoded = decode(Page("page", raw))
    assert decoded.encoding == "utf-8"
    assert decoded.damage == ((18, 20),)


def test_broken_bytes_become_damage_of_the_document() -> None:
    raw = (
        "高新区召开会议\n今年以来，高新区完成投资一百".encode()
        + b"\xff"
        + "亿元，项目建设顺利推进，各项指标稳步增长，企业信心增强。".encode() * 5
    )
    document = clean_page(Page("page", raw)).document
    assert document is not None
    assert [(mark.start, mark.kind) for mark in document.damage] == [(22, DamageKind.BROKEN_BYTES)]


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("&ldquo;a&rdquo;", "“a”", id="named"),
        pytest.param("a&amp;nbsp;b", "a\xa0b", id="escaped-twice"),
        pytest.param("&#8220;a&#x201D;", "“a”", id="numbers"),
        pytest.param("“a&rdquo，", "“a”，", id="no-semicolon"),
        pytest.param("#8220;a#8221;", "“a”", id="no-ampersand"),
        pytest.param("ldquo;a rdquo;", "“a ”", id="no-ampersand-named"),
        pytest.param("R&D;投入 AT&T", "R&D;投入 AT&T", id="not-references"),
        pytest.param("a=1&copyright=2", "a=1&copyright=2", id="address"),
    ],
)
def test_references_are_repaired_where_certain(raw: str, clean: str) -> None:
    assert resolve_references(Tracked.of(raw))[0].text == clean


def test_a_replaced_reference_stands_for_all_its_characters() -> None:
    resolved, _ = resolve_references(Tracked.of("甲&rdquo;乙"))
    assert resolved.text == "甲”乙"
    assert [resolved.offsets.raw(place, place + 1) for place in range(3)] == [(0, 1), (1, 8), (8, 9)]


def test_an_unknown_reference_stays_and_is_marked() -> None:
    resolved, broken = resolve_references(Tracked.of("高新区&nosuch;发展"))
    assert resolved.text[slice(*broken[0])] == "&nosuch;"


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        pytest.param("國(guó)家級(jí)開(kāi)發(fā)區(qū)", 5, id="traditional"),
        pytest.param("重(zhòng)視、重(chóng)新、長(zhǎng)、銀行(háng)業(yè)", 5, id="several-readings"),
        pytest.param("國(GUÓ)家級(JÍ)開(KĀI)", 3, id="capital-tone-marks"),
        pytest.param("國(guo\u0301)家級(ji\u0301)開(ka\u0304i)", 3, id="combining-tone-marks"),
        pytest.param("國(ɡuó)家級(jí)開(kɑ̄i)發(fɑ̄)", 4, id="phonetic-letters"),
        pytest.param("企業(qū)與園(yè)", 0, id="reading-of-another-character"),
        pytest.param("區(qu)域、國(guo)家、開(kai)發", 0, id="no-tone"),
        pytest.param("臺灣世界貿易組織(WTO)會員", 0, id="abbreviation"),
        pytest.param("区（qū）域，地区（qū）", 0, id="lesson"),
        pytest.param("“行”读作(xíng)，行(háng)业", 0, id="lesson-half-width"),
        pytest.param("（以下简称 WTO）(shang)", 0, id="other-parentheses"),
    ],
)
def test_only_pinyin_of_the_character_before_it_is_a_gloss(text: str, removed: int) -> None:
    assert len(find_glosses(text)) == removed


def test_a_character_torn_by_a_glosser_is_put_back_where_the_page_shows_which() -> None:
    mended, lost = mend_torn(Tracked.of("“復興號&rdquo;“蛟龍?zhí)?rdquo;"))
    assert mended.text == "“復興號&rdquo;“蛟龍號&rdquo;"
    assert lost == ()


def test_a_torn_character_that_nothing_shows_is_marked_lost() -> None:
    mended, lost = mend_torn(Tracked.of("“蛟龍?zhí)?rdquo;下水"))
    assert mended.text == "“蛟龍&rdquo;下水"
    assert lost == ((3, 4),)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param(
            "臺灣園區帶著產業鏈發展，陜西省於後年加入", "台湾园区带着产业链发展，陕西省于后年加入", id="by-hand"
        ),
        pytest.param("生產線正運行著，位于陜西", "生产线正运行著，位于陜西", id="by-table"),
        pytest.param("著名學者的著作裡說，顯著於後來", "著名学者的著作里说，显著于后来", id="words-that-keep-it"),
        pytest.param("乾隆年间瞭望塔，於先生与徵先生", "乾隆年间瞭望塔，於先生与徵先生", id="simplified"),
        pytest.param(
            "市长说：“我們會帶領會員”，并走访了企业", "市长说：“我们会带领会员”，并走访了企业", id="quotation"
        ),
        pytest.param(
            "发布《臺灣產業發展》，反响很好，企业踊跃", "发布《台湾产业发展》，反响很好，企业踊跃", id="title"
        ),
        pytest.param("𠮷野家與臺灣廠商", "𠮷野家与台湾厂商", id="beyond-the-plane"),
    ],
)
def test_script_is_converted_one_for_one(raw: str, clean: str) -> None:
    converted = simplify(Tracked.of(raw))
    assert converted.text == clean
    assert converted.offsets == OffsetMap.identity(len(raw))


def test_variants_are_patched_when_asked() -> None:
    assert simplify(Tracked.of("生產線正運行著，位于陜西"), patched=True).text == "生产线正运行着，位于陕西"
    assert simplify(Tracked.of("臺灣帶著產業於後"), patched=False).text == "台湾带著产业于后"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("１２０亿ＡＩ，．％", "120亿AI，．％", id="full-width"),
        pytest.param("高\u200b新\ufeff区\ue000\ufffd\x00", "高新区", id="invisible"),
        pytest.param("甲\u3000乙\xa0丙\u2003丁", "甲 乙 丙 丁", id="spaces"),
        pytest.param("甲\u2028乙\r丙", "甲\n乙\n丙", id="breaks"),
        pytest.param("½㎡“”‘’·…—", "½㎡“”‘’·…—", id="left-alone"),
    ],
)
def test_characters_are_normalised_one_for_one_or_removed(raw: str, clean: str) -> None:
    assert normalise(Tracked.of(raw)).text == clean


def test_runs_of_spaces_become_one() -> None:
    tracked = single_spaced(Tracked.of("指标   值  增长"))
    assert tracked.text == "指标 值 增长"
    assert tracked.offsets.raw(2, 3) == (2, 5)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        pytest.param("<p>甲<p>乙", ["甲", "乙"], id="paragraphs-left-open"),
        pytest.param("<p>甲\n  乙</p>", ["甲乙"], id="line-break-between-han"),
        pytest.param("<p>one\ntwo</p>", ["one two"], id="line-break-between-words"),
        pytest.param("甲<br>乙<br/>丙", ["甲", "乙", "丙"], id="breaks"),
        pytest.param("<script>甲<p></script>乙<!-- <p>丙</p> -->", ["乙"], id="script-and-comment"),
        pytest.param('<a title="a>b" href=x>甲</a>', ["甲"], id="bracket-in-attribute"),
        pytest.param('<a href="x"">甲</a>乙', ["甲乙"], id="stray-quote"),
        pytest.param("<ul><li>甲<li>乙</ul>", ["甲", "乙"], id="items"),
        pytest.param(
            "<table><tr><td><p>指标</p></td><td>指标值</td><td>同比增长</td></tr><tr><th>产值<td>12.5<td>3.1</table>",
            ["指标 指标值 同比增长", "产值 12.5 3.1"],
            id="rows",
        ),
        pytest.param("<pre>甲\n乙</pre>", ["甲", "乙"], id="preformatted"),
        pytest.param("五<六 甲>乙", ["五<六 甲>乙"], id="not-a-tag"),
    ],
)
def test_markup_is_laid_flat(source: str, lines: list[str]) -> None:
    tracked = flatten(source).tracked
    assert tracked.text.split("\n")[:-1] == lines
    for place, char in enumerate(tracked.text):
        if char not in " \n":
            assert source[tracked.offsets.starts[place]] == char


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("标题\n客厅举办线余场，累计接待线万人次。", ["lost_characters"] * 2, id="numbers"),
        pytest.param("标题\n全年产值增长%，同比增长个百分点。", ["lost_characters"] * 2, id="change"),
        pytest.param("标题\n会议于年月日召开。", ["lost_characters"], id="date"),
        pytest.param("标题\n引进企业30余家，万余人次参加，业余队员。", [], id="whole"),
        pytest.param("标题\n产值亿元以上项目30个，百万人次。", [], id="hundred-million-as-a-word"),
        pytest.param("标题\n导语。\n“大家好，我是高新区小招，今天我们正式上", ["broken_sentence"], id="open-quotation"),
        pytest.param("标题\n导语。\n线！”2月14日，招商部的身影出现。", ["broken_sentence"], id="closing-first"),
        pytest.param(
            "标题\n导语。\n●总投资260亿元的实验室，正在打造世界级新材料创新策源地，加快建设一流大学", [], id="item"
        ),
        pytest.param("标题\n高新区&nbsp;发展。", ["broken_entity"], id="entity"),
    ],
)
def test_damage_is_marked_never_filled_in(text: str, kinds: list[str]) -> None:
    assert [damage.kind.value for damage in find_damage(text)] == kinds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("手机13812345678。", ["13812345678"], id="mobile"),
        pytest.param("电话 138-1234-5678", ["138-1234-5678"], id="parted"),
        pytest.param("产值13812345678元，0532-88997766", [], id="not-mobile"),
        pytest.param("微信号：abc_12345", ["abc_12345"], id="messenger"),
        pytest.param("邮箱 li.ming@example.com.cn", ["li.ming@example.com.cn"], id="e-mail"),
        pytest.param("身份证11010519491231002X", ["11010519491231002X"], id="identity"),
        pytest.param("信用代码91370200MA3C1X2Y3Z，文号〔2022〕43号", [], id="other-numbers"),
    ],
)
def test_personal_contact_data_is_found(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_personal(text)] == found


def test_phrases_are_read_from_their_file_and_found_longest_first() -> None:
    assert [(start, end, phrase.reason) for start, end, phrase in find_phrases("版权所有 某网")] == [
        (0, 4, "copyright")
    ]


def test_a_text_and_its_map_must_agree() -> None:
    with pytest.raises(OffsetError, match="tracked text of 2 code points: the map has 3 entries"):
        Tracked("甲乙", OffsetMap.identity(3))
