"""Digests: of a file's bytes, and of a table's content whatever wrote the file."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["TableDigest", "file_digest", "joined_digest"]

CHUNK = 1 << 20


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()


def joined_digest(digests: Mapping[str, str]) -> str:
    """Return one SHA-256 for named digests, in order of name."""
    lines = "".join(f"{name} {digests[name]}\n" for name in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()


class TableDigest:
    """The SHA-256 of a table's rows in order, fed piece by piece.

    Every leaf column is hashed on its own: which places are null, how long each list or string is, and
    the values. How the rows were chunked, compressed or encoded, and by which pyarrow, leaves no trace.

    Attributes:
        size: How many bytes that was so far.
    """

    def __init__(self) -> None:
        self.size = 0
        self._streams: dict[str, hashlib._Hash] = {}
        self._counts: dict[str, int] = {}

    def update(self, table: pa.Table) -> None:
        """Take in the next rows."""
        for name in table.column_names:
            for chunk in table[name].chunks or [pa.array([], table[name].type)]:
                self._take(name, chunk)

    def hexdigest(self) -> str:
        """Return the digest of all rows so far."""
        counts = {f"{name}.count": str(count) for name, count in self._counts.items()}
        return joined_digest(counts | {name: stream.hexdigest() for name, stream in self._streams.items()})

    def _feed(self, name: str, kind: str, values: np.ndarray) -> None:  # type: ignore[type-arg]
        stream = self._streams.setdefault(f"{name}.{kind}", hashlib.sha256())
        stream.update(np.ascontiguousarray(values).data)
        self.size += values.nbytes

    def _take(self, name: str, array: pa.Array) -> None:
        before = self._counts.get(name, 0)
        self._counts[name] = before + len(array)
        if array.null_count:
            nulls = np.flatnonzero(array.is_null().to_numpy(zero_copy_only=False))
            self._feed(name, "null", nulls.astype(np.int64) + before)
        if pa.types.is_list(array.type):
            self._feed(name, "length", _numbers(pc.list_value_length(array)))
            self._take(f"{name}[]", array.flatten())
        elif pa.types.is_struct(array.type):
            for number, field in enumerate(array.type):
                self._take(f"{name}.{field.name}", array.field(number))
        elif pa.types.is_string(array.type):
            full = array.fill_null("") if array.null_count else array
            self._feed(name, "length", _numbers(pc.binary_length(full)))
            self._feed(name, "content", _bytes(full))
        elif pa.types.is_decimal(array.type):
            self._take(f"{name}:decimal", array.cast(pa.string()))
        else:
            self._feed(name, "content", _numbers(array))


def _numbers(array: pa.Array) -> np.ndarray:  # type: ignore[type-arg]
    full = array.fill_null(0) if array.null_count else array
    return np.asarray(full.to_numpy(zero_copy_only=False))


def _bytes(array: pa.StringArray) -> np.ndarray:  # type: ignore[type-arg]
    _, offsets, content = array.buffers()
    if content is None or not len(array):
        return np.zeros(0, dtype=np.uint8)
    bounds = np.frombuffer(offsets, dtype=np.int32)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(content, dtype=np.uint8)[bounds[0] : bounds[-1]]
