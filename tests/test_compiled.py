"""The compiled wheel says what the pure one says, and the sources stay as they are."""

import ast
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOLD = [*sorted(ROOT.glob("tests/seed_gold/*.jsonl")), *sorted(ROOT.glob("tests/other_gold/p*.jsonl"))]
HOT = sorted(path for room in ("annotate", "metrics") for path in (ROOT / "annot" / room).glob("*.py"))


def wheel(folder, **environment):
    """Build a wheel of this checkout and return its path."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, env={**os.environ, **environment})
    return next(folder.glob("*.whl"))


def probed(path):
    """Return what the annot found on a path says of the gold."""
    command = [sys.executable, "-P", str(ROOT / "tests/compiled_probe.py"), *map(str, GOLD)]
    ran = subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(path)})
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    built = wheel(tmp_path_factory.mktemp("compiled"), ANNOT_COMPILE="1")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(built.parent / "site")
    return built


@pytest.mark.compiled
def test_a_compiled_wheel_annotates_the_gold_exactly_as_the_sources_do(compiled):
    # The sources as they were when the wheel was built: someone may be at work on the checkout.
    sources = compiled.parent / "sources"
    shutil.copytree(compiled.parent / "site", sources, ignore=shutil.ignore_patterns("*.so"))
    ours, theirs = probed(sources), probed(compiled.parent / "site")
    assert all(path.endswith(".py") for path in ours["modules"])
    assert all(path.endswith(".so") for path in theirs["modules"])
    assert len(ours["found"]) == len(GOLD) > 0
    assert ours["found"] == theirs["found"]


@pytest.mark.compiled
def test_a_compiled_wheel_is_for_one_platform_and_keeps_the_sources(compiled):
    names = zipfile.ZipFile(compiled).namelist()
    assert not compiled.name.endswith("-none-any.whl")
    assert "annot/annotate/reading.py" in names
    assert "annot/annotate/words.tsv" in names
    assert not [name for name in names if name.startswith("build/")]


@pytest.mark.compiled
def test_compiling_leaves_nothing_beside_the_sources(compiled):
    assert not [*ROOT.glob("*.so"), *(ROOT / "annot").rglob("*.so")]


@pytest.mark.parametrize("path", HOT, ids=[path.name for path in HOT])
def test_a_hot_module_holds_nothing_that_the_compiler_cannot_read(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Attribute) and node.attr == "__dict__"), node.lineno
        assert not (isinstance(node, ast.Name) and node.id == "cached_property"), node.lineno
        for listed in node.comparators if isinstance(node, ast.Compare) else []:
            unpacked = [one for one in getattr(listed, "elts", []) if isinstance(one, ast.Starred)]
            assert not unpacked, f"{node.lineno}: name the whole tuple instead of unpacking it behind `in`"


def test_a_wheel_is_pure_python_unless_asked_otherwise(tmp_path):
    built = wheel(tmp_path, ANNOT_COMPILE="")
    assert built.name.endswith("-py3-none-any.whl")
    assert not [name for name in zipfile.ZipFile(built).namelist() if name.endswith(".so")]
