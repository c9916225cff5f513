"""Shares, by rule 18 of the guideline: 占…比重 is a name of its own, a share of a mere region is none."""

import re

from annot.annotation import Kind
from annot.metrics.inherited import inherited
from annot.metrics.marks import Marks, Place
from annot.metrics.modifiers import measured
from annot.metrics.preceding import left_phrase
from annot.metrics.sides import right_of

__all__ = ["share_before", "share_of"]

_SHARE = re.compile(
    r"(?<![独霸抢侵])占(?!地(?!区|方)|比|道|用|有|据)(?P<whole>[^，。；、\d]{0,24})$|占比(?=[^，。；、\d]{4,20}$)(?P<odd>[^，。；、\d]{4,20})$"
)
_FAR = 32
"""No share starts further before its number: a number may have no comma for a thousand characters before it."""
_MEAN = "平均"
_SHARES = ("比重", "比例", "份额", "比重的", "比例的")
_SCOPES = re.compile(
    r"(?:了|到|据)?(?:全[市省国区县球州镇疆盟旗]|本[市省区]|我[国省市]|世界)?(?:高新区|开发区|经开区|新区|自贸区|园区)?的?$"
)


def share_before(marks: Marks, place: int) -> re.Match[str] | None:
    """Return the 占… phrase of the clause that ends at the place."""
    return _SHARE.search(marks.text, max(marks.clause(place), place - _FAR), place)


def share_of(marks: Marks, index: int) -> tuple[Place | None, bool]:
    """Read 占…比重 by rule 18; the flag tells that the rule applies."""
    span, quantity = marks.quantities[index]
    if quantity.kind not in (Kind.PERCENT, Kind.RATIO, Kind.PERCENTAGE_POINT):
        return None, False
    place = marks.bare(index)[0]
    match = share_before(marks, place)
    if match is None or (span.label == "CHANGE" and not match[0].removesuffix(_MEAN).endswith(_SHARES)):
        return None, False
    if match["whole"] is not None and (_SCOPES.match(match["whole"]) or _is_place(marks, match.start("whole"), place)):
        return _had(marks, index, match), True
    of = marks.text[place : place + 1] == "的"
    end = place - (match[0].endswith("的") and not of) - (len(_MEAN) if match[0].endswith(_MEAN) else 0)
    return (_shared_from(marks, index, match), end), True


def _had(marks: Marks, index: int, match: re.Match[str]) -> Place | None:
    """Return what a region has a share of: behind the number (占全省13%的|外商投资), before 占, or told before."""
    end = marks.quantities[index][0].end
    if marks.text[end : end + 1] == "的" and (right := right_of(marks, index, of=True)):
        return right
    owned = left_phrase(marks.text, marks.floor(index, match.start()), match.start())
    return owned or inherited(marks, index, any_unit=True)


def _is_place(marks: Marks, start: int, end: int) -> bool:
    """Tell whether a share is only of a region, which does not say of what: 工业总产值…占|北京市|的51%."""
    named = marks.before(end) or marks.before(end - 1)
    return named is not None and named.start == start and named.label in ("PLACE", "ZONE")


def _shared_from(marks: Marks, index: int, match: re.Match[str]) -> int:
    """Return where a share starts: with the measure that has it, when that stands right before 占…比重."""
    if not match[0].removesuffix(_MEAN).endswith(_SHARES) or marks.floor(index, match.start()) == match.start():
        return match.start()
    floor = marks.floor(index, match.start(), part=True)
    if marks.lists_industries(match.start()):
        floor = marks.floor(index, match.start())
    owned = left_phrase(marks.text, floor, match.start(), joint="和及与")
    return owned[0] if owned and measured(marks.text, owned) else match.start()
