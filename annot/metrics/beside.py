"""The entity that stands beside a number: right before what it measures, or right behind it."""

import re
from collections.abc import Sequence

from annot.metrics.breaks import AND
from annot.metrics.named import SUBJECTS
from annot.metrics.order import ended, starting
from annot.span import Span

__all__ = ["find_beside", "find_owner", "find_partner"]

_BETWEEN = re.compile(r"(?:产业|行业|领域|集群|联赛|的|内|全年|现有|共|已|将|仅有?|实现|完成|综合|[\s])*")
_AFTER = re.compile("为代表|为核心|等")
_TRADE = re.compile("(?:货物|双边|服务)?(?:贸易|进出口|出口|进口)")
_REACHED = re.compile(
    "(?:通达|直达|抵达|到达|覆盖|辐射|遍[布及]|服务|连[接通]|联通|通往|销往|远销|出口到?|涉及|来自|囊括|涵盖|惠及|途经|流经|贯穿|横跨|跨越|连通|走进|持有|收购|认购|增持)了?$"
)
"""Verbs whose object is counted, not the owner: 通达|欧洲|25个国家."""
_ATTRACTED = re.compile("(?:引进|吸引|承接|招引|对接|面向|帮扶|支援)了?$")
"""Verbs of which a place is no more than an attribute of the object: 引进|北京|项目20个."""
_SEATED = ("COMPANY", "INSTITUTE")
"""What a place right behind it only seats: 美的集团|芜湖|基地."""
_GONE_TO = ("开至", "行至", "开往", "发往", "运往")
_RANKED = "为是居列"
_OBJECT = "获评占由向对与据被于全遭受距离经到至"


def find_beside(text: str, entities: Sequence[Span], value: Span, anchor: int) -> Span | None:
    """Return the entity right before the indicator, when no verb or preposition takes it as object.

    Of 甲公司在乙市的投资 it is the first: the place says only where. A time may stand between.
    """
    edge = anchor
    for entity in ended(entities, anchor):
        match = _BETWEEN.match(text, entity.end, edge)
        if match is None or match.end() < edge:
            return None
        if entity.label in SUBJECTS and entity.label != "EVENT":
            return _unless_taken(text, entities, entity, value, anchor)
        if entity.label != "TIME":
            return None
        edge = entity.start
    return None


def _unless_taken(text: str, entities: Sequence[Span], entity: Span, value: Span, anchor: int) -> Span | None:
    """Return the entity, what it is a place of, or None when a verb or a preposition has it as object."""
    preceding = next(ended(entities, entity.start), None)
    dated = preceding if preceding and preceding.end == entity.start and preceding.label == "TIME" else entity
    before = text[max(0, dated.start - 1) : dated.start]
    where = entity.start - (before == "在")
    owner = next(ended(entities, where), None) if entity.label == "PLACE" or before == "在" else None
    if owner and owner.end == where and owner.label in (_SEATED if where == entity.start else SUBJECTS):
        return owner
    first = _listed_from(text, entities, entity)
    if _is_reached(text, entity, first.start) or ("合计" in text[entity.end : value.start] and first is not entity):
        return None
    if anchor == entity.end == value.start and _is_counted(text, entity, first.start, before):
        return None
    partner = before in ("对", "与") and entity.label == "PLACE" and _TRADE.match(text, anchor) is not None
    taken = (before in tuple(_OBJECT) and not partner) or entity.label == "GOV"
    return None if taken or _AFTER.match(text, entity.end) else entity


def _is_reached(text: str, entity: Span, first: int) -> bool:
    """Tell whether a place is only where something goes or what is attracted comes from: 开至|乙市, 引进|北京项目."""
    if entity.label != "PLACE":
        return False
    gone_to = text[max(0, first - 2) : first] in _GONE_TO
    return gone_to or _ATTRACTED.search(text, max(0, entity.start - 3), entity.start) is not None


def _is_counted(text: str, entity: Span, first: int, before: str) -> bool:
    """Tell whether a number right behind an entity ranks or counts it: 居|全国|第5, 通达|欧洲|25个国家."""
    if entity.label == "PLACE" and text[entity.end] in "第首" and before not in ("", "，", "。", "；", "："):
        return True
    ranked = before in tuple(_RANKED) and entity.label != "INDUSTRY"
    return ranked or _REACHED.search(text, max(0, first - 4), first) is not None


def _listed_from(text: str, entities: Sequence[Span], last: Span) -> Span:
    """Return the first of the list the entity ends: 惠及|安徽|、河南."""
    first = last
    for entity in ended(entities, last.start):
        if text[entity.end : first.start] not in AND:
            break
        first = entity
    return first


def find_owner(text: str, entities: Sequence[Span], value: Span) -> Span | None:
    """Return the entity right behind: 总投资80亿元的某某实验室."""
    if text[value.end : value.end + 1] != "的":
        return None
    found = starting(entities, value.end + 1)
    return found if found and found.label in SUBJECTS and found.label != "INDUSTRY" else None


def find_partner(text: str, entities: Sequence[Span], value: Span) -> Span | None:
    """Return the partner a change of trade belongs to: 其中对美国|下降2.8%."""
    if value.label != "CHANGE":
        return None
    found = next(ended(entities, value.start), None)
    joined = found and found.end == value.start and text[found.start - 1 : found.start] in ("对", "与", "自")
    return found if joined and found and found.label == "PLACE" else None
