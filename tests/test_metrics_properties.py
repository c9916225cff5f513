"""Laws of quantities that hold for every number and every string."""

import re
import time
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annot.annotation import Basis, Direction, Kind, Progress, Qualifier, Quantity
from annot.metrics import build_frames, canonical, find_quantities, parse_quantity
from annot.metrics.numerals import read_numeral
from annot.span import Span, is_flat

_ALPHABET = (
    "0123456789０９.,，、。：:；;%％‰-—~至到和/元万亿千百十一二两三五九半几数余多第前超近约不低于以上增长下降同比较上年"
    "个家人亩米分之成倍番的占比重为达年月日《》“”（）() 企业投资项目全国市A𠮷😀\u200b\u3000\u0301"
)
_TEXT = st.text(alphabet=_ALPHABET, max_size=60)
_BOUND = st.one_of(st.none(), st.decimals(min_value=-(10**15), max_value=10**15, places=6))
_QUANTITIES = st.builds(
    Quantity,
    kind=st.sampled_from(Kind),
    minimum=_BOUND,
    maximum=_BOUND,
    unit=st.sampled_from(["", "1", "元", "平方米", "个百分点", "元/平方米"]),
    qualifier=st.sampled_from(Qualifier),
    direction=st.one_of(st.none(), st.sampled_from(Direction)),
    basis=st.one_of(st.none(), st.sampled_from(Basis)),
    progress=st.sampled_from(Progress),
)
_FEW = settings(deadline=None, max_examples=60)


@_FEW
@given(_QUANTITIES)
def test_canonical_form_reads_back_to_the_same_quantity(quantity: Quantity) -> None:
    assert parse_quantity(canonical(quantity)) == quantity


@_FEW
@given(
    st.integers(1, 10**6),
    st.sampled_from(
        [
            ("元", "万元", 10**4),
            ("元", "亿元", 10**8),
            ("米", "公里", 1000),
            ("平方米", "公顷", 10**4),
            ("吨", "万吨", 10**4),
            ("千瓦时", "亿千瓦时", 10**8),
        ]
    ),
)
def test_scaling_a_unit_scales_the_value(number: int, units: tuple[str, str, int]) -> None:
    small, large, factor = units
    one, many = parse_quantity(f"{number}{small}"), parse_quantity(f"{number}{large}")
    assert one is not None
    assert many is not None
    assert one.minimum is not None
    assert many.minimum == one.minimum * factor
    assert many.unit == one.unit


def _han(number: int) -> str:
    """Write a number below ten thousand in Chinese, the textbook way: an oracle of its own."""
    digits, words, zero = "零一二三四五六七八九", "", False
    for place, ten in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if zero and words else "") + digits[digit] + ten
        zero = not digit
    return words


@_FEW
@given(st.integers(1, 9999))
def test_every_chinese_numeral_below_ten_thousand_is_read(number: int) -> None:
    numeral = read_numeral(_han(number))
    assert numeral is not None
    assert numeral.low == number


@_FEW
@given(st.integers(1, 9999), st.integers(1, 9999))
def test_myriads_add_up(high: int, low: int) -> None:
    words = f"{_han(high)}万{'零' if low < 1000 else ''}{_han(low)}"
    numeral = read_numeral(words)
    assert numeral is not None
    assert numeral.low == high * 10000 + low


_LABELS = ("PLACE", "TIME", "COMPANY", "ZONE", "INDUSTRY", "EVENT", "PROJECT", "PRODUCT", "GOV", "INSTITUTE", "PERSON")
_STRETCHES = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 6), st.sampled_from(_LABELS)), max_size=6)


def _entities(text: str, stretches: list[tuple[int, int, str]]) -> list[Span]:
    """Lay stretches, each a gap and a length, one behind the other as far as the text goes."""
    entities, place = [], 0
    for gap, length, label in stretches:
        if place + gap + length <= len(text):
            entities.append(Span(place + gap, place + gap + length, label))
        place += gap + length
    return entities


