"""Industries: what stands before 产业, 行业, 领域 and 集群, branches that end in 业, and known industries in a context."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annot.annotate.boundary import is_generic, window
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.gazetteer import Hit
from annot.annotate.reading import Reading
from annot.annotate.segmenter import Token
from annot.annotate.vocabulary import words

__all__ = ["field_before", "find_industries", "is_vague"]

# The noun before which the name of an industry ends. 产业园, 行业协会 … are other things.
NOUN = re.compile(
    "(?:特色)?(?<!全)产业(?:链|集群|基地|生态)?(?!园|区|社|新城|小镇|带|结构|工人|化|大军|研究院|技术研究|投资|基金|政策|导[向引]|扶持|功能区|孵化|联盟|大脑|领域|互联网|人才|地产|帮扶|扶贫|工程师|学院|公司|集团|项目|到位)"
    "|(?<!各)(?<!商)行业(?!协会|商会|领军|龙头|标准|主管|头部|准则|组织|巨头|专家|特点|技术|内|第|领先|平均|发展水平)|领域(?!内|外)"
)
# 业 at the end of a branch's own name, and 经济 as the name of a field.
BRANCH = re.compile(
    "(?:制造|维修服务|服务|加工|养殖|种植|畜牧|农林牧渔|渔|林|建筑|运输|仓储|物流|餐饮|住宿|零售|批发|批发零售|批发和零售|住宿和餐饮|采矿|纺织|冶金|电子|化工|食品|金融|保险|房地产|旅游|文化|会展|医药|信息服务|软件|租赁|高技术|文创|影视|传媒|广告|家政|种|工|农|水产|饲料|烟草|造船|航运|港航|邮政|快递|电力|钢铁|煤炭|石化|有色|建材|轻|家具|服装|皮革|造纸|印刷|珠宝|畜禽|奶|蔬菜|水果|花卉|中药材|乳|酒|茶|果|菌|养老|银行|证券|零售|设计|咨询|殡葬|盐|铸造|渔|狩猎|育种|民宿|演艺|康养|文旅|玻璃|陶瓷|船舶|航空|铁路)业"
    "(?!务|绩|主|态|者|内|界|余|园|区|已|企|委|协|大学|银行|局|厅|部|和信息化|与信息化|信息化|农村|机械|用地|遗址|遗产|互联网|废|固|用水|用电|机器人|软件|设计|大脑|强|游|园|产品|企业|公司|总产值|增加值|固定|富|生态|建成区|总部|高质量发展示范区)"
)
ECONOMY = re.compile(
    "(?:数字|海洋|低空|平台|共享|循环|枢纽|银发|首发|夜间|智能|冰雪|蓝色|飞地|航空|总部|楼宇|体育|文旅|康养|林下|生物|氢能|非?油|在线新|网红|直播|会展|创意|乡村|电商|服务|绿色|临空|临港|流量|湾区|赛事)经济"
    "(?!社会|带|区|圈|学|技术|发展区|开发区|体|试点|城市|企业|产业园|走廊|试验区|示范区|功能区|发展局|创新|研究|大会|论坛|博览会|基地)"
)
ORDINAL = re.compile("第[一二三]产业|(?<![第一-龥])[一二三]产(?![能品业值区量出])|[一二三]、?[一二三]产业(?=增加值|比重|投资|[，、。])")
# Words that do not name an industry without 产业 (guideline 12).
BOUND = frozenset("海洋 康复 通航 文化 健康 体育 航空 冰雪 康养 时尚 教育 养老 林草 富民 竹 茶 果 花卉 医养健康 信息 大健康 蓝色 林 菌 茶叶 水 智能 军民融合 空天 民族 生态 通信 数据 安全应急 绿色低碳优势 绿色低碳".split())
VAGUE = frozenset(
    "高新技术 高新技术产业 高技术 新兴 战略性新兴 战略性新兴产业 战略 未来 主导 特色 优势 支柱 传统 重点 关键 核心 基础 龙头 千亿 千亿级 百亿 百亿级 万亿级 先导 先进 绿色 低碳 民生 相关 各 各个 其他 科技 经济 公共服务 社会 基础设施 现代 上下游 关联 配套 三次 主体 企业 技术 专业 细分 前沿 科技前沿 实体 国民经济 中高端 高端 全省 全市 全国 国家 区域 地方 县域 农村 民营 国有 乡村 生产 生活 科学 信息科学 生命科学 材料科学 材料 生命 信息 能源 能源科学 生态环境 安全 应用 服务 工作 改革 治理 市场 政务 数字化 智能化 优质 新 双创 科创 创新 合作 投资 消费 教育 医疗 就业 住房 社保 卫生 司法 交通 政治 外交 军事 思想 意识形态 社会保障 社会治理 科技创新 现代化 新质生产力 生产性 工程 不同 互联网 中小企业 网信 先进制造 先进制造业 民营经济 生产制造 空天科技 本 跨 上游 下游 中游 硬核 新技术 新产品 空间 知识产权 法律 人才 能源安全 应急 民族 宗教 宣传 文化".split()
) - {"文化", "能源", "信息"} | {"信息科学"}
# What may follow and precede a known industry when it is meant as one, not as a technique or an attribute.
AFTER = re.compile(
    "(?:产业|行业|领域|集群|等(?!于)|、|，|,|。|；|;|和|与|及|以及|为(?:代表|核心|支撑|主导|重点|主|特色|引领|保障)|[一两二三四五六七八九十0-9]+[大个条](?:[一-龥]{0,4})(?:产业|领域|集群|行业|赛道)|(?:增加值|产值|投资|营业收入|营收|总产值|规模)|\n|$|”|发展|形成|研发|创新策源|深度融合|高地|赛道|板块|上下游|这一|深度应用|示范区|先进集群)"
)
BEFORE = re.compile(
    "(?:级|发挥|融合|利用|运用|应用|、|和|与|及|以|以及|围绕|聚焦|瞄准|发展|壮大|培育|布局|抢占|深耕|做强|做大|做优|推动|推进|促进|加快|打造|构建|覆盖|涵盖|涉及|包括|锁定|发力|主攻|突出|立足|巩固|提升|改造|延伸|引进|形成|集聚|有|在|向|为|从事|：|:|“|对|规模以上|我市|全市|全省|全区|其中|是|于|[，,。；;\n])(?:[一-龥]{0,2})$"
)
SEPARATORS = ("、", "和", "与", "及")
# A science or a technique in a list of fields of research is no industry.
SCIENCE = re.compile("(?:科学|科技|技术)$")
METRIC = re.compile("(?:增加值|产值|投资|营业收入|营收|总产值|比重|占比|用电量|出口|进出口)")
FIXED = frozenset(("工业", "规上工业", "农业", "规模以上工业", "房地产"))
NO_INDUSTRY_AFTER = re.compile("企业|公司|平台|技术(?!服务业)|品牌|消费|精品|资源|保护|人才|园|研究|学院|创新中心|协会|设备|产品|系统|应用|工厂|管理|从业|职业|工程|示范|标准|小镇|城|机构|试点|基金|母基金|大会|大赛|论坛|博览会|展|板块|岗位|市场|总产值|用地")


def find_industries(reading: Reading) -> Iterator[Candidate]:
    """Yield the industries of a document."""
    text = reading.text
    for match in NOUN.finditer(text):
        yield from _before_noun(reading, match.start(), match.end())
    for match in BRANCH.finditer(text):
        yield from _branch(reading, match.start(), match.end())
    for match in ECONOMY.finditer(text):
        if not reading.words.cuts(match.start(), match.start()):
            yield Candidate(match.start(), match.end(), "INDUSTRY", "industry:economy")
    for match in ORDINAL.finditer(text):
        yield Candidate(match.start(), match.end(), "INDUSTRY", "industry:ordinal")
    known = sorted((hit for hit in (*reading.hits, *reading.doubtful) if hit.entry.label == "INDUSTRY"), key=start_of)
    for hit in known:
        yield from _known(reading, hit, known)
    yield from _joined(reading)


def _joined(reading: Reading) -> Iterator[Candidate]:
    """Yield two known industries that 及 makes one (生物医药及医疗器械)."""
    for left, right in pairwise(reading.hits):
        if left.entry.label == right.entry.label == "INDUSTRY" and reading.text[left.end : right.start] == "及":
            if AFTER.match(reading.text, right.end):
                yield Candidate(left.start, right.end, "INDUSTRY", "industry:joined")


def start_of(hit: Hit) -> int:
    """Return where a lexicon name starts."""
    return hit.start


def _known(reading: Reading, hit: Hit, known: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield a known industry where its context speaks of it as one."""
    text, start, end = reading.text, hit.start, hit.end
    term = hit.entry.term
    for noun in ("产业", "行业", "领域", "集群"):
        if term.endswith(noun) and term[:-2] not in BOUND and len(term) > 3:
            if term[:-2] in VAGUE:
                return
            end -= 2
            break
    if hit.is_own:
        yield Candidate(hit.start, hit.end, "INDUSTRY", f"lexicon:{hit.lexicon}", Tier.USER)
    elif (
        end < hit.end
        or _is_listed(reading.text, hit, known)
        or (
            not hit.entry.is_ambiguous
            and AFTER.match(text, end)
            and BEFORE.search(text[max(0, start - 6) : start] or "\n")
        )
    ):
        if not (term in FIXED and METRIC.match(text, end)) and not text.startswith("和信息化", end):
            yield Candidate(start, end, "INDUSTRY", f"lexicon:{hit.lexicon}")


