"""Doubtful lexicon names that their document confirms."""

import re

from annot.annotate.gazetteer import Hit
from annot.annotate.patterns import pattern
from annot.annotate.places import is_within
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import words

__all__ = ["confirm"]

# 碑林产业带, 联想创新园: a doubtful name directly before the head of a zone, an office or a road.
HEAD_AFTER = pattern("places", "head_after")
VERBAL = frozenset(("v", "vn"))
# A verb or an adjective is confirmed by nothing.
NEVER = frozenset(("v", "a", "d", "vn", "p", "c", "m", "f"))
# 沾化|经济开发区: before the full form of a zone or an office even a verb is a county.
FORMAL = re.compile(
    "(?:高新|经济|工业)[一-龥]{0,4}(?:开发区|园区|高新区)|高新区|经开区|[市区县]委(?!托|派|任)|[市区县]政府|人民法院|人民检察院"
)
# 定远、凤阳: an adverb or a numeral in a list of places is one; a verb or an adjective may be its own word.
UNLISTED = frozenset(("v", "a", "vn", "p", "c", "ad", "l", "i", "b", "s", "t", "f"))
PROPER_TAGS = frozenset(("ns", "nr", "nz"))
SEPARATORS = ("、", "和", "与")
FARTHEST = 12
# 荣耀、小米: each may wait for the one beside it.
ROUNDS = 2


def confirm(reading: Reading) -> None:
    """Take for names the doubtful places that their document explains, and the companies in lists of such."""
    seats = {hit.entry.full for hit in reading.hits} | {hit.entry.get("parent") for hit in reading.hits}
    doubtful = [hit for hit in reading.doubtful if hit.entry.label == "PLACE"]
    reading.confirm([hit for hit in doubtful if _is_related(reading, hit, seats) or _is_explained(reading, hit)])
    for _ in range(ROUNDS):
        listed = [
            hit for hit in reading.doubtful if hit.entry.label in ("PLACE", "COMPANY") and _is_listed(reading, hit)
        ]
        if not listed:
            break
        reading.confirm(listed)


def _is_related(reading: Reading, hit: Hit, seats: set[str]) -> bool:
    """Tell whether a county is a word by itself in a document that names its city, or another county of it."""
    parent = hit.entry.get("parent")
    return bool(parent) and parent in seats and reading.words.tag_at(hit.start, hit.end) in PROPER_TAGS


def _is_explained(reading: Reading, hit: Hit) -> bool:
    tag = reading.words.tag_at(hit.start, hit.end)
    # 老城区 is a common noun, and explains nothing.
    full = hit.entry.full
    if full != hit.entry.term and full in reading.text and full not in words("no-place"):
        return tag not in NEVER or tag == "m"
    plain = _is_plain(hit.entry.term)
    headed = not plain and bool(HEAD_AFTER.match(reading.text, hit.end))
    # 、|临高|金牌港开发区: at the beginning of its stretch a county is one whatever the dictionary says.
    if headed and (tag not in NEVER or reading.text[hit.start - 1 : hit.start] in "、，；（("):
        return True
    if hit.entry.get("level") == "county" and FORMAL.match(reading.text, hit.end) and not plain:
        return reading.words.starts_at(hit.start)
    before = reading.hits_within(max(0, hit.start - FARTHEST), hit.start)
    if not before or before[-1].end != hit.start:
        return False
    # 南京江北新材料科技园|定远|合作产业园: a zone of one city in another.
    seat = before[-1].entry.label == "ZONE" and bool(HEAD_AFTER.match(reading.text, hit.end))
    # 东北、辽宁|振兴发展: behind its province a verb is still one.
    return seat or (is_within(hit, before[-1]) and tag not in VERBAL)


def _is_plain(term: str) -> bool:
    return any(term in words(kind) for kind in ("stop", "generic", "name", "verbal"))


def _is_listed(reading: Reading, hit: Hit) -> bool:
    """Tell whether a sure name of the same label stands beside it in a list."""
    text, label = reading.text, hit.entry.label
    if label == "PLACE" and reading.words.tag_at(hit.start, hit.end) in UNLISTED:
        return False
    before = reading.hits_within(max(0, hit.start - FARTHEST), hit.start)
    after = reading.hits_within(hit.end, hit.end + FARTHEST)
    left = bool(before) and before[-1].entry.label == label and text[before[-1].end : hit.start] in SEPARATORS
    right = bool(after) and after[0].entry.label == label and text[hit.end : after[0].start] in SEPARATORS
    return left or right
