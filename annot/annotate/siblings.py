"""Members of a list that a name fills only in part: what the others are, the whole member is too."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate
from annot.annotate.firms import JOINING
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN, is_known
from annot.annotate.vocabulary import words

__all__ = ["find_siblings"]

# 参加开工的企业包括…: the members to come are companies.
CUE = pattern("siblings", "cue")
SEPARATOR = re.compile("、")
FUNDERS = pattern("siblings", "funders")
PART = re.compile("[一-龥A-Za-z]+?(?=、|和|及|与|$)|(?<=[、和及与])[一-龥A-Za-z]+?(?=、|和|及|与|$)")
FUNDED = re.compile("[领跟参]投")
LONGEST_ROUND, LONGEST_FUNDER = 60, 8
LONGEST_LEAD = 16  # characters of 等…机构共同 before 领投
ANNOUNCED = pattern("siblings", "announced")
WORK = re.compile(
    "(?:以及|和|及|与)?(?P<name>(?:(?!的|等|以及|重[大点]|项目)[^，。；、：\n,;])+项目)(?!有|共|[0-9])[，；、]?"
)
LAST = re.compile("等|在内|和(?![平谐])|及|与|为|的")
LEAD = pattern("siblings", "lead")
LONGEST_CUE = 10
SHORTEST_FIRM, LONGEST_FIRM = 3, 9
SHORTEST_PROJECT, LONGEST_PROJECT = 8, 40
FEWEST = 2  # members that must be known where nothing announces what they are
MADE_UP = frozenset(("nr", "nrt", "nz", "j", UNKNOWN))
# 再接再厉, 密密匝匝
IDIOMS = frozenset(("i", "z"))
PARTIAL = frozenset(("PLACE", "COMPANY", "INDUSTRY"))
TRADES = tuple(words("company-trade"))
NO_FIRM = ("项目", "基地", "园", "中心", "大学", "院", "所", "平台", "产业", "行业", "领域", "集群", "镇", "县", "市")


class Member(NamedTuple):
    """A stretch between two separators, and the name that fills it, if one does."""

    start: int
    end: int
    filled: Candidate | None


def find_siblings(reading: Reading, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the members of lists of companies or projects that no name fills (西安宝德自动化 among companies)."""
    by_start = {candidate.start: candidate for candidate in chosen}
    for start, end in reading.lists:
        members = list(_members(reading.text, start, end, by_start))
        yield from _firms(reading, start, members, by_start)
        yield from _projects(reading, members)
    yield from _funders(reading)
    yield from _announced(reading)


def _funders(reading: Reading) -> Iterator[Candidate]:
    """Yield who leads or joins a round of funding (由金沙江创投、云泽资本联合领投)."""
    for funded in matches_near(FUNDERS, FUNDED, reading.text, before=LONGEST_LEAD):
        first = max(
            reading.text.rfind(mark, max(0, funded.start() - LONGEST_ROUND), funded.start()) for mark in "，。；：\n由"
        )
        if first < 0:
            continue
        for part in PART.finditer(reading.text, first + 1, funded.start()):
            plain = not any(token.word in words("stop") for token in reading.words.tokens(*part.span()))
            if plain and SHORTEST_FIRM <= len(part.group()) <= LONGEST_FUNDER:
                yield Candidate(*part.span(), "COMPANY", "list:funder")


def _announced(reading: Reading) -> Iterator[Candidate]:
    """Yield the projects of a list that says so (签约项目分别为：…项目，…项目)."""
    text = reading.text
    for cue in ANNOUNCED.finditer(text):
        at = cue.end()
        while whole := WORK.match(text, at):
            if SHORTEST_PROJECT <= len(whole["name"]) <= LONGEST_PROJECT:
                yield Candidate(*whole.span("name"), "PROJECT", "list:announced")
            at = whole.end()


