"""The embedded Label Studio: one process on the loopback, its data in the workspace."""

import fcntl
import json
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annot.errors import ServerError
from annot.labelstudio.credentials import Account, ensure_account, ensure_token
from annot.labelstudio.environment import install, server_executable, tell
from annot.labelstudio.process import is_running, run_apart, terminate
from annot.workspace import write_bytes

__all__ = ["Server", "free_port", "start", "status", "stop"]

DEFAULT_PORT = 8080
# The first start writes the database: 45 to 81 s on two idle cores, several times that on busy ones.
PATIENCE = 600.0
_SERVING = re.compile(rb"Starting development server at http://127\.0\.0\.1:(\d+)")
# Of the caller's environment: Label Studio reads unprefixed names such as HOST, DEBUG and CI as its own settings.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "SSL_CERT_FILE", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class Server:
    """A running embedded server.

    Attributes:
        url: Where it answers, on this machine only.
        pid: Its process.
        token_file: Holds the token that push and pull use.
        account_file: Holds the email and password to log in with in a browser.
    """

    url: str
    pid: int
    token_file: Path
    account_file: Path


def start(folder: Path, port: int | None = None, *, say: Callable[[str], None] = tell) -> Server:
    """Bring the server of a folder up, or find it running, and return it once it answers.

    It outlives this process. Its data, its account and its token stay in the folder. A busy port is passed over.

    Args:
        folder: The workspace's server folder.
        port: The wished port; else the last one, else 8080.
        say: Is told what takes long.

    Raises:
        ServerError: It cannot be installed, ends at once or does not answer.
    """
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        account = ensure_account(folder)
        pid = _ours(folder)
        if pid is None:
            program = server_executable(folder) or install(folder, say=say)
            say("starting Label Studio (a minute the first time, seconds later)")
            pid = run_apart(_command(program, folder, port), folder / "server.log", _environment(account))
            _remember(folder, pid=pid)
        url = _answering(folder, pid)
        _remember(folder, pid=pid, port=int(url.rpartition(":")[2]))
        return Server(url, pid, ensure_token(url, account, folder), folder / "account.json")


def status(folder: Path) -> Server | None:
    """Return the running server of a folder, None where none runs or it does not answer yet."""
    folder = folder.absolute()
    pid, url = _ours(folder), _url(folder)
    if pid is None or url is None or not _is_up(url):
        return None
    return Server(url, pid, folder / "token", folder / "account.json")


def stop(folder: Path) -> bool:
    """End the server of a folder and tell whether one ran; its data stay."""
    folder = folder.absolute()
    if not folder.is_dir():
        return False
    with _alone(folder):
        pid = _ours(folder)
        if pid is None:
            return False
        terminate(pid, _mark(folder))
        return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    # Two starts at once: the second waits, then finds the first one's server. A killed holder frees the lock.
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _mark(folder: Path) -> str:
    return str(folder / "data")


def _memory(folder: Path) -> dict[str, int]:
    try:
        remembered: dict[str, int] = json.loads((folder / "server.json").read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return {}
    return remembered


def _remember(folder: Path, **facts: int) -> None:
    write_bytes(json.dumps(_memory(folder) | facts).encode(), folder / "server.json")


def _ours(folder: Path) -> int | None:
    pid = _memory(folder).get("pid")
    return pid if pid is not None and is_running(pid, _mark(folder)) else None


def _command(program: Path, folder: Path, port: int | None) -> list[str]:
    wished = port or _memory(folder).get("port") or DEFAULT_PORT
    places = ["--internal-host", "127.0.0.1", "--port", str(free_port(wished)), "--data-dir", _mark(folder)]
    return [str(program), "start", "--no-browser", *places]


def free_port(wished: int) -> int:
    """Return the wished port of the loopback if nobody listens there, else any that is free."""
    for port in (wished, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerError("no free port on 127.0.0.1; close what listens there, or name a running server by its url")


def _environment(account: Account) -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {
        "PYTHONUNBUFFERED": "1",
        "LABEL_STUDIO_USERNAME": account.email,
        "LABEL_STUDIO_PASSWORD": account.password,
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true",
        # Nothing leaves the machine: what still tries finds a closed port of this machine as its proxy.
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "COLLECT_ANALYTICS": "false",
        "LATEST_VERSION_CHECK": "false",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "NO_PROXY": "127.0.0.1,localhost",
        # The live backend is on the loopback too, and registering it makes a webhook there.
        "ML_BLOCK_LOCAL_IP": "false",
        "SSRF_PROTECTION_ENABLED": "false",
        # Wrong predictions are answered with 400 and not stored.
        "fflag_feat_utc_210_prediction_validation_15082025": "true",
    }


def _url(folder: Path) -> str | None:
    # The log says which port it really took: between our look and its own another may have come.
    try:
        serving = _SERVING.search((folder / "server.log").read_bytes())
    except OSError:
        return None
    return f"http://127.0.0.1:{int(serving[1])}" if serving else None


def _answering(folder: Path, pid: int) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        url = _url(folder)
        if url is not None and _is_up(url):
            return url
        if not is_running(pid, _mark(folder)):
            raise ServerError(f"{folder / 'server.log'}: Label Studio ended while starting; its last lines say why")
        time.sleep(0.5)
    raise ServerError(
        f"{folder / 'server.log'}: Label Studio did not answer within {PATIENCE:.0f} s; "
        "`annot server stop` and start it again"
    )


def _is_up(url: str) -> bool:
    import httpx

    try:
        return httpx.get(f"{url}/health", timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False
