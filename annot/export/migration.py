"""From one version of the label schema to the next: what happens to each label, read from schemas/NAME/migrations/."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annot.annotation import Annotation, Frame
from annot.errors import SchemaError
from annot.schema import Schema, read_schema, schema_folder
from annot.span import Span

__all__ = ["Migration", "Step", "outcomes", "read_migration"]

KINDS = ("rename", "merge", "split", "remove", "add")
# The program knows these by name: it reads quantities of the first two and calendar intervals of the third.
NAMED = ("VALUE", "CHANGE", "TIME")


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
        digest: SHA-256 of the migration's file.
    """

    before: Schema
    after: Schema
    steps: tuple[Step, ...]
    digest: str = ""

    def label_of(self, label: str, text: str) -> str | None:
        """Return the new label of a span with this text, None when the span goes."""
        current: str | None = label
        for step in self.steps:
            if current in step.labels and not step.added:
                found = (new for pattern, new in step.rules if pattern.search(text))
                current = next(found, step.to)
        return current

    def annotation(self, old: Annotation) -> Annotation:
        """Return an annotation under the new schema; frames lose roles that go or have no relation in it."""
        kept: dict[Span, int] = {}
        place: dict[int, int] = {}
        for number, span in enumerate(old.spans):
            label = self.label_of(span.label, span.of(old.text))
            if label is not None:
                new = span if label == span.label else replace(span, label=label)
                # Two labels of one stretch may have become one: it then stands once.
                place[number] = kept.setdefault(new, len(kept))
        spans = tuple(kept)
        frames = tuple(self._frame(frame, place, spans) for frame in old.frames if frame.value in place)
        return replace(old, spans=spans, frames=frames)

    def _frame(self, frame: Frame, place: Mapping[int, int], spans: Sequence[Span]) -> Frame:
        value, roles = place[frame.value], dict[str, int]()
        for role, number in frame.roles():
            relation = self.after.relation_for(role, spans[value].label)
            if number in place and relation is not None and spans[place[number]].label in relation.targets:
                roles[role] = place[number]
        return Frame(value, frame.quantity, roles.get("indicator"), roles.get("subject"), roles.get("period"))


def read_migration(name: str, before: str, after: str, *, folder: Path | None = None) -> Migration:
    """Read the migration from one schema version to another.

    Raises:
        SchemaError: It is missing, not in its form, or leaves a label without a fate; all problems at once.
    """
    root = folder or schema_folder()
    path = root / name / "migrations" / f"{before}-{after}.toml"
    try:
        content = path.read_bytes()
        table = tomllib.loads(content.decode())
        steps = tuple(_step(row) for row in table["steps"])
    except FileNotFoundError as error:
        raise SchemaError(f"{path}: no such migration; write one, see {path.parent / 'README.md'}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, re.error) as error:
        raise SchemaError(f"{path}: cannot be read: {error}") from error
    except (KeyError, TypeError) as error:
        raise SchemaError(f"{path}: the field {error} is missing; see {path.parent / 'README.md'}") from error
    schemas = [read_schema(name, version, folder=folder) for version in (before, after)]
    migration = Migration(schemas[0], schemas[1], steps, hashlib.sha256(content).hexdigest())
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
        reached |= outcomes(code, migration.steps)
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
    yield from (
        f"label {code} is known to the program by its name: it may go, but not become another"
        for code in NAMED
        if code in migration.before.codes and outcomes(code, migration.steps) - {code}
    )


def outcomes(code: str, steps: Iterable[Step]) -> set[str]:
    """Return every label that spans of a label may have after some steps."""
    current = {code}
    for step in steps:
        if not step.added and (hit := current & set(step.labels)):
            current = (current - hit) | set(step.outcomes())
    return current
