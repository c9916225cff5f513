"""A process that outlives its starter: started apart, recognised again, ended."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["is_running", "run_apart", "terminate"]

# How long a process may take to end by itself before it is killed, in seconds.
GRACE = 15.0


def run_apart(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> int:
    """Start a process in a session of its own, its output in a log, and return its id."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            cwd=log.parent,
            start_new_session=True,
        )
    # Nobody waits for it: it is to go on. Python would warn of that when the object goes.
    process.returncode = 0
    return process.pid


def is_running(pid: int, mark: str) -> bool:
    """Tell whether a process of this id runs with the mark in its command line.

    Ids are used again: the mark (a folder only this process is given) tells ours from a stranger's.
    """
    return mark in _command_line(pid)


def _command_line(pid: int) -> str:
    if not Path("/proc/self/cmdline").exists():
        command = ["ps", "-o", "command=", "-p", str(pid)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    for _ in range(100):
        try:
            line = Path(f"/proc/{pid}/cmdline").read_bytes()
            state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
        except OSError:
            return ""
        if line or state == b"Z":
            return line.replace(b"\0", b" ").decode(errors="replace")
        # Between fork and the first instruction of the program the line is empty.
        time.sleep(0.01)
    return ""


def terminate(pid: int, mark: str, *, grace: float = GRACE) -> None:
    """End a process of ours, by force when it does not go within the grace (seconds)."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if not is_running(pid, mark):
            return
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + grace
        while is_running(pid, mark) and time.monotonic() < deadline:
            time.sleep(0.1)
