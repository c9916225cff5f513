"""The noun phrases beside a number: what stands before it, and what stands behind it."""

import re
from functools import cache

from annot.annotation import Kind
from annot.metrics.following import right_phrase
from annot.metrics.marks import Marks, Place
from annot.metrics.modifiers import PER_HEAD
from annot.metrics.preceding import left_phrase
from annot.metrics.tokens import Role, tokens, words

__all__ = ["assessed", "done_by", "left_of", "right_of"]

_TIMES = re.compile("(?:是|为|相当于|达到?)[^，。；、是为]{1,20}的$")
_OF_INDUSTRY = re.compile(
    "(?!规模以上|规上|限额以上|限上|全部|高新技术|民营|非公)[^，。；]{2,}(?<![工副])(?:产业链?|业|经济)(?P<head>(?:综合|总)?(?:增加值|产值))"
)
_EVERYWHERE = re.compile("全[国球省市县区]|世界|当地|本地|区域|境内|国内|省内|市内|本市|本省")
_RECEIVER = re.compile(
    "[每各单]个?(?:[^，。；]{0,4}?[省市县区州镇乡村户家人年月日天]|[^，。；]{0,4}?(?:企业|单位|品牌|产品|项目|集团|家庭|机构|学校|团队))最?$"
)
_MEMBERS = ("家", "个", "户")
_LISTED = re.compile(
    "在[^，。；]*?(?P<list>(?:考核|评价|评估|评比|评选|排名|排行榜?|榜单|测评|测试|考评|竞赛|比赛|排行)+)[中里上]?[，,]?(?=[^，。；]*$)"
)
_WIDE = ("全国", "全球", "世界")
_LISTS = ("排名", "园区", "榜")
_INDUSTRY_TAIL = re.compile("等?(?:[一二两三四五六七八九十]+大[^，。；、]{0,4}?)?(?:产业集群|产业|行业|领域|集群|业)")


def left_of(marks: Marks, index: int) -> Place | None:
    """Return the phrase before the number, its links taken off."""
    text, (place, _) = marks.text, marks.bare(index)
    span, quantity = marks.quantities[index]
    ratio = re.search("[:：]", span.of(text)) or (text[place : place + 1] == "均" and quantity.kind is Kind.OTHER)
    joint = "和与及、" if ratio else ""
    if quantity.kind in (Kind.MULTIPLE, Kind.PERCENT) and (of := _TIMES.search(text, max(0, place - 26), place)):
        place = of.start()
    if text[place - 1 : place] == "占" and quantity.kind not in (Kind.PERCENT, Kind.RATIO):
        place -= 1
    if text[place - 1 : place] == "等":
        place, joint = place - 1, "、"
    elif text[place - 3 : place] == "排名中":
        place -= 1
    if quantity.kind in (Kind.PERCENT, Kind.RATIO) and text[place - 1 : place] == "的":
        place -= 1
    phrase = left_phrase(text, marks.floor(index, place), place, joint=joint, deed=quantity.kind is Kind.COUNT)
    if phrase and _RECEIVER.search(text, max(0, phrase[0] - 2), phrase[1]):
        return None
    if phrase and (industry := _OF_INDUSTRY.fullmatch(text, *phrase)):
        return industry.start("head"), phrase[1]
    if phrase and _EVERYWHERE.fullmatch(text, *phrase):
        return None
    return _ranked(marks, index, phrase) if phrase else None


def _ranked(marks: Marks, index: int, phrase: Place) -> Place:
    """Take in the scope of a ranking (全国高新区排名), and leave out the heading of a list of industries."""
    text = marks.text
    floor, scope = marks.floor(index, phrase[1]), phrase[0] - 2
    if text[max(0, scope) : phrase[0]] in _WIDE and text.endswith(_LISTS, 0, phrase[1]) and floor <= scope:
        return scope, phrase[1]
    if any(e.end == floor and e.label == "INDUSTRY" for e in marks.entities):
        match = _INDUSTRY_TAIL.match(text, floor, phrase[1])
        if match and phrase[0] < match.end() < phrase[1]:
            return match.end(), phrase[1]
    return phrase


def done_by(marks: Marks, index: int) -> Place | None:
    """Return the thing that a verb between it and its count speaks of: 海铁联运班列|开行|8760列."""
    unit = marks.quantities[index][1].unit
    if unit not in words("carrier") and unit not in _MEMBERS:
        return None
    place = marks.bare(index)[0]
    floor = marks.floor(index, place)
    run = tokens(marks.text, floor, place)
    while len(run) > 1 and run[-1].role in (Role.ACT, Role.VERB):
        run.pop()
    if not run or run[-1].role is not Role.NAME or (unit in _MEMBERS and run[-1].word not in words("member")):
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
            if text.startswith(word, span.end):
                return _casualties(text, span.end, ceiling)
    right = right_phrase(text, span.end, ceiling, of=of)
    if right and index + 1 < len(marks.quantities) and right[1] == marks.bare(index + 1)[0]:
        return _shared(marks, index, right)
    return right


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
    if following[1].kind is Kind.COUNT and following[0].label == "VALUE" and right_of(marks, index + 1, of=False):
        return right
    run = tokens(marks.text, *right)
    heads = [token.start for token in run[1:] if token.word in PER_HEAD]
    if heads:
        return right[0], heads[0]
    if len(run) < 2 or run[-1].role is not Role.NAME:
        return right
    run.pop()
    while len(run) > 1 and run[-1].role in (Role.ACT, Role.VERB):
        run.pop()
    return right[0], run[-1].end
