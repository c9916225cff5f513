"""Whether the configs of a release tell the same, and no duplicate group stands in two splits."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from annot.export.characters import Characters
from annot.export.configs import CONFIGS
from annot.export.flat import outermost
from annot.export.reading import Release

__all__ = ["accord_problems"]

Place = tuple[str, int, int, str]


def accord_problems(release: Release) -> Iterator[str]:
    """Yield where the configs or the splits of a release contradict each other."""
    yield from _split_problems(release)
    for split in release.splits():
        yield from _count_and_text_problems(release, split)


def _split_problems(release: Release) -> Iterator[str]:
    where: dict[str, set[str]] = {}
    ids: dict[str, Counter[str]] = {}
    for split in release.splits():
        for config in (config.name for config in CONFIGS):
            table = release.table(config, split, ["id", "group"])
            ids.setdefault(config, Counter()).update(table["id"].to_pylist())
            for group in table["group"].unique().to_pylist():
                where.setdefault(group, set()).add(split)
    for group, splits in where.items():
        if len(splits) > 1:
            yield f"group {group}: stands in {' and '.join(sorted(splits))}; a duplicate group belongs to one split"
    for config, counts in ids.items():
        yield from (f"{config}: id {name} stands {count} times" for name, count in counts.items() if count > 1)


def _count_and_text_problems(release: Release, split: str) -> Iterator[str]:
    documents = {row["id"]: row for row in release.table("documents", split).to_pylist()}
    paragraphs = release.table("spans", split).to_pylist()
    pieces = release.table("ner", split, ["id", "document_id", "offset", "text", "spans"]).to_pylist()
    frames = release.table("metrics", split, ["document_id"])["document_id"].to_pylist()
    for row in (*paragraphs, *pieces):
        document = documents.get(row["document_id"])
        if document is None or not document["text"].startswith(row["text"], row["offset"]):
            yield f"{row['id']}: its text is not that of document {row['document_id']} at {row['offset']}"
    spans = Counter({row["document_id"]: 0 for row in paragraphs})
    for row in paragraphs:
        spans[row["document_id"]] += len(row["spans"])
    yield from _count_problems(documents, "paragraph_count", Counter(row["document_id"] for row in paragraphs))
    yield from _count_problems(documents, "span_count", spans)
    yield from _count_problems(documents, "frame_count", Counter(frames))
    told, tagged = _places(paragraphs), _places(pieces)
    yield from (f"{place[0]}: a tagged span {place[1:]} is not in spans" for place in sorted(tagged - told))
    missing = _outermost_places(paragraphs) - tagged
    yield from (f"{place[0]}: span {place[1:]} is not tagged in ner" for place in sorted(missing))


def _count_problems(documents: Mapping[str, Any], column: str, counts: Counter[str]) -> Iterator[str]:
    for name, document in documents.items():
        if document[column] != counts[name]:
            yield f"document {name}: {column} is {document[column]}, its rows are {counts[name]}"


def _places(rows: list[dict[str, Any]]) -> set[Place]:
    return {
        (row["document_id"], row["offset"] + span["start"], row["offset"] + span["end"], span["label"])
        for row in rows
        for span in row["spans"]
    }


def _outermost_places(rows: list[dict[str, Any]]) -> set[Place]:
    places: set[Place] = set()
    for row in rows:
        spans = sorted(row["spans"], key=lambda span: (span["start"], -span["end"]))
        starts, ends = (np.asarray([span[side] for span in spans], dtype=np.int64) for side in ("start", "end"))
        kept = [span for span, free in zip(spans, outermost(starts, ends).tolist(), strict=True) if free]
        texts = Characters.of(pa.array([row["text"][span["start"] : span["end"]] for span in kept], pa.string()))
        seen = np.diff(texts.tokens(texts.rows).offsets.to_numpy()) > 0
        places |= _places([{**row, "spans": [span for span, is_seen in zip(kept, seen, strict=True) if is_seen]}])
    return places
