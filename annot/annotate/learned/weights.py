"""The weights of a linear-chain CRF as arrays: what every attribute says for every tag, and tag after tag."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Weights"]

# Half precision halves the file; a weight of 5 is off by 0.002 at most.
STORED = np.float16


@dataclass(frozen=True, slots=True)
class Weights:
    """What a CRF has learnt.

    Attributes:
        tags: The tags, in the order of the last axes.
        keys: By column of attributes, the values that say something, rising.
        rows: By column, a row of weights by tag for each value, and one of zeros at the end for all others.
        transitions: By tag, the weights of the tags that may follow.
    """

    tags: tuple[str, ...]
    keys: "tuple[NDArray[np.int64], ...]"
    rows: "tuple[NDArray[np.float32], ...]"
    transitions: "NDArray[np.float32]"

    @classmethod
    def from_features(
        cls,
        tags: tuple[str, ...],
        states: Mapping[tuple[int, int, str], float],
        transitions: Mapping[tuple[str, str], float],
        *,
        columns: int,
    ) -> "Weights":
        """Gather single weights.

        Args:
            tags: All tags.
            states: Weight by column, value and tag.
            transitions: Weight by tag and the tag after it.
            columns: How many columns of attributes there are.
        """
        place = {tag: number for number, tag in enumerate(tags)}
        keys, rows = [], []
        for column in range(columns):
            own = {(value, place[tag]): weight for (at, value, tag), weight in states.items() if at == column}
            values = sorted({value for value, _ in own})
            row_of = {value: row for row, value in enumerate(values)}
            table = np.zeros((len(values) + 1, len(tags)), dtype=np.float32)
            for (value, tag_place), weight in own.items():
                table[row_of[value], tag_place] = weight
            keys.append(np.array(values, dtype=np.int64))
            rows.append(table.astype(STORED).astype(np.float32))
        following = np.zeros((len(tags), len(tags)), dtype=np.float32)
        for (first, second), weight in transitions.items():
            following[place[first], place[second]] = weight
        return cls(tags, tuple(keys), tuple(rows), following)

    def emissions(self, columns: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """Return what the attributes of each character say for each tag: characters by tags."""
        total = np.zeros((len(columns), len(self.tags)), dtype=np.float32)
        for values, keys, rows in zip(columns.T, self.keys, self.rows, strict=True):
            if len(keys):
                places = np.searchsorted(keys, values)
                places[keys[np.minimum(places, len(keys) - 1)] != values] = len(keys)
                total += rows[places]
        return total

    def to_bytes(self) -> bytes:
        """Return the file's content; equal weights give equal bytes."""
        parts = {"tags": np.array(self.tags), "transitions": self.transitions}
        for column, (keys, rows) in enumerate(zip(self.keys, self.rows, strict=True)):
            at, tag = np.nonzero(rows)
            parts[f"keys{column}"] = keys
            parts[f"at{column}"], parts[f"tag{column}"] = at.astype(np.int32), tag.astype(np.uint8)
            parts[f"weight{column}"] = rows[at, tag].astype(STORED)
        target = io.BytesIO()
        np.savez_compressed(target, allow_pickle=False, **parts)
        return target.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Weights":
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: It is no such file.
        """
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as parts:
                tags = tuple(str(tag) for tag in parts["tags"])
                columns = sum(name.startswith("keys") for name in parts.files)
                keys = tuple(parts[f"keys{column}"] for column in range(columns))
                rows = []
                for column in range(columns):
                    table = np.zeros((len(keys[column]) + 1, len(tags)), dtype=np.float32)
                    table[parts[f"at{column}"], parts[f"tag{column}"]] = parts[f"weight{column}"]
                    rows.append(table)
                return cls(tags, keys, tuple(rows), parts["transitions"])
        except (KeyError, IndexError, EOFError, zipfile.BadZipFile) as error:
            raise ValueError(str(error)) from error
