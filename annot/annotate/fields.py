"""The words of a field before 产业, 领域 or a mark of a list, and which of them name no industry."""

import re
from functools import cache

from annot.annotate.boundary import is_generic, window
from annot.annotate.lexicon import FOLDER, read_lexicon
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, Token
from annot.annotate.vocabulary import words

__all__ = [
    "BOUND", "NO_FIELDS", "PROCESSES", "SEAS", "VAGUE",
    "field_before", "field_openings", "is_branded", "is_party", "is_vague",
]  # fmt: skip

# Words that do not name an industry without 产业 (guideline 12).
BOUND = words("bound")
VAGUE = words("vague")
# Common words that are industries all the same: 金融、物流等产业.
LISTED = words("sector")
# Who stands in a list with an industry and is none: 科研院所机构, 基金园.
PARTIES = (
    "中心",
    "载体",
    "产品",
    "设施",
    "机构",
    "院所",
    "园",
    "人才",
    "企业",
    "总部",
    "平台",
    "资源",
    "协会",
    "高校",
    "政府",
    "部门",
    "项目",
)
# 地标产业, 劳动密集型产业: a kind of industry is none.
RANKED = (
    "主导",
    "优势",
    "特色",
    "支柱",
    "重点",
    "新兴",
    "传统",
    "地标",
    "大",
    "小",
    "式",
    "型",
    "性",
    "级",
    "高新技术",
    "高技术",
)
# 办好家电、汽车等促销活动, 聚焦矿山、燃气等重点行业领域，开展排查: the end of a list that is none of industries.
NO_FIELDS = re.compile(
    "(?:[、和与][一-龥]{2,8}){0,6}等(?:[一-龥]{0,4}活动|服务一应|新技术(?!企业|产业|领域)|方面(?:的|先行|[^，。；\\n]{0,4}(?:探索|改革))"
    "|(?:重点)?(?:行业)?领域的?(?:腐败|乱象|安全|突出问题)|(?:重点)?行业领域[，,]?[一-龥]{0,4}(?:排查|整治|检查|执法|安全|拉网))"
)
PLACED = frozenset(("PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "ns"))
# What a tagger takes for places: 海洋装备, 深海空天.
SEAS = frozenset(("海洋", "深海", "远洋", "海上", "深远海"))
# 新材料、生命健康5大集群: the number of a list before its noun.
COUNTED = re.compile("[0-9一二两三四五六七八九十][大个条]$")
# 东凤镇|数智家电: a division that no lexicon has.
DIVISION = re.compile("[一-龥]{1,3}(?<![城社园街])[镇乡县市区]")
DEGREES = frozenset("优强大精细深")
LONGEST = 14
OPENING_LENGTHS = (2, 3)
# 路达|工业, 盛丰|农业: a made-up word before a trade makes a company of it.
BRANDS = frozenset(("nr", "nrt", "nz", UNKNOWN))
BRAND_LENGTHS = (2, 3)
# 长出|清洁能源: a verb that no dictionary knows.
COMPLEMENTS = tuple("出成为上起了好强大")
PROCESSES = frozenset(("加工", "制造", "服务", "利用"))


@cache
def field_openings() -> frozenset[str]:
    """Return the words that industries begin with (仓储, 石油, 新能源): before a trade they are no made-up name."""
    terms = [entry.term for entry in read_lexicon(FOLDER / "industries.tsv")]
    return frozenset(term[:length] for term in terms for length in OPENING_LENGTHS)


def field_before(reading: Reading, noun: int) -> list[Token]:
    """Return the words of the field before a noun, without what only places or ranks it."""
    found = window(reading.tokens(noun), noun)
    if found and found[0].word in DEGREES and reading.text[found[0].start - 1 : found[0].start] == "做":
        # 做|优|白酒
        found = found[1:]
    start = 0
    for index, token in enumerate(found):
        if (
            (token.tag in PLACED and token.word not in SEAS)
            or (index + 1 < len(found) and DIVISION.fullmatch(token.word))
            or token.word in words("rank")
            or token.word in words("field-front")
        ):
            start = index + 1
    for index, token in enumerate(found):
        if token.word in words("verbal") and not _is_process(found[index:]):
            start = max(start, index + 1)
    return found[start:]


def _is_process(found: list[Token]) -> bool:
    """Tell whether two verbs are one process and no verb with its object (油气|生产|加工, 食品|生产|制造)."""
    first, *rest = found
    return first.word in ("生产", "销售", "运输") and len(rest) == 1 and rest[0].word in PROCESSES


def is_vague(found: list[Token], name: str) -> bool:
    """Tell whether the words before 产业 or 领域 name no industry."""
    if name in LISTED:
        return False
    return bool(
        name in VAGUE
        or name[:1].isdigit()
        or name.startswith(("非", "其他", "其它"))
        or COUNTED.search(name)
        or all(is_generic(token) or token.word in VAGUE for token in found)
        or len(name) < 2
        or len(name) > LONGEST
        or all(token.tag in ("a", "ad", "b", "d", "m") for token in found)
        or is_party(name)
        or found[-1].word.endswith(RANKED)
        or name.endswith(RANKED)
    )


def is_party(name: str) -> bool:
    """Tell whether a member of a list of fields is somebody or something else (科研院所, 创新平台)."""
    return name in VAGUE or name.endswith(PARTIES)


def is_branded(reading: Reading, start: int) -> bool:
    """Tell whether a made-up word directly before a trade makes a company's name of it (溢达|纺织)."""
    before = reading.words.ending_at(start)
    if before is None or len(before.word) not in BRAND_LENGTHS or before.tag not in BRANDS or not before.word.isalpha():
        return False
    if is_generic(before) or before.word in words("stop") or before.word.endswith(COMPLEMENTS):
        return False
    return not any(hit.end == start for hit in reading.hits_within(before.start, start))
