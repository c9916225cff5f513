"""Of whom a number speaks: the entity of the sentence, by grammar and nearness, never across a paragraph."""

import re
from collections.abc import Sequence
from functools import lru_cache

from annot.metrics.beside import find_beside, find_owner, find_partner
from annot.metrics.breaks import FULL, SENTENCE, find_breaks
from annot.metrics.order import ended, starting
from annot.metrics.topics import Topics
from annot.span import Span

__all__ = ["find_subject", "goes_on", "is_of_others"]

_OTHERS = re.compile("(?:高于|低于|超过|快于|慢于|好于)(?:全[市省国区县]|各地|周边)[^，。；]{0,4}$")
_DRIVES = re.compile("[拉带推]动[^，。；]{0,12}$")
_EACH = re.compile("每[个家户名项](?!年)|各[区县市镇级]|各地(?!的)")
_GENERAL = re.compile(
    "(?:全体|城乡|城镇|农村)?"
    "(?:居民|农民|人均|接待|游客|旅游|规上工业|规模以上工业|个人|住房|贷款|存款|涉农|普惠|常住人口|户籍|财政|一般公共预算|地区生产总值|税收收入|固定资产投资|社会消费品|基础设施投资|房地产开发|商品房|民间投资|全社会|限额以上|城镇新增|进出口总)"
)
_GOES_ON = re.compile(
    "(?:总体|整体)?(?:对[^，。；]{1,8}的?贡献|规模|增速|增幅|降幅|总量|累计|贡献|利润|营业收入|营收|产量|总?产值|增加值|占比|占|出口|企业|从业)"
)
_AID = re.compile(
    "[^，。；]*(?:给予|对[^，。；]{2,30}的|每[家人户]|单个|最高|一次性)[^，。；]*?\\d[^，。；]*?(?:奖励|补[助贴]|资助|奖补|扶持|贴息|津贴|安家费)"
    "|[^，。；]*(?:单个|每[家户人个])(?:企业|项目|单位|人)?(?:最高|不超过)"
    "|[^，。；]*(?:奖励|补[助贴]|资助|奖补|扶持|贴息|津贴|安家费)(?:最高|不超过|上限为?)*\\d"
)
_RECEIVED = re.compile("(?:[已共累计]|^|[，。；])(?:获得?|争取|到位)(?!得?一次性)")
_AID_WORD = re.compile("[励助贴扶津补]|安家费")
_POPULATION = re.compile(
    "每[百千万]+(?:名|人|人口)|(?:全体|城乡|城镇|农村|常住|户籍)(?:居民|人口|就业|登记)|居民|常住人口|户籍人口|地区生产总值|高考|人均预期寿命|"
    "(?:地方)?一般公共预算|固定资产投资|建成区|城区(?:面积|常住|人口)|城市(?:面积|常住|人口)|社会消费品|县域|城镇化率|规上|规模(?:以上|工业)"
)
"""What is measured of a whole place, not of a company, a project or a hospital there."""
_NEW_DEED = re.compile(
    "(?:[已并还将]|共|累计|力争|计划)*(?:培育|引进|新增|新建|建成|认定|打造|建设|研发投入|全[市省县区]|规[模上]|[^，。；]{2,14}增加值占|工业|制造业)"
)
"""Opens a clause that leaves the industry of the clause before."""
_AMONG = re.compile("[在从的]全国$")
_NEAR = 12
_ATTENDING = re.compile(
    "[^，。；、]{0,14}?(?:参会|参展|参赛|到会|与会|出席|观赛|观展|观众)(?!项目|企业|作品|单位|[商方国])"
)
_SHOWN = re.compile("[^，。；、]{0,16}?(?:亮相|参加|参与|出席|齐聚)")
_SAID = re.compile("[^，。；“”]{0,20}?(?:说|介绍|表示|告诉|坦言)")


def find_subject(text: str, topics: Topics, entities: Sequence[Span], value: Span, anchor: int) -> Span | None:
    """Return the entity the number is about.

    Args:
        text: The paragraph.
        topics: What its clauses are about.
        entities: Its entities in order.
        value: The VALUE or CHANGE.
        anchor: Where the indicator starts, or the value when there is none.
    """
    if after := find_owner(text, entities, value):
        return after
    if is_of_others(text, value) or _is_aid(text, topics, value):
        return None
    if named := _attended(text, entities, value) or _named_beside(text, topics, entities, value, anchor):
        return named
    if _EACH.search(text, topics.clause(anchor), max(anchor, value.start)):
        return None
    if _AMONG.search(text, max(0, value.start - 4), value.start) and value.label == "VALUE":
        return None
    topic = _topic(text, topics, entities, value, anchor)
    return topics.latest(topic, anchor) if topic else None


