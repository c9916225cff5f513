"""Stages on the files people really have: strange names, links to nowhere, no article at all."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from annot.annotate import Annotator
from annot.document import Page, Reject
from annot.engine import InProcess
from annot.errors import WorkspaceError
from annot.line.annotate import annotate_documents
from annot.line.clean import SHARD_BYTES, clean_pages, page_files, read_page, take_pages
from annot.line.page import annotate_text
from annot.tables import pages_from, rejects_from
from annot.workspace import Workspace


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "work")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pages").mkdir()
    return tmp_path / "pages"


def taken(workspace):
    return [page for table in workspace.pages.tables() for page in pages_from(table)]


def test_a_name_that_is_no_utf8_is_taken_with_a_readable_one(folder, workspace):
    with open(os.fsencode(folder) + b"/\xd5\xfe\xb2\xdf.txt", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write("政策".encode())
    take_pages(page_files([folder]), workspace)
    assert [page.name for page in taken(workspace)] == ["\ufffd\ufffd\ufffd\ufffd.txt"]


@pytest.mark.parametrize("name", ["-w.txt", "--help.txt", "政" * 80 + ".txt", "两 行\n.txt", "😀𠮷.html"])
def test_any_name_is_taken_as_it_is(folder, workspace, name):
    (folder / name).write_text("政策", encoding="utf-8")
    take_pages(page_files([folder]), workspace)
    assert [page.name for page in taken(workspace)] == [name]


def test_a_link_to_nowhere_is_rejected_with_its_reason(folder, workspace):
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    tally = take_pages(page_files([folder]), workspace)
    assert (tally.done, tally.rejected) == (0, 1)
    (reject,) = (one for table in workspace.pages.rejected.tables() for one in rejects_from(table))
    assert reject == Reject("", "gone.txt", "unreadable_file", 0, 0, "No such file or directory")


def test_a_folder_that_may_not_be_read_is_rejected_with_its_reason():
    # Root may read everything, so the test reads as nobody, below a folder that everybody may enter.
    top = Path(tempfile.mkdtemp())
    top.chmod(0o755)
    (top / "closed").mkdir()
    (top / "page.txt").write_bytes(b"x")
    (top / "closed" / "hidden.txt").write_bytes(b"x")
    (top / "closed").chmod(0)
    user = os.geteuid()
    try:
        if user == 0:
            os.seteuid(65534)
        found = [read_page(file) for file in page_files([top])]
    finally:
        os.seteuid(user)
        (top / "closed").chmod(0o755)
        shutil.rmtree(top)
    assert found == [Reject("", "closed", "unreadable_folder", 0, 0, "Permission denied"), Page("page.txt", b"x")]


def test_pages_below_folders_come_in_order_of_name(folder):
    (folder / "b").mkdir()
    for name in ("c.txt", "b/two.html", "b/one.txt", "a.txt"):
        (folder / name).write_bytes(b"x")
    assert [file.relative_to(folder).as_posix() for file in page_files([folder])] == [
        "a.txt",
        "b/one.txt",
        "b/two.html",
        "c.txt",
    ]


def test_a_folder_named_like_a_page_is_none(folder):
    (folder / "folder.txt").mkdir()
    (folder / "page.txt").write_bytes(b"x")
    assert list(page_files([folder])) == [folder / "page.txt"]


def test_a_file_is_read_as_it_is(folder):
    (folder / "page.txt").write_bytes(b"\xff\x00")
    assert read_page(folder / "page.txt") == Page("page.txt", b"\xff\x00")


def test_pages_are_parted_into_shards_that_several_processes_can_share(folder, workspace):
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(bytes([number + 65]) * (SHARD_BYTES // 2))
    take_pages(page_files([folder]), workspace)
    assert sorted(table.num_rows for table in workspace.pages.tables()) == [1, 2]


def test_annotating_without_a_document_says_what_comes_first(folder, workspace):
    with pytest.raises(WorkspaceError, match="no documents; run `annot clean`"):
        annotate_documents(workspace, InProcess(), Annotator())
    (folder / "empty.txt").write_bytes(b"")
    take_pages(page_files([folder]), workspace)
    clean_pages(workspace, InProcess())
    with pytest.raises(WorkspaceError, match="work/documents/rejected, with its reason"):
        annotate_documents(workspace, InProcess(), Annotator())


def test_clean_text_is_parted_at_line_ends_and_nowhere_else():
    text = "甲\u2028乙\u000b丙\r\n\u0085丁\n\n戊"
    assert [annotation.text for annotation in annotate_text(text.encode())] == ["甲\u2028乙\u000b丙", "\u0085丁", "戊"]
