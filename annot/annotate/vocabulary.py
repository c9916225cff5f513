"""The words of the name grammar: heads, and the classes of the words before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from annot.annotate.offices import office_names
from annot.errors import LexiconError

__all__ = ["Head", "Need", "heads", "read_table", "words"]

# 省委编办: what a party committee has below it, written without a place.
PARTY_OFFICES = tuple(
    level + "委" + office
    for level in "省市区县州"
    for office in (
        *("办公室", "办公厅", "组织部", "宣传部", "统战部", "政法委", "编办", "网信办", "政研室", "改革办", "财经办"),
        *("金融办", "农办", "台办", "外办", "社会工作部", "老干部局", "巡察办", "巡视办", "审计办", "军民融合办"),
        "督查室",
    )
)
FOLDER = Path(__file__).parent


class Need(StrEnum):
    """What must stand before a head for it to end a name."""

    ANY = "any"
    SPECIFIC = "specific"
    ANCHOR = "anchor"
    PLACE = "place"
    PROPER = "proper"
    PHRASE = "phrase"
    OFFICE = "office"
    NEW_AREA = "new-area"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that decides what a name is; an empty label marks a longer word that is no head."""

    text: str
    label: str
    need: Need


def read_table(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of this folder; terms joined by ``;`` come as one row each.

    Raises:
        LexiconError: A row has another number of fields than its header promises.
    """
    for number, line in enumerate((FOLDER / name).read_text(encoding="utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        terms, *rest = line.split("\t")
        if not rest:
            raise LexiconError(f"{name}:{number}: expected terms, a tab and a class, found {line[:40]!r}")
        for term in terms.split(";"):
            yield [term, *rest]


@cache
def heads() -> tuple[Head, ...]:
    """Return the heads of names; where a word stands twice, its first line counts."""
    table: dict[str, Head] = {}
    for text, label, need in read_table("heads.tsv"):
        table.setdefault(text, Head(text, "" if label == "-" else label, Need(need)))
    for name in (*office_names(), "政府办公室", "政府办公厅", "人民政府办公室", "委办公室", "委组织部", "委宣传部"):
        table[name] = Head(name, "GOV", Need.OFFICE)
    for name in PARTY_OFFICES:
        table[name] = Head(name, "GOV", Need.NONE)
    return tuple(table.values())


@cache
def _classes() -> dict[str, frozenset[str]]:
    rows = sorted(read_table("words.tsv"), key=itemgetter(1))
    return {kind: frozenset(word for word, _ in own) for kind, own in groupby(rows, key=itemgetter(1))}


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of a class of words.tsv; none where it has no such class."""
    return _classes().get(kind, frozenset())
