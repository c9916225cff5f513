"""Known policies: in quotation marks as they stand, without them where their last word says what they are."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_at, matches_near
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import words

__all__ = ["find_policies"]

SELF_EVIDENT = pattern("policies", "self_evident")
PLAIN = frozenset(["一带一路", "放管服", "揭榜挂帅", "双招双引", "东数西算", "一区多园"])
# A kind of company, not a policy (“专精特新”企业).
HONOUR_AFTER = re.compile("(?:中小)?企业|人才|称号|荣誉|产品|[一-龥]{0,2}(?:中心|大厦|广场|街区|学院)|[一-龥]{0,2}奖")
# “双碳”目标: what follows the quote is its kind, not its name (guideline 7).
QUOTED_PART = re.compile("“[^”]+”(?=(?:倡议|目标|格局|建设|要求|机制|模式|形式|成果|工作|任务|标准)$)")
# 实施|城镇青年就业促进计划: what is carried out, to its last word.
CARRIED = pattern("policies", "carried")
CARRIED_AT = re.compile("行动|计划")
# 发布|支持数控机床产业发展若干措施, 出台|稳增长30条
ISSUED = pattern("policies", "issued")
ISSUED_AT = re.compile("(?<=[0-9])条|措施|政策|意见|方案")
# 2+3+X现代产业体系, 135工作法: a formula without its quotation marks.
FORMULA = pattern("policies", "formula")
FORMULA_AT = re.compile("[0-9][+工发战]")
LONGEST_CARRIED = 24
LONGEST_ISSUED = 36
LONGEST_FORMULA = 8
LONGEST_END = 6
LONE_QUOTE = re.compile("“[^“”]+”")
TITLE_LINE = pattern("policies", "title_line")


def find_policies(reading: Reading) -> Iterator[Candidate]:
    """Yield the policies that a lexicon knows, the titles that stand alone in a line, and plans carried out."""
    yield from _known(reading)
    yield from _carried(reading)
    yield from _issued(reading)
    lines = (max(0, start - 1) for start in reading.paragraph_starts)
    for match in matches_at(TITLE_LINE, lines, reading.text):
        yield Candidate(*match.span(match.lastgroup or 0), "POLICY", "policy:title-line", Tier.SURE)


def _carried(reading: Reading) -> Iterator[Candidate]:
    for match in matches_near(CARRIED, CARRIED_AT, reading.text, before=LONGEST_CARRIED):
        start, end = match.start(), match.end() - LONGEST_END
        if not any(token.word in words("stop") for token in reading.words.tokens(start, end)):
            tier = Tier.SURE if "年" in match.group() else Tier.NORMAL
            yield Candidate(*match.span(), "POLICY", "policy:carried", tier)


def _issued(reading: Reading) -> Iterator[Candidate]:
    for match in matches_near(ISSUED, ISSUED_AT, reading.text, before=LONGEST_ISSUED):
        yield Candidate(*match.span(), "POLICY", "policy:issued", Tier.SURE)
    for match in matches_near(FORMULA, FORMULA_AT, reading.text, before=LONGEST_FORMULA):
        yield Candidate(*match.span(), "POLICY", "policy:formula", Tier.SURE)


def _known(reading: Reading) -> Iterator[Candidate]:
    text = reading.text
    for hit in (*reading.hits, *reading.doubtful):
        if hit.entry.label != "POLICY":
            continue
        start, end, term = hit.start, hit.end, hit.entry.term
        if hit.is_own:
            yield Candidate(start, end, "POLICY", f"lexicon:{hit.lexicon}", Tier.USER)
        elif start and text[start - 1] == "“" and text[end : end + 1] == "”":
            if HONOUR_AFTER.match(text, end + 1):
                continue
            yield Candidate(start - 1, end + 1, "POLICY", f"lexicon:{hit.lexicon}", Tier.SURE)
        elif term.startswith("“") and HONOUR_AFTER.match(text, end):
            continue
        elif not hit.entry.is_ambiguous and (term.startswith("“") or SELF_EVIDENT.search(term) or term in PLAIN):
            quote = QUOTED_PART.match(term)
            stop = start + quote.end() if quote else end
            # “两重”项目: a known policy in its quotation marks is one whatever it is called after.
            tier = Tier.SURE if LONE_QUOTE.fullmatch(term) else Tier.NORMAL
            yield Candidate(start, stop, "POLICY", f"lexicon:{hit.lexicon}", tier)
