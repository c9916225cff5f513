"""What a name is left without: whose it is, for whom it is, its industry; and the scope a ranking takes in."""

import re

from annot.annotation import Kind
from annot.metrics.marks import Marks, Place
from annot.metrics.order import ended
from annot.metrics.tokens import words

__all__ = ["shortened"]

_OF_INDUSTRY = re.compile(
    "(?!规模以上|规上|限额以上|限上|全部|高新技术|民营|非公)[^，。；]{2,}(?<![工副])(?:产业链?|业|经济)"
    "(?P<head>(?:综合|总)?(?:增加值|产值))"
)
_OUTPUT = re.compile(
    "(?:综合|总)?(?:增加值|产值|产量|销量|出口[额值]?|进口[额值]?|进出口[额值]?|投资|零售额|营业收入)$"
)
"""What all members of a list of industries have: 汽车、船舶和锂电池|出口."""
_AID = re.compile(
    "[^，。；]*(?:企业|机构|单位|个人|团队|平台|人才|家庭|农户|集聚区)"
    "(?:最高|累计)?(?P<head>(?:一次性)?(?:奖励|补[助贴]|资助|奖补|扶持))"
)
_LED = {"值": _OF_INDUSTRY, **dict.fromkeys("励助贴补持", _AID)}
"""Whose amount it is, by the last character of what is measured."""
_NAMED = re.compile(
    "[^，。；]?[该本此](?:项目|公司|企业|机型|车型|中心|基地|工程|平台|园区|集团|医院|学校|机构|区域|产品|装置)"
)
_THIS = frozenset("该本此")
_EVERYWHERE = re.compile(
    "价格因素|(?:不可比|季节)因素|[上首往历][届季年]|[一二三]产业|全[国球省市县区]|世界|当地|本地|区域|境内|国内|省内|市内|本市|本省"
)
_RECEIVER = re.compile(
    "(?:每|单(?!项冠军)|各(?![类级种项]))个?[^，。；]{0,4}?(?:[省市县区州镇乡村户家人年月日天]|企业|单位|品牌|产品|项目|集团|家庭|机构|学校|团队)最?$"
)
_EACH = frozenset("条个家户台辆套项件座头亩株人")
_MEANS = ("日均", "月均", "年均", "户均", "人均", "单日", "平均")
_ORGAN = re.compile("[^，。；]{0,6}(?:部门|机关|税务局|海关)")
_AMOUNTS = (Kind.MONEY, Kind.PERCENT, Kind.RATIO)
_TRADE_ONLY = re.compile("产业|行业|领域|集群")
_OTHERS = re.compile(
    "(?P<which>相关|沿线|其他|有关)?(?:国家和地区|成员国|国家|城市|地区|经济体|伙伴)(?![级重高])(?=.{2})"
)
_QUOTED = re.compile("[^，。；]{0,8}“[^”]{1,12}”(?:相关|沿线)?(?:城市|国家|地区|成员国)(?=.{2})")
_OF_PROJECT = re.compile(
    "(?:项目|工程)?(?P<stage>[一二三四首]期(?:项目|工程)?)?(?=(?:计划|规划|协议)?(?:总?投资(?:额|总额|金额|规模)?|规划用地|用地面积|占地(?:面积)?|总?建筑面积|设计(?:年)?产能|年?产能|年产值|年销售收入|年营业收入|年税收|工程总额)$)"
)
_OF_PROJECT_ENDS = frozenset("资额金地积能值入收模")
"""What the measures of a project end with."""
_YEARLY = re.compile("(?:建设|形成|实现|打造)(?=[年月日]产)")
_HOST = re.compile(
    "[^，。；]*(?<!累计)(?<!旅游)(?<![年月日均])(?<=.)(?P<deed>接待[^，。；]{0,4}(?:游客|旅客|旅游者|观众|滑雪者|访客|客商)[^，。；]{0,3})"
)
_COUNTED = re.compile("[两二三四五六七八九十](?:[大家户条个座所片项支]|大?(?:主导|特色|支柱|重点))?$")
_COUNTED_ENDS = frozenset("两二三四五六七八九十大家户条个座所片项支导色柱点")
"""How many owners were listed before: 甲、乙、丙三家|企业研发投入."""
_MEMBERS = re.compile(
    "(?:(?![省市县区镇村校链][场域级内属外控本容区])[省市县区镇村校链]"
    "|[^，。；、“”]{0,6}(?:企业|公司|集团|产业链?|项目|工程|品牌|集群|园区|机场|港口|海域|城市|地区|区域|区县|学校|高校|医院|基地|市场(?![化占份])|行业))"
    "(?=[^，。；、]*(?:率|额|量|数|值|度|费|金|款|比|价|面积|利润|成本|投资|收入|支出|投入|进?出口|装机|税收|订单|在校生|人员|客流)$)(?=.{2})"
)
_ANYWHERE = re.compile(
    "进出境(?=中欧班列)|(?:国内|全球)(?=[^，。；、]{2,12}(?:出货量|销量|产量|产能|均价|价格|售价|订单|装机|保有量|利用率)$)"
)
"""Where goods are sold or made, which is no part of what is measured: 全球|手机出货量."""
_WIDE = ("全国", "全球", "世界")
_LISTS = ("排名", "园区", "榜")
_INDUSTRY_TAIL = re.compile("等?(?:[一二两三四五六七八九十]+大[^，。；、]{0,4}?)?(?:产业集群|产业|行业|领域|集群|业)")


