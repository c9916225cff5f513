"""Names in quotation marks: “…” where it is a policy, a product or a project."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from annot.annotate.candidate import BLOCK, Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import words

__all__ = ["find_quotes"]

QUOTED_ZONE = pattern("quotes", "quoted_zone")
QUOTED = re.compile("[“‘]([^“”‘’\n]{1,30})[”’]")
# What a quoted phrase is called after it: the first belongs to the name, the second does not (guideline 7).
CALLED_IN = pattern("quotes", "called_in")
CALLED_OUT = pattern("quotes", "called_out")
# “大宗商品贸易枢纽”定位: what a place is to be.
STANDING = re.compile("(?<![一二三四五六七八九十两])(?:示范区|先行区|试验区|试验田|基地|中心|枢纽|门户)$")
NUMBERED = pattern("quotes", "numbered")
ADOPTED = re.compile("(?:实施|推行|践行|实行|试行|首创|落实)(?:了)?$")
# “徐州号”中欧班列
TRAIN = re.compile("(?:中欧|中亚|国际|铁海联运|海铁联运)?(?:货运)?班列")
VESSEL = re.compile("^[一-龥A-Za-z0-9·—-]{1,10}号$")
# “海翼”号水下滑翔机
NUMBER = re.compile("号(?![召称码令角线楼院门台文])")
COINED_NAME = re.compile("^[一-龥A-Za-z0-9·]{1,6}$")
SHOWN = re.compile("(?:体现|呈现|具有|概括为|归纳为|总结为)(?:出|了)?$")
EMPHASISED = pattern("quotes", "emphasised")
# “七市一区”, “八部一委”: how many there are is no policy.
DIVISIONS = pattern("quotes", "divisions")
# “惠农八条”
ARTICLES = re.compile("^[一-龥]{2,8}?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})条$")
# “链长制”, “包干制”
SYSTEM = re.compile("^[一-龥]{2,5}(?<!体)(?<!编)(?<!控)(?<!限)(?<!定)(?<!研)(?<!绘)(?<!双轨)制$")
# “零跑腿”, “掌上办”: the official short names of a service reform.
SERVICE = pattern("quotes", "service")
# “中国光谷”: a region that calls itself a valley of its trade.
VALLEY = re.compile("^中国[一-龥]{1,3}(?:谷|湾|岛)$")
NUMBERED_MODEL = re.compile("[0-9]{2,}型|[A-Z]{1,4}-?[0-9]{2,}|^[一-龥]{2,6}[A-Z][A-Za-z]*-?[0-9]+$")
# 锚定“走在前、开新局”: a slogan of two halves that somebody holds to.
SLOGAN = re.compile("^[一-龥]{2,6}[、，,][一-龥]{2,6}(?:[、，,][一-龥]{2,6}){0,2}$")
UPHELD = pattern("quotes", "upheld")
OF_THINGS = re.compile("的(?![一-龥]{0,8}(?:格局|布局|目标|体系))")
PLATFORM = re.compile("平台$")
PLATFORM_AFTER = re.compile("(?:政务服务|政务|服务|线上|小程序|APP|App)?平台(?!经济)")
# 赣服通, 秦务员, 四川省科创通: what names of such platforms end in.
COINED = re.compile("^[一-龥A-Za-z0-9]{1,8}(?:通|办|事|码|员|云|网|链|台|宝|易|家|网格|大脑|一体化|超市|驾驶舱)$")
# 紧盯“两大跨越”
GREAT = re.compile("^[两三四五六七八九十]大[一-龥]{2}$")
# “六大举措”: a list that the text goes on to name.
FRAME = re.compile(
    "^[二三四五六七八九十0-9]+连[增丰冠升降涨跌优胜好快]$|^[一两三四五六七八九十]?类?[0-9]+强$|^[一两三四五六七八九十0-9]+[大个项类](?:重点|主要)?"
    "(?:举措|任务|目标|领域|抓手|平台|行业|集群|产业|板块|支柱|保障|突破|问题|优势|方面|环节|重点)$"
)
PLAN = re.compile("^(?:十[一二三四五六]?|[七八九])五$")
PLANNED = re.compile("[一-龥]{0,14}?(?:发展)?规划(?:纲要)?")
PERIOD = re.compile("时期|期间")
NAMED = re.compile("[^、]{2}(?:计划|行动|工程|战略|改革|机制|工作法)$")
# 落实“五大任务”: what is carried out is more than a list that the text goes on to name.
CARRIED = re.compile("(?:落实|贯彻)(?:好|了)?$")
# “二期”项目 is no name.
PHASE = re.compile("^[一二三四]期$|。")
# “中国瓷都”, “中国食品名城”: a title of honour is no name of the country.
HONORIFIC = pattern("quotes", "honorific")
NAMED_EVENT = pattern("quotes", "named_event")
LONGEST_COINAGE = 4
LONGEST_PRODUCT = 8
SHORTEST_GOODS = 3
LONGEST_CALL = 20
SHORTEST_MODEL = 5
SHORTEST_LOAN = 2
SHORTEST_SLOGAN = 3
LONGEST_AIM = 6
LOAN = re.compile("^[一-龥A-Za-z0-9]{1,6}(?:贷|(?<!风)险|宝|(?<!加)码|券|基金)$")
PRODUCT_AFTER = pattern("quotes", "product_after")
PRODUCT_BEFORE = pattern("quotes", "product_before")
SERVING = pattern("quotes", "serving")
GROWN = pattern("goods", "grown")
PROJECT_AFTER = pattern("quotes", "project_after")
EVENT_AFTER = re.compile(
    "等?(?:系列|主题)?[一-龥]{0,4}?(?:活动|大赛|赛事|联赛|论坛|大会|峰会|博览会|晚会|文化节|主题活动|主题展|展览|展)"
)
CONTEST_AFTER = re.compile("[一-龥]{0,2}(?:联赛|大赛|锦标赛|足球赛|篮球赛|马拉松)")
HONOUR_AFTER = re.compile("(?:[一-龥]{0,2}奖|称号|荣誉|之称|美誉|之一|样板|企业|问题|现象|作用|人才)")
COMMON = words("emphasis")
# “算力网是路。”国家数据局…: what somebody says is no name, whatever follows it.
SPOKEN = ("。", "！", "？")


def find_quotes(reading: Reading) -> Iterator[Candidate]:
    """Yield the names that quotation marks make, and blocks for quotes that are mere emphasis."""
    yield from _zones(reading)
    found: list[Candidate] = []
    for match in QUOTED.finditer(reading.text):
        own = list(_quoted(reading.text, match))
        if not own and found and found[-1].end == match.start():
            # “A”“B”“C”: what one is called, all are.
            own = [Candidate(*match.span(), found[-1].label, "quote:series")]
        found += own
        coined = len(match.group(1)) <= LONGEST_COINAGE or HONORIFIC.search(match.group(1))
        if not own and coined and not match.group(1).endswith("发布") and not _is_known(reading, *match.span(1)):
            # “青岛味”: a coinage is no name of the place in it.
            yield Candidate(*match.span(1), BLOCK, "quote:coinage")
    yield from found
    yield from _backwards(reading.text, found)


def _is_known(reading: Reading, start: int, end: int) -> bool:
    spans = ((start, end), (start - 1, end + 1))
    return any((hit.start, hit.end) in spans for hit in reading.hits_within(start - 1, end + 1))


def _zones(reading: Reading) -> Iterator[Candidate]:
    """Yield zones named by a quote: “福厦泉”国家自主创新示范区, 滨海站“于响”商务区."""
    for match in QUOTED_ZONE.finditer(reading.text):
        start = match.start()
        places = [hit for hit in reading.hits_within(max(0, start - 8), start) if hit.end == start]
        yield Candidate(places[0].start if places else start, match.end(), "ZONE", "quote:zone", Tier.SURE)


def _backwards(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Yield the quotes that stand directly before a named one."""
    for candidate in found:
        end = candidate.start - (text[candidate.start - 2 : candidate.start] == "”、")
        while end and text[end - 1] == "”" and text[candidate.start] == "“":
            start = text.rfind("“", max(0, end - 30), end)
            if start < 0 or ("、" in text[start:end]) != ("、" in text[candidate.start : candidate.end]):
                break
            yield Candidate(start, end, candidate.label, "quote:series")
            end = start - (text[start - 2 : start] == "”、")


