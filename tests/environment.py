"""Environments beside the project's own, made from their pins when a test first needs them."""

import os
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
PINS = Path(__file__).parent / "environments"


def python_of(name: str) -> str:
    """Return the Python of the environment pinned in environments/NAME.txt."""
    folder = ROOT / f".venv-{name}"
    pins = PINS / f"{name}.txt"
    # A copy of the pins inside says that the environment is whole and made from these.
    ready = folder / "pins.txt"
    if not ready.exists() or ready.read_bytes() != pins.read_bytes():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([str(folder / "bin/python"), "-m", "pip", "install", "-q", "-r", str(pins)], check=True)
        ready.write_bytes(pins.read_bytes())
    return str(folder / "bin/python")


def path_of_annot(scratch: Path) -> str:
    """Return a PYTHONPATH by which another environment finds this checkout of annot, with a version of its own."""
    told = scratch / "annot-0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Name: annot\nVersion: 0\n", encoding="utf-8")
    return f"{ROOT}{os.pathsep}{scratch}"
