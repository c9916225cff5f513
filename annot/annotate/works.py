"""Projects and products that their form gives away: lines under construction, phases, models, medicines."""

import re
from collections.abc import Iterator

from annot.annotate.boundary import PROPER, is_generic, trim, window
from annot.annotate.candidate import Candidate
from annot.annotate.reading import Reading

__all__ = ["find_works", "is_built"]

# Lines are named by one character of each of their ends: 津潍高铁, 隆泸叙铁路.
BUILT_BY = re.compile("(?:第?[0-9.]+代线|[一二三四]线|[一二三四]期|[A-Z]{2,6}|[一-龥]{2,12}?)(?=[、，]|等)")
NO_PROJECT = re.compile(".*(?:园|区|城)$|集团|公司|总部|大学|银行|股份|科技$|研究院|分公司|和|与|及|在|将|是|的|为|已|也|消费金融|物流|数科")
TRADE_END = re.compile("(?:制药|药业|生物|重工|电子|汽车|半导体|科技|机械|化工|智能)$")
INVESTED = re.compile("项目|投产|开工|建设|落地|集聚|布局|实施|签约")
# 徕卡3D压雪车引导系统: a company's name and what it makes, as one name.
MADE = re.compile("[A-Za-z0-9一-龥]{0,10}?(?:机器人|引导系统|操作系统|大模型|采样器|芯片|无人机|疫苗|试剂盒|助手|输入法|浏览器|小程序)(?=[，。、；）”]|等|的|已|在|和|可|系列)")
UNDERTAKING = re.compile("(?:(?!投资|的|与|和|在|签约|落户|引进|承建|推进|等|及|是|将|已|为|重点|重大|总|实施)[一-龥A-Za-z0-9+-]){2,14}?(?:项目|一体化基地|生产基地|制造基地|超级工厂|超级[一二三]?工厂|总部基地)(?!组|部|库|公司|建设|总|投|负责|经理)")
LINE = re.compile(
    "(?<![一-龥])(?:新建)?(?P<name>[一-龥]{2,5}(?:城际铁路|城际|高速铁路|高铁(?!新城|地铁|枢纽)|铁路(?!局|部门|货运|建设)|高速公路|高速(?!列车|增长|发展|度|柴油|运转|推进|成长|网络|公路)|客专|快速路|大桥|运河)(?:[一-龥]{1,8}至[一-龥]{1,8}段|[东西南北]段|[一-龥]{1,6}段|[一二三四]期|改扩建(?:工程)?|扩容(?:工程)?|复线)?(?:项目|工程)?)"
)
UNDERTAKEN = re.compile("改扩建|扩容|工程|项目|复线|[一二三四]期")
BUILT = re.compile("建设|开工|推进|通车|投运|投用|建成|贯通|开通|联调|施工|竣工|启动|改扩建|扩容|运营|完工|动工|开建|加快")
MODEL = re.compile("(?:(?<=[一-龥“])|(?<![A-Za-z0-9]))[A-Z]{1,5}[-‑]?[0-9]{2,5}[A-Za-z]{0,4}(?:型|系列)?(?![0-9A-Za-z%])")
MEDICINE = re.compile("(?:颗粒|胶囊|口服液|注射液|滴丸|丸|片|疫苗|软膏|糖浆|喷雾剂|单抗|贴膏|膏|散|酒|冻干粉针)(?=[、，。；”\n]|等|和|与)")


def find_works(reading: Reading) -> Iterator[Candidate]:
    """Yield lines under construction and products known by their form."""
    text = reading.text
    for match in LINE.finditer(text):
        if _is_line(reading, match.start("name")):
            label = "PROJECT" if UNDERTAKEN.search(match["name"]) or is_built(text, *match.span("name")) else "PLACE"
            yield Candidate(*match.span("name"), label, "work:line")
    yield from _investments(reading)
    yield from _undertakings(reading)
    for hit in reading.hits:
        if hit.entry.label == "COMPANY" and (made := MADE.match(text, hit.end)):
            yield Candidate(hit.start, made.end(), "PRODUCT", "work:made")
    for match in MODEL.finditer(text):
        found = [token for token in window(reading.tokens(match.start()), match.start()) if token.tag in PROPER]
        if found and found[-1].end == match.start() and found[-1].tag not in ("eng", "PLACE"):
            yield Candidate(found[0].start, match.end(), "PRODUCT", "work:model")
    for match in MEDICINE.finditer(text):
        found = trim(window(reading.tokens(match.start()), match.start()))
        if found and not all(is_generic(token) for token in found) and 2 <= match.start() - found[0].start <= 10:
            quoted = text[found[0].start - 1] == "“" and text[match.end() : match.end() + 1] == "”"
            yield Candidate(found[0].start - quoted, match.end() + quoted, "PRODUCT", "work:medicine")


def _investments(reading: Reading) -> Iterator[Candidate]:
    """Yield what a company builds, in a list of such: 比亚迪半导体、京东方第8.6代线等重大项目加快实施."""
    text = reading.text
    for hit in reading.hits:
        if hit.entry.label != "COMPANY" or text[hit.start - 1 : hit.start] not in ("、", "，", "。", "；"):
            continue
        tail = BUILT_BY.match(text, hit.end)
        if tail and not NO_PROJECT.match(tail.group()) and "、" in text[max(0, hit.start - 30) : tail.end() + 30]:
            rest = re.split("[，。；]", text[tail.end() : tail.end() + 60])[0]
            if ("项目" in rest) if TRADE_END.search(tail.group()) else INVESTED.search(rest):
                yield Candidate(hit.start, tail.end(), "PROJECT", "work:investment")


def _undertakings(reading: Reading) -> Iterator[Candidate]:
    """Yield what a company builds: 大庆石化转型升级项目, 奇瑞超级一工厂."""
    for hit in reading.hits:
        if hit.entry.label == "COMPANY" and (made := UNDERTAKING.match(reading.text, hit.end)):
            yield Candidate(hit.start, made.end(), "PROJECT", "work:undertaking")


def _is_line(reading: Reading, start: int) -> bool:
    """Tell whether a line's name is made of pieces, not of common words (地方投资高速增长)."""
    first = next(iter(token for token in reading.tokens(start) if token.end > start), None)
    return first is not None and first.start == start and (first.tag in PROPER or len(first.word) == 1)


def is_built(text: str, start: int, end: int) -> bool:
    """Tell whether the text speaks of a line or an airport as of works."""
    after = text[end : end + 40]
    before = text[max(0, start - 8) : start]
    return bool(BUILT.search(re.split("[，。；]", after)[0]) or re.search("(?:推进|建设|开工|启动|加快|新建)$", before))
