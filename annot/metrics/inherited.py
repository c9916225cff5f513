"""What a number measures that has no name of its own: the indicator of a number before it."""

import re

from annot.annotation import Kind
from annot.metrics.marks import Marks, Place

__all__ = ["LIST", "inherited"]

LIST = re.compile(r"\s*(?:、|和|及|与|，|,|以及|和分别|,?\s)\s*$")
_RESULT = re.compile("(?:[一-龥]{1,4})?[到至为成](?:\\d{4}年|去年|上年|今年)?[末底]?的?")
_COMPARED = re.compile(
    "(?:^|[，、])(?:仅|已|约)?(?:(?:为|是|相当于|达到?)[^，。；、]{1,14}的|(?:与|比|较|相比|对比)[^，。；、]{1,24}的)$|^[，、]?[（(]?(?:按[^，。；]{1,8}汇率(?:计算)?)?(?:折[合算][成为]?|约合|合)约?$|^，?恢复[到至][^，。；、]{1,14}的$|^[，（]?(?:较|比)[上首往]届的?$"
)
_AMONG_THEM = re.compile("[，。；、（(]?其中[：:，,]?[一-龥、（）]{0,16}")
_ADDED = re.compile("[，、；](?:全年|当年|年内|本年|今年|去年|同比|[比较][^，。；\\d]{1,6})?(?:净增|新增|新增加)")
_OF_THEM = re.compile("[，。；、,;]?其中[，,]?")
_DRIVEN = re.compile("[拉带推]动")
_REST = re.compile("[，、；][一-龥（）]{2,12}")
_MEAN = re.compile("[，、,](?:平均)?(?:日均|月均|年均|户均|单日)(?:最高|为|达到?|约|近|超过?)?")
_TOGETHER = re.compile("、?(?:共计?|合计|总计)?")
_ALSO_IN = {
    "户": ("人",),
    "列": ("标箱", "标准箱", "吨"),
    "项": ("米", "平方米"),
    "条": ("米",),
    "段": ("米",),
    "处": ("平方米", "米"),
    "场": ("人次",),
    "批次": ("人次",),
    "期": ("人次", "人"),
    "次": ("人次", "人"),
}
"""Units in which one thing is told twice: 困难群众50户120人, 去程46列、5万标箱."""
_DEEDS = ("接待", "完成")
_SHARE_AND_LEVEL = 2
_RECALLED = 8
_ABSOLUTE = (Kind.MONEY, Kind.COUNT, Kind.MASS, Kind.ENERGY, Kind.AREA)


def inherited(marks: Marks, index: int, *, any_unit: bool = False) -> Place | None:
    """Take the indicator of the number before, where the sentence goes on about it."""
    if not index:
        return None
    (span, quantity), last, before = marks.quantities[index], marks.quantities[index - 1][0], marks.found[index - 1]
    if alike := _done_again(marks, index) or _listed_alike(marks, index):
        return alike
    if _is_rest(marks, index):
        return before
    if before is None or (marks.sentence(span.start) > last.end and not _resumed(marks, index)):
        return None
    if _is_among(marks, index):
        return before
    between = marks.text[last.end : span.start]
    if span.label == "CHANGE" and _DRIVEN.search(between):
        return None
    goes_back = span.label == "CHANGE" or quantity.kind is Kind.RANK
    level = (_level_before(marks, index) or _same_unit(marks, index)) if goes_back else None
    return level or (before if any_unit or _goes_on(marks, index, between) else None)


def _is_among(marks: Marks, index: int) -> bool:
    """Tell whether the number counts some of what the one before counts: 成果200项，其中|32项, 其中已完工|9项."""
    (last, before), (span, quantity) = marks.quantities[index - 1 : index + 1]
    named = marks.found[index - 1]
    between = marks.text[max(last.end, named[1] if named else 0) : span.start]
    if _OF_THEM.fullmatch(between):
        return True
    return quantity.unit == before.unit and _AMONG_THEM.fullmatch(between) is not None


def _is_rest(marks: Marks, index: int) -> bool:
    """Tell whether the number counts the rest of what the one before counts some of: 其中，已开发9处；未开发|6处."""
    named = marks.found[index - 1]
    amid = named is not None and marks.text.startswith("中，", named[1])
    if not amid and (index < 2 or not _is_among(marks, index - 1)):
        return False
    (last, before), (span, quantity) = marks.quantities[index - 1 : index + 1]
    return quantity.unit == before.unit and _REST.fullmatch(marks.text, last.end, span.start) is not None