def _named_beside(text: str, topics: Topics, entities: Sequence[Span], value: Span, anchor: int) -> Span | None:
    """Return the entity beside the number; one that only says where gives way to a topic: 甲公司计划在乙市|投资."""
    beside = find_beside(text, entities, value, anchor)
    if beside and text[beside.start - 1 : beside.start] == "在":
        topic = topics.at(anchor)[0]
        if topic and text[topic.start - 1 : topic.start] != "在":
            beside = None
    return beside or find_partner(text, entities, value)


def _topic(text: str, topics: Topics, entities: Sequence[Span], value: Span, anchor: int) -> Span | None:
    """Return what the sentence is about, or what goes on from before, unless the measure is none of its kind."""
    topic, settled = topics.at(anchor)
    if topic and not _is_broad(topics, topic) and topic.start < topics.clause(anchor):
        narrow = topic.label == "INDUSTRY" and _NEW_DEED.match(text, topics.clause(anchor)) is not None
        settled = not (_POPULATION if topic.label != "INDUSTRY" else _GENERAL).match(text, anchor) and not narrow
    if settled:
        return None if topic and topic.label == "GOV" and _GENERAL.match(text, anchor) else topic
    topic = topics.main(anchor) or _speaker(text, entities, value)
    alien = topic and not _is_broad(topics, topic) and _POPULATION.match(text, anchor)
    return None if alien else topic


def _is_aid(text: str, topics: Topics, value: Span) -> bool:
    """Tell whether the number is an aid, which is of nobody who is named."""
    if not _aids(text) or not _AID.match(text, topics.clause(value.start), value.end + _NEAR):
        return False
    return _RECEIVED.search(text, max(0, topics.clause(value.start) - 1), value.start) is None


def _is_broad(topics: Topics, topic: Span) -> bool:
    """Tell whether inhabitants can be counted there: in a zone or region, not in a firm, an airport or a park."""
    return topic.label == "ZONE" or (topic.label == "PLACE" and not topics.named.is_site(topic))


def is_of_others(text: str, value: Span) -> bool:
    """Tell whether the number is what others have (高于全市|5.6%) or what something drives (拉动增长|2个百分点)."""
    window = text[max(0, value.start - 20) : value.start]
    return _OTHERS.search(window) is not None or (value.label == "CHANGE" and _DRIVES.search(window) is not None)


@lru_cache(maxsize=8)
def _aids(text: str) -> bool:
    """Tell whether the paragraph speaks of aid at all."""
    return _AID_WORD.search(text) is not None


def _attended(text: str, entities: Sequence[Span], value: Span) -> Span | None:
    """Return the event that those counted came to: 举办人才节，300余人|参会; 300家企业|亮相进博会."""
    if value.label != "VALUE":
        return None
    if shown := _SHOWN.match(text, value.end):
        found = starting(entities, shown.end())
        if found and found.label == "EVENT":
            return found
    if not _ATTENDING.match(text, value.end):
        return None
    start = find_breaks(text, FULL).before(max(0, find_breaks(text, FULL).before(value.start) - 1))
    before = (e for e in ended(entities, value.start) if e.label == "EVENT")
    event = next(before, None)
    return event if event and event.start >= start else None


def _speaker(text: str, entities: Sequence[Span], value: Span) -> Span | None:
    """Return the firm whose officer says the words in quotes: “订单增长两成。”|甲公司|董事长说."""
    closing = text.find("”", value.end)
    if closing < 0 or text.find("“", value.end, closing) >= 0 or "“" not in text[: value.start]:
        return None
    found = starting(entities, closing + 1)
    said = found and found.label == "COMPANY" and _SAID.match(text, found.end)
    return found if said else None


def goes_on(text: str, subject: Span | None, last: Span, value: Span, anchor: int) -> bool:
    """Tell whether a number still speaks of the industry of the number before: 营业收入1842亿元，规模居全省第一."""
    if subject is None or subject.label != "INDUSTRY" or SENTENCE.search(text, last.end, value.start):
        return False
    return anchor <= last.end or _GOES_ON.match(text, anchor) is not None
