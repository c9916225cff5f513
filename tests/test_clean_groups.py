"""Near-duplicates in groups, and halves of sentences brought together."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.clean import clean_page, group_documents, rejoin, signature
from annot.clean.signatures import agreement
from annot.document import Document, Page
from annot.line.groups import group_documents as group_workspace
from annot.line.groups import read_groups
from annot.offsets import OffsetMap
from annot.tables import documents_table
from annot.workspace import Workspace

SEEDS = Path(__file__).parent.parent / "seeds"


def document_of(prefix: str) -> Document:
    path = next(SEEDS.glob(f"{prefix}*.txt"))
    document = clean_page(Page(path.name, path.read_bytes())).document
    assert document is not None
    return document


def prose(seed: int, length: int = 600) -> str:
    return "".join(chr(0x4E00 + int(code)) for code in np.random.default_rng(seed).integers(0, 3000, length))


def document_named(name: str, text: str) -> Document:
    return Document(page_id=name, name=name, text=text, offsets=OffsetMap.identity(len(text)), encoding="utf-8")


def test_one_article_crawled_and_scanned_is_one_group_and_the_crawled_one_is_chosen() -> None:
    names = ("000", "001", "002", "003", "004")
    groups = group_documents((name, document_of(name).text) for name in names)
    assert {member.document_id: member.group_id for member in groups.members} == {
        "000": "000",
        "001": "000",
        "002": "002",
        "003": "003",
        "004": "004",
    }
    assert groups.chosen()["000"] == "000"


def test_the_better_copy_is_chosen_though_it_comes_later() -> None:
    groups = group_documents([("scan", document_of("001").text), ("crawl", document_of("000").text)])
    assert [member.group_id for member in groups.members] == ["scan", "scan"]
    assert groups.chosen() == {"scan": "crawl"}


def test_a_page_that_bridges_two_groups_joins_the_nearer_and_names_the_other() -> None:
    one, two = prose(1), prose(2)
    earlier = group_documents([("one", one), ("two", two)])
    groups = group_documents([("bridge", one + two[:450])], earlier)
    bridge = groups.members[-1]
    assert groups.members[:2] == earlier.members
    assert bridge.group_id == "one"
    assert bridge.linked == ("two",)


def test_a_known_document_is_passed_over() -> None:
    earlier = group_documents([("a", prose(1))])
    assert group_documents([("a", prose(9))], earlier) is earlier


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 40)), min_size=1, max_size=12), st.integers(0, 12))
def test_groups_do_not_depend_on_how_the_pages_are_parted_into_runs(drawn: list[tuple[int, int]], cut: int) -> None:
    documents = [(f"d{number}", prose(seed)[trim:]) for number, (seed, trim) in enumerate(drawn)]
    at_once = group_documents(documents)
    in_two = group_documents(documents[cut:], group_documents(documents[:cut]))
    assert {m.document_id: m.group_id for m in in_two.members} == {m.document_id: m.group_id for m in at_once.members}


def test_an_index_on_disk_that_is_lost_torn_or_behind_is_made_again_and_groups_stay(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    texts = {f"page{number}": prose(number % 3)[number:] for number in range(9)}

    def grouped(names: list[str]) -> dict[str, str]:
        documents = [document_named(name, texts[name]) for name in names]
        workspace.documents.write(f"part-{len(names)}", documents_table(documents))
        group_workspace(workspace)
        return {member.document_id: member.group_id for member in read_groups(workspace).members}

    first = grouped([*texts][:4])
    index = workspace.groups.folder / "index.sqlite"
    index.write_bytes(b"no database")
    second = grouped([*texts][:6])
    index.unlink()
    third = grouped([*texts])
    assert first.items() <= second.items() <= third.items()
    assert len(set(third.values())) == 3


@pytest.mark.parametrize("kept", [0.9, 0.6, 0.4], ids=["nearly-all", "most", "part"])
def test_signatures_estimate_the_similarity_of_texts(kept: float) -> None:
    whole = prose(5, 3000)
    part = whole[: int(len(whole) * kept)]
    assert agreement(signature(part), signature(whole)[None, :])[0] == pytest.approx(kept, abs=0.13)


def test_a_text_of_a_few_characters_has_a_signature_too() -> None:
    assert signature("").shape == signature("区").shape == (128,)


def test_signatures_look_past_punctuation_and_spaces() -> None:
    assert (signature("高新区，“一区多园”发展。") == signature("高新区 一区多园,发展")).all()


def test_halves_parted_by_columns_are_brought_together_when_asked() -> None:
    document = document_of("003")
    rejoined = rejoin(document)
    assert "如今的胶州湾畔,枕河听海" in rejoined.text
    assert "今天我们正式上线!”2月14日" in rejoined.text
    assert "128家,科技型项目105个" in rejoined.text
    assert sorted(rejoined.text.replace("\n", "")) == sorted(document.text.replace("\n", ""))
    assert len(rejoined.offsets) == len(rejoined.text)
    assert len(rejoined.damage) < len(document.damage)


def test_halves_of_a_scan_are_brought_together_by_the_word_across_them() -> None:
    assert "集聚西门子、爱立信等行业领军企业" in rejoin(document_of("001")).text


def test_an_undamaged_document_is_left_alone() -> None:
    document = document_of("002")
    assert rejoin(document) is document


def test_wrapped_lines_and_halves_around_a_caption_are_joined_in_cleaning() -> None:
    raw = (
        "某市高新区项目建设忙\n"
        "今年以来，某市高新区抢抓机遇，新引进亿元以上项目三十六个，总投资超过两百亿元，其中新材料\n"
        "张三 摄\n"
        "项目十二个，占比三分之一。\n"
        "“大家好，欢迎走进直播间，今天我们正式\n"
        "上线！”主播说，园区产品受到欢迎。\n"
    )
    document = clean_page(Page("page", raw.encode())).document
    assert document is not None
    assert document.text.split("\n")[1:] == [
        "今年以来，某市高新区抢抓机遇，新引进亿元以上项目三十六个，总投资超过两百亿元，其中新材料项目十二个，占比三分之一。",
        "“大家好，欢迎走进直播间，今天我们正式上线！”主播说，园区产品受到欢迎。",
    ]
