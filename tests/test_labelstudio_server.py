"""The embedded server: one process, on the loopback, with its data kept, whatever is killed or in the way."""

import os
import shutil
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from annot.errors import ServerError
from annot.labelstudio.connection import Connection
from annot.labelstudio.environment import server_executable
from annot.labelstudio.process import is_running, run_apart, terminate
from annot.labelstudio.server import free_port, start, status, stop


def quietly(_line):
    """Take progress without showing it."""


@pytest.fixture
def second(label_studio, tmp_path):
    """The folder of another server with a ready database, so that it starts within seconds; stopped afterwards."""
    folder = tmp_path / "work" / "server"
    shutil.copytree(label_studio.folder / "data", folder / "data")
    shutil.copy(label_studio.folder / "account.json", folder / "account.json")
    yield folder
    stop(folder)


@pytest.mark.server
def test_a_server_passes_a_busy_port_survives_kill_9_and_is_never_started_twice(label_studio, second):
    busy = int(label_studio.url.rpartition(":")[2])
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _number: start(second, busy, say=quietly), range(2)))
    assert both[0] == both[1], "two starts at once find one server"
    server = both[0]
    assert server.url != label_studio.url, "the port was busy"
    assert status(second) == server
    with Connection(server.url, server.token_file.read_text(encoding="utf-8")) as connection:
        assert connection.get("/api/current-user/whoami")["email"].endswith(".local")
        connection.post("/api/projects/", {"title": "kept"})

    os.kill(server.pid, signal.SIGKILL)
    os.waitpid(server.pid, 0)
    assert status(second) is None
    again = start(second, say=quietly)
    assert again.url == server.url, "the port is remembered"
    assert again.pid != server.pid
    with Connection(again.url, again.token_file.read_text(encoding="utf-8")) as connection:
        assert "kept" in [project["title"] for project in connection.get("/api/projects/")["results"]]
    assert stop(second)
    assert not stop(second)
    assert status(second) is None


@pytest.mark.server
def test_the_server_listens_on_the_loopback_only(label_studio):
    port = int(label_studio.url.rpartition(":")[2])
    listening = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    addresses = {fields[1] for fields in listening if fields[3] == "0A" and fields[1].endswith(f":{port:04X}")}
    assert addresses == {f"0100007F:{port:04X}"}


@pytest.mark.server
def test_the_server_keeps_to_its_own_environment(label_studio):
    environment = Path(f"/proc/{status(label_studio.folder).pid}/environ").read_bytes().split(b"\0")
    names = {entry.partition(b"=")[0] for entry in environment}
    assert b"CI" not in names
    assert b"PYTEST_CURRENT_TEST" not in names
    assert b"HTTPS_PROXY=http://127.0.0.1:9" in environment, "what still tries to leave finds a closed door"
    assert b"COLLECT_ANALYTICS=false" in environment


@pytest.mark.server
def test_a_lost_token_is_replaced_by_a_new_one(label_studio, second):
    server = start(second, say=quietly)
    server.token_file.unlink()
    token = start(second, say=quietly).token_file.read_text(encoding="utf-8")
    with Connection(server.url, token) as connection:
        assert connection.get("/api/projects/")["results"] is not None


def test_a_program_that_ends_at_once_is_told_with_its_log(tmp_path, monkeypatch):
    program = tmp_path / "label-studio"
    program.write_text("#!/bin/sh\necho no disk >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("ANNOT_LABEL_STUDIO", str(program))
    with pytest.raises(ServerError, match=r"server\.log: Label Studio ended while starting"):
        start(tmp_path / "work" / "server", say=quietly)
    assert (tmp_path / "work" / "server" / "server.log").read_text(encoding="utf-8") == "no disk\n"


def test_a_remembered_process_id_that_a_stranger_has_now_is_not_ours(tmp_path):
    (tmp_path / "server.json").write_text(f'{{"pid": {os.getpid()}, "port": 8080}}', encoding="utf-8")
    assert status(tmp_path) is None
    assert stop(tmp_path) is False


def test_a_folder_without_a_server_has_none(tmp_path):
    assert status(tmp_path / "none") is None
    assert stop(tmp_path / "none") is False


def test_a_program_named_in_the_environment_must_be_there(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOT_LABEL_STUDIO", str(tmp_path / "nowhere"))
    with pytest.raises(ServerError, match="no such program"):
        server_executable(tmp_path)


def test_the_environment_beside_the_workspace_is_found_and_a_half_made_one_is_not(tmp_path, monkeypatch):
    monkeypatch.delenv("ANNOT_LABEL_STUDIO", raising=False)
    monkeypatch.setenv("PATH", "")
    folder = tmp_path / "work" / "server"
    for environment in (folder / "environment", tmp_path / ".venv-server"):
        (environment / "bin").mkdir(parents=True)
        (environment / "bin" / "label-studio").touch(mode=0o755)
    assert server_executable(folder) == tmp_path / ".venv-server" / "bin" / "label-studio"
    (folder / "environment" / "complete").touch()
    assert server_executable(folder) == folder / "environment" / "bin" / "label-studio"


def test_a_process_run_apart_outlives_the_call_and_ends_when_told(tmp_path):
    mark = str(tmp_path / "mark")
    pid = run_apart(["/bin/sh", "-c", f"trap '' TERM; sleep 60 & wait # {mark}"], tmp_path / "log", {"PATH": "/bin"})
    assert is_running(pid, mark)
    assert not is_running(pid, str(tmp_path / "other"))
    ended = threading.Thread(target=terminate, args=(pid, mark), kwargs={"grace": 0.5})
    ended.start()
    os.waitpid(pid, 0)
    ended.join()
    assert not is_running(pid, mark)


def test_a_free_port_is_taken_when_the_wished_one_is_busy():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        wished = busy.getsockname()[1]
        assert free_port(wished) != wished
    assert free_port(wished) == wished
