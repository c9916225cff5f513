"""What most members of a list are, the others are too: an unknown name among companies is a company."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from annot.annotate.boundary import PROPER, VERBAL, is_generic, window
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.fields import is_party
from annot.annotate.reading import Reading
from annot.annotate.segmenter import UNKNOWN

__all__ = ["find_coordinated"]

LABELS = frozenset(("COMPANY", "PLACE", "PRODUCT", "PROJECT", "INSTITUTE", "INDUSTRY"))
LONGEST_MEMBER = 12
TOWN_LENGTH = 2
TOWN_TAGS = frozenset(("ns", "nr", UNKNOWN))
PIECE_TAGS = frozenset(("n", "ng", "nr", "g", "zg", "j", "a", "ag", "b", "q", "nrt"))
# 查干湖冬捕: two characters behind a water or a town are no town.
NO_CITY = frozenset("湖河江山岛镇乡村洋海")
OFFICES = ("局", "委", "办", "厅", "公司", "部门", "院", "会")  # what a member of a list of places does not end in
FIELD_TAGS = frozenset(("n", "b", "nz", "j", "vn", "l", "INDUSTRY", UNKNOWN))
SHORTEST_FIELD, LONGEST_FIELD = 4, 8
# 光科检测项目、先进计算中心项目: among works a work needs no made-up word.
WORKS = ("项目", "基地", "工程", "生产线")
SHORTEST_WORK = 7


def find_coordinated(reading: Reading, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the unlabelled members of lists in which most members have one label."""
    by_end = {candidate.end: candidate for candidate in chosen}
    by_start = {candidate.start: candidate for candidate in chosen}
    for start, end in reading.lists:
        yield from _members(reading, start, end, by_start, by_end)


def _members(
    reading: Reading, start: int, end: int, by_start: dict[int, Candidate], by_end: dict[int, Candidate]
) -> Iterator[Candidate]:
    cuts = [position for position in range(start, end) if reading.text[position] == "、"]
    ends = [*cuts[1:], _last_end(reading.text, cuts[-1], end)]
    # A member between two separators is known by the name that begins it (a place only where the name fills it:
    # 苍溪雪梨 is none); the first member may begin earlier in its clause.
    opening = [(by_start[cut + 1], right) for cut, right in zip(cuts, ends, strict=True) if cut + 1 in by_start]
    labels = Counter(name.label for name, right in opening if name.label != "PLACE" or name.end == right)
    labels.update(by_end[cut].label for cut in cuts[:1] if cut in by_end)
    if not labels:
        return
    label, count = labels.most_common(1)[0]
    if label not in LABELS or count * 2 < len(cuts):
        return
    for cut, right in zip(cuts, ends, strict=True):
        first = by_start.get(cut + 1)
        if first is None and _is_member(reading, cut + 1, right, label):
            yield Candidate(cut + 1, right, label, f"list:coordinate-{label.lower()}", Tier.GUESS)
        # 、东莞凤岗、: a city and a town of it by its bare name.
        elif label == "PLACE" and first is not None and _is_town(reading, first, right):
            yield Candidate(cut + 1, right, label, "list:coordinate-town")


def _is_member(reading: Reading, start: int, end: int, label: str) -> bool:
    """Tell whether an unlabelled stretch of a list may be one of the others: works and fields in common words are."""
    if label == "INDUSTRY":
        return _is_field(reading, start, end)
    works = label == "PROJECT" and reading.text.endswith(WORKS, start, end) and end - start >= SHORTEST_WORK
    office = label == "PLACE" and reading.text.endswith(OFFICES, start, end)
    return works or (not office and _is_name(reading, start, end))


def _is_town(reading: Reading, city: Candidate, end: int) -> bool:
    """Tell whether a member is a place and two characters more that are no common word."""
    if city.label != "PLACE" or end - city.end != TOWN_LENGTH or not reading.text[city.end : end].isalpha():
        return False
    if reading.text[city.end - 1] in NO_CITY:
        return False
    rest = reading.words.tokens(city.end, end)
    pieces = all(token.tag in (TOWN_TAGS if len(token.word) > 1 else PIECE_TAGS | TOWN_TAGS) for token in rest)
    return pieces and not any(map(is_generic, rest))


def _is_field(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a member of a list of industries is made of nouns alone (、特种合金材料、)."""
    tokens = reading.words.tokens(start, end)
    nouns = all(token.tag in FIELD_TAGS for token in tokens) and not is_party(reading.text[start:end])
    return nouns and SHORTEST_FIELD <= end - start <= LONGEST_FIELD and tokens[-1].word not in VERBAL


def _last_end(text: str, cut: int, end: int) -> int:
    match = re.compile("等|和|及|与|为|在|的|[两三四五六七八九十][大个条省市区县州镇乡村地城]").search(text, cut, end)
    return match.start() if match else end


def _is_name(reading: Reading, start: int, end: int) -> bool:
    if not 2 <= end - start <= LONGEST_MEMBER:
        return False
    found = window(reading.tokens(start), end)
    if not found or found[0].start > start:
        return False
    inside = [token for token in found if token.start >= start]
    return not any(is_generic(token) for token in inside) and (
        any(token.tag in PROPER for token in inside) or sum(len(token.word) == 1 for token in inside) > 0
    )
