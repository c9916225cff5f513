"""The CRF's arrays: what a character's attributes are, what they say, and how likely tags follow from it."""

from itertools import pairwise, product
from math import exp, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.annotate.candidate import BLOCK, Candidate
from annot.annotate.gazetteer import Gazetteer
from annot.annotate.learned.attributes import COLUMNS, attribute_columns
from annot.annotate.learned.decoding import marginals
from annot.annotate.learned.tags import may_begin, may_follow
from annot.annotate.learned.weights import Weights
from annot.annotate.reading import Reading

TAGS = ("O", "B-ZONE", "I-ZONE", "B-ORG", "I-ORG")
NUMBERS = st.floats(-3, 3, width=16)


def table(rows: int, columns: int) -> st.SearchStrategy[list[list[float]]]:
    return st.lists(st.lists(NUMBERS, min_size=columns, max_size=columns), min_size=rows, max_size=rows)


def by_hand(emissions, transitions):
    """Sum over every sequence of tags that is allowed, as the definition of a CRF has it."""
    found = np.zeros((len(emissions), len(TAGS)))
    for path in product(range(len(TAGS)), repeat=len(emissions)):
        allowed = may_begin(TAGS[path[0]]) and all(may_follow(TAGS[a], TAGS[b]) for a, b in pairwise(path))
        if allowed:
            weight = prod(exp(emissions[at][tag]) for at, tag in enumerate(path))
            weight *= prod(exp(transitions[a][b]) for a, b in pairwise(path))
            for at, tag in enumerate(path):
                found[at, tag] += weight
    return found / found.sum(axis=1, keepdims=True)


@settings(deadline=None, max_examples=25)
@given(table(6, len(TAGS)), table(len(TAGS), len(TAGS)))
def test_marginals_are_those_of_the_definition(emissions, transitions):
    stretches = [(0, 3), (4, 6)]
    found = marginals(np.array(emissions, np.float32), np.array(transitions, np.float32), TAGS, stretches)
    assert found[0:3] == pytest.approx(by_hand(emissions[0:3], transitions), abs=1e-6)
    assert found[4:6] == pytest.approx(by_hand(emissions[4:6], transitions), abs=1e-6)
    assert not found[3].any()


def test_marginals_do_not_overflow_on_long_text():
    emissions = np.full((20_000, len(TAGS)), 50.0, np.float32)
    found = marginals(emissions, np.full((len(TAGS), len(TAGS)), 9.0, np.float32), TAGS, [(0, 20_000)])
    assert found.sum(axis=1) == pytest.approx(np.ones(20_000))


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [("O", "I-ZONE", False), ("B-ZONE", "I-ZONE", True), ("I-ZONE", "I-ZONE", True), ("B-ORG", "I-ZONE", False)],
)
def test_an_inside_tag_stands_only_behind_its_own_label(first, second, allowed):
    assert may_follow(first, second) is allowed


def made(states, transitions=None):
    return Weights.from_features(("O", "B-ZONE"), states, transitions or {}, columns=2)


def test_what_an_attribute_says_is_added_up_and_unknown_ones_say_nothing():
    weights = made({(0, 7, "O"): 1.0, (0, 9, "B-ZONE"): 2.0, (1, 7, "B-ZONE"): 0.5})
    found = weights.emissions(np.array([[7, 7], [9, 8], [8, 7], [-1, 2**62]]))
    assert found.tolist() == [[1.0, 0.5], [0.0, 2.0], [0.0, 0.5], [0.0, 0.0]]


def test_weights_come_back_from_their_file_and_equal_ones_have_equal_bytes():
    weights = made({(1, -3, "O"): 1.25, (1, 2**40, "B-ZONE"): -2.0}, {("O", "B-ZONE"): -1.5})
    again = Weights.from_bytes(weights.to_bytes())
    columns = np.array([[0, -3], [0, 2**40]])
    assert again.tags == ("O", "B-ZONE")
    assert again.emissions(columns).tolist() == [[1.25, 0.0], [0.0, -2.0]]
    assert again.transitions.tolist() == [[0.0, -1.5], [0.0, 0.0]]
    assert again.to_bytes() == weights.to_bytes()


@pytest.mark.parametrize("content", [b"", b"nothing", made({}).to_bytes()[:40]], ids=["empty", "text", "torn"])
def test_what_are_no_weights_is_refused(content):
    with pytest.raises(ValueError, match=r"."):
        Weights.from_bytes(content)


def row_of(text, rules, place):
    columns = attribute_columns(Reading.of(text, Gazetteer()), rules)
    return dict(zip(COLUMNS, columns[place].tolist(), strict=True))


def test_a_character_is_told_by_its_neighbours():
    row = row_of("走进园区", [], 1)
    assert (row["c-3"], row["c-2"], row["c-1"], row["c0"], row["c1"]) == (0, 0, ord("走"), ord("进"), ord("园"))
    assert row["cc0"] == ord("进") << 21 | ord("园")
    assert row["ccc-1"] == (ord("走") << 42) | (ord("进") << 21) | ord("园")


def test_shapes_tell_digits_letters_and_han_characters():
    assert row_of("5G和，", [], 2)["shape"] == int("12300", 4)


def test_what_the_rules_decided_is_seen_and_what_they_block_is_not():
    zone = Candidate(2, 4, "ZONE", "name:园区")
    ruled = [row_of("走进园区", [zone], place)["ruled0"] for place in range(4)]
    assert ruled[:2] == [0, 0]
    assert ruled[2] == ruled[3] + 1
    assert row_of("走进园区", [Candidate(2, 4, BLOCK, "x")], 2)["ruled0"] == 0


def test_half_a_surrogate_pair_is_read_as_the_replacement_character():
    assert row_of("走\ud83d进", [], 1)["c0"] == 0xFFFD