def _is_listed(text: str, hit: Hit, known: Sequence[Hit]) -> bool:
    """Tell whether a known industry stands beside another one in a list that ends as such a list does."""
    index = bisect_left(known, hit.start, key=start_of)
    before, last = index, index
    while before and known[before - 1].end + 1 == known[before].start and text[known[before - 1].end] in SEPARATORS:
        before -= 1
    while last + 1 < len(known) and known[last].end + 1 == known[last + 1].start and text[known[last].end] in SEPARATORS:
        last += 1
    if last == before or SCIENCE.search(text[hit.start : hit.end]):
        return False
    return bool(AFTER.match(text, known[last].end))


def _before_noun(reading: Reading, noun: int, end: int) -> Iterator[Candidate]:
    found = field_before(reading, noun)
    if not found or found[-1].end != noun:
        yield from _list_before(reading, noun)
        return
    name = reading.text[found[0].start : noun]
    if name in BOUND and reading.text.startswith("产业", noun):
        yield Candidate(found[0].start, noun + 2, "INDUSTRY", "industry:bound")
    elif not is_vague(found, name):
        if not reading.text.startswith("领域", noun):
            yield Candidate(found[0].start, noun, "INDUSTRY", "industry:noun")
            yield from _members(reading, found[0].start)
    else:
        yield from _list_before(reading, noun)


