"""Folders that do not outlive an export: named after its process, and swept by the next one when it was killed."""

import os
import shutil
import tempfile
import weakref
from pathlib import Path

__all__ = ["scratch_folder", "sweep"]

SCRATCH = "annot-export-"


def scratch_folder(owner: object) -> Path:
    """Return a new folder among the temporary ones (TMPDIR) that is removed when its owner is no more."""
    sweep(Path(tempfile.gettempdir()), SCRATCH)
    folder = Path(tempfile.mkdtemp(prefix=f"{SCRATCH}{os.getpid()}-"))
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return folder


def sweep(folder: Path, prefix: str) -> None:
    """Remove what killed exports left: folders named by a prefix and the number of a process that runs no more."""
    for path in folder.glob(f"{prefix}*"):
        process = path.name.removeprefix(prefix).partition("-")[0]
        if process.isdecimal() and not _is_running(int(process)):
            shutil.rmtree(path, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
