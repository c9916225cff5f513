"""A text under way through cleaning, with the place of every character in the page it came from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annot.errors import OffsetError
from annot.offsets import OffsetMap

__all__ = ["Edit", "Tracked", "code_points", "from_code_points"]

Edit = tuple[int, int, str]
"""Replace ``text[start:end]`` by a string; the stretch is not empty."""


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def from_code_points(points: NDArray[np.uint32]) -> str:
    """Return the text of the given code points."""
    return points.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """A text and its offset map, changed only together.

    Attributes:
        text: The text as it stands.
        offsets: For every code point of it, its place in the page's decoded text.
    """

    text: str
    offsets: OffsetMap

    def __post_init__(self) -> None:
        """Refuse a map of another length than the text.

        Raises:
            OffsetError: The map has more or fewer entries than the text code points.
        """
        if len(self.offsets) != len(self.text):
            raise OffsetError(f"tracked text of {len(self.text)} code points: the map has {len(self.offsets)} entries")

    @classmethod
    def of(cls, text: str) -> "Tracked":
        """Return the untouched text."""
        return cls(text, OffsetMap.identity(len(text)))

    def respelled(self, text: str) -> "Tracked":
        """Return the same places with other characters, one for one."""
        return self if text is self.text else Tracked(text, self.offsets)

    def kept(self, mask: NDArray[np.bool_]) -> "Tracked":
        """Return only the characters where the mask is true."""
        positions = np.flatnonzero(mask).astype(np.int32)
        return Tracked(from_code_points(code_points(self.text)[positions]), self.offsets.take(positions))

    def edited(self, edits: Sequence[Edit]) -> "Tracked":
        """Apply edits that are in order and do not overlap.

        A replacement of the same length keeps the places one for one; each character of a shorter or longer one
        stands for the whole stretch it replaces.
        """
        if not edits:
            return self
        texts: list[str] = []
        starts: list[NDArray[np.int32]] = []
        ends: list[NDArray[np.int32]] = []
        done = 0
        for start, end, replacement in edits:
            self._copy(done, start, texts, starts, ends)
            if len(replacement) == end - start:
                self._copy(start, end, [], starts, ends)
            elif replacement:
                starts.append(np.full(len(replacement), self.offsets.starts[start], dtype=np.int32))
                ends.append(np.full(len(replacement), self.offsets.ends[end - 1], dtype=np.int32))
            texts.append(replacement)
            done = end
        self._copy(done, len(self.text), texts, starts, ends)
        return Tracked("".join(texts), OffsetMap(np.concatenate(starts), np.concatenate(ends)))

    def _copy(
        self,
        start: int,
        end: int,
        texts: list[str],
        starts: list[NDArray[np.int32]],
        ends: list[NDArray[np.int32]],
    ) -> None:
        texts.append(self.text[start:end])
        starts.append(self.offsets.starts[start:end])
        ends.append(self.offsets.ends[start:end])
