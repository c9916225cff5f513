"""Which noun phrase each number measures."""

import re
from collections.abc import Sequence

from annot.annotation import Kind, Quantity
from annot.metrics.formulas import done, fulfilled, graded, grown, of_class
from annot.metrics.inherited import LIST, inherited
from annot.metrics.lists import parallel_runs
from annot.metrics.marks import Marks, Place
from annot.metrics.modifiers import measured
from annot.metrics.portions import share_before, share_of
from annot.metrics.preceding import left_phrase
from annot.metrics.sides import assessed, done_by, left_of, right_of
from annot.metrics.tokens import tokens, words
from annot.metrics.told import distribute, pair
from annot.span import Span

__all__ = ["find_indicators"]

_AMID = re.compile("(?P<whole>[^，。；：\\d]{2,20})中，[^，。；\\d]{0,20}$")
_TOP_LENGTH = 3
_CLAUSE = 16
"""How far before its number a trend is looked for."""
_TOP = re.compile("最[高多大低少快小长强]，$")
_AID = re.compile("补助|补贴|奖励|资助|扶持|奖补|贴息|奖金")
_AID_REACH = 160
"""A clause and the one before it are no longer, in characters or in numbers."""
_LEVEL = re.compile("(?:增至|达到?|为|增加[到至]|上升[到至]|降至|减至|减少[到至]|突破)")
_GIVEN = re.compile("(?:的标准)?(?:予以|给予)(?P<aid>(?:一次性)?(?:奖励|补助|补贴|资助|奖补|扶持|贴息))")
_DISTANCE = re.compile(
    "(?:距离?|相距|离)[^，。；]{1,12}$|(?:[往向朝][东西南北]{1,2}[边面部]?|[东西南北]行|驱车|翻过)约?$"
)
_DISTANCE_LENGTH = 14
_PARTS = (Kind.PERCENT, Kind.RATIO)
_BRACKET_END = re.compile("[（(]?[^（()）]*[）)]")
_FRACTION = re.compile("成|分之|/")
_MEASURING = re.compile("(?:数量|人数|总数|户数|家数|总量|数|量|排名|额|规模|人口|面积|年产|日产|月产)$")


def find_indicators(
    text: str, entities: Sequence[Span], quantities: Sequence[tuple[Span, Quantity]]
) -> list[Place | None]:
    """Return for each quantity the place of the phrase it measures, or None."""
    marks = Marks(text, entities, quantities)
    for index in range(len(quantities)):
        place = _own(marks, index) or inherited(marks, index) or _amid(marks, index) or _aid(marks, index)
        marks.find(_behind_bracket(text, place) if place else None)
    for index in range(len(quantities) - 2, -1, -1):
        if marks.found[index] is None or _handed_down(marks, index):
            marks.found[index] = _shared_behind(marks, index) or marks.found[index]
    for run, announced in parallel_runs(text, quantities):
        (distribute if announced else pair)(marks, run)
    return marks.found


def _behind_bracket(text: str, place: Place) -> Place:
    """Return the phrase without the bracket it begins in, which belongs to the name before: 甲项目（一期）|建筑面积."""
    bracket = _BRACKET_END.match(text, *place)
    return (bracket.end(), place[1]) if bracket and bracket.end() < place[1] else place


def _own(marks: Marks, index: int) -> Place | None:
    span, quantity = marks.quantities[index]
    if quantity.unit == "℃" and span.label == "CHANGE":
        return None
    if plan := fulfilled(marks, index):
        return plan
    share, settled = share_of(marks, index)
    if settled:
        return share
    left = left_of(marks, index) or _bracketed(marks, index) or _deed(marks, index)
    if of_class(marks, index, left):
        return marks.found[index - 1]
    if span.label == "CHANGE" or quantity.kind is Kind.RANK:
        return left or (assessed(marks, index) if quantity.kind is Kind.RANK else None)
    taken = left if left and not marks.taken(left) else None
    if quantity.kind is Kind.COUNT:
        return _counted(marks, index, taken) or graded(marks, index)
    return _measured_by(marks, index, taken)


def _deed(marks: Marks, index: int) -> Place | None:
    """Return what runs so many times (班列|累计开行|90列), else the deed that is summed up (贷款|累计投放|9亿元)."""
    runs = marks.quantities[index][1].kind is Kind.COUNT and done_by(marks, index)
    return runs or done(marks, index) or _topmost(marks, index) or _trending(marks, index)


def _topmost(marks: Marks, index: int) -> Place | None:
    """Return what is the highest before its number is told: 甲园区|总收入|最高，达98亿元."""
    place = marks.bare(index)[0]
    match = _TOP.search(marks.text, max(0, place - _TOP_LENGTH), place)
    if match is None:
        return None
    share = share_before(marks, match.start())
    return share.span() if share else left_phrase(marks.text, marks.floor(index, match.start()), match.start())


