"""Cleaning on real-looking pages, and what must hold on any."""

import statistics
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.clean import clean_page, decode, read_references, score, show
from annot.document import Page
from annot.offsets import OffsetMap
from tests.clean_strategies import articles, awkward_texts, torn_pages

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
PAGES = sorted((HERE / "clean_pages").glob("*.raw.*"), key=lambda path: path.name)


def page_of(path: Path) -> Page:
    return Page(path.name, path.read_bytes())


def clean_text(path: Path) -> str:
    document = clean_page(page_of(path)).document
    return document.text if document else ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name.split(".")[0])
def test_a_page_comes_out_as_its_careful_reading(path: Path) -> None:
    expected = path.with_name(path.name.split(".")[0] + ".expected.txt").read_text(encoding="utf-8")
    assert clean_text(path) == expected


@pytest.mark.parametrize(
    ("folder", "names", "precision", "recall"),
    [
        pytest.param("other_pages", "*", 1.0, 1.0, id="first-set"),
        pytest.param("other_pages/second", "*", 1.0, 1.0, id="second-set"),
        pytest.param("other_pages/third", "[a-m]*", 0.9949, 0.9999, id="third-set-first-half"),
    ],
)
def test_pages_of_other_writers_stay_as_near_to_their_careful_reading(
    folder: str, names: str, precision: float, recall: float
) -> None:
    paths = {path.name.split(".")[0]: path for path in (HERE / folder).glob(f"{names}.raw.*")}
    references = {name: text for name, text in read_references(HERE / folder).items() if name in paths}
    scores = score({name: clean_text(path) for name, path in paths.items()}, references)
    assert statistics.fmean(one.precision for one in scores) >= precision
    assert statistics.fmean(one.recall for one in scores) >= recall


def test_the_seeds_come_out_as_their_gold() -> None:
    references = read_references(HERE / "seed_gold")
    texts = {name: clean_text(SEEDS / f"{name}.txt") for name in references}
    assert texts == references
    for one in score(texts, references):
        assert (one.precision, one.recall, one.found) == (1.0, 1.0, one.paragraphs)


@pytest.mark.parametrize("path", [*PAGES, *sorted(SEEDS.glob("*.txt"))], ids=lambda path: path.name)
def test_every_clean_character_is_found_again_in_the_page(path: Path) -> None:
    page = page_of(path)
    document = clean_page(page).document
    if document is None:
        return
    raw = decode(page).text
    assert raw == page.raw.decode(document.encoding, "replace")
    for place, char in enumerate(document.text):
        start, end = document.offsets.raw(place, place + 1)
        if char.isascii() and char.isalnum() and end - start == 1:
            assert raw[start:end] in (char, chr(ord(char) + 0xFEE0))


@pytest.mark.parametrize("path", [*PAGES, *sorted(SEEDS.glob("*.txt"))], ids=lambda path: path.name)
def test_cleaning_clean_text_changes_nothing(path: Path) -> None:
    text = clean_text(path)
    if text:
        again = clean_page(Page("again", text.encode())).document
        assert again is not None
        assert again.text == text
        assert again.offsets == OffsetMap.identity(len(text))


@settings(deadline=None, max_examples=60)
@given(articles())
def test_an_article_is_found_amid_furniture_and_stays_when_cleaned_again(drawn: tuple[str, str]) -> None:
    raw, article = drawn
    document = clean_page(Page("page", raw.encode())).document
    assert document is not None
    assert document.text == article
    again = clean_page(Page("again", document.text.encode())).document
    assert again is not None
    assert again.text == article


@settings(deadline=None, max_examples=150)
@given(torn_pages())
def test_cleaning_what_came_of_a_torn_page_changes_nothing(raw: str) -> None:
    page = Page("torn", raw.encode("utf-8", "replace"))
    document = clean_page(page).document
    if document is None:
        return
    assert int(document.offsets.ends.max()) <= len(decode(page).text)
    assert (document.offsets.starts < document.offsets.ends).all()
    again = clean_page(Page("again", document.text.encode())).document
    assert again is not None
    assert again.text == document.text
    assert again.offsets == OffsetMap.identity(len(document.text))


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400))
def test_no_bytes_make_cleaning_fail(raw: bytes) -> None:
    cleaned = clean_page(Page("bytes", raw))
    assert cleaned.document is not None or cleaned.rejects