def shortened(marks: Marks, index: int, phrase: Place) -> Place | None:
    """Return the phrase without what is no part of the name; None when nothing is left that can be measured."""
    text, (start, end) = marks.text, phrase
    led = _LED.get(text[end - 1])
    if led and (match := led.fullmatch(text, start, end)) and not _is_share_of_each(text, start, end):
        return match.start("head"), end
    if _names_nothing(marks, index, phrase):
        return None
    if marks.listed_before(start) and (head := _OUTPUT.search(text, start, end)):
        return head.start(), end
    start = _without_owner(text, start, end)
    if start >= end:
        return None
    start = _without_project(
        text, start, end, after_name=marks.before(phrase[0]) is not None or text.startswith("项目规划", start)
    )
    return _ranked(marks, index, (start, end))


def _names_nothing(marks: Marks, index: int, phrase: Place) -> bool:
    """Tell whether the phrase only says of whom, where or on average: 人均, 每户, 全省, 税务部门."""
    text, (start, end), kind = marks.text, phrase, marks.quantities[index][1].kind
    if _is_share_of_each(text, start, end) or (kind is Kind.PERCENT and text[start:end] in words("owner")):
        return True
    if kind in _AMOUNTS and _ORGAN.fullmatch(text, start, end):
        return True
    named = marks.before(start)
    return named is not None and named.label == "INDUSTRY" and _TRADE_ONLY.fullmatch(text, start, end) is not None


def _is_share_of_each(text: str, start: int, end: int) -> bool:
    """Tell whether the phrase is who gets the number, how often or where: 日均, 每|户, 每家|企业, 全省."""
    if text[start:end] in _MEANS or (text[start - 1 : start] == "每" and text[start] in _EACH):
        return True
    receiver = _RECEIVER.search(text, max(0, start - 2), end)
    return receiver is not None or _EVERYWHERE.fullmatch(text, start, end) is not None


def _without_owner(text: str, start: int, end: int) -> int:
    """Return where the name starts without the end of whose it is: 我|县|财政收入, 沿线国家|进出口额."""
    if text[start - 1 : start] in ("我", "全", "本") and text[start] in "省市县区州镇乡村旗":
        start += 1
    if text.endswith("集中", 0, start) and text[start : start + 2] in ("开工", "签约", "竣工", "动工", "投产"):
        start += 2
    if _YEARLY.match(text, start, end):
        start += 2
    if text.find("接待", start, end) > start and (host := _HOST.fullmatch(text, start, end)):
        return host.start("deed")
    if whose := _QUOTED.match(text, start, end):
        return whose.end()
    if text[start - 1 : start] in _COUNTED_ENDS and _COUNTED.search(text, max(0, start - 5), start):
        members = _MEMBERS.match(text, start, end)
        return members.end() if members else start
    if anywhere := _ANYWHERE.match(text, start, end):
        return anywhere.end()
    others = _OTHERS.match(text, start, end)
    owned = others and (others["which"] or text.endswith(("”", "员", "其他", "相关", "沿线"), 0, start))
    return others.end() if others and owned else start


def _without_project(text: str, start: int, end: int, *, after_name: bool) -> int:
    """Return where the name starts without whose project it is: 该|项目|总投资, 甲基地|项目|投资, 一期|总投资."""
    for lead in () if _THIS.isdisjoint(text[max(0, start - 2) : start + 1]) else (2, 1):
        if (named := _NAMED.match(text, max(0, start - lead), end)) and start < named.end() < end:
            start = named.end()
    match = _OF_PROJECT.match(text, start, end) if text[end - 1] in _OF_PROJECT_ENDS else None
    return match.end() if match and (after_name or match["stage"]) else start


def _ranked(marks: Marks, index: int, phrase: Place) -> Place:
    """Take in the scope of a ranking (全国高新区排名), and leave out the heading of a list of industries."""
    text = marks.text
    floor, scope = marks.floor(index, phrase[1]), phrase[0] - 2
    if text[max(0, scope) : phrase[0]] in _WIDE and text.endswith(_LISTS, 0, phrase[1]) and floor <= scope:
        return scope, phrase[1]
    before = next(ended(marks.entities, floor), None)
    if before and before.end == floor and before.label == "INDUSTRY":
        match = _INDUSTRY_TAIL.match(text, floor, phrase[1])
        if match and phrase[0] < match.end() < phrase[1]:
            return match.end(), phrase[1]
    return phrase
