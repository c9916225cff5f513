"""Names that a place before them belongs to: 宁波甬江科创大走廊, 巴勒斯坦卫生部; and a company's branch after it."""

import re
from collections.abc import Iterable, Iterator

from annot.annotate.candidate import Candidate
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading

__all__ = ["find_extended"]

WITH_PLACE = frozenset(("ZONE", "GOV", "INSTITUTE"))
BRANCH = pattern("adjacent", "branch")

# 延安三路109号, 市政府办公室: what follows belongs to the name.
TAILS = {
    "PLACE": re.compile("(?<=[路街道巷弄里])[0-9]{1,5}(?:[-—][0-9]{1,5})?号(?:院|楼|大院)?"),
    "COMPANY": re.compile(
        "(?:科技|电子|重工|股份|动力|新能源|汽车)(?=[、，。）]|等|和|在|与|先后|签约|落户)|集团(?!军|化)|消费金融|物流|数科|健康(?!产业)|智能云|云(?!计算|服务)|证券|保险|金服|资本|地产|置业|智家|汽车(?!产业|零部件|制造|工业|城|行业)"
    ),
    "GOV": re.compile(
        "(?<=政府)(?:办公室|办公厅|研究室)|(?<=[省市区县]委)(?:办公室|办公厅|组织部|宣传部|统战部|政法委|网信办|改革办)"
    ),
}


def _is_place(reading: Reading, branch: re.Match[str]) -> bool:
    start, end = branch.span("place")
    return any((hit.start, hit.end) == (start, end) for hit in reading.hits_within(start, end))


def find_extended(reading: Reading, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield lexicon names together with the place before them, and companies with their branch."""
    places = {hit.end: hit for hit in reading.hits if hit.entry.label == "PLACE"}
    for candidate in found:
        tail = TAILS[candidate.label].match(reading.text, candidate.end) if candidate.label in TAILS else None
        if tail:
            yield Candidate(
                candidate.start, tail.end(), candidate.label, f"{candidate.label.lower()}:tail", candidate.tier
            )
        if candidate.label in WITH_PLACE and candidate.source.startswith("lexicon:") and candidate.start in places:
            start = candidate.start
            while start in places:
                start = places[start].start
            yield Candidate(start, candidate.end, candidate.label, "place-before", candidate.tier)
        branch = BRANCH.match(reading.text, candidate.end) if candidate.label == "COMPANY" else None
        if branch and (branch["place"] is None or _is_place(reading, branch)):
            yield Candidate(candidate.start, branch.end(), "COMPANY", "company:branch", candidate.tier)
