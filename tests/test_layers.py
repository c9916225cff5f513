"""The layers of the house: who may import whom, that heavy libraries stay in their rooms, and one error tree."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import annot
from annot import errors

PACKAGE = Path(annot.__file__).parent
TYPES = {"errors", "span", "offsets", "document", "annotation", "schema", "records", "tables", "figures", "__init__"}
BASE = TYPES | {"workspace", "engine"}
STAGES = {"clean", "annotate", "labelstudio", "merge", "export", "report"}
# Room -> the rooms it may import beside itself.
ALLOWED = {
    **dict.fromkeys(BASE, BASE),
    "metrics": TYPES,
    "clean": BASE,
    "annotate": BASE | {"metrics"},
    "labelstudio": BASE,
    "merge": BASE,
    "export": BASE,
    "report": BASE,
    "line": BASE | STAGES | {"metrics"},
    "cli": BASE | STAGES | {"metrics", "line"},
    "__main__": {"cli"},
}
# Library -> the rooms that may import it.
HOMES = {"label_studio_sdk": {"labelstudio"}, "datasets": {"export"}, "huggingface_hub": {"export"}, "click": {"cli"}}
HEAVY = {
    "label_studio_sdk",
    "datasets",
    "jieba",
    "rjieba",
    "pyarrow",
    "numpy",
    "opencc",
    "pypinyin",
    "trafilatura",
    "lxml",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path):
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_room_may(path):
    own = room(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "annot" and rest:
            assert rest.split(".")[0] in ALLOWED[own] | {own}, f"{own} may not import {name}"
        if top in HOMES:
            assert own in HOMES[top], f"{own} may not import {name}"


def test_help_imports_nothing_heavy():
    script = "import sys; from annot.cli import cli; cli(['--help'], standalone_mode=False); print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    loaded = {name.partition(".")[0] for name in printed.splitlines()[-1].split()}
    assert not loaded & HEAVY


def test_all_errors_are_leaves_of_one_tree():
    leaves = [getattr(errors, name) for name in errors.__all__ if name != "AnnotError"]
    assert len(leaves) <= 10
    assert all(leaf.__bases__ == (errors.AnnotError,) for leaf in leaves)
    assert all(leaf.__name__ in errors.__doc__ for leaf in leaves)
