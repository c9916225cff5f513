"""The noun phrases beside a number: what stands before it, and what stands behind it."""

import re
from functools import cache

from annot.annotation import Kind
from annot.metrics.following import right_phrase
from annot.metrics.marks import Marks, Place
from annot.metrics.modifiers import PER_HEAD
from annot.metrics.order import ended
from annot.metrics.preceding import left_phrase
from annot.metrics.shortening import shortened
from annot.metrics.tokens import Role, Token, ends, tokens, words

__all__ = ["assessed", "done_by", "left_of", "right_of"]

_RUNNING = re.compile("(?:班列|专列|航线|航班|列车|巴士)$")
"""Names of services that are counted by their runs: 中欧班列|累计开行|8641列."""
_TIMES = re.compile("(?:是|为|相当于|达到?)[^，。；、是为]{1,20}的$")
_AMONG = re.compile("在[^，。；、\\d]{0,4}(?:\\d{1,4}[个家座])?[^，。；、\\d]{2,20}[中里](?:排名)?$")

_COLON = re.compile("[:：]")
_VERB = 6
"""How far before its number a verb can start."""
_CONTRIBUTION = "贡献率"
_MADE_TO = re.compile("对[^，。；、]{2,16}的$")
_DONE = (Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.VOLUME, Kind.MASS)
"""Kinds of numbers that a deed may be told in: 打井34眼, 造林5万亩."""
_SIZES = (Kind.AREA, Kind.LENGTH, Kind.OTHER, Kind.SCORE)
_MEMBERS = ("家", "个", "户")
_LISTED = re.compile(
    "在[^，。；]{1,40}?(?<![中里])(?P<list>(?:考核|评价|评估|评比|评选|排名|排行榜?|榜单|测评|测试|考评|竞赛|比赛|排行)+)[中里上]?[，,]?(?=[^，。；]*$)"
)
_LISTED_LENGTH = 160
"""A rank further behind its list is one of another list."""


def left_of(marks: Marks, index: int) -> Place | None:
    """Return the phrase before the number, its links taken off."""
    text, (place, _) = marks.text, marks.bare(index)
    span, quantity = marks.quantities[index]
    ratio = _COLON.search(text, span.start, span.end) or (
        text[place : place + 1] == "均" and quantity.kind is Kind.OTHER
    )
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
    phrase = left_phrase(marks.text, floor, run[-1].end)
    return shortened(marks, index, phrase) if phrase else None


def assessed(marks: Marks, index: int) -> Place | None:
    """Return the list a rank belongs to: 在…国家级经开区综合发展水平考核评价中，芜湖经开区名列|第29位."""
    start = marks.quantities[index][0].start
    listed = list(_LISTED.finditer(marks.text, max(marks.sentence(start), start - _LISTED_LENGTH), start))
    if not listed:
        return None
    opened, end = listed[-1].start(), listed[-1].end("list")
    named = next(ended(marks.entities, end - 1), None)
    begun = max(marks.text.rfind("的", opened, end) + 1, opened + 1, named.end if named else 0)
    return (begun, end) if end - begun > len(listed[-1]["list"]) else None


def right_of(marks: Marks, index: int, *, of: bool) -> Place | None:
    """Return the phrase behind the number; `of` lets a 的 stand between."""
    span, quantity = marks.quantities[index]
    if quantity.kind in _SIZES and marks.text[span.end : span.end + 1] == "的":
        return _sized(marks, index)
    right = _done_by_people(marks, index)
    if right is None and (right := _noun_behind(marks, index, of=of)):
        claimed = index + 1 < len(marks.quantities) and right[1] == marks.bare(index + 1)[0]
        return _shared(marks, index, right) if claimed else right
    return right


def _sized(marks: Marks, index: int) -> Place | None:
    """Return the measure behind a size and 的; of a thing of that size (3公里的|隧道) the size measures nothing."""
    right = right_phrase(marks.text, marks.quantities[index][0].end, marks.ceiling(index), of=True)
    return right if right and ends(marks.text[right[0] : right[1]], "measure") else None


def _done_by_people(marks: Marks, index: int) -> Place | None:
    """Read what people counted do or suffer: 3人|死亡或失踪, 200人|参赛, but not 200名|参赛人员."""
    span, quantity = marks.quantities[index]
    if quantity.unit not in ("人", "人次"):
        return None
    match = _people_verbs().match(marks.text, span.end, marks.ceiling(index))
    return match.span() if match else None


@cache
def _people_verbs() -> re.Pattern[str]:
    verbs = "|".join(sorted(words("people verb"), key=len, reverse=True))
    return re.compile(f"(?:{verbs})(?![生者员家人])(?:[或和、](?:{verbs}))*")


def _noun_behind(marks: Marks, index: int, *, of: bool) -> Place | None:
    """Return the noun behind the number, all of it, though the next number may claim its end."""
    end, ceiling = marks.quantities[index][0].end, marks.ceiling(index)
    right = right_phrase(marks.text, end, ceiling, of=of)
    if (right is None or right[1] < ceiling) and end < ceiling and _governed(marks, index):
        return right_phrase(marks.text, end, ceiling, of=of, governed=True)
    return right


def _governed(marks: Marks, index: int) -> bool:
    """Tell whether a verb right before the number has what is counted for its object: 新建|9家, but not 带动|9家."""
    start = marks.quantities[index][0].start
    run = tokens(marks.text, max(marks.clause(start), start - _VERB), start)
    return bool(run) and run[-1].role in (Role.VERB, Role.ACT) and run[-1].word not in words("pivot")


def _shared(marks: Marks, index: int, right: Place) -> Place | None:
    """Part the words between two numbers: 50家|企业|贷款|1.85亿元."""
    following = marks.quantities[index + 1]
    counted = following[1].kind is Kind.COUNT
    threshold = marks.text.startswith("的", marks.quantities[index][0].end)
    if counted and threshold and marks.quantities[index][1].kind is not Kind.COUNT:
        return None
    if counted and following[0].label == "VALUE" and _counts_behind(marks, index + 1):
        return right
    return right[0], _parting(tokens(marks.text, *right), counted=counted)


def _counts_behind(marks: Marks, index: int) -> bool:
    """Tell whether the number counts what stands behind it, so that the words before it are not its own."""
    return (_done_by_people(marks, index) or _noun_behind(marks, index, of=False)) is not None


def _parting(run: list[Token], *, counted: bool) -> int:
    """Return where what is counted ends and what the next number measures begins: 50家企业|平均贷款."""
    heads = [token.start for token in run[1:] if token.word in PER_HEAD]
    if heads:
        return heads[0]
    if len(run) < 2 or run[-1].role is not Role.NAME:
        return run[-1].end
    things = [token.end for token in run[:-1] if ends(token.word, "member") or ends(token.word, "agent")]
    if things and not counted:
        return things[-1]
    closing = len(run) - 2
    while closing and run[closing].role in (Role.ACT, Role.VERB):
        closing -= 1
    return run[closing].end
