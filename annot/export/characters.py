"""Many texts as one run of characters, so that spans of all of them are cut and counted at once."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

__all__ = ["Characters", "Ints", "character_codes", "dropped_characters", "list_offsets", "text_array"]

Ints = NDArray[np.int64]
CODE_POINTS = 0x110000


@cache
def dropped_characters() -> NDArray[np.bool_]:
    """Return, for every code point, whether a BERT tokenizer drops it when it is a token of its own.

    Spaces, controls, zero-width and private-use characters, marks that are stripped with accents, and
    U+FFFD: the table dropped.tsv, measured on the normaliser of tokenizers, does not depend on the Unicode
    version of the Python that runs.
    """
    dropped = np.zeros(CODE_POINTS, dtype=np.bool_)
    table = resources.files("annot.export").joinpath("dropped.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            first, last = line.split("\t")[:2]
            dropped[int(first, 16) : int(last, 16) + 1] = True
    return dropped


def text_array(places: NDArray[np.signedinteger[Any]], content: NDArray[np.uint8]) -> pa.StringArray:
    """Return the strings that lie between consecutive byte places of a UTF-8 content."""
    buffers = [None, pa.py_buffer(np.asarray(places, dtype=np.int32)), pa.py_buffer(content)]
    return pa.StringArray.from_buffers(len(places) - 1, buffers[1], buffers[2])


def list_offsets(counts: Ints) -> pa.Int32Array:
    """Return the offsets of lists with these many elements each."""
    return pa.array(np.concatenate(([0], np.cumsum(counts))), type=pa.int32())


def _content(texts: pa.StringArray) -> tuple[Ints, NDArray[np.uint8]]:
    """Return the UTF-8 bytes of texts, one after another, and the byte places that bound them."""
    _, offsets, content = texts.buffers()
    if not len(texts) or content is None:
        return np.zeros(len(texts) + 1, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    bounds = np.frombuffer(offsets, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    return bounds - bounds[0], np.frombuffer(content, dtype=np.uint8)[bounds[0] : bounds[-1]]


def _codes(content: NDArray[np.uint8]) -> NDArray[np.uint32]:
    return np.frombuffer(content.tobytes().decode().encode("utf-32-le"), dtype=np.uint32)


def character_codes(texts: pa.StringArray) -> NDArray[np.uint32]:
    """Return the code points of texts, one after another."""
    return _codes(_content(texts)[1])


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a column of texts, one after another.

    Attributes:
        content: Their UTF-8 bytes.
        places: Byte place of every character, and the end of the last.
        rows: First character of every text, and the end of the last.
        dropped: The characters that are no token, in order.
    """

    content: NDArray[np.uint8]
    places: NDArray[np.int32]
    rows: Ints
    dropped: Ints

    @classmethod
    def of(cls, texts: pa.Array) -> "Characters":
        """Return the characters of a string column."""
        texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
        bounds, content = _content(texts)
        # A UTF-8 byte starts a character unless its two high bits are 10: as a signed number, unless below -64.
        starts = np.flatnonzero(content.view(np.int8) >= -64)
        places = np.append(starts, len(content)).astype(np.int32)
        rows = np.searchsorted(places, bounds.astype(np.int32)).astype(np.int64)
        return cls(content, places, rows, np.flatnonzero(dropped_characters().take(_codes(content))))

    def lengths(self) -> Ints:
        """Return the number of characters of every text."""
        return np.diff(self.rows)

    def texts(self, bounds: Ints) -> pa.StringArray:
        """Return the texts between consecutive characters of `bounds`, which runs from the first to the end."""
        return text_array(self.places[bounds], self.content)

    def slices(self, starts: Ints, ends: Ints) -> pa.StringArray:
        """Return the stretches ``[start, end)`` of characters, in the order given; they may overlap."""
        first, last = self.places[starts], self.places[ends]
        places = np.concatenate(([0], np.cumsum(last - first)))
        # Byte k of stretch i stands at first[i] + k: one gather for all stretches.
        gather = np.arange(places[-1]) + np.repeat(first - places[:-1], last - first)
        return text_array(places, self.content[gather])

    def token(self, characters: Ints) -> Ints:
        """Return the number of the token at each of these characters, or of the next one where it is no token."""
        return characters - np.searchsorted(self.dropped, characters)

    def tokens(self, bounds: Ints) -> pa.ListArray:
        """Return each text between `bounds` as a list of characters.

        A character that a BERT tokenizer would drop is no token: its tag would vanish in training.
        """
        places, content = self.places, self.content
        if len(self.dropped):
            widths = np.diff(places)
            first, lost = places[self.dropped], widths[self.dropped]
            byte = np.arange(lost.sum()) + np.repeat(first - (np.cumsum(lost) - lost), lost)
            content = np.delete(content, byte)
            places = np.zeros(len(widths) - len(self.dropped) + 1, dtype=np.int32)
            np.cumsum(np.delete(widths, self.dropped), out=places[1:])
        offsets = pa.array(self.token(bounds), pa.int32())
        return pa.ListArray.from_arrays(offsets, text_array(places, content))
