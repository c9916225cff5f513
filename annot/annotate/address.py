"""The address before a name: a zone or divisions are names of their own (宁波市北仑区|海天国际控股有限公司)."""

from collections.abc import Iterable, Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.gazetteer import Hit
from annot.annotate.reading import Reading

__all__ = ["without_address"]

NAMED = frozenset(("ZONE", "PROJECT", "COMPANY", "INSTITUTE"))
# A short name begins with the bare name of its city, if with any (北仑区|金发新材料).
SHORT = frozenset(("company:trade", "company:bounded", "list:company", "list:sibling"))
DIVISIONS = frozenset("省市区县州盟旗")
LEGAL_FORM = "有限公司"
FEWEST = 2  # divisions that make an address; one alone belongs to the name (宁波市北仑港务集团)


def without_address(reading: Reading, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield candidates without the address that stands before a name known by itself."""
    found = list(found)
    divisions = {hit.start: hit for hit in reading.hits if hit.entry.label == "PLACE" and _is_division(hit)}
    names = {hit.start for hit in reading.hits if hit.entry.label in NAMED}
    zoned = [candidate for candidate in found if candidate.label == "ZONE"]
    zones = {candidate.start: candidate.end for candidate in sorted(zoned, key=_length)}
    for candidate in found:
        start = _after_zone(reading.text, candidate, zones) or _after_address(candidate, divisions)
        moved = candidate.start < start < candidate.end
        if moved and (start in names or _is_firm(candidate) or LEGAL_FORM in reading.text[start : candidate.end]):
            yield candidate._replace(start=start)
        else:
            yield candidate


def _is_firm(candidate: Candidate) -> bool:
    return candidate.label == "COMPANY" or candidate.source.startswith("company:")


def _length(candidate: Candidate) -> int:
    return candidate.end - candidate.start


def _after_zone(text: str, candidate: Candidate, zones: dict[int, int]) -> int | None:
    """Return where a company's project begins behind the zone it stands in (西宁经开区|晶科能源股份有限公司…项目)."""
    end = zones.get(candidate.start, candidate.end)
    owned = candidate.label == "PROJECT" and candidate.tier is Tier.NORMAL
    return end if owned and end < candidate.end and LEGAL_FORM in text[end : candidate.end] else None


def _is_division(hit: Hit) -> bool:
    return hit.entry.term[-1] in DIVISIONS and hit.end - hit.start > FEWEST


def _after_address(candidate: Candidate, divisions: dict[int, Hit]) -> int:
    """Return where the name begins behind two divisions or more, else where the candidate does."""
    at, count = candidate.start, 0
    if candidate.label not in NAMED or candidate.tier is not Tier.NORMAL or candidate.source.startswith("lexicon:"):
        return at
    while at in divisions and divisions[at].end < candidate.end:
        at, count = divisions[at].end, count + 1
    return at if count >= (1 if candidate.source in SHORT else FEWEST) else candidate.start
