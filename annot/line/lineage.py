"""Which label schema a workspace is under, and what was made under an earlier version brought to it."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from annot.annotation import Annotation
from annot.errors import SchemaError, WorkspaceError
from annot.export.migration import Migration, read_migration
from annot.schema import DEFAULT_NAME, DEFAULT_VERSION, Schema, read_schema
from annot.tables import annotations_from
from annot.workspace import Station, Workspace, read_part, write_bytes

__all__ = ["Lineage", "keep_lineage", "made_under", "read_lineage", "schema_of"]

FILE = "schema.toml"
MADE_UNDER = b"annot.schema"


@dataclass(frozen=True, slots=True)
class Lineage:
    """The schema versions that a workspace went through.

    What is stored stays as it was stored, with the version it was made under; whoever reads it sees it under the
    newest. So a migration is one file renamed into place: it has happened or it has not.

    Attributes:
        migrations: From the version of the annotator on, each going on where the one before ends.
    """

    migrations: tuple[Migration, ...] = ()

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions, oldest first; the last is the one in force."""
        return (DEFAULT_VERSION, *(migration.after.version for migration in self.migrations))

    @property
    def schema(self) -> Schema:
        """The schema in force."""
        return self.migrations[-1].after if self.migrations else read_schema()

    def schema_at(self, version: str) -> Schema:
        """Return the schema of one of the versions.

        Raises:
            SchemaError: The workspace was never under it.
        """
        self._place(version)
        return read_schema(version=version)

    def brought(self, annotation: Annotation, version: str = DEFAULT_VERSION) -> Annotation:
        """Return an annotation made under a version as it is under the schema in force.

        Raises:
            SchemaError: The workspace was never under that version.
        """
        for migration in self.migrations[self._place(version) :]:
            annotation = migration.annotation(annotation)
        return annotation

    def _place(self, version: str) -> int:
        if version not in self.versions:
            raise SchemaError(
                f"schema version {version}: this workspace has only been under {', '.join(self.versions)}; "
                f"`annot migrate {version}` shows what it would become"
            )
        return self.versions.index(version)

    def annotations_from(self, table: pa.Table) -> Iterator[Annotation]:
        """Yield the annotations of a stored table under the schema in force."""
        version = made_under(table)
        return (self.brought(annotation, version) for annotation in annotations_from(table))

    def stamped(self, table: pa.Table, version: str | None = None) -> pa.Table:
        """Return the table with a note of the version it was made under, the one in force when None."""
        note = {MADE_UNDER: (version or self.versions[-1]).encode()}
        return table.replace_schema_metadata({**(table.schema.metadata or {}), **note})

    def check(self, station: Station) -> None:
        """Refuse a station whose parts were made under an earlier schema and are read as they are.

        Raises:
            WorkspaceError: One is.
        """
        for part in station.parts():
            if (version := made_under(read_part(part, ["document_id"]))) != self.versions[-1]:
                raise WorkspaceError(
                    f"{part}: made under schema {version}, the workspace is under {self.versions[-1]} now; "
                    "run `annot merge`"
                )


def made_under(table: pa.Table) -> str:
    """Return the schema version that a stored table was made under."""
    # Without a note it was made before there was another version, or by the annotator, whose labels are that one's.
    return str((table.schema.metadata or {}).get(MADE_UNDER, DEFAULT_VERSION.encode()).decode())


def schema_of(workspace: Workspace) -> Schema:
    """Return the label schema that a workspace is under: the one place where it is chosen.

    Raises:
        WorkspaceError: Its file is broken.
        SchemaError: A schema or a migration is missing, broken, or was changed since it was applied.
    """
    return read_lineage(workspace).schema


def read_lineage(workspace: Workspace) -> Lineage:
    """Return the schema versions that a workspace went through.

    Raises:
        WorkspaceError: Its file is broken.
        SchemaError: A schema or a migration is missing, broken, or was changed since it was applied.
    """
    file = workspace.root / FILE
    if not file.is_file():
        return Lineage()
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8"))["migrations"]
        told = [(str(row["to"]), str(row["sha256"])) for row in rows]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise WorkspaceError(f"{file}: {error}; it is written by `annot migrate`, put back what that wrote") from error
    return Lineage(tuple(_applied(told)))


def _applied(told: Iterable[tuple[str, str]]) -> Iterator[Migration]:
    before = DEFAULT_VERSION
    for after, digest in told:
        migration = read_migration(DEFAULT_NAME, before, after)
        if migration.digest != digest:
            raise SchemaError(
                f"migration {before}-{after}: changed since it was applied to this workspace; put it back, and write "
                "what is to change as a migration to a further version"
            )
        yield migration
        before = after


def keep_lineage(lineage: Lineage, workspace: Workspace) -> None:
    """Put a workspace under the last version of a lineage, from one moment to the next."""
    lines = ["# Written by `annot migrate`: the last version is the one this workspace is under."]
    for migration in lineage.migrations:
        lines += ["", "[[migrations]]", f'to = "{migration.after.version}"', f'sha256 = "{migration.digest}"']
    write_bytes("\n".join([*lines, ""]).encode(), workspace.root / FILE)
