"""The environment the embedded server runs in: found where it is, made where it is not."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

from annot.errors import ServerError

__all__ = ["install", "server_executable", "tell"]

# A server environment of its own: Label Studio pins an older pyarrow than the rest of annot wants.
_PLACES = (".venv-server",)
_PROGRAM = "label-studio"


def tell(line: str) -> None:
    """Write a line of progress to standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def server_executable(folder: Path) -> Path | None:
    """Return the Label Studio program, None where there is none.

    Looked for in this order: ANNOT_LABEL_STUDIO; an environment that `install` made in the server's folder;
    `.venv-server` beside the workspace; PATH.

    Raises:
        ServerError: ANNOT_LABEL_STUDIO names no program.
    """
    if named := os.environ.get("ANNOT_LABEL_STUDIO"):
        if not shutil.which(named):
            raise ServerError(f"ANNOT_LABEL_STUDIO={named}: no such program; name a label-studio 1.23.2 or unset it")
        return Path(named)
    workspace = folder.absolute().parent
    environments = (folder / "environment", *(workspace.parent / place for place in _PLACES))
    for environment in environments:
        program = environment / "bin" / _PROGRAM
        # The mark is the last thing `install` writes; an environment that the Makefile made has none.
        if program.exists() and (environment != folder / "environment" or (environment / "complete").exists()):
            return program
    found = shutil.which(_PROGRAM)
    return Path(found) if found else None


def install(folder: Path, *, say: Callable[[str], None] = tell) -> Path:
    """Make an environment with Label Studio in the server's folder and return its program.

    What an interrupted installation left is continued.

    Raises:
        ServerError: The packages cannot be had.
    """
    environment = folder / "environment"
    say(f"installing Label Studio into {environment} (about 1 GB, takes some minutes, happens once)")
    venv.create(environment, with_pip=True)
    with as_file(files("annot.labelstudio") / "requirements-server.txt") as requirements:
        # Quiet twice: errors only, none of pip's remarks about itself.
        pip = ["-m", "pip", "--disable-pip-version-check", "install", "-qq", "--requirement"]
        command = [str(environment / "bin" / "python"), *pip]
        outcome = subprocess.run([*command, str(requirements)], stdout=sys.stderr, check=False)
    if outcome.returncode:
        raise ServerError(
            f"{environment}: pip ended with {outcome.returncode}, see above; "
            "run the command again, or name an installed label-studio in ANNOT_LABEL_STUDIO"
        )
    (environment / "complete").touch()
    return environment / "bin" / _PROGRAM
