"""Names in 《》: papers of state, books and films, media; what two sides agree on is none."""

import re
from collections.abc import Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading

__all__ = ["find_titled"]

TITLE = re.compile("《[^《》\n]{1,80}》")
MEDIA_END = pattern("quotes", "media_end")
MEDIA_AFTER = re.compile("杂志|期刊|周刊|月刊|栏目|节目组")
WORK_BEFORE = pattern("quotes", "work_before")
POLICY_END = pattern("quotes", "policy_end")
# 《主权区块链3.0》, 《…发展报告2022》: what is published anew is a book.
EDITION = re.compile("(?:报告(?:20)?[0-9]{2}|[0-9][.][0-9])》$")
AGREEMENT = pattern("quotes", "agreement")
AGREED = pattern("quotes", "agreed")
# What a head of government reads out rules nothing; a draft that is discussed is a paper.
REPORT = "《政府工作报告》"
DRAFT = re.compile("[（(](?:征求意见|讨论|草)稿?")
PROPOSAL = re.compile("(?:建议|提案|议案)》$")
PROPOSED = re.compile("(?:您|你|委员|代表)们?(?:所?提出|联名)?的?$|提出的$|提交的?$")
LONGEST_PROPOSER = 8
LONGEST_BEFORE = 24
LONGEST_WORK = 9


def find_titled(reading: Reading) -> Iterator[Candidate]:
    """Yield the titles of a document; a contract's gives the project that it names."""
    text = reading.text
    for match in TITLE.finditer(text):
        title = match.group()
        if PROPOSAL.search(title) and PROPOSED.search(text, max(0, match.start() - LONGEST_PROPOSER), match.start()):
            # 您提出的《关于…的建议》收悉: what a delegate asks for rules nothing.
            continue
        if AGREEMENT.search(title):
            if agreed := AGREED.match(text, match.start() + 1):
                # 《…生产线项目投资合作协议》: what two sides agree on rules nobody, but has a name.
                yield Candidate(*agreed.span("own"), "PROJECT", "quote:agreed", Tier.SURE)
        elif title != REPORT or DRAFT.match(text, match.end()):
            label, rule = _kind(text, match)
            yield Candidate(*match.span(), label, f"quote:{rule}", Tier.SURE)


def _kind(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return what a title is, and the rule that says so."""
    title, before = match.group(), text[max(0, match.start() - LONGEST_BEFORE) : match.start()]
    if MEDIA_END.search(title) or MEDIA_AFTER.match(text, match.end()):
        return "INSTITUTE", "media"
    if POLICY_END.search(title):
        return "POLICY", "title"
    if WORK_BEFORE.search(before) or len(title) <= LONGEST_WORK or EDITION.search(title):
        return "PRODUCT", "work"
    return "POLICY", "title-other"
