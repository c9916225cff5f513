"""The way from one version of the label schema to a later one: one migration, or several in a row."""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from annot.annotation import Annotation, Frame
from annot.export.migration import Migration, outcomes, read_migration
from annot.schema import schema_folder

__all__ = ["Migrated", "added_labels", "migrate", "read_way"]


@dataclass(frozen=True, slots=True)
class Migrated:
    """Annotations under the new schema, and what happened to their spans.

    Attributes:
        annotations: In the order they came.
        counts: Spans by old and new label; the new label is None where the span went.
        frames_lost: Frames that went with their value.
        roles_lost: Roles that became empty in the other frames.
    """

    annotations: tuple[Annotation, ...]
    counts: Counter[tuple[str, str | None]]
    frames_lost: int
    roles_lost: int = 0

    def __str__(self) -> str:
        """Return a line for every pair of labels that is not the same, and one for the frames that went."""
        changed = sorted(((old, new or "–", count) for (old, new), count in self.counts.items() if old != new))
        lines = [f"{old} -> {new}: {count}" for old, new, count in changed]
        if self.frames_lost:
            lines.append(f"frames without a value: {self.frames_lost}")
        if self.roles_lost:
            lines.append(f"roles of frames that become empty: {self.roles_lost}")
        return "\n".join(lines or ["no span changes"])


def migrate(annotations: Iterable[Annotation], way: Sequence[Migration]) -> Migrated:
    """Bring annotations under the schema at the end of a way.

    Pure, so that a dry run is the same call without storing.
    """
    moved: list[Annotation] = []
    counts: Counter[tuple[str, str | None]] = Counter()
    frames = roles = 0
    for old in annotations:
        new = old
        for migration in way:
            new = migration.annotation(new)
        fates = [_fate(span.label, span.of(old.text), way) for span in old.spans]
        counts.update((span.label, fate) for span, fate in zip(old.spans, fates, strict=True))
        left = [frame for frame in old.frames if fates[frame.value] is not None]
        frames += len(old.frames) - len(left)
        roles += _filled(left) - _filled(new.frames)
        moved.append(new)
    return Migrated(tuple(moved), counts, frames, roles)


def _fate(label: str | None, text: str, way: Iterable[Migration]) -> str | None:
    for migration in way:
        label = None if label is None else migration.label_of(label, text)
    return label


def _filled(frames: Iterable[Frame]) -> int:
    return sum(len(list(frame.roles())) for frame in frames)


def added_labels(way: Iterable[Migration]) -> list[str]:
    """Return the labels at the end of a way that no earlier label became, in the order of the last schema."""
    old, new, codes = set[str](), set[str](), tuple[str, ...]()
    for migration in way:
        old = old or set(migration.before.codes)
        old, new = ({out for code in labels for out in outcomes(code, migration.steps)} for labels in (old, new))
        new |= {label for step in migration.steps if step.added for label in step.labels}
        codes = migration.after.codes
    return [code for code in codes if code in new - old]


def read_way(name: str, before: str, after: str, *, folder: Path | None = None) -> tuple[Migration, ...]:
    """Read the fewest migrations that lead from one schema version to another; of equals the least versions.

    Raises:
        SchemaError: No migrations lead there, or one of them is not sound.
    """
    root = folder or schema_folder()
    names = (path.stem.split("-") for path in (root / name / "migrations").glob("*.toml"))
    versions = _fewest(sorted((step[0], step[1]) for step in names if len(step) == 2), before, after)
    return tuple(read_migration(name, *step, folder=folder) for step in pairwise(versions))


def _fewest(steps: Sequence[tuple[str, str]], before: str, after: str) -> tuple[str, ...]:
    ways: deque[tuple[str, ...]] = deque([(before,)])
    seen = {before}
    while ways:
        way = ways.popleft()
        if way[-1] == after:
            return way
        further = [to for at, to in steps if at == way[-1] and to not in seen]
        seen.update(further)
        ways.extend((*way, to) for to in further)
    # No way: whoever reads the one step in its place is told that it is missing.
    return before, after
