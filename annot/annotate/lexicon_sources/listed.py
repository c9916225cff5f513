"""Rebuild listed.tsv, the short names of shares listed on the mainland, from the `adata` package."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba

from annot.annotate.lexicon import Entry
from annot.errors import LexiconError

__all__ = ["listed_entries"]

LISTS = Path(__file__).parent
# Marks that an exchange puts before or after the name of a share: *ST, PT, XD; A, B, -U, 退.
BEFORE = re.compile(r"^(?:\*?ST|PT|S\*?ST|SST|S|N|C|XD|XR|DR|G|退市)(?=[一-鿿])")
AFTER = re.compile(r"(?:-UW?|-W|[AB]股?|\(退\)|\(退市\)|\(已合并\)|退市|退)$")
# A road, port or airport is a PLACE far more often than the company that runs it.
PLACES = re.compile(r".*(?:高速|机场|港)")
# A place before one of these is a description as often as a company: 云南旅游, 海南发展.
ORDINARY = re.compile(
    r"(.{2,3})(?:发展|旅游|能源|电力|燃气|港口|水务|公用|文化|传媒|路桥|建设|城投|高新|环保|热电|农业|商城|电影|软件|出版|医药|"
    r"动力|黄金|船舶|稀土|实业|创业|国贸|高科|钢铁|石化)"
)
SHORTEST = 3


def listed_entries(package: Path, taken: Iterable[str]) -> tuple[Entry, ...]:
    """Return the short names of shares, those that are ordinary words marked, those that are places left out.

    Args:
        package: The folder `adata` of the unpacked package.
        taken: Terms of the other lexicons: they keep their label.

    Raises:
        LexiconError: The folder holds no table of shares.
    """
    known = frozenset(taken) | _words("listed_dropped.txt")
    doubtful = _words("listed_ambiguous.txt")
    names: dict[str, Entry] = {}
    for code, name in _shares(package / "stock" / "cache" / "code.csv"):
        if len(name) >= SHORTEST and name not in known and not PLACES.fullmatch(name):
            flag = " ambiguous" if name in doubtful or _is_ordinary(name, known) else ""
            names.setdefault(name, Entry(name, "COMPANY", f"kind=listed code={code}{flag}"))
    return tuple(names.values())


def _is_ordinary(name: str, known: frozenset[str]) -> bool:
    described = ORDINARY.fullmatch(name)
    return (described is not None and described.group(1) in known) or (len(name) == SHORTEST and name in _dictionary())


def _dictionary() -> dict[str, int]:
    jieba.initialize()
    frequencies: dict[str, int] = jieba.dt.FREQ
    return frequencies


def _shares(table: Path) -> Iterator[tuple[str, str]]:
    if not table.is_file():
        raise LexiconError(f"{table}: not there; give the folder adata of the unpacked package adata")
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            name = unicodedata.normalize("NFKC", row["short_name"]).replace(" ", "")
            yield row["stock_code"], AFTER.sub("", BEFORE.sub("", name))


def _words(name: str) -> frozenset[str]:
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
