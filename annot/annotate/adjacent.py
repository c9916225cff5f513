"""Names that a place before them belongs to: 宁波甬江科创大走廊, 巴勒斯坦卫生部; and a company's branch after it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from annot.annotate.candidate import Candidate
from annot.annotate.gazetteer import Hit
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading
from annot.annotate.works import is_built

__all__ = ["find_extended"]

LONGEST_CHAIN = 20
CITIES = frozenset(("province", "prefecture"))
# 落户|无锡|华为: where a company goes, is or comes from is no part of its name.
GONE_TO = frozenset("在于到赴入户驻从来")
# 江宁—明光合作产业园: of two cities.
JOINED = frozenset(("ZONE", "INSTITUTE"))
LINES = ("铁路", "高铁", "高速", "高速公路", "城际", "走廊")
DASHES = frozenset("—–－-")
# 州、|市工信局: the offices of two levels in one name.
JOINT = re.compile("(?:(?<![一-龥])|(?<=[和与由]))(?:[省市区县州]、)+(?=$)")
TORCH = re.compile("国家火炬(?:计划)?$")
LONGEST_RANK = 6
# 宜昌高新区|白洋工业园, 中国科学院|大连化物所: one name within another of its kind (guideline 2).
NESTED = frozenset(("ZONE", "INSTITUTE", "COMPANY"))
WITH_PLACE = frozenset(("ZONE", "GOV", "INSTITUTE"))
# What a company builds: 大庆石化转型升级项目, 奇瑞超级一工厂.
UNDERTAKING = pattern("adjacent", "undertaking")
BRANCH = pattern("adjacent", "branch")
# 成都外国语学校|青白江|校区: what a part of an institute is, behind its place.
SITED = {"INSTITUTE": pattern("adjacent", "sited"), "ZONE": pattern("adjacent", "sited_zone")}
# What is named after a place or a line: the labels it may have, what must stand before it, what follows it, and
# the label and the rule of the whole.
NAMESAKES: tuple[tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str], str, str], ...] = (
    # 汪集街道办事处, 梅李镇人民政府: the office of a town that no lexicon lists.
    (("PLACE",), (), pattern("adjacent", "town"), "GOV", "place:office"),
    # 岳麓区府
    (("PLACE",), (), re.compile("(?<=[省市区县])府(?![上邸尹第前衙])"), "GOV", "place:office"),
    # 中船重工七一八研究所: an institute by its number.
    (
        ("COMPANY",),
        (),
        re.compile("第?[一二三四五六七八九十〇0-9]{1,5}(?:研究)?所(?!有)"),
        "INSTITUTE",
        "company:institute",
    ),
    # 江苏省人民政府网
    (("GOV",), (), pattern("adjacent", "site"), "INSTITUTE", "office:site"),
    # 重庆高新区改革发展局
    (("ZONE",), (), pattern("adjacent", "zone_office"), "GOV", "zone:office"),
    # 江苏省文体广电和旅游局: with more than one charge.
    (("PLACE", "GOV"), (), pattern("adjacent", "place_office"), "GOV", "place:office"),
    # 江西智能无损检测创新中心项目
    (("INSTITUTE", "ZONE", "PLACE"), (), pattern("adjacent", "entitled"), "PROJECT", "name:entitled"),
    # “宜春发布”, 据宜春发布: what a city calls its own channel.
    (("PLACE",), ("“", "据"), pattern("adjacent", "release"), "INSTITUTE", "place:release"),
    # 2021中国人工智能峰会（CAIS 2021）: the short name in letters.
    (("EVENT", "PROJECT", "INSTITUTE", "GOV"), (), pattern("adjacent", "letters"), "", "name:letters"),
    # 京哈高速遵化出口, 贵广高铁榕江站: a place on a line, whether the line is one or works.
    (("PLACE", "PROJECT"), (), pattern("adjacent", "station"), "PLACE", "place:station"),
)
NAMESAKES_OF = {label: tuple(row[1:] for row in NAMESAKES if label in row[0]) for row in NAMESAKES for label in row[0]}

# 延安三路109号, 市政府办公室: what follows belongs to the name.
TAILS = {
    label: pattern("adjacent", label.lower())
    for label in ("PLACE", "COMPANY", "GOV", "INSTITUTE", "PRODUCT", "PROJECT")
}


def _is_place(reading: Reading, branch: re.Match[str]) -> bool:
    start, end = branch.span("place")
    return any((hit.start, hit.end) == (start, end) for hit in reading.hits_within(start, end))


def _is_seated(text: str, candidate: Candidate, place: Hit) -> bool:
    """Tell whether the bare name of a city or a province begins a company's name (陕西|烽火电子, 无锡|华虹)."""
    if not candidate.source.startswith("lexicon:") or place.entry.get("kind") == "country":
        return False
    bare = place.entry.get("level") in CITIES and place.entry.full != place.entry.term
    return bare and text[place.start - 1 : place.start] not in GONE_TO


