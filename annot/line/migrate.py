"""A workspace from one version of the label schema to the next, looked at first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annot.errors import SchemaError, ServerError
from annot.export.migration import Migration
from annot.export.way import Migrated, added_labels, migrate, read_way
from annot.labelstudio.connection import Connection
from annot.labelstudio.project import find_project
from annot.labelstudio.server import status
from annot.line.lineage import Lineage, keep_lineage, read_lineage
from annot.line.merge import merge_station
from annot.line.pull import PullReport, earlier_projects, look_for_work
from annot.line.reviews import standing_reviews
from annot.schema import DEFAULT_NAME
from annot.workspace import Workspace

__all__ = ["Plan", "apply_plan", "plan_migration", "unpulled_work"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a migration would do to a workspace.

    Attributes:
        lineage: The versions that the workspace would have gone through then.
        way: The migrations that would be new, one after another.
        predictions: What would become of the spans of the pre-annotations.
        readings: The same of what people said.
        read: How many paragraphs people have read.
    """

    lineage: Lineage
    way: tuple[Migration, ...]
    predictions: Migrated
    readings: Migrated
    read: int

    def __str__(self) -> str:
        """Return what changes, a line a pair of labels."""
        versions = [self.way[0].before.version, *(migration.after.version for migration in self.way)]
        new = added_labels(self.way)
        lines = [
            f"label schema {self.lineage.schema.name} {' -> '.join(versions)}",
            "pre-annotations:",
            *_indented(self.predictions),
            f"readings by people, of {self.read} paragraphs:",
            *_indented(self.readings),
        ]
        if new:
            lines.append(f"new, and looked for by nobody yet: {', '.join(new)}")
        return "\n".join(lines)


def _indented(outcome: Migrated) -> Iterator[str]:
    return (f"  {line}" for line in str(outcome).split("\n"))


def plan_migration(workspace: Workspace, version: str) -> Plan | None:
    """Return what bringing a workspace under a version would do, None when it is under that version already.

    Where no migration leads there at once, several do one after another.

    Raises:
        SchemaError: It has left that version behind, or no sound migrations lead to it.
    """
    lineage = read_lineage(workspace)
    now = lineage.versions[-1]
    if version == now:
        return None
    if version in lineage.versions:
        raise SchemaError(
            f"{workspace.root}: under schema {now}, and was under {version} before; versions only go on: "
            "give what is to return a version of its own"
        )
    way = read_way(DEFAULT_NAME, now, version)
    readings = standing_reviews(workspace)
    return Plan(
        Lineage((*lineage.migrations, *way)),
        way,
        _predictions(workspace, lineage, way),
        migrate(readings, way),
        len({reading.id for reading in readings}),
    )


def _predictions(workspace: Workspace, lineage: Lineage, way: Sequence[Migration]) -> Migrated:
    """Return the counts alone, part by part, so that the number of predictions does not matter."""
    total = Migrated((), Counter(), 0)
    for table in workspace.predictions.tables():
        part = migrate(lineage.annotations_from(table), way)
        frames, roles = total.frames_lost + part.frames_lost, total.roles_lost + part.roles_lost
        total = Migrated((), total.counts + part.counts, frames, roles)
    return total


def unpulled_work(workspace: Workspace, title: str, *, url: str | None = None, token: str | None = None) -> PullReport:
    """Return what a pull would bring now; nothing where the workspace has never used a Label Studio.

    Raises:
        ServerError: It has, and that one is out of reach or refuses.
    """
    if not url and status(workspace.server) is None:
        if not workspace.server.exists():
            return PullReport()
        raise ServerError(
            f"{workspace.server}: the Label Studio used here does not run, so work left in it cannot be seen; "
            "`annot server start`, set LABEL_STUDIO_URL, or say --offline"
        )
    connection = Connection.found(url, token, folder=workspace.server)
    newest = find_project(connection, read_lineage(workspace).schema, title)
    projects = [*earlier_projects(workspace, connection, title), *([newest] if newest else [])]
    return look_for_work(workspace, connection, projects)


def apply_plan(workspace: Workspace, plan: Plan | None) -> str:
    """Bring a workspace under the last version of a plan, merge its gold anew, and return what came of it.

    The first is one file that is there or not; interrupted after it, the same call without a plan does the rest.
    """
    if plan is not None:
        keep_lineage(plan.lineage, workspace)
    version = read_lineage(workspace).versions[-1]
    merged = f", {merge_station(workspace)}" if workspace.gold.parts() else ""
    return f"{workspace.root} is under schema {version}{merged}"
