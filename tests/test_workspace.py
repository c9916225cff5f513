"""Stations: whole parts or none, and a clear word when one is broken."""

import os
import signal
import subprocess
import sys
import time

import pyarrow as pa
import pytest

from annot.document import Damage, DamageKind, Document, Page, Reject
from annot.engine import InProcess, Pool, engine_from
from annot.errors import WorkspaceError
from annot.offsets import OffsetMap
from annot.tables import (
    documents_from,
    documents_table,
    pages_from,
    pages_table,
    rejects_from,
    rejects_table,
)
from annot.workspace import Station, Workspace, write_bytes, write_table

TABLE = pa.table({"x": [1, 2, 3]})


def test_a_part_is_read_as_it_was_written(tmp_path):
    station = Station(tmp_path / "station")
    station.write("part-a", TABLE)
    assert [table.to_pydict() for table in station.tables()] == [{"x": [1, 2, 3]}]
    assert station.rows() == 3


def test_half_written_parts_are_no_parts_and_are_swept(tmp_path):
    station = Station(tmp_path)
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    (tmp_path / f".partial-{ended.pid}-part-a.parquet").write_bytes(b"half")
    (tmp_path / ".partial-nobody").write_bytes(b"half")
    assert station.parts() == []
    assert station.sweep() == 2
    assert list(tmp_path.iterdir()) == []


def test_what_another_run_is_writing_is_left_to_it(tmp_path):
    begun = tmp_path / f".partial-{os.getpid()}-part-a.parquet"
    begun.write_bytes(b"half")
    assert Station(tmp_path).sweep() == 0
    assert begun.read_bytes() == b"half"


@pytest.mark.parametrize("look", [lambda station: list(station.tables()), Station.rows], ids=["read", "count"])
def test_a_broken_part_says_what_to_do(tmp_path, look):
    (tmp_path / "part-a.parquet").write_bytes(b"no parquet")
    with pytest.raises(WorkspaceError, match=r"part-a[.]parquet: cannot be read: .*; move it away and run the command"):
        look(Station(tmp_path))


@pytest.mark.parametrize(
    "write",
    [lambda target: write_bytes(b"x", target), lambda target: write_table(TABLE, target)],
    ids=["bytes", "table"],
)
def test_a_place_that_cannot_be_written_is_one_line(tmp_path, write):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WorkspaceError, match="folder/part: cannot be written: Not a directory; make room there"):
        write(tmp_path / "file" / "folder" / "part")


def test_a_failed_write_leaves_nothing_behind(tmp_path):
    (tmp_path / "target").mkdir()
    with pytest.raises(WorkspaceError, match="target: cannot be written: Is a directory"):
        write_bytes(b"x", tmp_path / "target")
    assert [path.name for path in tmp_path.iterdir()] == ["target"]


def test_a_name_of_the_greatest_length_is_written(tmp_path):
    name = "政" * 85
    write_bytes(b"x", tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_writer_killed_in_the_middle_leaves_no_part(tmp_path):
    script = (
        "import sys, pathlib, pyarrow as pa\n"
        "from annot.workspace import Station\n"
        "table = pa.table({'x': list(range(200_000))})\n"
        "print('ready', flush=True)\n"
        "for number in range(10_000): Station(pathlib.Path(sys.argv[1])).write(f'part-{number}', table)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE)
    writer.stdout.readline()
    while not Station(tmp_path).parts():
        time.sleep(0.01)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    tables = list(Station(tmp_path).tables())
    assert tables
    assert all(table.num_rows == 200_000 for table in tables)


def test_documents_pages_and_rejects_round_trip():
    page = Page("a.html", b"\xff\x00raw", "http://example.org/a", "gb18030")
    document = Document(
        page.page_id, page.name, "标题\n正文", OffsetMap.from_runs([(4, 1, 2), (9, 3, 3)]), "gb18030",
        title="标题", date="2024-10-21", damage=(Damage(3, 3, DamageKind.LOST_CHARACTERS),),
    )  # fmt: skip
    reject = Reject(page.page_id, page.name, "navigation", 0, 4, "首页")
    assert list(pages_from(pages_table([page]))) == [page]
    assert list(documents_from(documents_table([document]))) == [document]
    assert list(rejects_from(rejects_table([reject]))) == [reject]


def test_paragraphs_know_their_place():
    document = Document("p", "a", "标题\n第一段\n\n第三段", OffsetMap.identity(11), "utf-8")
    assert [(p.index, p.start, p.text) for p in document.paragraphs()] == [
        (0, 0, "标题"), (1, 3, "第一段"), (2, 7, ""), (3, 8, "第三段"),
    ]  # fmt: skip


def test_the_workspace_names_its_stations(tmp_path):
    workspace = Workspace(tmp_path)
    assert list(workspace.stations()) == ["pages", "documents", "groups", "predictions", "reviews", "gold"]
    assert workspace.stations()["gold"] == workspace.gold


def _square(number):
    return number * number


@pytest.mark.parametrize("engine", [InProcess(), Pool(2)], ids=["in process", "pool"])
def test_engines_run_every_shard_once(engine):
    assert sorted(engine.run(_square, [1, 2, 3, 4])) == [1, 4, 9, 16]


def _killed(_shard):
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_process_is_one_line():
    with pytest.raises(WorkspaceError, match="engine 2: a process was killed"):
        list(Pool(2).run(_killed, [1, 2]))


@pytest.mark.parametrize(("name", "kind"), [("1", InProcess), ("3", Pool)])
def test_engines_are_named_on_the_command_line(name, kind):
    assert isinstance(engine_from(name), kind)


@pytest.mark.parametrize("name", ["0", "many", "-2", ""])
def test_an_unknown_engine_is_refused(name):
    with pytest.raises(WorkspaceError, match="expected a number of processes"):
        engine_from(name)
