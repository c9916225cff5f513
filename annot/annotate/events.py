"""Events that a number or a year opens: 第十四届中国艺术节, 2024年中国罕见病大会, 党的二十大."""

import re
from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading

__all__ = ["find_events", "whole_event"]

# What opens an event, and what may go on after it.
OPENS_EDITION = re.compile("第[0-9〇零一二三四五六七八九十百]{1,4}届|首届(?!“)")
EDITION = pattern("events", "edition")
OPENS_YEAR = re.compile("20[0-9]{2}年?(?:度)?")
YEAR = pattern("events", "year")
YEAR_BEFORE = re.compile("(?:19|20)[0-9]{2}年?(?:度)?$")
YEAR_STOPS = pattern("events", "year_stops")
# 科技创新与产业创新深度融合推进大会: a great assembly may be named after two things.
YEAR_JOINTS = pattern("events", "year_joints")
ASSEMBLY = pattern("events", "assembly")
CONGRESS = pattern("events", "congress")
SESSION = pattern("events", "session")
SESSION_AT = pattern("events", "session_at")
LONGEST_SESSION = 9  # characters of the level, the body and the number before 届
KNOWN = pattern("events", "known")
JOINED = pattern("gatherings", "joined")
# 全球智博会, 文昌市两会
WORLDWIDE = frozenset(("全球", "世界", "中国", "国际"))
# 博鳌亚洲论坛2023年年会
ANNUAL = re.compile("(?:20[0-9]{2}年?)?年会")
SESSIONS = re.compile("两会")
BEFALLEN = re.compile("危机|疫情|地震|冲突|战$|战争|双1|双十|台风")
LONGEST_YEAR = 6
# 在县第十七届人民代表大会…上: the level stands for the place.
LEVEL = re.compile("(?:自治)?[省市区县州旗]")
LEVEL_BEFORE = re.compile("(?:自治)?[省市区县州旗]$")
LONGEST_LEVEL = 3


def find_events(reading: Reading) -> Iterator[Candidate]:
    """Yield the events that begin with a number or a year, and those the whole country knows."""
    text = reading.text
    hosts = {hit.end: hit.start for hit in reading.hits if hit.entry.label == "PLACE"}
    for opening in OPENS_EDITION.finditer(text):
        if event := EDITION.match(text, opening.end()):
            year = YEAR_BEFORE.search(text, max(0, opening.start() - LONGEST_YEAR), opening.start())
            start = year.start() if year else opening.start()
            if "人民代表大会" in event.group():
                start = _host(text, hosts, start)
            yield Candidate(start, whole_event(text, start, event.end()), "EVENT", "event:edition", Tier.SURE)
    for opening in OPENS_YEAR.finditer(text):
        event = YEAR.match(text, opening.end())
        if event and _is_named(event.group(1)) and not text[opening.start() - 1 : opening.start()].isdigit():
            yield Candidate(
                opening.start(), whole_event(text, opening.start(), event.end()), "EVENT", "event:year", Tier.SURE
            )
    for match in CONGRESS.finditer(text):
        yield Candidate(*match.span(), "EVENT", "event:congress")
    yield from _sessions(text, hosts)
    yield from _known(text, hosts)


def whole_event(text: str, start: int, end: int) -> int:
    """Return where an event ends with what is held together with it (…学术年会暨…大会), and with its quotation mark."""
    joined = JOINED.match(text, end)
    end = joined.end() if joined else end
    # 2016迎新“郁金香花节|”
    quoted = text.count("“", start, end) > text.count("”", start, end) and text[end : end + 1] == "”"
    return end + quoted


def _host(text: str, hosts: dict[int, int], end: int) -> int:
    """Return where the place begins whose congress meets (张掖市甘州区|第十九届…), or its level (自治区|十一届…)."""
    level = LEVEL_BEFORE.search(text, max(0, end - LONGEST_LEVEL), end)
    start = level.start() if level else end
    while end in hosts:
        start = end = hosts[end]
    return start


def _sessions(text: str, hosts: dict[int, int]) -> Iterator[Candidate]:
    """Yield plenums and the sessions of congresses: 二十届三中全会, 县十七届人大二次会议."""
    for match in matches_near(SESSION, SESSION_AT, text, before=LONGEST_SESSION):
        start = match.start()
        if "政协" in match.group() or "人大" in match.group():
            level = LEVEL.match(text, start)
            start = _host(text, hosts, level.end() if level else start)
        yield Candidate(start, match.end(), "EVENT", "event:session")


def _is_named(words: str) -> bool:
    """Tell whether the words after a year are a name, not what somebody did in it."""
    return not YEAR_STOPS.search(words) and (bool(ASSEMBLY.search(words)) or not YEAR_JOINTS.search(words))


def _known(text: str, hosts: dict[int, int]) -> Iterator[Candidate]:
    """Yield what the whole country knows by its short name, with its place, its scope and its year."""
    for match in KNOWN.finditer(text):
        start = hosts.get(match.start(), match.start())
        start -= 2 * (text[start - 2 : start] in WORLDWIDE)
        # 1998年|亚洲金融危机: what befalls a year is not named after it.
        befell = BEFALLEN.search(match.group())
        year = None if befell else YEAR_BEFORE.search(text, max(0, start - LONGEST_YEAR), start)
        start = year.start() if year else start
        yield Candidate(start, match.end(), "EVENT", "event:known", Tier.SURE if year else Tier.NORMAL)
        if annual := ANNUAL.match(text, match.end()):
            yield Candidate(start, annual.end(), "EVENT", "event:known", Tier.SURE)
    for match in SESSIONS.finditer(text):
        if match.start() in hosts:
            yield Candidate(hosts[match.start()], match.end(), "EVENT", "event:sessions")
