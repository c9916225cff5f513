"""What stands in a release, counted from its files: the evidence of the card."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from annot.export.characters import Ints
from annot.export.configs import CONFIGS
from annot.export.pieces import LONGEST_ROW
from annot.export.reading import Release

__all__ = ["Census", "take_census"]

Counts = Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Census:
    """Counts by split.

    Attributes:
        splits: The splits that are there.
        rows: Rows of each config.
        groups, tokens, tagged: Duplicate groups, tokens, and spans told by tags.
        labels: Spans of each label.
        statuses: Paragraphs of each status.
        documents: Documents of each status; a document without gold counts under ``none``.
        kinds: Frames of each kind.
        damage: Damaged places of each kind.
        overlong: Rows of ``ner`` with more than 510 characters.
        dropped: Characters that are no token.
        agreement: Agreements of all paragraphs read by several people.
    """

    splits: tuple[str, ...]
    rows: Counts
    groups: Counter[str]
    tokens: Counter[str]
    tagged: Counter[str]
    labels: Counts
    statuses: Counts
    documents: Counts
    kinds: Counts
    damage: Counts
    overlong: int
    dropped: int
    agreement: tuple[float, ...]

    def over_splits(self, counts: Counts) -> Counter[str]:
        """Return counts added over the splits."""
        return sum((counts[split] for split in self.splits), Counter())


def take_census(release: Release) -> Census:
    """Count what stands in a release."""
    splits = tuple(release.splits())
    lengths, tokens, tagged = {}, {}, {}
    for split in splits:
        lengths[split], tokens[split], tagged[split] = _ner_counts(release, split)
    return Census(
        splits=splits,
        rows={split: Counter({c.name: release.rows(c.name, split) for c in CONFIGS}) for split in splits},
        groups=Counter({s: len(release.table("documents", s, ["group"])["group"].unique()) for s in splits}),
        tokens=Counter(tokens),
        tagged=Counter(tagged),
        labels={split: _labels(release, split) for split in splits},
        statuses={split: _values(release, "spans", split, "status") for split in splits},
        documents={split: _values(release, "documents", split, "status") for split in splits},
        kinds={split: _values(release, "metrics", split, "kind") for split in splits},
        damage={split: _damage(release, split) for split in splits},
        overlong=sum(int((np.asarray(length) > LONGEST_ROW).sum()) for length in lengths.values()),
        dropped=sum(int(length.sum()) for length in lengths.values()) - sum(tokens.values()),
        agreement=tuple(chain.from_iterable(_agreements(release, split) for split in splits)),
    )


def _ner_counts(release: Release, split: str) -> tuple[Ints, int, int]:
    lengths, tagged = [np.zeros(0, dtype=np.int64)], 0
    for table in release.batches("ner", split, ["text", "spans.list.element.start"]):
        lengths.append(pc.utf8_length(table["text"]).to_numpy().astype(np.int64))
        tagged += pc.sum(pc.list_value_length(table["spans"])).as_py() or 0
    # Every row has a token, so that there is a value for each token and no other.
    return np.concatenate(lengths), release.leaves("ner", split, "tokens"), tagged


def _tally(array: pa.ChunkedArray) -> Counter[str]:
    counts = pc.value_counts(array).to_pylist()
    return Counter({str(count["values"] or "none"): int(count["counts"]) for count in counts})


def _values(release: Release, config: str, split: str, column: str) -> Counter[str]:
    return _tally(release.table(config, split, [column])[column])


def _labels(release: Release, split: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for table in release.batches("spans", split, ["spans.list.element.label"]):
        counts += _tally(pc.struct_field(pc.list_flatten(table["spans"]), "label"))
    return counts


def _damage(release: Release, split: str) -> Counter[str]:
    return _tally(pc.struct_field(pc.list_flatten(release.table("documents", split, ["damage"])["damage"]), "kind"))


def _agreements(release: Release, split: str) -> list[float]:
    values: list[float] = release.table("spans", split, ["agreement"])["agreement"].drop_null().to_pylist()
    return values