def field_before(reading: Reading, noun: int) -> list[Token]:
    """Return the words of the field before a noun, without what only places or ranks it."""
    found = window(reading.tokens(noun), noun)
    start = 0
    for index, token in enumerate(found):
        if (
            token.tag in ("PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "ns")
            or token.word in words("rank")
            or token.word in ("整个", "国家", "中国", "企业", "地区", "现代化", "园区", "全区", "城市", "核心", "特色", "优势", "主导")
        ):
            start = index + 1
    for index, token in enumerate(found):
        if token.word in words("verbal"):
            start = max(start, index + 1)
    return found[start:]


def is_vague(found: list[Token], name: str) -> bool:
    """Tell whether the words before 产业 or 领域 name no industry."""
    return (
        name in VAGUE
        or all(is_generic(token) or token.word in VAGUE for token in found)
        or len(name) < 2
        or len(name) > 14
        or all(token.tag in ("a", "ad", "b", "d", "m") for token in found)
        or found[-1].word.endswith(("主导", "优势", "特色", "支柱", "重点"))
    )


def _list_before(reading: Reading, noun: int) -> Iterator[Candidate]:
    """Read ``A、B、C等主导产业`` backwards from its noun."""
    text = reading.text
    start = max(text.rfind("等", max(0, noun - 14), noun), -1)
    if start > 0 and not set("，。；、\n") & set(text[start:noun]) and not text.startswith("领域", noun):
        yield from _members(reading, start + 1, at=start)


def _members(reading: Reading, position: int, at: int | None = None) -> Iterator[Candidate]:
    """Yield the members of a list that ends before a position."""
    text, end = reading.text, position if at is None else at
    while end > 0:
        if at is None:
            if text[end - 1] not in "、和及与":
                return
            end -= 1
        at = None
        found = field_before(reading, end)
        if not found or found[-1].end != end:
            return
        name = text[found[0].start : end]
        if not is_vague(found, name):
            yield Candidate(found[0].start, end, "INDUSTRY", "industry:list")
        end = found[0].start


def _branch(reading: Reading, start: int, end: int) -> Iterator[Candidate]:
    found = field_before(reading, start)
    if found and found[-1].word in ("规上", "以上", "先进") and (found[-1].word != "先进" or reading.text.startswith("集群", end)):
        return
    while found and (is_generic(found[0]) and found[0].word not in ("现代", "先进", "生产性", "生活性", "高端", "地方", "专业", "设施", "信息", "科技")):
        found = found[1:]
    begin = found[0].start if found else start
    if reading.text[begin:end] in FIXED and METRIC.match(reading.text, end):
        return
    if NO_INDUSTRY_AFTER.match(reading.text, end) or reading.words.cuts(begin, begin):
        return
    yield Candidate(begin, end, "INDUSTRY", "industry:branch")
