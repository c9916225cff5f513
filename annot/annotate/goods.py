"""Goods that a place or a maker names: 榕江西瓜, “金花”牌茶叶, 首款轿车ER30."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.boundary import PROPER
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import words

__all__ = ["find_goods"]

# 产品主要有…、…: what a list of goods begins with, and what closes it.
LISTED = pattern("goods", "listed")
LISTED_AT = re.compile("有|包括|包含|为|是|涵盖|：")
MEMBER = pattern("goods", "member")
BRANDED = pattern("goods", "branded")
BRANDED_AT = re.compile("牌")
MODEL = pattern("goods", "model")
TYPED_AT = re.compile("型(?<=[0-9A-Z].)")
MODEL_AT = re.compile("[A-Z]")
# S-15型矿用电铲, 展示了Optimus
TYPED = pattern("goods", "typed")
LETTERED = pattern("goods", "lettered")
# What a place is known for, and what is said of such goods.
GROWN = pattern("goods", "grown")
SOLD = pattern("goods", "sold")
LONGEST_CUE, LONGEST_BRAND, LONGEST_KIND, LONGEST_TYPE = 12, 10, 8, 14
# 主要产品有…、风寒感冒颗粒: among goods a medicine needs no made-up word.
MEDICINE = pattern("goods", "medicine")
# 总规模50亿元的|集成电路产业专项母基金
FUND = pattern("goods", "fund")
FUND_AT = re.compile("(?<=亿元的)")
SHORTEST_MEMBER, LONGEST_MEMBER = 3, 16


def find_goods(reading: Reading) -> Iterator[Candidate]:
    """Yield the goods of a document that their place, their maker or a list of goods names."""
    text = reading.text
    for match in matches_near(LISTED, LISTED_AT, text, before=LONGEST_CUE):
        yield from _listed(reading, match.end())
    for match in matches_near(BRANDED, BRANDED_AT, text, before=LONGEST_BRAND):
        yield Candidate(*match.span(), "PRODUCT", "goods:branded", Tier.SURE)
    for match in matches_near(MODEL, MODEL_AT, text, before=LONGEST_KIND):
        yield Candidate(*match.span("name"), "PRODUCT", "goods:model")
    for match in matches_near(LETTERED, MODEL_AT, text, before=LONGEST_KIND):
        yield Candidate(*match.span("name"), "PRODUCT", "goods:lettered")
    for match in matches_near(TYPED, TYPED_AT, text, before=LONGEST_TYPE):
        yield Candidate(*match.span(), "PRODUCT", "goods:typed")
    for match in matches_near(FUND, FUND_AT, text, before=0):
        yield Candidate(*match.span(), "PRODUCT", "goods:fund")
    yield from _grown(reading)


def _listed(reading: Reading, at: int) -> Iterator[Candidate]:
    """Yield the members of a list of goods, as far as they are names."""
    while member := MEMBER.match(reading.text, at):
        start, end = member.span("name")
        own = reading.tokens_within(start, end)
        named = any(token.tag in PROPER or len(token.word) == 1 for token in own) or MEDICINE.search(member["name"])
        firms = any(token.tag in ("COMPANY", "INSTITUTE", "ZONE") and token.end == end for token in own)
        plain = not any(token.word in words("stop") for token in own)
        if named and plain and not firms and SHORTEST_MEMBER <= end - start <= LONGEST_MEMBER:
            yield Candidate(start, end, "PRODUCT", "goods:listed")
        at = member.end()


def _grown(reading: Reading) -> Iterator[Candidate]:
    """Yield what a place grows or makes, in quotation marks or where it is told of as goods (榕江西瓜走出大山)."""
    text = reading.text
    for hit in reading.hits:
        if hit.entry.label != "PLACE" or hit.entry.get("kind") == "country":
            continue
        grown = GROWN.match(text, hit.end)
        if grown is None:
            continue
        if text[hit.start - 1 : hit.start] == "“" and text[grown.end() : grown.end() + 1] == "”":
            yield Candidate(hit.start - 1, grown.end() + 1, "PRODUCT", "goods:grown", Tier.SURE)
        elif SOLD.match(text, grown.end()):
            yield Candidate(hit.start, grown.end(), "PRODUCT", "goods:grown")
