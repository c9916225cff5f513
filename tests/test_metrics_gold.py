"""Floors on the annotated seeds: spans, readings, indicators and whole frames, with gold entities given."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from annot.annotation import Quantity
from annot.metrics import build_frames, find_quantities
from annot.span import Span

_GOLD = sorted((Path(__file__).parent / "seed_gold").glob("*.jsonl"))
_METRIC = ("VALUE", "CHANGE", "INDICATOR")
_Place = tuple[int, int]


def _same(found: Quantity, gold: dict[str, Any]) -> bool:
    """Tell whether the reading is right, to a thousandth as the guideline's scorer does."""
    for mine, theirs in ((found.minimum, gold["min"]), (found.maximum, gold["max"])):
        if (mine is None) != (theirs is None):
            return False
        if mine is not None and abs(float(mine) - float(theirs)) > 1e-3 * max(1e-9, abs(float(theirs))):
            return False
    return found.unit == str(gold["unit"] or "")


def _roles(spans: list[_Place], frame: dict[str, Any]) -> tuple[_Place | None, ...]:
    return tuple(None if frame[role] is None else spans[frame[role]] for role in ("indicator", "subject", "period"))


@pytest.fixture(scope="module")
def counts() -> Counter[str]:
    """Score every paragraph of the seeds once."""
    tally: Counter[str] = Counter()
    for path in _GOLD:
        for line in path.read_text(encoding="utf-8").splitlines():
            _score(json.loads(line), tally)
    return tally


def _score(record: dict[str, Any], tally: Counter[str]) -> None:
    text = record["text"]
    gold = [(span["start"], span["end"]) for span in record["spans"]]
    labels = {place: span["label"] for place, span in zip(gold, record["spans"], strict=True)}
    entities = [Span(*place, label) for place, label in labels.items() if label not in _METRIC]
    spans, frames = build_frames(text, entities, find_quantities(text, entities))
    for kind, chosen in (("quantity", _METRIC[:2]), ("indicator", _METRIC[2:])):
        mine = {(s.start, s.end, s.label) for s in spans if s.label in chosen}
        theirs = {(*place, label) for place, label in labels.items() if label in chosen}
        tally[f"{kind}_right"] += len(mine & theirs)
        tally[f"{kind}_all"] += len(mine) + len(theirs)
    expected = {gold[frame["value"]]: frame for frame in record["frames"]}
    tally["frames_all"] += len(frames) + len(expected)
    places = [(s.start, s.end) for s in spans]
    for frame in frames:
        other = expected.get(places[frame.value])
        if other is None:
            continue
        right = _same(frame.quantity, other)
        tally["found"] += 1
        tally["normalised"] += right
        mine_roles = tuple(
            None if index is None else places[index] for index in (frame.indicator, frame.subject, frame.period)
        )
        direction = frame.quantity.direction or None
        tally["strict"] += right and mine_roles == _roles(gold, other) and direction == other["direction"]


def test_value_and_change_spans_reach_098_on_the_seeds(counts: Counter[str]) -> None:
    assert 2 * counts["quantity_right"] / counts["quantity_all"] >= 0.98


def test_readings_of_found_quantities_reach_098_on_the_seeds(counts: Counter[str]) -> None:
    assert counts["normalised"] / counts["found"] >= 0.98


def test_indicators_reach_092_on_the_seeds(counts: Counter[str]) -> None:
    assert 2 * counts["indicator_right"] / counts["indicator_all"] >= 0.92


def test_whole_frames_reach_090_on_the_seeds(counts: Counter[str]) -> None:
    assert 2 * counts["strict"] / counts["frames_all"] >= 0.90
