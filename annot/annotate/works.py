"""Projects and products that their form gives away: lines under construction, phases, models, medicines."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.boundary import PROPER, is_generic, trim, window
from annot.annotate.candidate import Candidate
from annot.annotate.clauses import clause_end, clause_start
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading

__all__ = ["find_works", "is_built", "is_counted", "is_under_way"]

# Lines are named by one character of each of their ends: 津潍高铁, 隆泸叙铁路.
BUILT_BY = re.compile("(?:第?[0-9.]+代线|[一二三四]线|[一二三四]期|[A-Z]{2,6}|[一-龥]{2,12}?)(?=[、，]|等)")
NO_PROJECT = pattern("works", "no_project")
TRADE_END = re.compile("(?:制药|药业|生物|重工|电子|汽车|半导体|科技|机械|化工|智能)$")
BROUGHT = re.compile("引进|引入|招引|入驻|落户")
INVESTED = re.compile("项目|投产|开工|建设|落地|集聚|布局|实施|签约")
# 徕卡3D压雪车引导系统: a company's name and what it makes, as one name.
MADE = pattern("works", "made")
# 小米YU7, 小米15 Pro
MODEL_OF = pattern("works", "model_of")
LINE = pattern("works", "line")
LINE_END = pattern("works", "line_end")
LONGEST_LINE = 7  # characters before the kind of line: 新建 and five of its name
GROWN = re.compile("[一-龥]{0,2}(?:改?扩建|迁建|开工|竣工|建设|转场|通航|投运)")
UNDERTAKEN = re.compile("改扩建|扩容|工程|项目|复线|[一二三四]期")
BUILT = pattern("works", "built")
# 中欧班列累计开行8641列: what is counted is an indicator.
COUNTED = pattern("works", "counted")
UNDER_WAY = re.compile(BUILT.pattern + "|投产|新线|项目|工程|专线|规划|通道|提速")
LONGEST_CLAUSE = 60
MODEL = pattern("works", "model")
MEDICINE = pattern("works", "medicine")


def find_works(reading: Reading) -> Iterator[Candidate]:
    """Yield lines under construction and products known by their form."""
    text = reading.text
    for match in matches_near(LINE, LINE_END, text, before=LONGEST_LINE):
        if _is_line(reading, match.start("name")):
            label = "PROJECT" if UNDERTAKEN.search(match["name"]) or is_built(text, *match.span("name")) else "PLACE"
            yield Candidate(*match.span("name"), label, "work:line")
    yield from _investments(reading)
    for hit in reading.hits:
        if (
            hit.entry.label == "COMPANY"
            and not text.startswith("旗下", hit.end)
            and (made := MADE.match(text, hit.end) or MODEL_OF.match(text, hit.end))
        ):
            yield Candidate(hit.start, made.end(), "PRODUCT", "work:made")
    for match in MODEL.finditer(text):
        found = [token for token in window(reading.tokens(match.start()), match.start()) if token.tag in PROPER]
        if found and found[-1].end == match.start() and found[-1].tag not in ("eng", "PLACE"):
            yield Candidate(found[0].start, match.end(), "PRODUCT", "work:model")
    for match in MEDICINE.finditer(text):
        found = trim(window(reading.tokens(match.start()), match.start()))
        if found and not all(is_generic(token) for token in found) and 2 <= match.start() - found[0].start <= 10:
            quoted = text.endswith("“", 0, found[0].start) and text[match.end() : match.end() + 1] == "”"
            yield Candidate(found[0].start - quoted, match.end() + quoted, "PRODUCT", "work:medicine")


def _investments(reading: Reading) -> Iterator[Candidate]:
    """Yield what a company builds, in a list of such: 比亚迪半导体、京东方第8.6代线等重大项目加快实施."""
    text = reading.text
    for hit in reading.hits:
        if hit.entry.label != "COMPANY" or text[hit.start - 1 : hit.start] not in ("、", "，", "。", "；"):
            continue
        if BROUGHT.search(re.split("[，。；\n]", text[max(0, hit.start - LONGEST_CLAUSE) : hit.start])[-1]):
            # 先后引进|上海电气、…: who comes is a company.
            continue
        tail = BUILT_BY.match(text, hit.end)
        if tail and not NO_PROJECT.match(tail.group()) and "、" in text[max(0, hit.start - 30) : tail.end() + 30]:
            rest = re.split("[，。；]", text[tail.end() : tail.end() + 60])[0]
            if ("项目" in rest) if TRADE_END.search(tail.group()) else INVESTED.search(rest):
                yield Candidate(hit.start, tail.end(), "PROJECT", "work:investment")


def _is_line(reading: Reading, start: int) -> bool:
    """Tell whether a line's name is made of pieces, not of common words (地方投资高速增长)."""
    first = next(iter(token for token in reading.tokens(start) if token.end > start), None)
    return first is not None and first.start == start and (first.tag in PROPER or len(first.word) == 1)


def is_built(text: str, start: int, end: int) -> bool:
    """Tell whether the text speaks of a line or an airport as of works."""
    if text[end - 1] == "场":
        # An airport is a place to fly from until somebody builds at it.
        return bool(GROWN.match(text, end))
    after = text[end : end + 40]
    before = text[max(0, start - 8) : start]
    return bool(BUILT.search(re.split("[，。；]", after)[0]) or re.search("(?:推进|建设|开工|启动|加快|新建)$", before))


def is_counted(text: str, end: int) -> bool:
    """Tell whether the trains that end at a place are counted there."""
    return text.endswith("班列", 0, end) and bool(COUNTED.match(text, end))


def is_under_way(text: str, start: int, end: int) -> bool:
    """Tell whether the clause of a line speaks of works anywhere."""
    first = clause_start(text, start, within=LONGEST_CLAUSE)
    return bool(UNDER_WAY.search(text, first, clause_end(text, end, within=LONGEST_CLAUSE)))
