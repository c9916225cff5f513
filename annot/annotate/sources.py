"""All sources of candidates in one place."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from annot.annotate.address import without_address
from annot.annotate.adjacent import find_extended
from annot.annotate.announced_projects import find_announced
from annot.annotate.blocks import find_blocks
from annot.annotate.building import find_built
from annot.annotate.candidate import BLOCK, Candidate, Tier
from annot.annotate.companies import find_companies
from annot.annotate.confirmation import confirm
from annot.annotate.coordination import find_coordinated
from annot.annotate.counted_places import find_counted_places, find_listed_towns
from annot.annotate.datelines import find_datelines
from annot.annotate.events import find_events
from annot.annotate.gatherings import find_gatherings
from annot.annotate.gazetteer import Hit
from annot.annotate.goods import find_goods
from annot.annotate.government import find_ruled
from annot.annotate.industries import find_industries
from annot.annotate.joined_industries import find_joined
from annot.annotate.known_industries import find_known_industries
from annot.annotate.lexicon import FOLDER, read_lexicon
from annot.annotate.lists import find_listed
from annot.annotate.memory import find_repeated
from annot.annotate.names import HeadFinder, find_names
from annot.annotate.persons import find_persons
from annot.annotate.places import find_places
from annot.annotate.policies import find_policies
from annot.annotate.quotes import find_quotes
from annot.annotate.reading import Reading
from annot.annotate.resolution import resolve
from annot.annotate.seated import find_seated
from annot.annotate.siblings import find_siblings
from annot.annotate.time import find_times
from annot.annotate.titled import find_titled
from annot.annotate.undertakings import find_undertakings
from annot.annotate.unlisted_places import find_unlisted_places
from annot.annotate.ventures import find_ventures
from annot.annotate.works import find_works, is_counted, is_under_way

__all__ = ["propose"]

# Where an industry and a company whose name ends in its trade are proposed for one place, the list decides.
FIELDS = frozenset(("industry:list", "industry:fields", "lexicon:industries"))
TRADES = frozenset(("company:trade", "company:bounded"))
# Labels whose lexicon names need a context; their own modules judge it.
JUDGED = frozenset(("POLICY", "INDUSTRY"))
# Bodies of a government that the guideline counts among institutes for what they do.
UNQUOTED = frozenset(("EVENT", "ZONE", "GOV", "INSTITUTE", "COMPANY", "PLACE"))
# An illness is an event only as an epidemic (新冠肺炎疫情), which the event grammar reads.
ILLNESSES = frozenset(("新冠肺炎", "新冠", "非典", "新型冠状病毒", "新型冠状病毒肺炎", "禽流感"))
LONGEST_HOLDER = 12
# 西南与青原区接壤: a side, not the region.
SIDES = frozenset(("东南", "西南", "东北", "西北", "东部", "西部", "中部"))
DIRECTED = re.compile("[邻接临靠毗连依濒傍]|[与和同距][^，。；,;\n]{1,24}?(?:接壤|毗邻|相邻|交界|相连|相接|相望|隔)")
LINES = ("铁路", "高铁", "高速", "高速公路", "城际", "大桥", "隧道")
ROCKETS = "运载火箭"
SCHOLARLY = ("研究中心", "研究院", "科学院", "气象台", "新闻社", "出版社", "报社", "党校", "电视台", "实验室")


def propose(reading: Reading, finder: HeadFinder, *, date: str = "") -> list[Candidate]:
    """Return the candidates of every rule and lexicon for a document.

    Args:
        reading: The document.
        finder: The heads of names.
        date: Day of publication, ISO 8601; empty when unknown.
    """
    confirm(reading)
    found = [
        *_known(reading),
        *find_blocks(reading),
        *find_places(reading),
        *find_counted_places(reading),
        *find_listed_towns(reading),
        *find_unlisted_places(reading),
        *find_names(reading, finder),
        *find_ruled(reading),
        *find_quotes(reading),
        *find_titled(reading),
        *find_policies(reading),
        *find_persons(reading),
        *find_datelines(reading),
        *find_events(reading),
        *find_gatherings(reading),
        *find_industries(reading),
        *find_known_industries(reading),
        *find_companies(reading),
        *find_seated(reading),
        *find_listed(reading),
        *find_works(reading),
        *find_goods(reading),
        *find_built(reading),
        *find_undertakings(reading),
        *find_ventures(reading),
        *find_announced(reading),
        *_times(reading, date),
    ]
    fields = {(one.start, one.end) for one in found if one.source in FIELDS}
    found = [one for one in found if not (_is_generic(reading.text, one) or _is_field(one, fields))]
    found += [*find_extended(reading, found), *find_joined(reading, found)]
    found = list(without_address(reading, found))
    chosen = resolve(found)
    members = [*find_coordinated(reading, chosen), *find_siblings(reading, chosen)]
    if members := [one for one in members if reading.text[one.start : one.end] not in _generic()]:
        found += members
        chosen = resolve(found)
    repeated = list(find_repeated(reading, chosen))
    return [*found, *repeated, *find_extended(reading, repeated)]


def _is_field(candidate: Candidate, fields: set[tuple[int, int]]) -> bool:
    """Tell whether what ends in a trade is a field in a list of fields, and no company (光伏材料、高分子材料等产业)."""
    return candidate.source in TRADES and (candidate.start, candidate.end) in fields


@cache
def _generic() -> frozenset[str]:
    return frozenset(entry.term for entry in read_lexicon(FOLDER / "generic.tsv"))


def _is_generic(text: str, candidate: Candidate) -> bool:
    """Tell whether a candidate is a common noun (国家重点实验室, 上市公司); blocks and the user's names are kept."""
    return candidate.tier is Tier.NORMAL and text[candidate.start : candidate.end] in _generic()


