"""Papers and sites that open a report: 每日甘肃网1月24日讯, 【连网】4月8日, （大江网记者 李明）."""

from collections.abc import Iterator

from annot.annotate.anchors import matches_near
from annot.annotate.candidate import Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading

__all__ = ["find_datelines"]

OPENED = pattern("datelines", "opened")
OPENED_AT = pattern("datelines", "opened_at")
REPORTERS = pattern("datelines", "reporters")
REPORTERS_AT = pattern("datelines", "reporters_at")
LONGEST_SITE = 16


def find_datelines(reading: Reading) -> Iterator[Candidate]:
    """Yield the papers, agencies and sites that datelines and bylines name."""
    for form, anchor in ((OPENED, OPENED_AT), (REPORTERS, REPORTERS_AT)):
        for match in matches_near(form, anchor, reading.text, before=LONGEST_SITE):
            yield Candidate(*match.span("site"), "INSTITUTE", "dateline:site", Tier.SURE)
