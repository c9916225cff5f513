"""What people made of the tasks, home into the reviews."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from annot.annotation import Status
from annot.document import Reject
from annot.labelstudio.connection import Connection
from annot.labelstudio.people import ensure_salt
from annot.labelstudio.project import Project, find_project
from annot.labelstudio.pull import Pulled, pull
from annot.line.clean import shard_name
from annot.line.lineage import read_lineage
from annot.line.reviews import Review, fresh_reviews, keep_reviews, latest_reviews
from annot.metrics import parse_quantity
from annot.tables import rejects_table
from annot.workspace import Workspace, write_bytes

__all__ = ["PullReport", "earlier_projects", "look_for_work", "pull_reviews"]


@dataclass(frozen=True, slots=True)
class PullReport:
    """What a pull brought.

    Attributes:
        seen: Tasks looked at.
        fresh: Readings that are new or changed.
        withdrawn: Readings that people took back.
        drafts: Begun and not submitted: still only on the server.
        rejected: Work that cannot be used; see the reviews' rejects.
    """

    seen: int = 0
    fresh: int = 0
    withdrawn: int = 0
    drafts: int = 0
    rejected: int = 0

    def __str__(self) -> str:
        """Return the closing line of a pull."""
        line = f"pulled {self.fresh} new or changed readings of {self.seen} tasks"
        if self.withdrawn:
            line += f", {self.withdrawn} taken back"
        if self.drafts:
            line += f", {self.drafts} drafts not yet submitted"
        return f"{line}, rejected {self.rejected}"


def earlier_projects(workspace: Workspace, connection: Connection, title: str) -> list[Project]:
    """Return the projects of this title that were made for earlier label schemas of the workspace.

    People may go on working there: what they do still counts where nobody has read the paragraph since.

    Raises:
        ServerError: The server is out of reach or refuses.
    """
    lineage = read_lineage(workspace)
    found = [find_project(connection, lineage.schema_at(version), title) for version in lineage.versions[:-1]]
    return [project for project in found if project is not None]


def pull_reviews(
    workspace: Workspace, connection: Connection, projects: Sequence[Project], *, at: str, everything: bool = False
) -> PullReport:
    """Pull what changed since the last pull into `reviews`.

    Args:
        workspace: Its `reviews` are added to.
        connection: The server.
        projects: The workspace's projects there.
        at: Now, ISO 8601 in UTC.
        everything: Look at all tasks, not only at those that changed.

    Raises:
        ServerError: The server is out of reach or refuses.
    """
    return _summed(_pull(workspace, connection, project, at, everything=everything) for project in projects)


def look_for_work(workspace: Workspace, connection: Connection, projects: Sequence[Project]) -> PullReport:
    """Tell what a pull of all tasks would bring, and keep nothing.

    Raises:
        ServerError: The server is out of reach or refuses.
    """
    return _summed(_look(workspace, connection, project) for project in projects)


def _summed(reports: Iterable[PullReport]) -> PullReport:
    columns = zip(*(astuple(report) for report in reports), strict=True)
    return PullReport(*(sum(column) for column in columns))


def _look(workspace: Workspace, connection: Connection, project: Project) -> PullReport:
    salt = ensure_salt(workspace.server)
    pulled = list(pull(connection, project, salt=salt, read=parse_quantity))
    fresh = fresh_reviews(_readings(pulled), workspace, version=project.schema.version)
    withdrawn, rejects = list(_withdrawn(pulled, workspace)), list(_refused(pulled))
    return PullReport(len(pulled), len(fresh), len(withdrawn), sum(task.drafts for task in pulled), len(rejects))


def _pull(workspace: Workspace, connection: Connection, project: Project, at: str, *, everything: bool) -> PullReport:
    bookmark = workspace.reviews.folder / "pulled.json"
    place = f"{connection.url}#{project.id}"
    since = "" if everything else _bookmarks(bookmark).get(place, "")
    salt = ensure_salt(workspace.server)
    pulled = list(pull(connection, project, salt=salt, since=since, read=parse_quantity))
    withdrawn, rejects = list(_withdrawn(pulled, workspace)), list(_refused(pulled))
    fresh = keep_reviews(_readings(pulled), workspace, at=at, version=project.schema.version)
    keep_reviews(withdrawn, workspace, at=at)
    if rejects:
        workspace.reviews.rejected.write(shard_name(reject.text for reject in rejects), rejects_table(rejects))
    # Last, so that a pull that was interrupted is done over rather than passed over.
    _keep_bookmark(bookmark, place, max((task.updated_at for task in pulled), default=since))
    return PullReport(len(pulled), fresh, len(withdrawn), sum(task.drafts for task in pulled), len(rejects))


def _readings(pulled: Iterable[Pulled]) -> Iterator[Review]:
    return (Review(reading.annotation, reading.origin) for task in pulled for reading in task.readings)


def _refused(pulled: Iterable[Pulled]) -> Iterator[Reject]:
    for task in pulled:
        for rejected in task.rejected:
            yield Reject("", rejected.id, "unusable_work", 0, 0, f"{rejected.reason} {rejected.url}".strip())
        for reading in task.readings:
            for notice in reading.notices:
                yield Reject("", task.id, "left_out", 0, 0, f"{reading.annotation.annotator}: {notice} {task.url}")


def _withdrawn(pulled: Iterable[Pulled], workspace: Workspace) -> Iterator[Review]:
    standing = [review for review in latest_reviews(workspace).values() if not review.withdrawn]
    # A task with work that cannot be read says nothing of what was taken back.
    tasks = {task.origin: {reading.origin for reading in task.readings} for task in pulled if not task.rejected}
    for review in standing:
        task = review.origin.rpartition(":")[0]
        if task in tasks and review.origin not in tasks[task] and review.annotation.status is Status.REVIEWED:
            yield Review(review.annotation, review.origin, withdrawn=True)


def _bookmarks(path: Path) -> dict[str, str]:
    # Only what need not be looked at again: without it, or where it is broken, everything is.
    try:
        bookmarks: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return bookmarks


def _keep_bookmark(path: Path, place: str, moment: str) -> None:
    bookmarks = {**_bookmarks(path), place: moment}
    write_bytes(json.dumps(bookmarks, indent=2, sort_keys=True).encode(), path)