def _seat(reading: Reading, candidate: Candidate, places: Mapping[int, Hit]) -> int | None:
    """Return where the divisions before a lexicon name begin that belong to it, None where there are none."""
    start = candidate.start
    if candidate.label not in WITH_PLACE or not candidate.source.startswith("lexicon:") or start not in places:
        return None
    if _is_apart(reading, candidate, places[start]):
        return None
    while start in places and candidate.start - start < LONGEST_CHAIN:
        start = places[start].start
    return start


def _is_apart(reading: Reading, candidate: Candidate, place: Hit) -> bool:
    """Tell whether a foreign office stands in a city that is no part of its name (华盛顿|白宫)."""
    own = reading.hits_within(candidate.start, candidate.end)
    foreign = bool(own) and own[0].entry.get("level") == "foreign"
    return candidate.label == "GOV" and foreign and place.entry.get("kind") == "city"


def _first_part(text: str, candidate: Candidate, places: Mapping[int, Hit]) -> int | None:
    """Return where a name begins whose first part a dash or its rank parts from it; None where it has no such part.

    江宁—|明光合作产业园; 国家火炬|青岛海洋生物医药特色产业基地; 州、|市工信局.
    """
    start = candidate.start
    if candidate.label == "GOV" and (levels := JOINT.search(text, max(0, start - LONGEST_RANK), start)):
        return levels.start()
    if candidate.label == "ZONE" and (rank := TORCH.search(text, max(0, start - LONGEST_RANK), start)):
        return rank.start()
    if start - 1 not in places or text[start - 1 : start] not in DASHES:
        return None
    joined = candidate.label in JOINED or text.endswith(LINES, start, candidate.end)
    if not joined or not any(place.start == start for place in places.values()):
        return None
    first = start
    while text[first - 1 : first] in DASHES and first - 1 in places:
        # 宿州—宿迁—|淮安铁路
        first = places[first - 1].start
    return first if first < start else None


def find_extended(reading: Reading, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield lexicon names together with the place before them, and companies with their branch."""
    places = {hit.end: hit for hit in reading.hits if hit.entry.label == "PLACE"}
    sites = {hit.start: hit for hit in places.values()}
    hosts = {(hit.end, hit.entry.label): hit for hit in reading.hits if hit.entry.label in NESTED}
    for candidate in found:
        tail = TAILS[candidate.label].match(reading.text, candidate.end) if candidate.label in TAILS else None
        if tail:
            yield candidate._replace(end=tail.end(), source=f"{candidate.label.lower()}:tail")
        if host := hosts.get((candidate.start, candidate.label)):
            yield Candidate(host.start, candidate.end, candidate.label, "host-before", candidate.tier)
        if (start := _first_part(reading.text, candidate, places)) is not None:
            # 建设宿州—宿迁—淮安铁路: under way the whole line is works.
            built = candidate.label == "PLACE" and is_built(reading.text, start, candidate.end)
            yield candidate._replace(start=start, source="name:joined", label="PROJECT" if built else candidate.label)
        yield from _named_after(reading.text, candidate)
        if (start := _seat(reading, candidate, places)) is not None:
            yield Candidate(start, candidate.end, candidate.label, "place-before", candidate.tier)
        if candidate.label in SITED and (end := _sited(reading.text, candidate, sites)) is not None:
            yield candidate._replace(end=end, source=f"{candidate.label.lower()}:sited")
        if candidate.label == "COMPANY":
            yield from _of_company(reading, candidate, places.get(candidate.start))


def _of_company(reading: Reading, company: Candidate, place: Hit | None) -> Iterator[Candidate]:
    """Yield a company with the place before it and with its branch, and what it builds."""
    if works := UNDERTAKING.match(reading.text, company.end):
        yield Candidate(company.start, works.end(), "PROJECT", "company:undertaking", company.tier)
    if place is not None and _is_seated(reading.text, company, place):
        yield Candidate(place.start, company.end, "COMPANY", "place-before", company.tier)
    branch = BRANCH.match(reading.text, company.end)
    if branch and (branch["place"] is None or _is_place(reading, branch)):
        yield Candidate(company.start, branch.end(), "COMPANY", "company:branch", company.tier)


def _sited(text: str, host: Candidate, sites: Mapping[int, Hit]) -> int | None:
    """Return where an institute or a zone ends that its place belongs to (检测中心（中山）, 研究所|东莞|分部)."""
    if text[host.end : host.end + 1] in ("（", "("):
        place = sites.get(host.end + 1)
        return place.end + 1 if place is not None and text[place.end : place.end + 1] in ("）", ")") else None
    place = sites.get(host.end)
    part = SITED[host.label].match(text, place.end) if place is not None else None
    return part.end() if part else None


def _named_after(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """Yield the offices, stations and channels that are named after a place, a zone or a line."""
    for before, form, label, rule in NAMESAKES_OF.get(candidate.label, ()):
        if not before or text[candidate.start - 1 : candidate.start] in before:
            match = form.match(text, candidate.end)
            if match and "own" in form.groupindex:
                yield Candidate(*match.span("own"), candidate.label, rule, candidate.tier)
            elif match:
                yield Candidate(candidate.start, match.end(), label, rule, candidate.tier)
