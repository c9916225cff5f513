"""Companies without a legal form: X总部, and short names that end in their trade (某某科技, 某某生物)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from annot.annotate.anchors import matches_near
from annot.annotate.boundary import PROPER, trim, window
from annot.annotate.candidate import BLOCK, Candidate, Tier
from annot.annotate.fields import field_openings
from annot.annotate.firms import find_led
from annot.annotate.patterns import pattern
from annot.annotate.reading import BREAKS, Reading
from annot.annotate.segmenter import UNKNOWN, Token, is_known
from annot.annotate.vocabulary import words

__all__ = ["find_companies"]

TRADE = pattern("companies", "trade")
# 5G通信, PPI数据: a technique or an index before its noun.
ACRONYM = re.compile(
    "[3-6]G|AI|IT|ICT|[CP]PI|PMI|GDP|IP|[VAMX]R|GPS|GIS|O?LED|IC|ESG|SaaS|RFID|[23]D|EDA|UWB|AGV|PCB|MEMS"
)
# 北方总部, 全球AI总部: what stands between a company and its 总部 is not its name (guideline 3).
GRID = pattern("companies", "grid")
HEADQUARTERS = pattern("companies", "headquarters")
HEADQUARTERS_END = re.compile("总部")
LONGEST_RANK = 40  # characters of 全球, 中国, AI … before 总部
SHORTEST_STEM = 2
LONGEST_SEAT = 8
LONGEST_STEM = 3  # characters of a made-up name between a place or a break and its trade
# 水是|农业的命脉, 也要用|新材料: what holds sentences together is in no made-up name.
GRAMMATICAL = frozenset("的了着过是也还就不要等又都已把被让给或但而吗呢之每这那我你他她它们么很更没做谁坐换谈施问在")
# 不施|化肥, 后交|材料: what the segmenter takes together and no name begins with.
LEFT_OVER = frozenset("不没后用需须")
LONGEST_PERSON = 3
# 钛及|新材料, 新材料|新能源: fields side by side, not a name and its trade.
JOINTS = frozenset("及和与")
# 先后到|雅美科技: what may stand before a name without a break.
LEADING = frozenset("到由与向和及在如除有")
NO_COMPANY = frozenset(("联合国", "北约", "欧盟", "欧佩克"))
# No name begins with a word that governs one: ，为修正药业…, 由同仁堂科技….
GOVERNING = frozenset("为由与和及在对将把被让给从向")


def find_companies(reading: Reading) -> Iterator[Candidate]:
    """Yield the companies that a trade or a 总部 gives away."""
    yield from _traded(reading)
    yield from find_led(reading)
    for match in GRID.finditer(reading.text):
        if any(hit.start == match.start("place") for hit in reading.hits_within(*match.span("place"))):
            yield Candidate(*match.span(), "COMPANY", "company:grid")
    for match in matches_near(HEADQUARTERS, HEADQUARTERS_END, reading.text, before=LONGEST_RANK):
        found = trim(window(reading.tokens(match.start()), match.start()))
        if found and found[-1].word in NO_COMPANY:
            continue
        if found and found[-1].end == match.start() and found[-1].word[0].isalnum() and _is_brand(found):
            # 金溢科技|广州区域总部: where the house stands is no part of a known name.
            seated = len(found) > 1 and found[-1].tag == "PLACE" and found[-2].tag == "COMPANY"
            end = found[-2].end if seated else match.start()
            yield Candidate(found[0].start, end, "COMPANY", "company:headquarters")
            yield Candidate(match.start(), match.end(), BLOCK, "company:headquarters", Tier.SURE)


def _traded(reading: Reading) -> Iterator[Candidate]:
    """Yield the short names that end in their trade."""
    for start, end, _ in _trades().find(reading.text):
        if _is_person(reading, start, end):
            continue
        if not TRADE.match(reading.text, end):
            # 湖北|立星化工|接棒: behind a place a made-up name and its trade need nothing to follow.
            yield from (one for one in _bounded(reading, start, end) if one.start < start - LONGEST_STEM)
            continue
        found = trim(window(reading.tokens(start), start))
        if found and reading.text[found[0].start - 1 : found[0].start] in ("我", "全", "各"):
            continue
        if found and (reading.text[found[0].start : start] in field_openings() or ACRONYM.fullmatch(found[-1].word)):
            continue
        if found and _is_stem(found, start):
            yield Candidate(found[0].start, end, "COMPANY", "company:trade")
        elif reading.text[start:end] in words("seated-trade") and (seat := _seat(reading, start)) is not None:
            yield Candidate(seat, end, "COMPANY", "company:seated")
        else:
            yield from _bounded(reading, start, end)


@cache
def _trades() -> Any:  # noqa: ANN401 - daachorse ships no types
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(
        sorted(words("company-trade") | words("wares-trade")), match_kind=MATCH_KIND_LEFTMOST_LONGEST
    )


def _bounded(reading: Reading, trade: int, end: int) -> Iterator[Candidate]:
    """Yield a made-up name that fills the stretch between a break or a place and its trade (、立非生物)."""
    text = reading.text
    start = trade
    while start > trade - 4 and start > 0 and text[start - 1] not in BREAKS and not _ends_place(reading, start):
        if trade - start >= SHORTEST_STEM and text[start - 1] in LEADING:
            break
        start -= 1
    free = start == 0 or text[start - 1] in BREAKS or text[start - 1] in LEADING
    if not _may_be_coined(text[start:trade]) or is_known(text[trade - 1 : end]):
        return
    if not (free or _ends_place(reading, start)):
        return
    places = [hit for hit in reading.hits_within(max(0, start - 6), start) if hit.end == start]
    if not any(len(token.word) > 1 and _is_verb(token) for token in reading.words.tokens(start, trade)):
        yield Candidate(places[0].start if places else start, end, "COMPANY", "company:bounded")


def _may_be_coined(stem: str) -> bool:
    """Tell whether a stretch may be a made-up name: short, no word, no field, nothing that holds others together."""
    if not (SHORTEST_STEM <= len(stem) <= LONGEST_STEM and stem.isalpha() and GRAMMATICAL.isdisjoint(stem)):
        return False
    return not (stem[0] in GOVERNING or stem[-1] in JOINTS or stem in field_openings() or is_known(stem))


def _is_person(reading: Reading, trade: int, end: int) -> bool:
    """Tell whether the tagger knows a trade of one character as the end of somebody's name (闫素|云)."""
    start = end - LONGEST_PERSON
    tags = reading.words.tag_at(start, end), reading.words.tag_at(start, trade)
    return end - trade == 1 and start >= 0 and "nr" in tags


