"""The way back from every character of a cleaned text to the raw text it came from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annot.errors import OffsetError

__all__ = ["OffsetMap"]


@dataclass(frozen=True, slots=True, eq=False)
class OffsetMap:
    """For every code point of the clean text, the half-open stretch of raw code points it stands for.

    Attributes:
        starts: Shape (length of the clean text,), int32: first raw code point of each clean one.
        ends: Same shape: one past its last raw code point.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def __post_init__(self) -> None:
        """Refuse maps whose two columns differ in length.

        Raises:
            OffsetError: The columns have different lengths.
        """
        if self.starts.shape != self.ends.shape:
            raise OffsetError(
                f"offset map: {self.starts.shape[0]} starts but {self.ends.shape[0]} ends; "
                "expected one of each a character"
            )

    @classmethod
    def identity(cls, length: int) -> "OffsetMap":
        """Return the map of a text onto itself."""
        starts = np.arange(length, dtype=np.int32)
        return cls(starts, starts + np.int32(1))

    @classmethod
    def from_kept(cls, kept: NDArray[np.int32]) -> "OffsetMap":
        """Return the map of a text made of the raw code points at the given positions, in order."""
        return cls(kept, kept + np.int32(1))

    @classmethod
    def from_runs(cls, runs: Sequence[tuple[int, int, int]]) -> "OffsetMap":
        """Rebuild a map from the runs that `to_runs` gives.

        Args:
            runs: Triples (raw start, raw width of one clean character, number of clean characters).
        """
        if not runs:
            return cls.identity(0)
        first, width, count = (np.asarray(column, dtype=np.int32) for column in zip(*runs, strict=True))
        within = np.arange(count.sum(), dtype=np.int32) - np.repeat(np.cumsum(count) - count, count).astype(np.int32)
        starts = np.repeat(first, count) + within * np.repeat(width, count)
        return cls(starts.astype(np.int32), (starts + np.repeat(width, count)).astype(np.int32))

    def to_runs(self) -> list[tuple[int, int, int]]:
        """Return the map as runs (raw start, raw width of one clean character, number of clean characters)."""
        if not len(self):
            return []
        width = self.ends - self.starts
        breaks = (self.starts[1:] != self.ends[:-1]) | (width[1:] != width[:-1])
        heads = np.concatenate(([0], np.flatnonzero(breaks) + 1))
        counts = np.diff(np.concatenate((heads, [len(self)])))
        return list(zip(self.starts[heads].tolist(), width[heads].tolist(), counts.tolist(), strict=True))

    def __len__(self) -> int:
        """Return the number of code points of the clean text."""
        return int(self.starts.shape[0])

    def __eq__(self, other: object) -> bool:
        """Tell whether both maps send every character to the same place."""
        if not isinstance(other, OffsetMap):
            return NotImplemented
        return np.array_equal(self.starts, other.starts) and np.array_equal(self.ends, other.ends)

    def __hash__(self) -> int:
        """Hash by content."""
        return hash((self.starts.tobytes(), self.ends.tobytes()))

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw stretch that the clean stretch ``[start, end)`` came from.

        Raises:
            OffsetError: The stretch is empty or outside the clean text.
        """
        if not 0 <= start < end <= len(self):
            raise OffsetError(f"clean stretch [{start}, {end}): expected within [0, {len(self)}) and not empty")
        return int(self.starts[start:end].min()), int(self.ends[start:end].max())

    def after(self, earlier: "OffsetMap") -> "OffsetMap":
        """Compose: this map goes from clean to middle text, `earlier` from middle to raw.

        Raises:
            OffsetError: This map points outside the text that `earlier` describes.
        """
        if len(self) and (int(self.ends.max()) > len(earlier) or int(self.starts.min()) < 0):
            raise OffsetError(
                f"offset map points at {int(self.ends.max())} of a text of {len(earlier)}; are the steps in order?"
            )
        return OffsetMap(earlier.starts[self.starts], earlier.ends[self.ends - 1])

    def take(self, kept: NDArray[np.int32]) -> "OffsetMap":
        """Return the map of the text made of the clean characters at the given positions."""
        return OffsetMap(self.starts[kept], self.ends[kept])

    @staticmethod
    def join(maps: Sequence["OffsetMap"]) -> "OffsetMap":
        """Return the map of the concatenated texts."""
        if not maps:
            return OffsetMap.identity(0)
        return OffsetMap(np.concatenate([m.starts for m in maps]), np.concatenate([m.ends for m in maps]))
