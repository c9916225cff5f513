"""The families of time expressions: what each begins with and looks like."""

import re
from collections.abc import Iterable

from annot.annotate.time_grammar import (
    CENTURY,
    CLOCK,
    CLOCK_RANGE,
    DATE,
    DAY,
    DAY_NUMBER,
    DAY_TAIL,
    DECADE,
    DIGITAL_CLOCK,
    DIGITS,
    DURATION,
    EVENT,
    FESTIVAL,
    FIRST,
    IN_MONTH,
    ISO_DATE,
    LONE_EDGE,
    LUNAR,
    MONTH,
    MONTHS,
    NAMED,
    NUMERALS,
    OFFICE_HOURS,
    ORDINAL,
    PACKED_DATE,
    PART_OF_DAY,
    PLAN,
    POINT,
    QUARTER,
    RANGE_END,
    SPACE,
    TAIL,
    TO,
    TOWARDS,
    YEARLY,
    YEARS,
)
from annot.annotate.time_words import time_words

__all__ = ["FAMILIES", "Family"]


class Family:
    """The patterns of one sort of time expression and how they begin.

    Attributes:
        name: What the rule is called in a span's source.
        openings: Characters, or pairs of characters, an expression of this sort begins with.
        after: Where it begins with a number: the characters that may stand right after the number's digits or numerals.
    """

    def __init__(self, name: str, openings: Iterable[str], head: str, tail: str = "", *, after: str = "") -> None:
        """Keep the patterns; the tail is one that many families share, and it may match nothing."""
        self.name = name
        self.openings, self.after = frozenset(openings), frozenset(after)
        self._head, self._tail = head, tail
        # Compiled when a text first needs them: together they cost more than a short text does.
        self._forms: tuple[re.Pattern[str], re.Pattern[str]] | None = None

    def end(self, text: str, start: int) -> int:
        """Return where the expression that begins at a place ends; the place itself when none does."""
        if self._forms is None:
            self._forms = re.compile(self._head), re.compile(self._tail)
        head_form, tail_form = self._forms
        head = head_form.match(text, start)
        # A tail matches everywhere, so that the head never has to give anything back for it.
        tail = tail_form.match(text, head.end()) if head else None
        return tail.end() if tail else start


def _words(openings: str) -> list[str]:
    return openings.split()


_FROM_NUMBER = DIGITS + NUMERALS
_BLANKS = " \u00a0\u3000"
_DASHES = "至到－─—-–~～" + _BLANKS
_JOINTS = _DASHES + "、和与及"
_OF_COUNT = ".多余年个天小星周世季昼分秒工日" + _DASHES
_YEAR_WORDS = "今年 去年 前年 明年 后年 本年 上一 上年 下一 当年 同年 次年 翌年 全年"
_DAY_WORDS = "今天 今日 今晚 今晨 昨天 昨日 昨晚 昨夜 前天 明天 明日 明晚 后天 当天 当日 当晚 次日 翌日 同日"
_DATED_DAYS = "昨（ 今（ 明（ 前（ 昨( 今( 明( 前("
_MONTH_WORDS = "本月 上个 上月 下个 下月 当月 次月 同月 本周 上周 下周 本季 上一 上季 下一 下季 当季"
_SEASON_WORDS = "今冬 今明 明后 今春 今夏 今秋 去春 去夏 去秋 去冬"
_SPANS_OF_TWO = " ".join(which + first for which in "本上下" for first in "学雪榨采供")
_FESTIVAL_WORDS = {"长假", "小长", *(word[:2] for kind in ("festival", "holiday") for word in time_words(kind))}
_EVENT_WORDS = "党的 改革 新中 建党 建国 开航 开通 开园 开业 开工 通车 投产 投运 复工 运营 入汛 入夏 入冬"
_DAY_PARTS = "上午 下午 凌晨 清晨 早上 早晨 中午 傍晚 晚上 晚间 夜间 深夜"

FAMILIES = (
    Family("until", _words("截至 截止"), rf"截[至止]到?{SPACE}{POINT}", TAIL),
    Family("date", DIGITS + "一二", rf"(?:{YEARS}|{DATE})", RANGE_END, after="年" + _JOINTS),
    Family("named-year", _words(_YEAR_WORDS), DATE, RANGE_END),
    Family("iso-date", "12", rf"(?:{ISO_DATE}|{PACKED_DATE})(?: ?{CLOCK})?", after="-/.:： "),
    Family("month", _FROM_NUMBER, rf"(?:{MONTHS}|{MONTH}{IN_MONTH})", RANGE_END, after="月" + _JOINTS),
    Family("day", _FROM_NUMBER, rf"{DAY}{DAY_TAIL}", RANGE_END, after="日" + _BLANKS),
    Family("day", _FROM_NUMBER, rf"{DAY_NUMBER}(?:{TO}|[、和]){DAY}", after="、和" + _DASHES),
    Family("clock", DIGITS, rf"{DIGITAL_CLOCK}{CLOCK_RANGE}", after=":："),
    Family(
        "part-of-day",
        [
            *_words(_DAY_PARTS),
            *(part + digit for part in "早晚" for digit in _FROM_NUMBER),
        ],
        rf"{PART_OF_DAY}{SPACE}{CLOCK}{CLOCK_RANGE}",
    ),
    Family(
        "quarter",
        [*_FROM_NUMBER, "首季", "首二", "首三", "首两", *("第" + numeral for numeral in _FROM_NUMBER)],
        QUARTER,
        RANGE_END,
        after="季、和至—-",
    ),
    Family(
        "part-of-year",
        ["上半", "下半", *(first + numeral for first in "前头" for numeral in _FROM_NUMBER)],
        rf"(?:[上下]半年|{FIRST})",
        RANGE_END,
    ),
    Family("festival", _FESTIVAL_WORDS, FESTIVAL),
    Family(
        "plan",
        [*NUMERALS, *(quote + numeral for quote in '“‘"' for numeral in NUMERALS)],
        PLAN,
        after="期时以初前中后末",
    ),
    Family("century", [*_FROM_NUMBER, "上世", "本世"], rf"(?:{CENTURY}|{DECADE})", TAIL, after="世年"),
    Family("congress", "十二", "(?:十[五六七八九]|二十)大以来", after="大"),
    Family("duration", _FROM_NUMBER, DURATION, after=_OF_COUNT),
    Family(
        "towards",
        [*_words("过去 未来 今后 最近"), *(way + numeral for way in "近前后头" for numeral in _FROM_NUMBER)],
        TOWARDS,
    ),
    Family("ordinal", ["第" + numeral for numeral in _FROM_NUMBER], ORDINAL),
    Family("named", _words(f"{_DAY_WORDS} {_DATED_DAYS} {_MONTH_WORDS} {_SEASON_WORDS} {_SPANS_OF_TWO}"), NAMED, TAIL),
    Family("lunar", _words("农历 正月 腊月 大年"), LUNAR),
    Family("office-hours", _words("工作 周一 周二 周三 周四 周五 周六 周日 星期"), OFFICE_HOURS),
    Family("yearly", _words("每年 每月 每周 每日 每天"), YEARLY),
    Family("edge", _words("岁末 年底 年末 年初 年内 月底 月末 月初"), LONE_EDGE),
    Family(
        "event",
        _words(_EVENT_WORDS),
        EVENT,
    ),
)