class _Quote(NamedTuple):
    """A quoted phrase between what stands before and after it."""

    inner: str
    before: str
    after: str


def _quoted(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    quote = _Quote(
        match.group(1), text[max(0, match.start() - 10) : match.start()], text[match.end() : match.end() + LONGEST_CALL]
    )
    if PLAN.match(quote.inner):
        if (plan := PLANNED.match(quote.after)) and not PERIOD.search(plan.group()):
            yield Candidate(match.start(), match.end() + plan.end(), "POLICY", "quote:plan", Tier.SURE)
        return
    if quote.before.endswith("班列") and not (VESSEL.match(quote.inner) and TRAIN.match(quote.after)):
        return
    if (called := _with_noun(quote)) is not None:
        length, label, rule = called
        yield Candidate(match.start(), match.end() + length, label, f"quote:{rule}", Tier.SURE)
        return
    for rule, label, tier, holds in READINGS:
        if holds(quote):
            inset = 1 if label in ("ZONE", "EVENT", "INSTITUTE") or rule == "model" else 0
            if label:
                yield Candidate(match.start() + inset, match.end() - inset, label, f"quote:{rule}", tier)
            return


def _with_noun(quote: _Quote) -> tuple[int, str, str] | None:
    """Return how much of what stands after a quote belongs to its name, the label and the rule; None for nothing."""
    if VESSEL.match(quote.inner) and (train := TRAIN.match(quote.after)):
        return train.end(), "PROJECT", "train"
    if NUMBER.match(quote.after) and COINED_NAME.match(quote.inner):
        return 1, "PRODUCT", "number"
    called = None if quote.inner in COMMON else CALLED_IN.match(quote.after)
    # “1+11+1”政策体系, but “新能源+”政策体系: a formula needs its noun.
    if called and (quote.inner[0].isdigit() or not called.group().startswith("政策")):
        # “提前申报”、“两步申报”改革: what a list is called belongs to no member of it (guideline 4).
        return 0 if quote.before.endswith("”、") else called.end(), "POLICY", "called"
    return None


# How a quoted phrase is read: the first line that holds decides; no label means mere emphasis.
READINGS: tuple[tuple[str, str, Tier, Callable[[_Quote], object]], ...] = (
    ("spoken", "", Tier.GUESS, lambda q: q.inner.endswith(SPOKEN)),
    ("service", "POLICY", Tier.NORMAL, lambda q: SERVICE.match(q.inner)),
    ("named", "POLICY", Tier.SURE, lambda q: NAMED.search(q.inner) and q.inner not in COMMON),
    ("valley", "ZONE", Tier.SURE, lambda q: VALLEY.match(q.inner)),
    ("model", "PRODUCT", Tier.SURE, lambda q: NUMBERED_MODEL.search(q.inner) and len(q.inner) > SHORTEST_MODEL),
    ("train", "PROJECT", Tier.SURE, lambda q: VESSEL.match(q.inner) and "班列" in q.inner),
    ("vessel", "PRODUCT", Tier.SURE, lambda q: _is_vessel(q)),
    ("contest", "EVENT", Tier.SURE, lambda q: CONTEST_AFTER.match(q.after)),
    ("event", "EVENT", Tier.SURE, lambda q: NAMED_EVENT.search(q.inner)),
    ("platform", "INSTITUTE", Tier.SURE, lambda q: _is_platform(q)),
    ("works", "PROJECT", Tier.SURE, lambda q: q.inner.endswith("项目") and len(q.inner) > LONGEST_COINAGE),
    ("project", "PROJECT", Tier.SURE, lambda q: PROJECT_AFTER.match(q.after) and not PHASE.search(q.inner)),
    ("product", "PRODUCT", Tier.SURE, lambda q: PRODUCT_AFTER.match(q.after) and q.inner not in COMMON),
    ("emphasis", "", Tier.GUESS, lambda q: _is_emphasis(q)),
    ("grown", "PRODUCT", Tier.NORMAL, lambda q: len(q.inner) > SHORTEST_GOODS and GROWN.fullmatch(q.inner)),
    ("grown", "PRODUCT", Tier.NORMAL, lambda q: COINED_NAME.match(q.inner) and GROWN.match(q.after)),
    ("articles", "POLICY", Tier.SURE, lambda q: ARTICLES.match(q.inner)),
    ("introduced", "PRODUCT", Tier.NORMAL, lambda q: _is_introduced(q)),
    ("called-out", "POLICY", Tier.SURE, lambda q: CALLED_OUT.match(q.after) and not STANDING.search(q.inner)),
    ("aim", "POLICY", Tier.NORMAL, lambda q: q.after.startswith("的目标") and len(q.inner) <= LONGEST_AIM),
    ("numbered", "POLICY", Tier.SURE, lambda q: _is_numbered(q)),
    ("great", "POLICY", Tier.NORMAL, lambda q: GREAT.match(q.inner) and UPHELD.search(q.before)),
    ("slogan", "POLICY", Tier.NORMAL, lambda q: _is_slogan(q)),
    ("system", "POLICY", Tier.NORMAL, lambda q: SYSTEM.match(q.inner)),
    ("adopted", "POLICY", Tier.NORMAL, lambda q: _is_adopted(q)),
    ("loan", "PRODUCT", Tier.NORMAL, lambda q: LOAN.match(q.inner) and len(q.inner) > SHORTEST_LOAN),
)


def _is_slogan(quote: _Quote) -> bool:
    """Tell whether a quote is a slogan of two halves that somebody upholds (锚定“走在前、开新局”)."""
    told = EMPHASISED.match(quote.after) or EVENT_AFTER.match(quote.after) or OF_THINGS.match(quote.after)
    return bool(SLOGAN.search(quote.inner) and UPHELD.search(quote.before)) and not told


def _is_emphasis(quote: _Quote) -> bool:
    """Tell whether a quote is an honour, a list that the text goes on to name, or a figure of speech."""
    tasks = quote.inner.endswith("任务") and CARRIED.search(quote.before)
    framed = FRAME.match(quote.inner) and not tasks
    return bool(HONOUR_AFTER.match(quote.after) or framed) or quote.inner in COMMON or len(quote.inner) == 1


def _is_introduced(quote: _Quote) -> bool:
    """Tell whether the word before a quote says that a product is called so (大模型——“星福匠”)."""
    plain = quote.inner not in COMMON and not SERVING.match(quote.after) and "、" not in quote.inner
    return plain and len(quote.inner) <= LONGEST_PRODUCT and bool(PRODUCT_BEFORE.search(quote.before))


def _is_numbered(quote: _Quote) -> bool:
    """Tell whether a quote is a formula with a number in it (“1264”, “两城两谷两带”), no count of what there is."""
    counts = EMPHASISED.match(quote.after) or DIVISIONS.match(quote.inner)
    listed = "、" in quote.inner and not UPHELD.search(quote.before)
    return bool(NUMBERED.match(quote.inner)) and not counts and not listed and not SHOWN.search(quote.before)


def _is_platform(quote: _Quote) -> bool:
    """Tell whether a quote names a platform of services, which counts among the institutes."""
    named = PLATFORM.search(quote.inner) and len(quote.inner) > LONGEST_COINAGE
    return bool(named or (PLATFORM_AFTER.match(quote.after) and COINED.match(quote.inner)))


def _is_vessel(quote: _Quote) -> bool:
    """Tell whether a quote is the name of a vessel or a craft, no sort of shop and no figure of speech."""
    return bool(VESSEL.match(quote.inner)) and not quote.inner.endswith("字号") and quote.inner not in COMMON


def _is_adopted(quote: _Quote) -> bool:
    long = len(quote.inner) > SHORTEST_SLOGAN
    return long and bool(ADOPTED.search(quote.before)) and not EVENT_AFTER.match(quote.after)
