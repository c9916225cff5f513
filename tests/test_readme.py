"""The README: every command in it is run, in its order, in a folder of its own; every file it points to is there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.label_studio import name_program

CHECKOUT = Path(__file__).parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


# What `make run` runs, once it has made its environments.
RUN = "annot run seeds --exports work/exports/policy-ner"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def commands():
    for block in blocks("console"):
        for line in block.splitlines():
            yield line.removeprefix("$ ").partition("  #")[0].partition(" # ")[0].strip()


def test_every_file_the_readme_points_to_is_there():
    targets = {target for target in re.findall(r"\]\(([^)#]+)\)", README) if not target.startswith("http")}
    assert targets
    assert [target for target in sorted(targets) if not (CHECKOUT / target).exists()] == []


def test_the_make_commands_are_targets_that_ci_runs():
    made = [command for command in commands() if command.startswith("make ")]
    assert made == ["make run", "make test"]
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    assert all(f"\n{command.split()[1]}: " in makefile for command in made)
    assert RUN in makefile
    assert "make test" in (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")


def run(command, folder, environment):
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.server
def test_every_command_of_the_readme_does_what_it_says(tmp_path):
    name_program()
    for name in ("seeds", "exports"):
        shutil.copytree(CHECKOUT / name, tmp_path / name)
    shutil.copytree(CHECKOUT / "tests" / "seed_gold", tmp_path / "tests" / "seed_gold")
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    (bin_folder / "annot").write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m annot "$@"\n', encoding="utf-8"
    )
    (bin_folder / "annot").chmod(0o755)
    environment = os.environ | {"PATH": f"{bin_folder}:{os.environ['PATH']}", "HF_HOME": str(tmp_path / "hf")}
    try:
        outcomes = {
            command: run(RUN if command == "make run" else command, tmp_path, environment)
            for command in commands()
            if command != "make test"
        }
    finally:
        run("annot server stop", tmp_path, environment)
    assert {command: text for command, (code, text) in outcomes.items() if code != 0} == {}
    assert "pushed 152 tasks" in outcomes["make run"][1]


def test_the_python_of_the_readme_runs(tmp_path):
    (code,) = blocks("python")
    environment = os.environ | {"HF_HOME": str(tmp_path / "hf"), "HF_HUB_OFFLINE": "1"}
    script = f"{code}\nprint(names[:3], ner['train'].num_rows > 0, 'minimum' in metrics['train'].column_names)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1:] == ["['O', 'B-PLACE', 'I-PLACE'] True True"], done.stderr
