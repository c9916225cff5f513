"""From one version of the label schema to the next: what happens to each label, read from schemas/NAME/migrations/."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annot.annotation import Annotation, Frame
from annot.errors import SchemaError
from annot.schema import Schema, read_schema, schema_folder
from annot.span import Span

__all__ = ["Migrated", "Migration", "Step", "migrate", "read_migration"]

KINDS = ("rename", "merge", "split", "remove", "add")


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to some labels.

    Attributes:
        labels: The labels it is about.
        rules: For a split, patterns and the labels they give, the first that is found in a span's text.
        to: The label that the rest becomes; None when its spans go.
        added: Whether the labels are new, so that no stored span has them.
    """

    labels: tuple[str, ...]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    to: str | None
    added: bool = False

    def outcomes(self) -> tuple[str, ...]:
        """Return every label that a span may have after the step."""
        return (*(label for _, label in self.rules), *((self.to,) if self.to is not None else ()))


@dataclass(frozen=True, slots=True)
class Migration:
    """The way from one schema version to another.

    Attributes:
        before, after: The two schemas.
        steps: In the order in which they are taken.
    """

    before: Schema
    after: Schema
    steps: tuple[Step, ...]

    def label_of(self, label: str, text: str) -> str | None:
        """Return the new label of a span with this text, None when the span goes."""
        current: str | None = label
        for step in self.steps:
            if current in step.labels and not step.added:
                found = (new for pattern, new in step.rules if pattern.search(text))
                current = next(found, step.to)
        return current

    def annotation(self, old: Annotation) -> Annotation:
        """Return an annotation under the new schema; frames lose the roles whose spans go."""
        kept: list[Span] = []
        place: dict[int, int] = {}
        for number, span in enumerate(old.spans):
            label = self.label_of(span.label, span.of(old.text))
            if label is not None:
                place[number] = len(kept)
                kept.append(span if label == span.label else replace(span, label=label))
        frames = tuple(_renumbered(frame, place) for frame in old.frames if frame.value in place)
        return replace(old, spans=tuple(kept), frames=frames)


def _renumbered(frame: Frame, place: Mapping[int, int]) -> Frame:
    roles = {role: place.get(number) for role, number in frame.roles()}
    return Frame(place[frame.value], frame.quantity, roles.get("indicator"), roles.get("subject"), roles.get("period"))


@dataclass(frozen=True, slots=True)
class Migrated:
    """Annotations under the new schema, and what happened to their spans.

    Attributes:
        annotations: In the order they came.
        counts: Spans by old and new label; the new label is None where the span went.
        frames_lost: Frames that went with their value.
    """

    annotations: tuple[Annotation, ...]
    counts: Counter[tuple[str, str | None]]
    frames_lost: int

    def __str__(self) -> str:
        """Return a line for every pair of labels that is not the same, and one for the frames that went."""
        changed = sorted(((old, new or "–", count) for (old, new), count in self.counts.items() if old != new))
        lines = [f"{old} -> {new}: {count}" for old, new, count in changed]
        if self.frames_lost:
            lines.append(f"frames without a value: {self.frames_lost}")
        return "\n".join(lines or ["no span changes"])


def migrate(annotations: Iterable[Annotation], migration: Migration) -> Migrated:
    """Bring annotations under the new schema; pure, so that a dry run is the same call without storing."""
    moved: list[Annotation] = []
    counts: Counter[tuple[str, str | None]] = Counter()
    frames = 0
    for old in annotations:
        new = migration.annotation(old)
        counts.update((span.label, migration.label_of(span.label, span.of(old.text))) for span in old.spans)
        frames += len(old.frames) - len(new.frames)
        moved.append(new)
    return Migrated(tuple(moved), counts, frames)


def read_migration(name: str, before: str, after: str, *, folder: Path | None = None) -> Migration:
    """Read the migration from one schema version to another.

    Raises:
        SchemaError: It is missing, not in its form, or leaves a label without a fate; all problems at once.
    """
    root = folder or schema_folder()
    path = root / name / "migrations" / f"{before}-{after}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        steps = tuple(_step(row) for row in table["steps"])
    except FileNotFoundError as error:
        raise SchemaError(f"{path}: no such migration; write one, see {path.parent / 'README.md'}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, re.error) as error:
        raise SchemaError(f"{path}: cannot be read: {error}") from error
    except (KeyError, TypeError) as error:
        raise SchemaError(f"{path}: the field {error} is missing; see {path.parent / 'README.md'}") from error
    schemas = [read_schema(name, version, folder=folder) for version in (before, after)]
    migration = Migration(schemas[0], schemas[1], steps)
    if problems := [*_told_versions(table, before, after), *_fates(migration)]:
        raise SchemaError(f"{path}: " + "; ".join(problems))
    return migration


def _step(row: Mapping[str, Any]) -> Step:
    kind = row["kind"]
    if kind not in KINDS:
        raise SchemaError(f"migration step {kind!r}: expected one of {', '.join(KINDS)}")
    if kind == "merge":
        return Step(tuple(row["labels"]), (), row["to"])
    if kind == "split":
        rules = tuple((re.compile(rule["pattern"]), rule["to"]) for rule in row["rules"])
        return Step((row["label"],), rules, row["otherwise"])
    to = {"rename": row.get("to"), "add": row["label"], "remove": None}[kind]
    if kind == "rename" and to is None:
        raise KeyError("to")
    return Step((row["label"],), (), to, added=kind == "add")


def _told_versions(table: Mapping[str, Any], before: str, after: str) -> Iterator[str]:
    for field, version in (("from", before), ("to", after)):
        if table.get(field) != version:
            yield f"{field} is {table.get(field)!r}, the file's name says {version}"


def _fates(migration: Migration) -> Iterator[str]:
    reached: set[str] = set()
    for code in migration.before.codes:
        reached |= _outcomes(code, migration.steps)
    reached |= {label for step in migration.steps if step.added for label in step.labels}
    known = set(migration.before.codes) | reached
    for step in migration.steps:
        yield from (f"label {label} is in no schema before this step" for label in step.labels if label not in known)
    yield from (
        f"label {code} is in the new schema but comes from nowhere"
        for code in migration.after.codes
        if code not in reached
    )
    yield from (f"label {code} is not in the new schema" for code in sorted(reached - set(migration.after.codes)))


def _outcomes(code: str, steps: Iterable[Step]) -> set[str]:
    current = {code}
    for step in steps:
        if not step.added and (hit := current & set(step.labels)):
            current = (current - hit) | set(step.outcomes())
    return current
