"""The evaluation page and the figures say what was counted, and hold what any text may hold."""

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annot.annotation import Annotation
from annot.figures import Bar, Range, bars, columns, length_buckets, ranges
from annot.report.evaluation import evaluate
from annot.report.evaluation_html import evaluation_as_html
from annot.report.markup import pieces
from annot.schema import read_schema
from annot.span import Span
from tests.strategies import ALPHABET, flat_spans

SCHEMA = read_schema()
SVG = "{http://www.w3.org/2000/svg}"


class Paragraphs(HTMLParser):
    """Collects the texts of the page's paragraphs without the notes, and the notes."""

    def __init__(self):
        super().__init__()
        self.texts, self.notes, self.inside, self.note = [], [], False, False

    def handle_starttag(self, tag, attrs):
        """Enter a paragraph, its number or a note."""
        names = dict(attrs).get("class", "").split()
        if "paragraph" in names:
            self.inside, _ = True, self.texts.append("")
        self.note = self.inside and "note" in names
        self.skip = "id" in names
        if self.note:
            self.notes.append("")

    def handle_endtag(self, tag):
        """Leave what ends."""
        self.note = self.note and tag != "span"
        self.skip = False
        self.inside = self.inside and tag != "section"

    def handle_data(self, data):
        """Keep the words."""
        if self.note:
            self.notes[-1] += data
        elif self.inside and not self.skip:
            self.texts[-1] += data


def page(text, gold, predicted):
    left, right = Annotation("d", 1, 0, text, tuple(gold)), Annotation("d", 1, 0, text, tuple(predicted))
    return evaluation_as_html(evaluate([left], [right]), SCHEMA)


def read_page(html):
    reader = Paragraphs()
    reader.feed(html)
    return reader


@pytest.mark.parametrize(
    ("gold", "predicted", "note"),
    [
        ([Span(0, 5, "ZONE")], [], "漏标 园区"),
        ([], [Span(0, 5, "ZONE")], "多标 园区"),
        ([Span(0, 5, "ZONE")], [Span(0, 5, "GOV")], "错标签 党政机构→园区"),
        ([Span(0, 5, "ZONE")], [Span(2, 5, "ZONE")], "错边界 园区"),
    ],
    ids=["missed", "spurious", "wrong label", "wrong boundary"],
)
def test_every_error_is_noted_behind_its_place(gold, predicted, note):
    html = page("青岛高新区升级", gold, predicted)
    assert read_page(html).notes == [note]
    assert re.search(rf"区</mark><span class=\"note [a-z_]+\" title=\"[^\"]+\">{note}</span>升级", html)


def test_a_page_without_errors_has_no_notes():
    html = page("青岛高新区升级", [Span(0, 5, "ZONE")], [Span(0, 5, "ZONE")])
    assert read_page(html).notes == []
    assert 'class="paragraph clean"' in html


def test_text_that_looks_like_markup_stays_text():
    html = page('<script>alert("1")</script>&高新区', [Span(0, 8, "ZONE")], [])
    assert html.count("<script>") == 1
    assert read_page(html).texts[0].strip() == '<script>alert("1")</script>&高新区'


def test_the_page_needs_nothing_from_the_network():
    html = page("青岛高新区升级", [Span(0, 5, "ZONE")], [])
    assert set(re.findall(r"https?://[^\"' ]+", html)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"\b(?:src|href)=|@import|url\(", html)


def test_the_page_shows_the_counts_of_each_label():
    html = page("青岛高新区升级", [Span(0, 5, "ZONE")], [Span(0, 5, "GOV")])
    assert re.search(r"园区<span class=\"code\">ZONE</span></td>\s*<td>1</td><td>0</td>", html)
    assert re.search(r"党政机构<span class=\"code\">GOV</span></td>\s*<td>0</td><td>1</td>", html)


@st.composite
def judged_texts(draw):
    text = draw(st.text(ALPHABET, min_size=1, max_size=40).filter(str.strip))
    return text, draw(flat_spans(text)), draw(flat_spans(text))


@given(judged_texts())
def test_the_pieces_of_a_paragraph_are_its_text(judged):
    text, gold, predicted = judged
    evaluation = evaluate([Annotation("d", 1, 0, text, gold)], [Annotation("d", 1, 0, text, predicted)])
    (comparison,) = evaluation.comparisons
    parts = list(pieces(comparison, SCHEMA))
    assert "".join(part.text for part in parts) == text
    assert sum(len(part.notes) for part in parts) == len(comparison.errors)


def widths(svg, colour):
    return [float(rect.get("width")) for rect in ET.fromstring(svg).iter(f"{SVG}rect") if rect.get("fill") == colour]  # noqa: S314 - our own SVG


def words(svg):
    return [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own SVG


def test_bars_are_as_long_as_their_numbers():
    svg = bars("标签分布", [Bar("园区", 200, "#00838F"), Bar("企业", 50, "#00838F"), Bar("活动", 0, "#00838F")])
    longest, shorter, none = widths(svg, "#00838F")
    assert shorter == pytest.approx(longest / 4, abs=0.1)
    assert none == 0
    assert words(svg) == ["标签分布", "园区", "200", "企业", "50", "活动", "0"]


def test_a_figure_escapes_its_words():
    assert words(bars("<a & b>", [Bar('"区"<', 1)]))[:2] == ["<a & b>", '"区"<']


def test_columns_stand_in_order_with_their_names():
    assert words(columns("长度", [Bar("1", 3), Bar("2", 1200)])) == ["长度", "3", "1", "1,200", "2"]


def test_ranges_lie_on_one_logarithmic_axis():
    svg = ranges("数值", [Range("金额", 1, 100, 10_000, "#D84315"), Range("计数", 1, 10, 100, "#1565C0")])
    (money,), (count,) = widths(svg, "#D84315"), widths(svg, "#1565C0")
    assert money - 4 == pytest.approx(2 * (count - 4), abs=0.2)
    assert "1万" in words(svg)


@pytest.mark.parametrize("draw", [bars, columns, ranges], ids=["bars", "columns", "ranges"])
def test_an_empty_figure_is_still_a_figure(draw):
    assert words(draw("空", []))[0] == "空"


@given(st.lists(st.integers(1, 80)))
def test_no_length_is_lost_between_the_columns(lengths):
    assert sum(bar.value for bar in length_buckets(lengths)) == len(lengths)


def test_lengths_fall_into_their_columns():
    counts = {bar.name: bar.value for bar in length_buckets([1, 12, 13, 16, 17, 30, 31, 99])}
    assert {name: count for name, count in counts.items() if count} == {
        "1": 1,
        "12": 1,
        "≤16": 2,
        "≤20": 1,
        "≤30": 1,
        ">30": 2,
    }
