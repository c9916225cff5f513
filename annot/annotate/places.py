"""Places: chains of divisions, short names that need a context, and one-character names."""

import re
from collections.abc import Iterator
from itertools import pairwise

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.gazetteer import Hit
from annot.annotate.patterns import pattern
from annot.annotate.pieces import INVESTORS
from annot.annotate.reading import Reading

__all__ = ["find_places", "is_within"]

SUFFIX = pattern("places", "suffix")

# 京 沪 …: short for a province or a neighbouring city; a name only beside a verb of motion or between two of them.
MOVED = pattern("places", "moved")
PAIRS = pattern("places", "pairs")
# 京津沪, 沪苏浙皖鲁: three of them or more, or two before what they do together.
RUNS, RUNS_AT = pattern("places", "runs"), pattern("places", "runs_at")
FOREIGN_TRADE = pattern("places", "foreign_trade")
SIDES, SIDES_AT = pattern("places", "sides"), pattern("places", "sides_at")
BETWEEN = pattern("places", "between")
RELATIONS = pattern("places", "relations")
AREA = re.compile("地区|城市群")
# 西部最大的基地
SUPERLATIVE = re.compile("(?:中西部|西部|中部|东部|东北|西北|西南|华东|华南|华北|华中)(?=最大|首[个家座条]|唯一|第一)")
# 长江以北, 南五环, 浙赣线
BANK = pattern("places", "bank")
# 赵家村: a village of a family.
VILLAGE, VILLAGE_AT = pattern("places", "village"), pattern("places", "village_at")
SHORTEST_PAIR = 2
ROW, ROW_AT = pattern("places", "row"), pattern("places", "row_at")
FOREIGN_LEVEL = re.compile("[州市省府](?![长场区民立级值])")
REGION = pattern("places", "region")


def find_places(reading: Reading) -> Iterator[Candidate]:
    """Yield chains of divisions and one-character names."""
    yield from _chains(reading)
    yield from _graded(reading)
    yield from _regions(reading.text)
    yield from _listed(reading.text)
    yield from _foreign(reading)
    for match, rule in _abbreviated(reading.text):
        trusted = rule == "side" or match.end() - match.start() > SHORTEST_PAIR
        pair = match.end() - match.start() == SHORTEST_PAIR
        foreign = pair and reading.text[match.end() - 1 : match.end() + 1] in INVESTORS
        if not foreign and (trusted or not reading.words.cuts(*match.span())):
            yield Candidate(match.start(), match.end(), "PLACE", f"place:{rule}")


def _abbreviated(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the places written in a character each, with the rule that reads them."""
    for form, rule in (
        (MOVED, "short"),
        (FOREIGN_TRADE, "side"),
        (BETWEEN, "side"),
        (RELATIONS, "pair"),
        (PAIRS, "pair"),
    ):
        for match in form.finditer(text):
            yield match, rule
    for form, anchor, rule in ((RUNS, RUNS_AT, "pair"), (SIDES, SIDES_AT, "side")):
        for match in matches_near(form, anchor, text, before=0):
            yield match, rule


def _listed(text: str) -> Iterator[Candidate]:
    """Yield the provinces of 鄂、豫、陕、渝毗邻地区, a character each."""
    for match in matches_near(ROW, ROW_AT, text, before=0):
        for place in range(*match.span(), 2):
            yield Candidate(place, place + 1, "PLACE", "place:short")


def _regions(text: str) -> Iterator[Candidate]:
    """Yield 东部沿海地区, 中西部地区 and their like."""
    for match in AREA.finditer(text):
        side = REGION.search(text, max(0, match.start() - 6), match.start())
        if side:
            yield Candidate(side.start(), match.end(), "PLACE", "place:region")
    for match in SUPERLATIVE.finditer(text):
        yield Candidate(*match.span(), "PLACE", "place:region")
    for match in matches_near(VILLAGE, VILLAGE_AT, text, before=1):
        yield Candidate(*match.span(), "PLACE", "place:village")
    for match in BANK.finditer(text):
        yield Candidate(*match.span(), "PLACE", "place:region")


def _graded(reading: Reading) -> Iterator[Candidate]:
    """Yield the place of 宁波市级财政: the level goes with the word after it."""
    for hit in reading.hits:
        if (
            hit.entry.label == "PLACE"
            and reading.text[hit.end : hit.end + 1] == "级"
            and hit.entry.term[-1] in "省市区县"
        ):
            yield Candidate(hit.start, hit.end - 1, "PLACE", "place:graded", Tier.SURE)


def _foreign(reading: Reading) -> Iterator[Candidate]:
    """Yield 基辅州, 基辅市: a city abroad and its level."""
    for hit in reading.hits:
        if hit.entry.get("kind") == "city" and (level := FOREIGN_LEVEL.match(reading.text, hit.end)):
            yield Candidate(hit.start, level.end(), "PLACE", "place:level")


def _chains(reading: Reading) -> Iterator[Candidate]:
    """Yield divisions that stand one after the other, each within the one before (珠海市斗门区)."""
    start = None
    for left, right in pairwise([*reading.hits, None]):
        if left is None:
            continue
        if right is not None and left.end == right.start and (is_within(right, left) or _is_namesake(right, left)):
            start = left.start if start is None else start
        elif start is not None:
            yield Candidate(start, left.end, "PLACE", "place:chain")
            start = None


def is_within(inner: Hit, outer: Hit) -> bool:
    """Tell whether one place is said to lie in the other."""
    if inner.entry.label != "PLACE" or outer.entry.label != "PLACE":
        return False
    parent, full = inner.entry.get("parent"), outer.entry.full
    if parent:
        return parent == full or SUFFIX.sub("", parent) == outer.entry.term or _is_grandparent(inner, outer)
    if inner.entry.get("kind") in ("landmark", "water", "mountain"):
        # 渝中区|洪崖洞, 青岛|栈桥, 云南|洱海
        return bool(outer.entry.get("level"))
    return outer.entry.get("kind") == "country" and inner.entry.get("kind") in ("city", "region")


def _is_namesake(inner: Hit, outer: Hit) -> bool:
    """Tell whether a county stands behind another city or province than its namesake (贵阳市|白云区)."""
    county = inner.entry.get("level") in ("county", "former")
    return county and outer.entry.label == "PLACE" and outer.entry.get("level") in ("province", "prefecture")


def _is_grandparent(inner: Hit, outer: Hit) -> bool:
    codes = inner.entry.get("code"), outer.entry.get("code")
    if not all(codes) or codes[0] == codes[1]:
        return False
    # GB/T 2260: two digits for the province, two for the prefecture, two for the county.
    width = 2 if codes[1].endswith("0000") else 4 if codes[1].endswith("00") else 6
    return codes[0].startswith(codes[1][:width])
