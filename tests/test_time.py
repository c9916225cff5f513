"""Times are found where the guideline wants them and mean the calendar days they say."""

import datetime as dt
import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.annotate.time import find_times
from annot.span import is_flat

HERE = Path(__file__).parent
MONDAY = dt.date(2024, 10, 21)
DAY = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?"
INTERVAL = re.compile(rf"({DAY}|\.\.)/({DAY}|\.\.)")
DURATION = re.compile(r"P(T?[0-9.]+[YMWDHS])+(/P(T?[0-9.]+[YMWDHS])+)?")
TIMELIKE = (
    "0129一二十五百半两年月日号天周季度上下前后初底末今去明截至以来期间内到—-、“”.:：/ 世纪个小时分钟党的大国𠮷\u3000"
)


def read_table() -> list[tuple[str, str]]:
    """Return the sentences and the values of their times."""
    lines = (HERE / "time_expressions.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(sentence, values) for sentence, values in rows]


def marked(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a sentence without its 【】, and the places of what stood in them."""
    text, places = "", []
    for part in re.split("(【[^】]*】)", sentence):
        if part.startswith("【"):
            places.append((len(text), len(text) + len(part) - 2))
        text += part.strip("【】")
    return text, places


TABLE = read_table()
BY_SENTENCE = pytest.mark.parametrize(("sentence", "values"), TABLE, ids=[sentence for sentence, _ in TABLE])


@BY_SENTENCE
def test_times_stand_where_they_are_marked(sentence: str, values: str) -> None:
    text, places = marked(sentence)
    assert [text[span.start : span.end] for span in find_times(text)] == [text[start:end] for start, end in places]
    assert [(span.start, span.end) for span in find_times(text)] == places


@BY_SENTENCE
def test_times_mean_the_days_they_say(sentence: str, values: str) -> None:
    text, _ = marked(sentence)
    expected = [] if values == "-" else [None if value == "none" else value for value in re.split(" ", values)]
    assert [span.value for span in find_times(text, reference=MONDAY)] == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("今年8月,青岛市出台方案", None),
        ("去年底", None),
        ("9月19日", None),
        ("过去五年", "P5Y"),
        ("2022年,产值翻番;9月增长最快", "2022-01-01/2022-12-31"),
    ],
    ids=["this year", "last year", "month and day", "length stays", "absolute"],
)
def test_what_needs_the_day_of_publication_stays_unresolved_without_it(text: str, value: str | None) -> None:
    assert find_times(text)[0].value == value


def test_a_month_takes_the_year_of_its_sentence_and_not_of_the_one_before() -> None:
    text = "2022年3月立项,9月开工。12月投产。"
    values = [span.value for span in find_times(text, reference=MONDAY)]
    assert values == ["2022-03-01/2022-03-31", "2022-09-01/2022-09-30", "2024-12-01/2024-12-31"]


@pytest.mark.parametrize(
    ("reference", "text", "value"),
    [
        (dt.date(2025, 1, 8), "12月28日", "2024-12-28/2024-12-28"),
        (dt.date(2024, 6, 3), "11月", "2024-11-01/2024-11-30"),
        (dt.date(2024, 3, 2), "28日", "2024-02-28/2024-02-28"),
        (dt.date(2024, 3, 2), "5日", "2024-03-05/2024-03-05"),
        (dt.date(2024, 2, 29), "去年", "2023-01-01/2023-12-31"),
        (dt.date(2024, 2, 29), "过去一年", "2023-02-28/2024-02-29"),
        (dt.date(2023, 2, 1), "2月29日", None),
        (dt.date(2024, 1, 15), "上月", "2023-12-01/2023-12-31"),
        (dt.date(2024, 1, 15), "上季度", "2023-10-01/2023-12-31"),
    ],
    ids=[
        "over the year",
        "months ahead",
        "last month",
        "days ahead",
        "leap",
        "leap back",
        "no day",
        "January",
        "quarter",
    ],
)
def test_a_time_without_its_year_lies_near_the_day_of_publication(
    reference: dt.date, text: str, value: str | None
) -> None:
    assert [span.value for span in find_times(text, reference=reference)] == [value]


def test_every_span_says_which_rule_found_it() -> None:
    assert {span.source for span in find_times("截至2022年底,今年8月,五年,“十四五”期间")} == {
        "pattern:time-until",
        "pattern:time-named-year",
        "pattern:time-duration",
        "pattern:time-plan",
    }


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=TIMELIKE, max_size=24), st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)))
def test_any_text_gives_flat_spans_with_iso_values(text: str, reference: dt.date | None) -> None:
    spans = find_times(text, reference=reference)
    assert is_flat(spans)
    assert spans == sorted(spans)
    for span in spans:
        assert span.of(text).strip() == span.of(text)
        assert span.value in {None, "R/P1Y"} or INTERVAL.fullmatch(span.value) or DURATION.fullmatch(span.value)


@settings(max_examples=50, deadline=None)
@given(st.dates(dt.date(1978, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_written_out_means_itself(date: dt.date) -> None:
    (span,) = find_times(f"{date.year}年{date.month}月{date.day}日,会议召开")
    assert span.value == f"{date.isoformat()}/{date.isoformat()}"


def test_the_seed_articles_keep_their_score() -> None:
    right = wrong = missed = 0
    for path in sorted((HERE / "seed_gold").glob("*.jsonl")):
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            gold = {(span["start"], span["end"]) for span in record["spans"] if span["label"] == "TIME"}
            longer = [(span["start"], span["end"]) for span in record["spans"] if span["label"] != "TIME"]
            found = {(span.start, span.end) for span in find_times(record["text"])}
            found = {(a, b) for a, b in found if not any(start <= a and b <= end for start, end in longer)}
            right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    assert (right, wrong, missed) == (65, 0, 0)


@pytest.mark.parametrize(
    "unit", ["1", "十", "1-", "2024、", "“十", "一、", "2024年", "以来", "截至", "1月至"], ids=repr
)
def test_time_grows_with_the_length_of_the_text_and_not_faster(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        start = time.perf_counter()
        find_times(text)
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 1e-3)
