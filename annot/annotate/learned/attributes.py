"""What the CRF sees of each character, as columns of whole numbers: its neighbours, its word, the rules' reading."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from annot.annotate.candidate import BLOCK, Candidate
from annot.annotate.reading import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["COLUMNS", "attribute_columns"]

NEAR = 3
# A code point takes so many bits of a number that names several characters.
CHARACTER_BITS = 21
SINGLES = range(-NEAR, NEAR + 1)
PAIRS = range(-NEAR, NEAR)
TRIPLES = range(-2, 1)
AROUND = range(-1, 2)
COLUMNS = (
    *(f"c{offset}" for offset in SINGLES),
    *(f"cc{offset}" for offset in PAIRS),
    *(f"ccc{offset}" for offset in TRIPLES),
    "shape",
    *(f"word{offset}" for offset in AROUND),
    *(f"ruled{offset}" for offset in AROUND),
    *(f"ruled,c{offset}" for offset in AROUND),
)
"""What the columns stand for: characters at an offset, pairs and triples that begin there, the kinds of characters
around, place in the word with its part of speech, what the rules make of the place, alone and with a character."""


def attribute_columns(reading: Reading, rules: Sequence[Candidate]) -> "NDArray[np.int64]":
    """Return the attributes of every character of a document, in the order of `COLUMNS`.

    Args:
        reading: The document.
        rules: What the rules and lexicons decided, resolved.

    Returns:
        An array of one row a character and one column an attribute. A number means nothing but itself.
    """
    size = len(reading.text)
    # The rows beyond either end are blank, so that every neighbour can be asked for.
    padded = np.zeros(size + 2 * NEAR, dtype=np.int64)
    padded[NEAR : NEAR + size] = np.frombuffer(reading.text.encode("utf-32-le"), dtype=np.uint32)
    ruled = _codes(((one.start, one.end, one.label) for one in rules if one.label != BLOCK), size)
    columns = [_shifted(padded, offset, size) for offset in SINGLES]
    columns += [_joined(padded, offset, 2, size) for offset in PAIRS]
    columns += [_joined(padded, offset, 3, size) for offset in TRIPLES]
    columns.append(_shapes(padded, size))
    for codes in (_words(reading, size), ruled):
        columns += [_shifted(codes, offset, size) for offset in AROUND]
    here = _shifted(ruled, 0, size) << CHARACTER_BITS
    columns += [here | _shifted(padded, offset, size) for offset in AROUND]
    return np.stack(columns, axis=1)


def _shifted(codes: "NDArray[np.int64]", offset: int, size: int) -> "NDArray[np.int64]":
    return codes[NEAR + offset : NEAR + offset + size]


def _joined(codes: "NDArray[np.int64]", offset: int, count: int, size: int) -> "NDArray[np.int64]":
    joined: NDArray[np.int64] = np.zeros(size, dtype=np.int64)
    for place in range(offset, offset + count):
        joined = (joined << CHARACTER_BITS) | _shifted(codes, place, size)
    return joined


def _shapes(characters: "NDArray[np.int64]", size: int) -> "NDArray[np.int64]":
    """Return the kinds of the five characters around each: digit, Latin letter, Han character, other."""
    kinds = np.zeros(len(characters), dtype=np.int64)
    kinds[(characters >= ord("0")) & (characters <= ord("9"))] = 1
    kinds[(characters | 0x20 >= ord("a")) & (characters | 0x20 <= ord("z"))] = 2
    kinds[(characters >= 0x4E00) & (characters <= 0x9FFF)] = 3
    shapes: NDArray[np.int64] = np.zeros(size, dtype=np.int64)
    for offset in range(-2, 3):
        shapes = shapes * 4 + _shifted(kinds, offset, size)
    return shapes


def _words(reading: Reading, size: int) -> "NDArray[np.int64]":
    """Return place and part of speech: first, middle, last character of a word, or a word of one."""
    codes = np.zeros(size + 2 * NEAR, dtype=np.int64)
    start = NEAR
    for end, tag in zip(reading.words.ends, reading.words.tags, strict=True):
        code = crc32(tag.encode()) << 2
        end += NEAR
        codes[start:end] = code
        codes[start] |= 1
        codes[end - 1] |= 2
        start = end
    return codes


def _codes(spans: Iterable[tuple[int, int, str]], size: int) -> "NDArray[np.int64]":
    """Return what covers each character, its first character told from the others; zero outside."""
    codes = np.zeros(size + 2 * NEAR, dtype=np.int64)
    for start, end, name in spans:
        codes[NEAR + start : NEAR + end] = crc32(name.encode()) << 1
        codes[NEAR + start] |= 1
    return codes
