"""Resolution: one flat set by a total order, whatever order the candidates come in."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annot.annotate.candidate import BLOCK, Candidate, Tier
from annot.annotate.resolution import LABEL_ORDER, precedence, resolve, winner_over

candidates = st.lists(
    st.builds(
        lambda start, width, label, source, tier: Candidate(start, start + width, label, source, tier),
        st.integers(0, 30),
        st.integers(1, 8),
        st.sampled_from(LABEL_ORDER),
        st.sampled_from(["lexicon:a", "name:b", "quote:c"]),
        st.sampled_from(Tier),
    ),
    max_size=20,
)


@given(candidates)
def test_no_two_winners_overlap(proposed):
    chosen = resolve(proposed)
    assert all(left.end <= right.start for left, right in pairwise(chosen))


@given(candidates, st.randoms())
def test_the_order_of_the_input_never_counts(proposed, random):
    shuffled = list(proposed)
    random.shuffle(shuffled)
    assert resolve(shuffled) == resolve(proposed)


@given(candidates)
def test_every_loser_gives_way_to_a_winner_that_precedes_it(proposed):
    chosen = resolve(proposed)
    for candidate in proposed:
        winner = winner_over(candidate, chosen)
        if candidate not in chosen:
            assert winner is not None
            assert precedence(winner) <= precedence(candidate)
        else:
            assert winner is None


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        pytest.param(Candidate(0, 2, "PLACE", "l", Tier.USER), Candidate(0, 5, "ZONE", "n", Tier.SURE), id="user"),
        pytest.param(Candidate(0, 2, "POLICY", "q", Tier.SURE), Candidate(0, 5, "ZONE", "n"), id="sure-before-longer"),
        pytest.param(Candidate(0, 5, "ZONE", "n"), Candidate(0, 2, "PLACE", "l"), id="longer"),
        pytest.param(Candidate(0, 3, "ZONE", "n"), Candidate(1, 4, "GOV", "l"), id="earlier"),
        pytest.param(Candidate(0, 3, "ZONE", "n"), Candidate(0, 3, "PLACE", "l"), id="particular-label"),
        pytest.param(Candidate(0, 3, BLOCK, "b"), Candidate(0, 3, "PLACE", "l"), id="block-before-labels"),
        pytest.param(Candidate(0, 3, "ZONE", "a"), Candidate(0, 3, "ZONE", "b"), id="source-name-last"),
    ],
)
def test_the_written_order_decides(winner, loser):
    assert resolve([loser, winner]) == [winner]