def _trending(marks: Marks, index: int) -> Place | None:
    """Return the measure whose trend is told before its number: 教育经费|逐年递增，2020年已突破2万亿元."""
    place, _ = marks.bare(index)
    if marks.quantities[index][0].label == "CHANGE" or marks.text[place - 1 : place] != "，":
        return None
    clause = marks.clause(place - 1)
    run = tokens(marks.text, max(clause, place - 1 - _CLAUSE), place - 1)
    if not run or run[-1].word not in words("trend"):
        return None
    named = left_phrase(marks.text, marks.floor(index, place - 1), place - 1)
    return named if named and measured(marks.text, named) and not marks.taken(named) else None


def _amid(marks: Marks, index: int) -> Place | None:
    """Return what the sentence opens with when only some of it is counted: 优良级资源|中，已开发91处."""
    span, quantity = marks.quantities[index]
    match = _AMID.match(marks.text, marks.sentence(span.start), marks.bare(index)[0])
    if match is None or span.label == "CHANGE" or quantity.kind not in (Kind.COUNT, Kind.PERCENT):
        return None
    return left_phrase(marks.text, marks.floor(index, match.end("whole")), match.end("whole"))


def _measured_by(marks: Marks, index: int, taken: Place | None) -> Place | None:
    """Return what a value that counts nothing measures: the phrase before it, or what it is a part or the sum of."""
    span, quantity = marks.quantities[index]
    if quantity.kind in _PARTS and (part := _part_of(marks, index, taken)):
        return part
    if quantity.kind is Kind.LENGTH and _is_distance(marks, span.start):
        return None
    if taken:
        return taken
    if quantity.kind in (Kind.MONEY, Kind.PERCENT) and (given := _GIVEN.match(marks.text, span.end)):
        return given.span("aid")
    return grown(marks, index) or right_of(
        marks, index, of=quantity.kind in (Kind.MONEY, Kind.PERCENT, Kind.RATIO, Kind.MULTIPLE)
    )


def _is_distance(marks: Marks, place: int) -> bool:
    """Tell whether the words before a length say from where it is measured: 距市中心|2公里 (guideline, rule 26)."""
    start = max(marks.clause(place), place - _DISTANCE_LENGTH)
    return _DISTANCE.search(marks.text, start, place) is not None


def _part_of(marks: Marks, index: int, left: Place | None) -> Place | None:
    """Read a fraction right before what it is a part of: 贡献了A股市场近六成|营业收入."""
    span, _ = marks.quantities[index]
    if not _FRACTION.search(marks.text, span.start, span.end) or (
        left and _MEASURING.search(marks.text[left[0] : left[1]])
    ):
        return None
    right = right_of(marks, index, of=False)
    return right if right and right[0] == span.end else None


def _bracketed(marks: Marks, index: int) -> Place | None:
    """Take the noun before a bracket that holds nothing but the number: 不过夜旅客（573.4万人次）."""
    span, _ = marks.quantities[index]
    opened = span.start - 1
    if marks.text[opened : span.start] != "（" or marks.text[span.end : span.end + 1] != "）":
        return None
    return left_phrase(marks.text, marks.floor(index, opened), opened)


def _handed_down(marks: Marks, index: int) -> bool:
    """Tell whether the number only has the indicator of the one before."""
    place = marks.found[index]
    return (
        index > 0
        and place == marks.found[index - 1]
        and place is not None
        and place[0] < marks.quantities[index][0].start
    )


def _shared_behind(marks: Marks, index: int) -> Place | None:
    """Take the noun behind the last number of a list: 最高100万元、50万元|奖励."""
    (span, quantity), (following, other) = marks.quantities[index : index + 2]
    place = marks.found[index + 1]
    if place is None or place[0] < following.end or quantity.unit != other.unit or span.label != following.label:
        return None
    return place if LIST.fullmatch(marks.text[span.end : following.start]) else None


def _counted(marks: Marks, index: int, left: Place | None) -> Place | None:
    """Choose between 工程师1175人 and 1175名工程师: the noun behind wins unless a verb of level parts it off."""
    span, _ = marks.quantities[index]
    right = right_of(marks, index, of=True)
    if left is None or right is None:
        return right or left
    if marks.text[span.start - 1 : span.start] in ("由", "从"):
        return left
    between = marks.text[left[1] : span.start]
    if _LEVEL.search(between) or _MEASURING.search(marks.text[left[0] : left[1]]) or right[0] > span.end:
        return left
    return right


def _aid(marks: Marks, index: int) -> Place | None:
    """Take the aid the sentence has named before a sum that has no name of its own: 给予补贴，每家最高100万元."""
    span, quantity = marks.quantities[index]
    if quantity.kind is not Kind.MONEY or span.label == "CHANGE":
        return None
    start = max(marks.sentence(span.start), span.start - _AID_REACH)
    start = max(start, marks.text.rfind("，", start, max(start, marks.clause(span.start) - 1)) + 1)
    named = list(_AID.finditer(marks.text, start, span.start))
    if not named:
        return None
    place = named[-1].span()
    named_before = next((p for p in marks.found[-_AID_REACH:] if p and p[0] <= place[0] < p[1]), None)
    return named_before or left_phrase(marks.text, start, place[1])
