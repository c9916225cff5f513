"""The memory of a document: a name given in full makes its short forms names of the same label."""

import re
from collections.abc import Iterable, Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import COMMON_LEVELS, Reading
from annot.annotate.segmenter import is_known
from annot.annotate.vocabulary import words

__all__ = ["find_repeated"]

# 以下简称“…”, 简称…: the text itself says the short form.
DEFINED = re.compile('[（(](?:以下)?(?:简称|统称|下称)[：:]?[“"《]?([^”"》）)]{2,16})[”"》]?[）)]')
COMPANY_TAIL = pattern("memory", "company_tail")
FIELD_TAIL = pattern("memory", "field_tail")
UNSURE = frozenset(("name:公司", "name:项目", "name:集团", "work:line"))
ZONE_END = re.compile("[一-龥]+(?:高新区|开发区|经开区|新区|自贸区|示范区|园区|度假区|合作区|科学城)")
LONGEST_KIND = 3  # characters of 高新区, which names no zone by itself
OFFICE = pattern("memory", "office")
LABELS = frozenset(("GOV", "COMPANY", "INSTITUTE", "PERSON", "ZONE", "EVENT", "PRODUCT", "PROJECT", "PLACE"))
# Of these names quotation marks are no part (guideline 5).
UNQUOTED = frozenset(("GOV", "COMPANY", "INSTITUTE", "ZONE", "EVENT"))
COMMON = words("bare")
SEATED = re.compile("(?P<brand>[一-龥]{2,4})[（(][一-龥]{2,6}[）)]")
TRADES = sorted(words("company-trade") | words("trade"), key=lambda one: (len(one), one))
SHORTEST_BRAND, LONGEST_BRAND = 2, 4
SHORTEST_SURE = 3
# Up to so many characters to compare, looking for one form after another costs less than building an automaton.
WORTH_AN_AUTOMATON = 1_000_000


