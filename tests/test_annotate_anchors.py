"""Patterns looked for near an anchor are found as a plain scan finds them."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.annotate import anchors, bylines, datelines, places, policies
from annot.annotate.anchors import matches_at, matches_near

Anchored = tuple[re.Pattern[str], re.Pattern[str], int]
# What the source calls in a loop over patterns.
LOOPED: dict[str, Anchored] = {
    "bylines.SHOT": (bylines.SHOT, bylines.SHOT_AT, bylines.LONGEST_ROLE),
    "bylines.SPACED": (bylines.SPACED, bylines.SPACED_AT, bylines.LONGEST_SPACED),
    "datelines.OPENED": (datelines.OPENED, datelines.OPENED_AT, datelines.LONGEST_SITE),
    "datelines.REPORTERS": (datelines.REPORTERS, datelines.REPORTERS_AT, datelines.LONGEST_SITE),
    "places.RUNS": (places.RUNS, places.RUNS_AT, 0),
    "places.SIDES": (places.SIDES, places.SIDES_AT, 0),
}


def calls() -> Iterator[tuple[str, Anchored]]:
    """Yield the patterns, anchors and reaches of every call in the source that names them."""
    for path in sorted(Path(anchors.__file__).parent.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "matches_near":
                form, anchor, reach = map(ast.unparse, (*call.args[:2], call.keywords[0].value))
                if form.isupper():
                    names = vars(import_module(f"annot.annotate.{path.stem}"))
                    yield (
                        f"{path.stem}.{form}",
                        (
                            names[form],
                            names[anchor],
                            eval(reach, dict(names)),  # noqa: S307 - our own source: LONGEST_TAIL, len("计划")
                        ),
                    )


ANCHORED = {**dict(calls()), **LOOPED}
MARKS = [*"甲，、。\n（）“”3一三个的等和县市AB京俄美古滕·", "乙丙", "20", "项目"]
# A class of characters, and what a match does not hold: no words of it.
UNSPOKEN = re.compile(r"\[[^]]*\]|\(\?<?![^)]*\)")


def pieces_of(form: re.Pattern[str]) -> list[str]:
    """Return pieces of texts that a pattern is likely to match: its own words among marks."""
    spoken = re.findall("[一-龥]+|[A-Z]+", UNSPOKEN.sub("|", form.pattern))
    return [*dict.fromkeys(spoken), *MARKS]


def test_all_calls_are_compared() -> None:
    assert len(ANCHORED) > 40
    assert all(reach >= 0 for _, _, reach in ANCHORED.values())


@pytest.mark.parametrize("name", ANCHORED)
@settings(deadline=None, max_examples=60)
@given(choices=st.lists(st.integers(0, 999), max_size=12))
def test_a_pattern_near_its_anchor_is_found_as_by_a_scan(name: str, choices: list[int]) -> None:
    form, anchor, before = ANCHORED[name]
    pieces = pieces_of(form)
    text = "".join(pieces[choice % len(pieces)] for choice in choices)
    near = [match.span() for match in matches_near(form, anchor, text, before=before)]
    assert near == [match.span() for match in form.finditer(text)]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        pytest.param("built_lists.LISTED", "甲、乙出正负零", (3, 7), id="at-ground-level"),
        pytest.param("industries.NOUN", "发展特色全产业链", (2, 8), id="the-longest-opening"),
    ],
)
def test_every_core_has_its_anchor_and_every_opening_is_reached(name: str, text: str, place: tuple[int, int]) -> None:
    form, anchor, before = ANCHORED[name]
    assert [match.span() for match in matches_near(form, anchor, text, before=before)] == [place]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(["\n", "甲市政府", "关于", "支持甲产业的", "措施", "，", "附件", "："]), max_size=16))
def test_a_title_line_is_found_at_the_starts_of_lines_as_by_a_scan(pieces: list[str]) -> None:
    text = "".join(pieces)
    places_of_lines = [0, *(match.start() for match in re.finditer("\n", text))]
    found = [match.span() for match in matches_at(policies.TITLE_LINE, places_of_lines, text)]
    assert found == [match.span() for match in policies.TITLE_LINE.finditer(text)]