def _goes_on(marks: Marks, index: int, between: str) -> bool:
    """Tell whether the words between two numbers lead the second back to what the first measures."""
    (last, before), (span, quantity) = marks.quantities[index - 1 : index + 1]
    if span.label == "CHANGE" or quantity.kind is Kind.RANK or _COMPARED.search(between):
        return True
    if (last.label == "CHANGE" or before.kind is Kind.RANK) and marks.linked(last.end, span.start, index):
        return True
    if quantity.unit == before.unit and (_MEAN.fullmatch(between) or _ADDED.fullmatch(between)):
        return True
    if quantity.unit in _ALSO_IN.get(before.unit, ()) and _TOGETHER.fullmatch(between):
        return True
    linked = marks.bare(index)
    if _RESULT.fullmatch(between) and linked[0] <= last.end:
        return True
    if between in ("（", "(") and last.label == span.label and quantity.kind is before.kind:
        return True
    return not between.strip() or (quantity.unit == before.unit and (linked[1] or LIST.fullmatch(between) is not None))


def _done_again(marks: Marks, index: int) -> Place | None:
    """Return the indicator of an earlier number of the same deed and unit: 接待游客14万人次；乙景区接待|26万人次."""
    span, quantity = marks.quantities[index]
    before = marks.text[max(0, marks.bare(index)[0] - 2) : span.start]
    deed = next((verb for verb in _DEEDS if verb in before), None)
    if span.label != "VALUE" or deed is None:
        return None
    for earlier in range(index - 1, max(-1, index - _RECALLED), -1):
        other, reading = marks.quantities[earlier]
        named = marks.found[earlier]
        if named and other.label == "VALUE" and reading.unit == quantity.unit:
            return named if deed in marks.text[named[0] : other.start] else None
    return None


def _same_unit(marks: Marks, index: int) -> Place | None:
    """Return the level told in the unit of the change: 余额9万亿元，增速高于全国0.1个百分点；|比年初增加4386亿元."""
    span, quantity = marks.quantities[index]
    if quantity.kind not in _ABSOLUTE or marks.quantities[index - 1][1].unit == quantity.unit:
        return None
    start = marks.full(span.start)
    for earlier in range(index - 1, max(-1, index - _RECALLED), -1):
        other, reading = marks.quantities[earlier]
        if other.start < start:
            return None
        if other.label == "VALUE" and reading.unit == quantity.unit:
            return marks.found[earlier]
    return None


def _resumed(marks: Marks, index: int) -> bool:
    """Tell whether a change with its basis opens the next part of the sentence: 同比增长3.8%；|环比增长0.38%."""
    span, quantity = marks.quantities[index]
    between = marks.text[marks.quantities[index - 1][0].end : span.start]
    return span.label == "CHANGE" and quantity.basis is not None and between in ("；", ";")


def _level_before(marks: Marks, index: int) -> Place | None:
    """Return the level before a share that a growth in per cent goes back to: 收入3亿元，占预算105%，|增长10.8%."""
    (last, before), kind = marks.quantities[index - 1], marks.quantities[index][1].kind
    share = marks.found[index - 1]
    if index < _SHARE_AND_LEVEL or share is None or last.label != "VALUE" or before.kind is not Kind.PERCENT:
        return None
    # A share of one province cannot be ranked among provinces, so the rank is the level's.
    opening = {Kind.PERCENT: "占", Kind.RANK: "占全"}.get(kind)
    if opening is None or not marks.text.startswith(opening, share[0]):
        return None
    return marks.found[index - 2] if marks.sentence(last.start) <= marks.quantities[index - 2][0].start else None


def _listed_alike(marks: Marks, index: int) -> Place | None:
    """Take the indicator of the number in the same unit before, when only names stand between: 采矿业|下降1.7%."""
    span, quantity = marks.quantities[index]
    if not marks.only_named(marks.quantities[index - 1][0].end, span.start):
        return None
    for earlier in range(index - 1, max(-1, index - 3), -1):
        other, reading = marks.quantities[earlier]
        if other.label == span.label and reading.unit == quantity.unit and marks.found[earlier]:
            return marks.found[earlier]
    return None
