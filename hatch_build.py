"""Compiles the hot modules into a wheel with mypyc, where asked: `ANNOT_COMPILE=1 pip wheel .`."""

import os
import shutil
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASKED = "ANNOT_COMPILE"
TOOLS = ["mypy[mypyc]>=2.4,<3", "setuptools>=77"]
ROOMS = ("metrics", "annotate")


class CompilingHook(BuildHookInterface[Any]):
    """Adds a compiled twin beside each hot module of a wheel; without it the wheel is pure Python."""

    copy: tempfile.TemporaryDirectory[str] | None = None

    def dependencies(self) -> list[str]:
        """Return what a build needs: nothing unless it compiles."""
        return TOOLS if os.environ.get(ASKED) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile a copy of the sources; an editable installation stays pure, so that no edit is shadowed."""
        if version == "editable" or not os.environ.get(ASKED):
            return
        self.copy = tempfile.TemporaryDirectory(prefix="annot-compiled-")
        folder = Path(self.copy.name)
        shutil.copytree(Path(self.root, "annot"), folder / "annot")
        _compile(folder)
        for built in (*folder.glob("*.so"), *folder.glob("annot/**/*.so")):
            build_data["force_include"][str(built)] = str(built.relative_to(folder))
        build_data.update(pure_python=False, infer_tag=True)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatch's
        """Remove the copy."""
        if self.copy:
            self.copy.cleanup()


def _compile(folder: Path) -> None:
    """Compile the hot modules of the sources in a folder, each beside its own."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    modules = [
        str(path.relative_to(folder)) for room in ROOMS for path in sorted((folder / "annot" / room).glob("*.py"))
    ]
    with chdir(folder):
        extensions = mypycify(
            ["--ignore-missing-imports", *modules], group_name="annot", opt_level="2", debug_level="0"
        )
        command = build_ext(Distribution({"name": "annot", "ext_modules": extensions}))
        command.inplace = True
        command.ensure_finalized()
        command.run()