def _is_common(text: str, hit: Hit) -> bool:
    """Tell whether a lexicon name is none here: a side (西南与…接壤), or an illness that is no epidemic."""
    if hit.entry.label == "EVENT":
        return hit.entry.term in ILLNESSES
    return hit.entry.term in SIDES and bool(DIRECTED.match(text, hit.end))


def _known(reading: Reading) -> Iterator[Candidate]:
    for hit in reading.hits:
        label = hit.entry.label
        if label in JUDGED or _is_common(reading.text, hit):
            continue
        if label == "PROJECT" and is_counted(reading.text, hit.end):
            label = BLOCK
        if label == "GOV" and hit.entry.term.endswith(SCHOLARLY) and not hit.is_own:
            label = "INSTITUTE"
        if label == "COMPANY" and hit.entry.term.endswith("基金"):
            label = "PRODUCT"
        if label in UNQUOTED and hit.entry.term.startswith("“") and hit.entry.term.endswith("”"):
            # Quotation marks belong to the names of policies, products and projects only (guideline 5).
            yield Candidate(hit.start + 1, hit.end - 1, label, f"lexicon:{hit.lexicon}")
            continue
        if label == "PROJECT" and hit.entry.term.endswith(LINES) and not is_under_way(reading.text, hit.start, hit.end):
            # 宁杭高铁穿境而过: a line in a clause that speaks of no works is a place (guideline 23).
            label = "PLACE"
        tier = Tier.USER if hit.is_own else Tier.NORMAL
        if label == "PRODUCT" and hit.entry.term.endswith(ROCKETS) and not hit.is_own:
            # 长征三号乙|运载火箭: what it is stands after its name (guideline 3).
            yield Candidate(hit.start, hit.end - len(ROCKETS), label, f"lexicon:{hit.lexicon}", tier)
            continue
        if label == "PRODUCT" and _fills_quote(reading.text, hit.start, hit.end):
            # “洛川苹果”: quotation marks belong to the name of a product (guideline 5).
            yield Candidate(hit.start - 1, hit.end + 1, label, f"lexicon:{hit.lexicon}", tier)
        yield Candidate(hit.start, hit.end, label, f"lexicon:{hit.lexicon}", tier)


def _fills_quote(text: str, start: int, end: int) -> bool:
    numbered = any(character.isdigit() for character in text[start:end])
    return text[start - 1 : start] == "“" and text[end : end + 1] == "”" and not numbered


def _times(reading: Reading, date: str) -> Iterator[Candidate]:
    """Yield the times, but not what a name holds in its midst (光|明日|报)."""
    reference = dt.date.fromisoformat(date) if date else None
    for span in find_times(reading.text, reference=reference):
        holders = reading.hits_within(max(0, span.start - LONGEST_HOLDER), span.end + LONGEST_HOLDER)
        if not any(hit.start < span.start and span.end < hit.end for hit in holders):
            yield Candidate(span.start, span.end, "TIME", span.source, Tier.SURE, span.value)
