"""Stretches that look like names and are none."""

import re
from collections.abc import Iterator
from functools import cache

from annot.annotate.candidate import BLOCK, Candidate
from annot.annotate.reading import Reading
from annot.annotate.vocabulary import read_table

__all__ = ["find_blocks"]


# 中国制造业500强企业: a ranking is no name of the country (guideline 11).
RANKED = re.compile(
    "中国[一-龥]{0,8}?[0-9]{2,4}强|(?<=“)(?:20[0-9]{2}年?度?)?(?:中国|全国|世界|全球|亚洲)[^“”\n]{1,20}(?:榜单?|案例|名单)(?=”)"
)


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((word for word, _ in read_table("blocks.tsv")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def find_blocks(reading: Reading) -> Iterator[Candidate]:
    """Yield the stretches that no name may touch unless it is longer."""
    for match in _pattern().finditer(reading.text):
        yield Candidate(match.start(), match.end(), BLOCK, "block")
    for match in RANKED.finditer(reading.text):
        yield Candidate(match.start(), match.end(), BLOCK, "block:ranked")