def _is_verb(token: Token) -> bool:
    """Tell whether a word begins another phrase than a name (研发|原|材料)."""
    return token.word in words("stop") or token.tag in ("v", "vn")


def _seat(reading: Reading, trade: int) -> int | None:
    """Return where the place begins that makes a company with a trade of its own (海南|旅投)."""
    hits = [hit for hit in reading.hits_within(max(0, trade - LONGEST_SEAT), trade) if hit.end == trade]
    return next((hit.start for hit in hits if hit.entry.label in ("PLACE", "ZONE")), None)


def _ends_place(reading: Reading, position: int) -> bool:
    return any(
        hit.end == position and hit.entry.label == "PLACE"
        for hit in reading.hits_within(max(0, position - 6), position)
    )


def _is_stem(found: list[Token], end: int) -> bool:
    """Tell whether the words before a trade are a made-up name, with or without a place before it."""
    own = [token for token in found if token.tag != "PLACE"]
    if not own or own[-1].end != end:
        return False
    if any(not GRAMMATICAL.isdisjoint(token.word) for token in own if len(token.word) == 1):
        return False
    if own[0].tag != "COMPANY" and own[0].word[0] in LEFT_OVER:
        return False
    length = end - own[0].start
    made_up = all(token.tag in ("nr", "nz", "nrt", "eng", "j", UNKNOWN) or len(token.word) == 1 for token in own)
    return made_up and SHORTEST_STEM <= length <= 6 and sum(len(token.word) == 1 for token in own) != 1


def _is_brand(found: list[Token]) -> bool:
    return any(token.tag in PROPER and token.tag not in ("PLACE", "ns", "ZONE", "GOV") for token in found)