@_FEW
@given(_TEXT, _STRETCHES)
@example("全市5%", [(0, 1, "PLACE")])
def test_spans_and_frames_of_any_text_are_flat_sorted_and_inside(
    text: str, stretches: list[tuple[int, int, str]]
) -> None:
    entities = _entities(text, stretches)
    found = find_quantities(text, entities)
    spans, frames = build_frames(text, entities, found)
    assert is_flat(spans)
    assert list(spans) == sorted(spans)
    assert all(span.end <= len(text) for span in spans)
    assert len(frames) == len(found)
    named = {frame.indicator for frame in frames if frame.indicator is not None}
    assert named == {index for index, span in enumerate(spans) if span.label == "INDICATOR"}


@_FEW
@given(_TEXT, st.integers(0, 40), st.integers(1, 20))
def test_no_quantity_has_its_number_in_a_blocked_span(text: str, start: int, length: int) -> None:
    if start >= len(text):
        return
    blocked = Span(start, min(len(text), start + length), "POLICY")
    for span, _ in find_quantities(text, [blocked]):
        if span.label == "VALUE":
            assert not span.overlaps(blocked)


@_FEW
@given(_TEXT)
def test_bounds_are_in_order(text: str) -> None:
    for _, quantity in find_quantities(text):
        if quantity.minimum is not None and quantity.maximum is not None:
            assert quantity.minimum <= quantity.maximum


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("占比2/0百", [("2/0百", None, None)]),
        ("由9成-6成", [("9成", "0.9", "0.9"), ("6成", "0.6", "0.6")]),
        ("九成至七成五", [("九成", "0.9", "0.9"), ("七成五", "0.75", "0.75")]),
        ("八至三成", [("三成", "0.3", "0.3")]),
        ("5亿元至3亿元", [("5亿元", "500000000", "500000000"), ("3亿元", "300000000", "300000000")]),
        ("1:0", [("1:0", None, None)]),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_what_falls_or_has_no_value_is_no_range(text: str, readings: list[tuple[str, str | None, str | None]]) -> None:
    found = [(span.of(text), quantity.minimum, quantity.maximum) for span, quantity in find_quantities(text)]
    assert found == [(words, low and Decimal(low), high and Decimal(high)) for words, low, high in readings]


@_FEW
@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_arabic_numbers_are_exact(number: Decimal) -> None:
    numeral = read_numeral(f"{number:,.3f}")
    assert numeral is not None
    assert numeral.low == number


@pytest.mark.parametrize(
    "unit",
    [
        "一",
        "9",
        "亿",
        "1亿",
        "十",
        "9,",
        "9.",
        "3、",
        "1:",
        "1/",
        "百分之",
        "第一",
        "前三",
        "《",
        "（",
        "增长5%、",
        "5个企业",
        "9个、",
    ],
)
def test_a_long_run_of_anything_takes_linear_time(unit: str) -> None:
    """A megabyte of one character is read in seconds; what is longer than any number counts nothing."""
    size = 1_000_000 if unit in ("一", "9", "亿", "十", "《", "（") else 60_000
    text = unit * (size // len(unit))
    start = time.perf_counter()
    found = find_quantities(text)
    assert time.perf_counter() - start < 20
    if len(unit) == 1:
        assert found == []


@pytest.mark.parametrize(
    ("phrase", "frames"),
    [
        ("新增企业5家，产值增长5%。", 2),
        ("9家企业", 1),
        ("5亿元", 1),
        ("产值增长5%", 1),
        ("占全市比重5%", 1),
        ("与上年持平", 1),
        ("在考核中居第5位", 1),
        ("2020年增长5%", 1),
        ("是2020年的5倍", 1),
        ("甲市5家", 1),
        ("由2020年的5%提高到9%", 2),
    ],
    ids=lambda words: words if isinstance(words, str) else "",
)
def test_a_long_paragraph_of_numbers_takes_linear_time_in_frames(phrase: str, frames: int) -> None:
    """Whether or not marks part the numbers: twice as long a paragraph takes no more than about twice the time."""
    text = phrase * (24_000 // len(phrase))
    entities = [Span(found.start(), found.end(), "TIME") for found in re.finditer("2020年", text)]
    entities += [Span(found.start(), found.end(), "PLACE") for found in re.finditer("甲市", text)]
    start = time.perf_counter()
    _, found_frames = build_frames(text, entities, find_quantities(text, entities))
    assert time.perf_counter() - start < 2
    assert len(found_frames) == frames * (24_000 // len(phrase))
