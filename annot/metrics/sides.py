"""The noun phrases beside a number: what stands before it, and what stands behind it."""

import re
from functools import cache

from annot.annotation import Kind
from annot.metrics.following import right_phrase
from annot.metrics.marks import Marks, Place
from annot.metrics.modifiers import PER_HEAD
from annot.metrics.preceding import left_phrase
from annot.metrics.shortening import shortened
from annot.metrics.tokens import Role, ends, tokens, words

__all__ = ["assessed", "done_by", "left_of", "right_of"]

_RUNNING = re.compile("(?:班列|专列|航线|航班|列车|巴士)$")
"""Names of services that are counted by their runs: 中欧班列|累计开行|8641列."""
_TIMES = re.compile("(?:是|为|相当于|达到?)[^，。；、是为]{1,20}的$")
_AMONG = re.compile("在[^，。；、\\d]{0,4}(?:\\d{1,4}[个家座])?[^，。；、\\d]{2,20}[中里](?:排名)?$")
_PERSONS = frozenset("生者员家人")
_VERB = 6
"""How far before its number a verb can start."""
_CONTRIBUTION = "贡献率"
_MADE_TO = re.compile("对[^，。；、]{2,16}的$")
_DONE = (Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.VOLUME, Kind.MASS)
"""Kinds of numbers that a deed may be told in: 打井34眼, 造林5万亩."""
_MEMBERS = ("家", "个", "户")
_LISTED = re.compile(
    "在[^，。；]{1,40}?(?<![中里])(?P<list>(?:考核|评价|评估|评比|评选|排名|排行榜?|榜单|测评|测试|考评|竞赛|比赛|排行)+)[中里上]?[，,]?(?=[^，。；]*$)"
)


def left_of(marks: Marks, index: int) -> Place | None:
    """Return the phrase before the number, its links taken off."""
    text, (place, _) = marks.text, marks.bare(index)
    span, quantity = marks.quantities[index]
    ratio = re.search("[:：]", span.of(text)) or (text[place : place + 1] == "均" and quantity.kind is Kind.OTHER)
    joint = "和与及、" if ratio else ""
    place = _linked(text, place, quantity.kind)
    if text[place - 1 : place] == "等":
        place, joint = place - 1, "、"
    floor = marks.floor(_ranked_after(marks, index, place), place)
    phrase = left_phrase(text, floor, place, joint=joint, deed=quantity.kind in _DONE)
    if phrase is None or (span.label == "CHANGE" and _is_base(marks, phrase[0])):
        return None
    return _towards(marks, index, phrase) or shortened(marks, index, phrase)


def _ranked_after(marks: Marks, index: int, place: int) -> int:
    """Return the number whose turn it is at the place: a rank skips those that it is among (在27个基地中居|第7位)."""
    while index and marks.quantities[index - 1][0].start > place:
        index -= 1
    return index


def _towards(marks: Marks, index: int, phrase: Place) -> Place | None:
    """Return a contribution with what it is made to, without which its name says nothing: 对经济增长的|贡献率."""
    if marks.text[phrase[0] : phrase[1]] != _CONTRIBUTION:
        return None
    match = _MADE_TO.search(marks.text, marks.floor(index, phrase[0]), phrase[0])
    return (match.start(), phrase[1]) if match else None


def _is_base(marks: Marks, place: int) -> bool:
    """Tell whether what starts at the place is what a change is compared with: 比去年|“双十一”|增长90%."""
    named = marks.before(place)
    start = named.start if named and named.label == "TIME" else place
    return marks.text[start - 1 : start] in ("比", "较")


def _linked(text: str, place: int, kind: Kind) -> int:
    """Return the place before 是…的, 占, 的 and 中, which stand between a name and some kinds of number."""
    shared = kind in (Kind.PERCENT, Kind.RATIO)
    if kind is Kind.RANK and (among := _AMONG.search(text, max(0, place - 32), place)):
        return among.start()
    if kind in (Kind.MULTIPLE, Kind.PERCENT, Kind.RATIO) and (of := _TIMES.search(text, max(0, place - 26), place)):
        return of.start()
    if text[place - 1 : place] == ("的" if shared else "占") or text[place - 3 : place] == "排名中":
        return place - 1
    return place


