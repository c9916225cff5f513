"""Two fields that 及 makes one industry (guideline 4): 生物医药及医疗器械, 半导体材料及零部件产业."""

import re
from collections.abc import Iterable, Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.fields import field_before, is_vague
from annot.annotate.grown_industries import is_plain
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import words

__all__ = ["find_joined"]

JOINT = re.compile("(?<![以涉普提惠波触兼遍危推延企])及(?![其时早])")
# What may end the second field when nothing says that it is an industry.
RIGHT = re.compile("[一-龥]{2,7}?(?<!展)(?=[、，。；]|产业(?![园基])|集群|等|和|与|为)")
TAILS = words("field-tail")
SITES = ("基地", "综合体", "中心", "园区")


def find_joined(reading: Reading, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the whole of two fields one of which is an industry and beside a 及."""
    text = reading.text
    fields = [one for one in found if one.label == "INDUSTRY" and one.tier is Tier.NORMAL]
    if not fields:
        return
    starts = {one.start: one.end for one in sorted(fields)}
    ends = {one.end: one.start for one in sorted(fields, reverse=True)}
    for joint in JOINT.finditer(text):
        start, end = ends.get(joint.start()), starts.get(joint.end())
        if start is None and end is None:
            continue
        if start is None:
            start = _left(reading, joint.start())
        if end is None:
            right = RIGHT.match(text, joint.end())
            known = right and (right.group() in TAILS or is_plain(reading, *right.span()))
            end = right.end() if right and known else None
        if start is not None and end is not None and not _closes_list(text, start, end):
            yield Candidate(start, end, "INDUSTRY", "industry:joined")


def _closes_list(text: str, start: int, end: int) -> bool:
    """Tell whether 及 parts the last two members of a list (新材料、新能源及装备等) or leads to a site of works."""
    last = text[start - 1 : start] == "、" and text[end : end + 1] != "、"
    return last or text.endswith(SITES, start, end)


def _left(reading: Reading, end: int) -> int | None:
    """Return where the first field begins, None where what stands before 及 names none."""
    field = field_before(reading, end)
    if not field or field[-1].end != end or is_vague(field, reading.text[field[0].start : end]):
        return None
    return field[0].start