def find_repeated(reading: Reading, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield further places of the names already found, in full and in short."""
    text = reading.text
    chosen = list(chosen)
    forms: dict[str, str] = {}
    for candidate in chosen:
        if candidate.label not in LABELS or candidate.tier is Tier.GUESS or candidate.source in UNSURE:
            continue
        defined = DEFINED.match(text, candidate.end + (text[candidate.end : candidate.end + 1] == "”"))
        if defined and candidate.label in UNQUOTED:
            yield Candidate(*defined.span(1), candidate.label, "memory:defined", Tier.SURE)
        for form, label in _forms(reading, candidate, defined.group(1) if defined else ""):
            forms.setdefault(form, label)
    taken = {(candidate.start, candidate.end) for candidate in chosen}
    for start, end in _places(text, forms):
        # 各县（市、区）住房和城乡建设局 are many, not the one that was named.
        if (
            (start, end) not in taken
            and text[start - 1 : start] not in ("）", ")")
            and text[end - 1 : end + 1] not in COMMON_LEVELS
            and not _splits(reading, start, end, forms[text[start:end]])
        ):
            yield Candidate(start, end, forms[text[start:end]], "memory:repeat")


def _forms(reading: Reading, candidate: Candidate, defined: str) -> Iterator[tuple[str, str]]:
    """Yield the forms in which a name may come again, with their labels."""
    surface = reading.text[candidate.start : candidate.end]
    for form in (surface, defined, *_short_forms(reading, candidate, surface)):
        plain = candidate.label == "COMPANY" and len(form) == SHORTEST_BRAND and is_known(form) and form != surface
        if len(form) > 1 and form not in COMMON and not plain and not _is_common(form):
            yield form, candidate.label
    if zone := _zone_of(candidate, reading.text):
        yield zone, "ZONE"


def _zone_of(candidate: Candidate, text: str) -> str:
    """Return the zone that an office is named after (江澜新区|管委会), an empty text where it has none."""
    zone = ZONE_END.match(text, candidate.start, candidate.end - 1) if candidate.label == "GOV" else None
    return zone.group() if zone and len(zone.group()) > LONGEST_KIND and not _is_common(zone.group()) else ""


def _places(text: str, forms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the forms stand, leftmost-longest, in order."""
    forms = list(forms)
    if len(forms) * len(text) > WORTH_AN_AUTOMATON:
        from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

        automaton = CharwiseDoubleArrayAhoCorasick(forms, match_kind=MATCH_KIND_LEFTMOST_LONGEST)
        return [(start, end) for start, end, _ in automaton.find(text)]
    seen = sorted((start, -len(form)) for form in forms for start in _finds(text, form))
    places, done = [], 0
    for start, length in seen:
        if start >= done:
            done = start - length
            places.append((start, done))
    return places


def _finds(text: str, form: str) -> Iterator[int]:
    place = text.find(form)
    while place >= 0:
        yield place
        place = text.find(form, place + 1)


def _is_common(form: str) -> bool:
    return form in words("generic") or form in words("stop") or form in words("name")


def _splits(reading: Reading, start: int, end: int, label: str) -> bool:
    # 张兆熙|师从: the tagger often takes more into a name of three characters than it has.
    least = SHORTEST_SURE if label in ("PERSON", "COMPANY") else SHORTEST_SURE + 1
    return end - start < least and reading.words.cuts(start, end)


def _short_forms(reading: Reading, candidate: Candidate, surface: str) -> Iterator[str]:
    if "·" in surface and len(surface.split("·")[0]) > 2:
        yield surface.split("·")[0]
    if candidate.label == "PLACE" and len(surface) > 2 and surface[-1] in "县市区" and " " not in surface:
        stem = surface[:-1]
        if (
            reading.words.tag_at(candidate.start, candidate.start + len(stem)) in ("ns", "nr", "nz", "")
            and len(stem) < 5
        ):
            yield stem
    if candidate.label == "GOV":
        yield from _office_forms(reading, candidate)
    if candidate.label == "COMPANY":
        yield from _company_forms(reading, candidate, surface)


def _office_forms(reading: Reading, candidate: Candidate) -> Iterator[str]:
    """Shorten 青岛高新区招商部 to 招商部, 青岛高新区管委会 to 管委会 and 管委."""
    inner = [
        hit.end
        for hit in reading.hits_within(candidate.start, candidate.end - 1)
        if hit.entry.label in ("PLACE", "ZONE", "GOV")
    ]
    zone = ZONE_END.match(reading.text, candidate.start, candidate.end - 1)
    start = max([*inner, zone.end() if zone else 0], default=0)
    rest = reading.text[start : candidate.end] if start else ""
    if OFFICE.search(rest):
        yield rest
        if rest.endswith(("管委会", "工委")):
            # 园区党工委副书记、管委会主任: the two offices of one zone.
            yield "管委会"
            yield "管委"


def _branded_forms(stem: str) -> Iterator[str]:
    """Shorten 启智（芜湖）智能机器人 to 启智机器人: the brand before its seat, and the trade at the end."""
    seated = SEATED.match(stem)
    trade = next((one for one in TRADES if stem.endswith(one)), "")
    if seated and trade:
        yield seated["brand"] + trade
    if seated and len(seated["brand"]) > SHORTEST_BRAND:
        yield seated["brand"]


def _company_forms(reading: Reading, candidate: Candidate, surface: str) -> Iterator[str]:
    """Shorten 天津鹏翎集团股份有限公司 to 天津鹏翎 and 鹏翎."""
    stem = COMPANY_TAIL.sub("", surface)
    if surface.endswith("集团") and len(stem) == SHORTEST_BRAND and not is_known(stem):
        yield stem
    if stem == surface or len(stem) < 3:
        return
    yield from _branded_forms(stem)
    yield stem
    places = [hit for hit in reading.hits_within(candidate.start, candidate.end) if hit.entry.label == "PLACE"]
    place_end = places[0].end - candidate.start if places and places[0].start == candidate.start else 0
    bare = FIELD_TAIL.sub("", stem)
    if len(bare) - place_end >= 2:
        yield bare
        yield bare[place_end:]
        # 山路集团, 山路公司 for 内蒙古山路能源集团有限责任公司
        brand = FIELD_TAIL.sub("", COMPANY_TAIL.sub("", bare))[place_end:]
        yield from (brand + form for form in ("集团", "公司") if SHORTEST_BRAND <= len(brand) <= LONGEST_BRAND)
    if place_end and len(stem) - place_end >= 3:
        yield stem[place_end:]
