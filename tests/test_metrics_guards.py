"""Guards that save a search: whatever a pattern can match, the few characters asked for before it let through.

And tables of words: no group that nothing reads.
"""

import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.metrics import (
    changes,
    heads,
    limits,
    marks,
    names,
    openings,
    prefixes,
    progress,
    ranges,
    shares,
    shortening,
    topics,
)
from annot.metrics.cues import cues
from annot.metrics.units import Units

Guard = Callable[[re.Match[str]], bool]


def _first(characters: frozenset[str]) -> Guard:
    return lambda match: match[0][:1] in characters


def _last(characters: frozenset[str]) -> Guard:
    return lambda match: match[0][-1:] in characters


def _has(pattern: re.Pattern[str]) -> Guard:
    return lambda match: pattern.search(match[0]) is not None


_GUARDS: dict[str, tuple[re.Pattern[str], Guard]] = {
    "link of a change": (changes._LINKS, lambda match: not match[0] or match[0][-1] in changes._LINK_ENDS),
    "noun of a change": (changes._NOUNS, _has(changes._HINT)),
    "gap": (changes._GAP, _has(changes._HINT)),
    "fold": (changes._FOLD, _has(changes._HINT)),
    "more of a deed": (changes._MORE, _has(changes._HINT)),
    "sign": (openings._SIGN, _last(openings._SIGN_ENDS)),
    "aim": (progress._AIM, lambda match: progress._HINT.match(match[0]) is not None),
    "time": (names._TIME, _first(names._TIME_HEADS)),
    "code before": (names._CODE_BEFORE, _last(names._CODE_TAILS)),
    "award": (limits._AWARD, _has(limits._CEILING)),
    "separator": (ranges._SEPARATOR, _first(ranges._SEPARATORS)),
    "tolerance": (ranges._EITHER_SIDE, _first(ranges._SIDES)),
    "currency sign": (prefixes.SIGN, _last(prefixes._SIGN_HEADS)),
    "currency": (prefixes._COIN, _last(prefixes._COIN_ENDS)),
    "former": (marks._FORMER, _last(marks._FORMER_ENDS)),
    "whole word": (marks._WHOLE, _last(marks._WHOLE_ENDS)),
    "output": (shortening._OF_INDUSTRY, lambda match: shortening._LED.get(match[0][-1]) is shortening._OF_INDUSTRY),
    "aid led": (shortening._AID, lambda match: shortening._LED.get(match[0][-1]) is shortening._AID),
    "project": (shortening._OF_PROJECT, lambda match: match.string.rstrip("\n")[-1] in shortening._OF_PROJECT_ENDS),
    "this project": (shortening._NAMED, lambda match: not shortening._THIS.isdisjoint(match[0])),
    "towards": (heads._TOWARDS, _first(topics._PREPOSED)),
    "via": (heads._VIA, _first(topics._PREPOSED)),
    "for": (heads._FOR, _first(topics._PREPOSED)),
    "ratio": (shares._RATIO, lambda match: shares._POSSIBLE.match(match[0]) is not None),
    "slash": (shares._SLASH, lambda match: shares._POSSIBLE.match(match[0]) is not None),
    "rate of cases": (shares._RATE, lambda match: shares._POSSIBLE.match(match[0]) is not None),
    "tenths": (shares._TENTHS, lambda match: shares._POSSIBLE.match(match[0]) is not None),
    "half": (shares._HALF, lambda match: shares._POSSIBLE.match(match.string, match.start()) is not None),
}


@pytest.mark.parametrize("name", _GUARDS)
@settings(deadline=None, max_examples=80)
@given(examples=st.data())
def test_guard_lets_through_whatever_its_pattern_matches(name: str, examples: st.DataObject) -> None:
    pattern, guard = _GUARDS[name]
    match = pattern.search(examples.draw(st.from_regex(pattern)))
    assert match is None or guard(match)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0129０９.第前首位榜负零下一二三百千万亿半对折成元家吨年月日、至多几数上队伍 ", max_size=24))
def test_places_of_numbers_are_those_the_pattern_finds_itself(text: str) -> None:
    heads_of_units = Units.shipped().heads
    expected = [match.start() for match in openings.opening_pattern(heads_of_units).finditer(text)]
    assert openings.find_openings(text, heads_of_units) == expected


def test_every_verb_of_change_has_the_hint_of_one() -> None:
    verbs = cues("verb")._readings
    assert [verb for verb in verbs if not changes._HINT.search(verb)] == []


@pytest.mark.parametrize("table", ["cues.tsv", "phrase_words.tsv"])
def test_every_group_of_words_is_read_by_a_module(table: str) -> None:
    room = files("annot.metrics")
    lines = room.joinpath(table).read_text(encoding="utf-8").splitlines()
    _, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    code = "".join(path.read_text(encoding="utf-8") for path in room.iterdir() if path.name.endswith(".py"))
    assert [group for group in sorted({row[1] for row in rows}) if f'"{group}"' not in code] == []


@pytest.mark.parametrize("table", ["cues.tsv", "phrase_words.tsv", "indicators.txt", "units.tsv"])
def test_no_row_of_a_table_is_there_twice(table: str) -> None:
    lines = files("annot.metrics").joinpath(table).read_text(encoding="utf-8").splitlines()
    keys = ["\t".join(line.split("\t")[: 1 if table == "units.tsv" else 2]) for line in lines if line[:1] != "#"]
    assert len(keys) == len(set(keys))