def done_by(marks: Marks, index: int) -> Place | None:
    """Return the thing that a verb between it and its count speaks of: 海铁联运班列|开行|8760列."""
    unit = marks.quantities[index][1].unit
    if unit not in words("carrier") and unit not in _MEMBERS:
        return None
    place = marks.bare(index)[0]
    floor = marks.floor(index, place)
    run = tokens(marks.text, floor, place)
    while run and run[-1].role in (Role.ACT, Role.VERB, Role.ADVERB):
        run.pop()
    if not run and (named := marks.before(floor)) and _RUNNING.search(named.of(marks.text)):
        return named.start, named.end
    if not run or run[-1].role is not Role.NAME or (unit in _MEMBERS) != ends(run[-1].word, "member"):
        return None
    return left_phrase(marks.text, floor, run[-1].end)


def assessed(marks: Marks, index: int) -> Place | None:
    """Return the list a rank belongs to: 在…国家级经开区综合发展水平考核评价中，芜湖经开区名列|第29位."""
    start = marks.quantities[index][0].start
    sentence = marks.sentence(start)
    listed = list(_LISTED.finditer(marks.text, sentence, start))
    if not listed:
        return None
    end = listed[-1].end("list")
    of = marks.text.rfind("的", sentence, end)
    names = [e.end for e in marks.entities if e.end < end]
    begun = max(of + 1, listed[-1].start() + 1, names[-1] if names else 0)
    return (begun, end) if end - begun > len(listed[-1]["list"]) else None


def right_of(marks: Marks, index: int, *, of: bool) -> Place | None:
    """Return the phrase behind the number; `of` lets a 的 stand between."""
    span, quantity = marks.quantities[index]
    text, ceiling = marks.text, marks.ceiling(index)
    if quantity.kind in (Kind.AREA, Kind.LENGTH, Kind.OTHER, Kind.SCORE) and text[span.end : span.end + 1] == "的":
        right = right_phrase(text, span.end, ceiling, of=True)
        measured = right and text[right[0] : right[1]].endswith(tuple(words("measure")))
        return right if measured else None
    if quantity.unit in ("人", "人次"):
        for word in words("casualty"):
            if text.startswith(word, span.end) and text[(end := span.end + len(word)) : end + 1] not in _PERSONS:
                return _casualties(text, span.end, ceiling)
    right = right_phrase(text, span.end, ceiling, of=of)
    if (right is None or right[1] < ceiling) and span.end < ceiling and _governed(marks, index):
        right = right_phrase(text, span.end, ceiling, of=of, governed=True)
    if right and index + 1 < len(marks.quantities) and right[1] == marks.bare(index + 1)[0]:
        return _shared(marks, index, right)
    return right


def _governed(marks: Marks, index: int) -> bool:
    """Tell whether a verb right before the number has what is counted for its object: 新建|9家, but not 带动|9家."""
    start = marks.quantities[index][0].start
    run = tokens(marks.text, max(marks.clause(start), start - _VERB), start)
    return bool(run) and run[-1].role in (Role.VERB, Role.ACT) and run[-1].word not in words("pivot")


@cache
def _casualty_list() -> re.Pattern[str]:
    names = "|".join(sorted(words("casualty"), key=len, reverse=True))
    return re.compile(f"(?:{names})(?:(?:或|和|、)(?:{names}))*")


def _casualties(text: str, start: int, ceiling: int) -> Place:
    """Read 死亡或失踪 after a number of people."""
    match = _casualty_list().match(text, start, ceiling)
    return (start, match.end() if match else start + 2)


def _shared(marks: Marks, index: int, right: Place) -> Place | None:
    """Part the words between two numbers: 50家|企业|贷款|1.85亿元."""
    following = marks.quantities[index + 1]
    threshold = marks.text.startswith("的", marks.quantities[index][0].end)
    if threshold and following[1].kind is Kind.COUNT and marks.quantities[index][1].kind is not Kind.COUNT:
        return None
    if following[1].kind is Kind.COUNT and following[0].label == "VALUE" and right_of(marks, index + 1, of=False):
        return right
    run = tokens(marks.text, *right)
    heads = [token.start for token in run[1:] if token.word in PER_HEAD]
    if heads:
        return right[0], heads[0]
    if len(run) < 2 or run[-1].role is not Role.NAME:
        return right
    things = [token.end for token in run[:-1] if ends(token.word, "member") or ends(token.word, "agent")]
    if things and following[1].kind is not Kind.COUNT:
        return right[0], things[-1]
    run.pop()
    while len(run) > 1 and run[-1].role in (Role.ACT, Role.VERB):
        run.pop()
    return right[0], run[-1].end
