"""Set phrases that name what a number measures, or tell that it has no name of its own."""

import re

from annot.annotation import Kind
from annot.metrics.marks import Marks, Place
from annot.metrics.modifiers import measured

__all__ = ["done", "fulfilled", "graded", "grown", "of_class"]

_CLASS = re.compile(
    "(?:国有(?:控股)?|集体|股份制|私营|民营|外资|外商[^，。；]{0,4}|商投资|大型|中型|小微?型?|大中型|大中小微)企业|轻工业|重工业"
)
_LEVEL_OF = re.compile("的(?:水平|标准|目标)")
_THAN = re.compile("[高低超优][于过]|达到|落后于")
_PLAN = re.compile(
    "(?P<what>完成(?:年度|全年|年初|年|调整|序时)[^，。；、\\d]{0,8}(?:计划|目标|任务|预算)|与[^，。；、\\d]{2,14}之比)的?$"
)
_HAVING = re.compile("(?P<what>(?:每[\\d百千万]+[名个]?人(?:口)?中)?[拥具]有[^，。；、的]{2,10})的$")
_FULFILLED_LENGTH = 48
_SUM_LENGTH = 8
_SUM = re.compile(
    "(?P<what>(?:累计|年均|日均|月均|合计)(?:投放|发放|减免|赔付|交易|成交|支付|兑付|授信|投入|拨付|接待|运送|外送|发送|开行|签约|放款|贴息|减税|退税|捐赠))[达了约超近]?$"
)
_GRADE_LENGTH = 12
_GRADE = re.compile("(?:其中|[，、：（])(?P<what>(?:国家|省部?|市|县|区|部|世界|[百千万亿]+)级)(?:的|有|达|共)?$")
_AGE = re.compile("(?<!\\d)(?P<what>(?:\\d{1,3}[-—~至到])?\\d{1,3}周?岁(?:及以上|以上|以下)?)$")
_GROWING = re.compile("(?:种植|发展|推广|栽培|套种|建设|新增)$")
_PATTERNS = {
    Kind.PERCENT: _PLAN,
    Kind.RATIO: re.compile("(?P<what>[^，。；、\\d]{2,14}[与和][^，。；、\\d]{2,14}之比)$"),
}


def of_class(marks: Marks, index: int, left: Place | None) -> bool:
    """Tell whether the phrase only names a class of firms or the level of others: 分经济类型看，国有企业|下降9.3%."""
    span, quantity = marks.quantities[index]
    if quantity.kind is not Kind.PERCENT or not index:
        return False
    if span.label == "VALUE":
        return not (left and measured(marks.text, left)) and (
            _LEVEL_OF.match(marks.text, span.end) is not None
            and _THAN.search(marks.text, marks.clause(span.start), span.start) is not None
        )
    return (
        left is not None
        and _CLASS.fullmatch(marks.text, *left) is not None
        and "看" in marks.text[marks.full(span.start) : left[0]]
    )


def done(marks: Marks, index: int) -> Place | None:
    """Read a deed summed up that has no other name: 特色贷款累计投放|163亿元."""
    place = marks.quantities[index][0].start
    match = _SUM.search(marks.text, max(marks.clause(place), place - _SUM_LENGTH), place)
    return match.span("what") if match else None


def graded(marks: Marks, index: int) -> Place | None:
    """Read a grade or an age that stands for what is counted: 龙头企业56家，其中|国家级|2家; 14岁以下|51人."""
    place = marks.bare(index)[0]
    start = max(marks.sentence(place), place - _GRADE_LENGTH)
    match = _GRADE.search(marks.text, start, place) or _AGE.search(marks.text, start, place)
    return match.span("what") if match else None


def grown(marks: Marks, index: int) -> Place | None:
    """Read what is grown or kept, though it is the name of an industry: 发展|设施农业|1.6万亩."""
    quantity = marks.quantities[index][1]
    name = marks.before(marks.bare(index)[0])
    if name is None or name.label not in ("INDUSTRY", "PRODUCT") or quantity.kind is not Kind.AREA:
        return None
    return (name.start, name.end) if _GROWING.search(marks.text, max(0, name.start - 3), name.start) else None


def fulfilled(marks: Marks, index: int) -> Place | None:
    """Read how much of a plan is done (完成年度计划的|103.9%) and who has what (拥有大学文化程度的由|13466人)."""
    span, quantity = marks.quantities[index]
    place, clause = marks.bare(index)[0], marks.clause(span.start)
    pattern = _PATTERNS.get(quantity.kind) or (_HAVING if quantity.unit == "人" else None)
    match = pattern.search(marks.text, max(clause, place - _FULFILLED_LENGTH), place) if pattern else None
    return match.span("what") if match else None
