"""Signatures on disk, and which share a band with new ones: more documents need no more memory to be grouped."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annot.clean.signatures import BINS

__all__ = ["Neighbours"]

_ROWS = 2
_BANDS = BINS // _ROWS
# A band's place goes into its key, so that one table serves all bands (an odd constant of 64 bits, see signatures).
_PLACES = np.arange(_BANDS, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
_MIXER = np.uint64(0xBF58476D1CE4E5B9)
_TABLES = """
CREATE TABLE IF NOT EXISTS members (number INTEGER PRIMARY KEY, document_id TEXT UNIQUE, group_id TEXT, signature BLOB);
CREATE TABLE IF NOT EXISTS bands (key INTEGER PRIMARY KEY, first INTEGER, last INTEGER);
"""
_CACHE_KB = 8000
_ASKED = 500


class Neighbours:
    """An index of signatures in one SQLite file: documents numbered in the order they came, their groups and bands."""

    def __init__(self, file: Path | None = None) -> None:
        self._base = sqlite3.connect(file or ":memory:")
        # What it holds can be made again from the groups themselves, so it need not survive a power cut.
        self._base.executescript(f"PRAGMA synchronous=OFF; PRAGMA cache_size=-{_CACHE_KB};{_TABLES}")

    def __enter__(self) -> "Neighbours":
        """Return the index."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Keep what was added unless there was an error, and close the file."""
        if kind is None:
            self._base.commit()
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self._base.close()

    def __len__(self) -> int:
        """Return the number of documents."""
        return int(self._base.execute("SELECT count(*) FROM members").fetchone()[0])

    def founders(self) -> int:
        """Return the number of groups."""
        return int(self._base.execute("SELECT count(*) FROM members WHERE document_id = group_id").fetchone()[0])

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return those of some documents that are in the index."""
        return {
            row[0]
            for start in range(0, len(ids), _ASKED)
            for row in self._asked("SELECT document_id FROM members WHERE document_id", ids[start : start + _ASKED])
        }

    def rows(self, numbers: Sequence[int]) -> dict[int, tuple[str, NDArray[np.uint32]]]:
        """Return group and signature of documents by their numbers."""
        return {
            number: (group_id, np.frombuffer(blob, dtype="<u4"))
            for start in range(0, len(numbers), _ASKED)
            for number, group_id, blob in self._asked(
                "SELECT number, group_id, signature FROM members WHERE number", numbers[start : start + _ASKED]
            )
        }

    def _asked(self, question: str, values: Sequence[str] | Sequence[int]) -> Iterable[Any]:
        return self._base.execute(f"{question} IN ({','.join('?' * len(values))})", values)

    def near(self, signatures: NDArray[np.uint32]) -> dict[int, set[int]]:
        """Add the bands of new signatures and return, by their numbers, those before them with a band in common.

        This is locality-sensitive hashing (Indyk, Motwani, 1998). Of all documents with one band in common each is
        paired with the first and with the one before it, which keeps the pairs linear in a heap of copies.

        Args:
            signatures: One a row, in order; their numbers follow those in the index.
        """
        keys = _keys(signatures).reshape(-1)
        order = np.argsort(keys, kind="stable")
        numbers = order // _BANDS + len(self)
        unique, starts = np.unique(keys[order], return_index=True)
        first, last = self._held(unique)
        is_new = first < 0
        first[is_new] = numbers[starts[is_new]]
        heads = np.repeat(first, np.diff(np.append(starts, len(order))))
        before = np.concatenate(([-1], numbers[:-1]))
        before[starts] = last
        shared = np.flatnonzero(before >= 0)
        pairs: dict[int, set[int]] = {}
        for later, head, other in zip(
            numbers[shared].tolist(), heads[shared].tolist(), before[shared].tolist(), strict=True
        ):
            pairs.setdefault(later, set()).update((head, other))
        ends = numbers[np.append(starts[1:], len(order)) - 1]
        self._base.executemany(
            "INSERT INTO bands VALUES (?,?,?) ON CONFLICT (key) DO UPDATE SET last=excluded.last",
            zip(unique.tolist(), first.tolist(), ends.tolist(), strict=True),
        )
        return pairs

    def _held(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the first and the last number with each key, -1 where there is none; the keys are in order."""
        first, last = np.full(len(keys), -1, dtype=np.int64), np.full(len(keys), -1, dtype=np.int64)
        for start in range(0, len(keys), _ASKED):
            asked = keys[start : start + _ASKED]
            found = np.array(
                list(self._asked("SELECT key, first, last FROM bands WHERE key", asked.tolist())), dtype=np.int64
            ).reshape(-1, 3)
            places = start + np.searchsorted(asked, found[:, 0])
            first[places], last[places] = found[:, 1], found[:, 2]
        return first, last

    def add(self, rows: Iterable[tuple[str, str, NDArray[np.uint32]]]) -> None:
        """Add documents with their groups and signatures, in order."""
        start = len(self)
        self._base.executemany(
            "INSERT INTO members VALUES (?,?,?,?)",
            (
                (start + n, identity, group, sign.astype("<u4").tobytes())
                for n, (identity, group, sign) in enumerate(rows)
            ),
        )


def _keys(signatures: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return a key of 64 bits for each band of each signature."""
    pairs = signatures.astype(np.uint64).reshape(len(signatures), _BANDS, _ROWS)
    with np.errstate(over="ignore"):
        keys = ((pairs[..., 0] << np.uint64(32) | pairs[..., 1]) ^ _PLACES) * _MIXER
        keys ^= keys >> np.uint64(29)
        keys *= _MIXER
    return keys.view(np.int64)
