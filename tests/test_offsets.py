"""The offset map: every clean character's way back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annot.errors import OffsetError
from annot.offsets import OffsetMap
from tests.strategies import offset_maps


def arrays(*numbers):
    return np.array(numbers, dtype=np.int32)


def test_kept_characters_are_found_again_in_the_raw_text():
    raw = "區(qū)域  經(jīng)濟"
    kept = arrays(0, 5, 8, 15)
    clean, offsets = "区域经济", OffsetMap.from_kept(kept)
    assert [raw[slice(*offsets.raw(place, place + 1))] for place in range(len(clean))] == ["區", "域", "經", "濟"]


def test_a_stretch_covers_what_was_removed_inside_it():
    offsets = OffsetMap.from_kept(arrays(0, 5))
    assert offsets.raw(0, 2) == (0, 6)


def test_composition_goes_all_the_way_back():
    middle_to_raw = OffsetMap(arrays(2, 4, 6), arrays(4, 6, 8))
    clean_to_middle = OffsetMap.from_kept(arrays(0, 2))
    assert clean_to_middle.after(middle_to_raw) == OffsetMap(arrays(2, 6), arrays(4, 8))


def test_runs_are_compact():
    offsets = OffsetMap.join([OffsetMap.from_kept(arrays(3, 4, 5)), OffsetMap(arrays(6), arrays(12))])
    assert offsets.to_runs() == [(3, 1, 3), (6, 6, 1)]


def test_steps_in_the_wrong_order_are_refused():
    with pytest.raises(OffsetError, match="in order"):
        OffsetMap.from_kept(arrays(9)).after(OffsetMap.identity(3))


@pytest.mark.parametrize(("start", "end"), [(1, 1), (0, 9), (-1, 1)], ids=["empty", "past the end", "negative"])
def test_a_stretch_outside_the_text_is_refused(start, end):
    with pytest.raises(OffsetError, match="not empty"):
        OffsetMap.identity(3).raw(start, end)


def test_columns_of_different_length_are_refused():
    with pytest.raises(OffsetError, match="one of each"):
        OffsetMap(arrays(1, 2), arrays(2))


@given(offset_maps())
def test_runs_rebuild_the_map(offsets):
    assert OffsetMap.from_runs(offsets.to_runs()) == offsets


@given(st.data())
def test_composition_never_widens(data):
    earlier = data.draw(offset_maps())
    if not len(earlier):
        return
    later = data.draw(offset_maps(raw_length=len(earlier)))
    composed = later.after(earlier)
    assert len(composed) == len(later)
    for place in range(len(composed)):
        middle = later.raw(place, place + 1)
        assert composed.raw(place, place + 1) == earlier.raw(*middle)


@given(offset_maps())
def test_composition_with_identity_changes_nothing(offsets):
    assert OffsetMap.identity(len(offsets)).after(offsets) == offsets
