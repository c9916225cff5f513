"""Times in Chinese text: where they stand and which calendar interval they mean."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from annot.annotate.time_context import Context
from annot.annotate.time_duration import resolve_duration
from annot.annotate.time_families import FAMILIES, Family
from annot.annotate.time_grammar import DIGITS, NUMERALS
from annot.annotate.time_interval import Interval
from annot.annotate.time_value import read_time
from annot.span import Span

__all__ = ["find_times"]

LABEL = "TIME"
EVERY = {"年": "R/P1Y", "月": "R/P1M", "周": "R/P1W", "日": "R/P1D", "天": "R/P1D"}


def _by_opening() -> dict[str, tuple[Family, ...]]:
    """Return, for every character and pair that a time may begin with, the families that may match there."""
    openings = sorted({opening for family in FAMILIES for opening in family.openings})
    return {opening: tuple(family for family in FAMILIES if opening in family.openings) for opening in openings}


_FAMILIES = _by_opening()
_NUMBER = frozenset(DIGITS + NUMERALS)
# A run of numerals is looked at once and as a whole, so that a page of digits costs one look.
_WORDS = [opening for opening in _FAMILIES if opening[0] not in _NUMBER]
_FIRST, _SECOND = ("".join(sorted(set(characters))) for characters in zip(*_WORDS, strict=True))
_SEED = re.compile(
    f"[{DIGITS}{NUMERALS}{_FIRST}](?:(?<=[{DIGITS}])[{DIGITS}]*|(?<=[{NUMERALS}])[{NUMERALS}]*|(?=[{_SECOND}]))"
)

# A year that a change is measured against belongs to the CHANGE span (比去年前进4名, 较2021年同期增长29.41%) ...
_COMPARED_BEFORE = re.compile("[比较与]$")
# 比上月末和上年同期高1.3个和1.5个百分点: two bases.
_PAIRED_BEFORE = re.compile("[比较](?:上年同期|去年同期|上年末|上月末?|去年|上年|上季度末?)[和与、]$")
_ABOVE_BEFORE = re.compile("[高低快慢优好多少]于$")
_COMPARED_AFTER = re.compile(
    "(?:[和与、](?:上年同期|去年同期|上年末|上月末?|去年|上年|上季度末?))?"
    "(?:同期|全年|同比|基本|的|水平|大幅|略|净|累计|共|分别|总体|明显|显著){0,3}"
    "(?:增|升|提|下降|下滑|降|减|持平|上升|上涨|涨|前进|扩大|收窄|回落|加快|翻|高|低|多|少|缩|压|改善|变化|相比|扭)"
)
# ... and a duration that is itself the measured value is a VALUE (压缩至3个工作日内).
_MEASURED_BEFORE = re.compile(
    "(?:压缩|缩短|压减|缩减|减少|延长|提升|控制|提速)(?:至|到|为|在)$|(?:缩短|缩减|压缩|压减)了?$|[天日]数(?:达到?|共计?|为|有|增至|增加到|增加)?$|由过去的$"
)
_LASTING_BEFORE = re.compile("(?:住院日|周期|工期|时长|年限|用时|耗时)(?:为|达到?|约|是)?$")
"""What a decimal of days behind it measures: 平均住院日|7.6天."""
_REPEATED_BEFORE = re.compile("(?:每隔?|[×x*])$")
_OF_BEFORE = re.compile("(?:的|关键|比|接着|早|晚|如|这|那|新的|不平凡的|有|某|哪)$")
_BARE_ONES = frozenset({"一年", "一天", "一日"})
# 一年又一年, 一年四季, 一月一调度: how things go on, not when; 今天的年轻人, 当年的矿工: who lives now, and then.
_IDIOM = re.compile(
    "一([年天月])(?:又|比|接着|接|到)一\\1|一年(?:四季|到头|当中)|一天几|一([月周])一(?!日)"
    "|[今明]天的(?!会|活动|发布|签约|座谈|论坛|仪式|大会)|当年的(?![^，。；,\n]{0,12}[0-9])"
)
# 同|一年, 早|一天投产, 新|一年的工作, 寒冬|腊月
_IDIOM_BEFORE = {
    "一年": re.compile("(?:一年(?:又|比|接着?)|[同新早误忙]|误人|忙了)$"),
    "一天": re.compile("(?:一天(?:又|比|接着?)|[同早晚])$"),
    "腊月": re.compile("寒冬$"),
}
_REMARKABLE_BEFORE = re.compile("平凡的$")
_DURATIONS = frozenset({"duration", "towards", "ordinal"})
_SENTENCE_END = re.compile("[。！？!?\n]")


@lru_cache(maxsize=4096)
def _from_number(opening: str, after: str) -> tuple[Family, ...]:
    """Return the families that a number may begin with such a character behind it; for most numbers there is none."""
    return tuple(family for family in _FAMILIES[opening] if after in family.after)


def _longest(text: str, start: int, seed_end: int) -> tuple[int, Family | None]:
    """Return the end of the longest time that begins with a seed, and its family."""
    families = _FAMILIES.get(text[start : start + 2], ())
    if text[start] in _NUMBER:
        families += _from_number(text[start], text[seed_end : seed_end + 1])
    end, found = start, None
    for family in families:
        own = family.end(text, start)
        if own > end:
            end, found = own, family
    return end, found


def _is_time(text: str, start: int, end: int, family: Family) -> bool:
    """Tell whether what surrounds a match leaves it a time."""
    before = text[max(0, start - 8) : start]
    if before[-1:] == "." and before[-2:-1].isdigit() and text[start].isdigit():
        # 8.|8日: a decimal is measured.
        return False
    if (_COMPARED_BEFORE.search(before) or _PAIRED_BEFORE.search(before)) and _COMPARED_AFTER.match(text, end):
        return False
    if _ABOVE_BEFORE.search(before):
        return False
    if _IDIOM.match(text, start) or ((idiom := _IDIOM_BEFORE.get(text[start:end])) and idiom.search(before)):
        return False
    if _OF_BEFORE.search(before) and (family.name == "ordinal" or text[start:end] in _BARE_ONES):
        return False
    if family.name not in _DURATIONS:
        return True
    if _REMARKABLE_BEFORE.search(before) or ("." in text[start:end] and _LASTING_BEFORE.search(before)):
        return False
    return not (_MEASURED_BEFORE.search(before) or _REPEATED_BEFORE.search(before))


def _matches(text: str) -> Iterator[tuple[int, int, Family]]:
    """Yield the times of a text from left to right, none overlapping."""
    done = 0
    for seed in _SEED.finditer(text):
        start = seed.start()
        if start < done:
            continue
        end, family = _longest(text, start, seed.end())
        if family and _is_time(text, start, end, family):
            yield start, end, family
        done = max(done, end)


def _carried(context: Context, interval: Interval | None) -> Context:
    """Return the context with the year and month of a time in it, when it lies within one year."""
    if interval is None or interval.first is None or interval.last is None:
        return context
    if interval.first.year != interval.last.year:
        return context
    return replace(context, year=interval.first.year, month=interval.first.month)


@lru_cache(maxsize=4096)
def _value(surface: str, family: Family, context: Context) -> tuple[str | None, Context]:
    """Return the value of a time, and the context for the next one of its sentence."""
    if family.name in _DURATIONS:
        return resolve_duration(surface, context.reference), context
    if family.name == "yearly":
        return EVERY[surface[1]], context
    interval = read_time(surface, context)
    return (None if interval is None else str(interval)), _carried(context, interval)


def find_times(text: str, *, reference: dt.date | None = None) -> list[Span]:
    """Find the points, ranges and durations that the guideline calls TIME.

    Args:
        text: Simplified Chinese text.
        reference: The day the text was published; ``今年`` and its like are resolved against it.

    Returns:
        Flat spans in order of place. Their value is an ISO 8601 interval of days, both ends included
        (``2024-08-01/2024-08-31``; ``..`` where an end is open), a duration (``P5Y``), ``R/P1Y`` for 每年 and
        its like, or None where the calendar place cannot be told. A month or day without a year takes the year
        last named in its sentence.
    """
    spans = []
    context, done = Context(reference), 0
    for start, end, family in _matches(text):
        if _SENTENCE_END.search(text, done, start):
            context = Context(reference)
        value, context = _value(text[start:end], family, context)
        spans.append(Span(start, end, LABEL, source=f"pattern:time-{family.name}", value=value))
        done = end
    return spans