@settings(deadline=None, max_examples=150)
@given(awkward_texts(), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_raw_places_are_in_order_and_inside_the_page_for_any_text(text: str, encoding: str) -> None:
    page = Page(
        "text",
        (
            "某某高新区召开会议\n"
            + text
            + "\n今年以来，园区企业产值增长，项目建设推进有力，服务创新发展，各项工作部署到位。"
        ).encode(encoding),
    )
    document = clean_page(page).document
    if document is None:
        return
    raw = decode(page).text
    starts, ends = document.offsets.starts, document.offsets.ends
    assert (starts[1:] >= starts[:-1]).all()
    assert (starts < ends).all()
    assert int(ends.max()) <= len(raw)
    assert not {"\u200b", "\ufeff", "\ue000", "\ufffd", "\x00", "\u3000"} & set(document.text)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.booleans(), min_size=1, max_size=30), st.lists(st.booleans(), min_size=1, max_size=30))
def test_composition_of_maps_never_widens(first: list[bool], second: list[bool]) -> None:
    import numpy as np

    earlier = OffsetMap.from_kept(np.flatnonzero(first).astype(np.int32))
    kept = np.array([number for number, keep in enumerate(second) if keep and number < len(earlier)], dtype=np.int32)
    composed = OffsetMap.from_kept(kept).after(earlier)
    assert ((composed.ends - composed.starts) == 1).all()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        pytest.param(b"", "empty_page", id="empty"),
        pytest.param(b" \r\n\t\xe3\x80\x80", "empty_page", id="blank"),
        pytest.param(bytes(range(256)) * 20, "binary_page", id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", "binary_page", id="image"),
        pytest.param("首页 | 新闻 | 联系我们".encode(), "no_article", id="menu"),
    ],
)
def test_a_page_without_an_article_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    cleaned = clean_page(Page("page", raw))
    assert cleaned.document is None
    assert [reject.reason for reject in cleaned.rejects] == [reason]


def test_fields_are_read_from_the_page() -> None:
    document = clean_page(page_of(HERE / "clean_pages" / "gov_portal_news.raw.html")).document
    assert document is not None
    assert (document.title, document.source, document.date) == (
        "合肥经开区召开二季度项目推进会",
        "合肥经开区管委会",
        "2024-06-18",
    )


def test_personal_data_is_counted_and_stands_neither_in_the_text_nor_in_the_rejects() -> None:
    cleaned = clean_page(page_of(HERE / "clean_pages" / "personal_data_inline.raw.txt"))
    assert cleaned.document is not None
    assert cleaned.personal == 4
    everything = cleaned.document.text + "".join(reject.text for reject in cleaned.rejects)
    for secret in ("13970412345", "fz_gaoxin88", "rao@fzgx-invest.com", "362501198203124512"):
        assert secret not in everything


def test_personal_data_does_not_stand_in_the_fields_either() -> None:
    raw = (
        "园区项目建设提速\n2024-05-06 来源：园区观察 13900001234 作者：gao@example.com\n"
        "今年以来，园区新开工项目三十二个，总投资一百二十亿元，目前已有九个项目投产。\n"
        "下一步，园区将做好服务，力争全年新开工项目五十个以上。"
    )
    document = clean_page(Page("page", raw.encode())).document
    assert document is not None
    assert "13900001234" not in document.source
    assert document.author == ""


def test_what_was_removed_says_why_and_where() -> None:
    page = page_of(HERE / "clean_pages" / "gov_portal_news.raw.html")
    cleaned, raw = clean_page(page), decode(page).text
    reasons = {reject.reason for reject in cleaned.rejects}
    assert {"navigation", "meta", "toolbar", "related", "copyright"} <= reasons
    for reject in cleaned.rejects:
        assert raw[reject.start : reject.end].startswith(reject.text[:1])


def test_the_picture_holds_both_texts_and_no_outside_address() -> None:
    picture = show(page_of(SEEDS / "004_25c62b8b801e1106.txt"))
    assert "喊出“重回全国前十”青岛高新区的两大底气" in picture
    assert "缺字" in picture
    assert "相关文章" in picture
    assert "src=" not in picture
    assert "link rel" not in picture


def test_the_picture_masks_personal_data() -> None:
    assert "13970412345" not in show(page_of(HERE / "clean_pages" / "personal_data_inline.raw.txt"))


def test_a_picture_of_a_refused_page_says_why() -> None:
    assert "没有文章" in show(Page("menu", "首页 | 新闻".encode()))
