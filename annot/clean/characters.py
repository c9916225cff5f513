"""Characters that tokenizers drop or split on: removed, or made the one everybody writes, with the map kept."""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from annot.clean.tracked import Tracked, code_points, from_code_points

__all__ = ["normalise", "single_spaced"]

_REMOVED = 0
_SIZE = 0x110000
_SPACES = (0x09, 0x0B, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x3164)
_BREAKS = (0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029)
# Zero-width, joiners, marks of direction, variation selectors, soft hyphen, byte-order mark, replacement character.
_NOTHING = (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
            *range(0xFE00, 0xFE10), 0xFEFF, *range(0xFFF0, 0xFFFE))  # fmt: skip
# Controls, surrogates, private use.
_NOTHING_RANGES = ((0x00, 0x09), (0x0E, 0x1C), (0x1F, 0x20), (0x7F, 0x85), (0x86, 0xA0), (0xD800, 0xE000),
                   (0xE000, 0xF900), (0xE0000, 0xE1000), (0xF0000, 0x110000))  # fmt: skip
_FULL_WIDTH = ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B))
_FULL_TO_HALF = 0xFEE0
_RUNS = re.compile(r"  +")


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint32]:
    table = np.arange(_SIZE, dtype=np.uint32)
    table[list(_SPACES)] = ord(" ")
    table[list(_BREAKS)] = ord("\n")
    table[list(_NOTHING)] = _REMOVED
    for start, end in _NOTHING_RANGES:
        table[start:end] = _REMOVED
    for start, end in _FULL_WIDTH:
        table[start:end] -= _FULL_TO_HALF
    return table


def normalise(tracked: Tracked) -> Tracked:
    """Make spaces one kind, digits and letters half-width, and take out what no reader sees.

    Punctuation stays as it is: half or full width is the author's or the converter's choice, and annotations
    quote it.
    """
    points = code_points(tracked.text)
    changed = _table()[points]
    if np.array_equal(changed, points):
        return tracked
    mask = changed != _REMOVED
    if mask.all():
        return tracked.respelled(from_code_points(changed))
    return Tracked(from_code_points(changed[mask]), tracked.offsets.take(np.flatnonzero(mask).astype(np.int32)))


def single_spaced(tracked: Tracked) -> Tracked:
    """Make one space of every run of them."""
    if "  " not in tracked.text:
        return tracked
    return tracked.edited([(m.start(), m.end(), " ") for m in _RUNS.finditer(tracked.text)])
