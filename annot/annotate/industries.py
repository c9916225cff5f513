"""Industries: what stands before 产业, 行业, 领域 and 集群, what ends in 业, and the members of their lists."""

import re
from collections.abc import Iterator

from annot.annotate.boundary import is_generic, window
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.reading import Reading
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import words

__all__ = ["find_industries"]

# The noun after which a name of an industry stops. 产业园, 行业协会, 领域内 … are other things.
NOUN = re.compile("(?:特色)?产业(?:链条|链群|链|集群|基地|生态圈|生态|体系)?(?!园|区|社|新城|小镇|带|结构|工人|化|大军|发展|研究院|技术研究|投资|基金|政策|数字|导[向引]|转型|升级|扶持|配套|规模)|行业(?!协会|商会|领军|龙头|标准|主管|头部|准则|组织)|领域(?!内|外)|(?<=[一-龥])产业(?=发展|规模|转型|升级|投资|基金|配套|政策)")
# 业 at the end of a branch's own name.
BRANCH = re.compile("(?:制造|服务|维修服务|加工|养殖|种植|畜牧|渔|林|农林牧渔|建筑|运输|仓储|物流|餐饮|住宿|零售|批发|批发零售|批发和零售|住宿和餐饮|采矿|纺织|冶金|电子信息|电子|汽车制造|化工|食品|金融|保险|房地产|旅游|文化|会展|医药|信息服务|软件|租赁|商务服务|生产性服务|生活性服务|科技服务|现代服务|装备制造|先进制造|高技术制造|高技术服务|高技术|战略性新兴|数字创意|影视|传媒|广告|家政|种|工|农|水产|饲料|烟草|造船|航运|港航|邮政|快递|电力|钢铁|煤炭|石化|有色|建材|轻工|家具|服装|皮革|造纸|印刷|玩具|珠宝|畜禽|奶|蔬菜|水果|茶|花卉|中药材)业(?!务|绩|主|态|者|内|界|余|园|区|已|企|委|协)")
ECONOMY = re.compile("(?:数字|海洋|低空|平台|共享|循环|绿色|临空|临港|枢纽|银发|首发|夜间|智能|冰雪|蓝色|飞地|航空|口岸|湾区|总部|楼宇|体育|文旅|康养|林下|生物|氢能|[一-龥]油|在线新|网红|直播|流量|会展|赛事|创意|乡村|电商|信息|服务|知识|平台)经济(?!社会|带|区|圈|学|技术|发展区|开发区|体)")
ORDINAL = re.compile("(?:第?[一二三])(?:[、和])?(?:[一二三])?产业?(?![能品业值区量出业])(?=增加值|比重|投资|[，、。]|实现|占)|第[一二三]产业")
# Words that do not name an industry without 产业 (guideline 12).
BOUND = frozenset("海洋 康复 通航 文化 健康 体育 航空 冰雪 康养 时尚 空天 教育 养老 林草 富民 竹 茶 菌 果 花卉 旅游休闲 医养健康 信息 大健康 文化创意 蓝色 海工 未来能源".split())
VAGUE = frozenset(
    "高新技术 高新技术产业 高技术 新兴 战略性新兴 战略 未来 主导 特色 优势 支柱 传统 重点 关键 核心 基础 龙头 千亿 千亿级 百亿 百亿级 万亿级 先导 先进 绿色 低碳 民生 相关 各 各个 其他 科技 经济 公共服务 社会 基础设施 现代 上下游 关联 配套 三次 两大 五大 三大 四大 六大 主体 同 本 该 全 跨 多 企业 技术 专业 细分 前沿 实体 国民经济 中高端 高端 全省 全市 全国 国家 区域 地方 县域 农村 民营 国有 乡村 生产 生活 科学 信息科学 生命科学 材料科学 能源科学 生态环境 安全 应用 服务 工作 改革 治理 市场 政务 民营经济 数字化 智能化 优质 大 小 新 双创 科创 创新 合作 投资 消费 教育 医疗 就业 住房 社保 卫生 司法 交通 政治 外交 军事 思想 文化 体育 意识形态 社会保障 社会治理 科技创新 现代化 新质生产力 生产性 工程".split()
)
LIST_TAIL = re.compile("等?(?:[0-9一二三四五六七八九十两]+[大个条类项]?)?(?:[一-龥]{0,8}?)(?:产业|行业|领域)(?:链|集群)?")
SEPARATOR = frozenset("、和及与")


def find_industries(reading: Reading) -> Iterator[Candidate]:
    """Yield the industries of a document."""
    text = reading.text
    for match in NOUN.finditer(text):
        yield from _before_noun(reading, match.start(), match.end())
    for match in BRANCH.finditer(text):
        yield from _branch(reading, match.start(), match.end(), "branch")
    for match in ECONOMY.finditer(text):
        if not reading.words.cuts(match.start(), match.start()):
            yield Candidate(match.start(), match.end(), "INDUSTRY", "industry:economy")
    for match in ORDINAL.finditer(text):
        yield Candidate(match.start(), match.end(), "INDUSTRY", "industry:ordinal")


def _before_noun(reading: Reading, noun: int, end: int) -> Iterator[Candidate]:
    found = _field(reading, noun)
    if not found:
        yield from _list_before(reading, noun)
        return
    name = reading.text[found[0].start : noun]
    if name in BOUND:
        yield Candidate(found[0].start, min(end, noun + 2), "INDUSTRY", "industry:bound")
    elif not _is_vague(found, name):
        yield Candidate(found[0].start, noun, "INDUSTRY", "industry:noun")
        yield from _members(reading, found[0].start)


def _field(reading: Reading, noun: int) -> list[Token]:
    """Return the words of the field before a noun, without what only places or ranks it."""
    found = window(reading.tokens(noun), noun)
    start = 0
    for index, token in enumerate(found):
        if token.tag in ("PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "ns") or token.word in words("rank"):
            start = index + 1
    return found[start:]


def _is_vague(found: list[Token], name: str) -> bool:
    return name in VAGUE or all(is_generic(token) or token.word in VAGUE for token in found) or len(name) < 2 or len(name) > 16


def _list_before(reading: Reading, noun: int) -> Iterator[Candidate]:
    """Read ``A、B、C等主导产业`` backwards from its noun."""
    text = reading.text
    start = max(text.rfind("等", max(0, noun - 14), noun), -1)
    if start > 0 and not set("，。；\n") & set(text[start:noun]):
        yield from _members(reading, start + 1, at=start)


def _members(reading: Reading, position: int, at: int | None = None) -> Iterator[Candidate]:
    """Yield the members of a list that ends before a position."""
    text = reading.text
    end = position if at is None else at
    while end > 0:
        if at is None:
            if text[end - 1] not in SEPARATOR:
                return
            end -= 1
        at = None
        found = _field(reading, end)
        if not found or found[-1].end != end:
            return
        name = text[found[0].start : end]
        if name not in VAGUE and 2 <= len(name) <= 14:
            yield Candidate(found[0].start, end, "INDUSTRY", "industry:list", Tier.GUESS)
        end = found[0].start


def _branch(reading: Reading, start: int, end: int, rule: str) -> Iterator[Candidate]:
    found = window(reading.tokens(start), start)
    while found and (found[0].tag in ("PLACE", "ZONE", "ns") or found[0].word in words("rank")):
        found = found[1:]
    while found and found[0].word in words("generic") and found[0].word not in ("现代", "先进", "生产性", "生活性", "高端", "新兴", "传统"):
        found = found[1:]
    yield Candidate(found[0].start if found else start, end, "INDUSTRY", f"industry:{rule}")
