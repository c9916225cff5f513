"""Projects of a list that a heading announces, whatever their last words are (代表项目：某某技改、某某基地)."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading

__all__ = ["find_announced"]

HEADING = pattern("announced_projects", "heading")
HEADING_AT = re.compile("项目")
MEMBER = pattern("announced_projects", "member")
# 代表项目：A公司总投资5亿元的…: a sentence, no list.
TOLD = pattern("announced_projects", "told")
LONGEST_HEADING = 6
FEWEST = 2


def find_announced(reading: Reading) -> Iterator[Candidate]:
    """Yield the members of lists of two and more projects behind a heading and a colon."""
    text = reading.text
    for heading in matches_near(HEADING, HEADING_AT, text, before=LONGEST_HEADING):
        members, at = [], heading.end()
        while member := MEMBER.match(text, at):
            members.append(member.span("name"))
            at = member.end()
            if text[at - 1] != "、":
                break
        if len(members) >= FEWEST and not any(TOLD.search(text, *span) for span in members):
            for start, end in members:
                yield Candidate(start, end, "PROJECT", "list:announced")