def _members(text: str, start: int, end: int, by_start: Mapping[int, Candidate]) -> Iterator[Member]:
    """Yield the members of a list, without what leads to them or closes the list."""
    cuts = [start - 1, *[mark.start() for mark in SEPARATOR.finditer(text, start, end)]]
    for left, right in zip(cuts, [*cuts[1:], end], strict=True):
        leads = list(LEAD.finditer(text, left + 1, right))
        first = leads[-1].end() if leads else left + 1
        close = LAST.search(text, first, right) if right == end else None
        stop = close.start() if close else right
        name = by_start.get(first)
        yield Member(first, stop, name if name is not None and name.end == stop else None)


def _firms(
    reading: Reading, start: int, members: Sequence[Member], by_start: Mapping[int, Candidate]
) -> Iterator[Candidate]:
    known = sum(_is_firm(reading.text, one) for one in members)
    cued = bool(CUE.search(reading.text, max(0, start - LONGEST_CUE), members[0].start))
    if known < (1 if cued else FEWEST) or known * 2 < len(members) - 1:
        return
    sure = cued or known * 3 >= len(members) * 2
    likely = known * 2 >= len(members)
    for one in members:
        unlike = one.filled is not None and not (sure and _is_field(reading.text, one))
        trusted = sure or (likely and _is_made_up(reading, one))
        opening = by_start.get(one.start)
        if one is members[-1] and _goes_on(reading.text, one, opening):
            continue
        if not unlike and _may_be_firm(reading, one, opening, sure=trusted):
            yield Candidate(one.start, one.end, "COMPANY", "list:sibling")


def _goes_on(text: str, last: Member, opening: Candidate | None) -> bool:
    """Tell whether the last member is a known company and what is said of all (中伟股份|冷热不均)."""
    known = opening is not None and opening.label == "COMPANY" and opening.end < last.end
    return known and not text.endswith(TRADES, last.start, last.end)


def _is_firm(text: str, one: Member) -> bool:
    if one.filled is not None:
        return one.filled.label == "COMPANY"
    return SHORTEST_FIRM < one.end - one.start <= LONGEST_FIRM and text.endswith(TRADES, one.start, one.end)


def _is_made_up(reading: Reading, one: Member) -> bool:
    """Tell whether a member holds what is no common word, and nothing that people do."""
    tags = [token.tag for token in reading.words.tokens(one.start, one.end)]
    return any(tag in MADE_UP for tag in tags) and not any(tag.startswith(("v", "d", "a")) for tag in tags)


def _is_field(text: str, one: Member) -> bool:
    """Tell whether a member read as a field (贵航新能源) may as well be a brand and its trade."""
    field = one.filled is not None and one.filled.label == "INDUSTRY"
    return field and one.end - one.start > SHORTEST_FIRM and text.endswith(TRADES, one.start, one.end)


def _may_be_firm(reading: Reading, one: Member, opening: Candidate | None, *, sure: bool) -> bool:
    """Tell whether a member, begun by a place or a brand or by nothing known, may be a company."""
    text = reading.text[one.start : one.end]
    if len(text) == 2 and sure and opening is None and text.isalpha() and not is_known(text):
        return True
    if not SHORTEST_FIRM <= len(text) <= LONGEST_FIRM or not text.isalnum() or text.endswith(NO_FIRM):
        return False
    if (opening is None and not sure) or JOINING & set(text) or "企业" in text:
        return False
    if opening is not None and (opening.label not in PARTIAL or opening.end > one.end):
        return False
    rest = reading.words.tokens(opening.end if opening else one.start, one.end)
    if any(token.tag in IDIOMS for token in rest):
        return False
    return not any(token.word in words("stop") or token.word in words("generic") for token in rest)


def _projects(reading: Reading, members: Sequence[Member]) -> Iterator[Candidate]:
    text = reading.text
    ended = [one for one in members if text.endswith("项目", one.start, one.end)]
    if sum(one.filled is not None and one.filled.label == "PROJECT" for one in ended) < FEWEST:
        return
    for one in ended:
        plain = not any(token.word in words("stop") for token in reading.words.tokens(one.start, one.end))
        if one.filled is None and plain and SHORTEST_PROJECT <= one.end - one.start <= LONGEST_PROJECT:
            yield Candidate(one.start, one.end, "PROJECT", "list:sibling-project")
