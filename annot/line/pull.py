"""What people made of the tasks, home into the reviews."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annot.annotation import Status
from annot.document import Reject
from annot.labelstudio.connection import Connection
from annot.labelstudio.people import ensure_salt
from annot.labelstudio.project import Project
from annot.labelstudio.pull import Pulled, pull
from annot.line.clean import shard_name
from annot.line.reviews import Review, keep_reviews, latest_reviews
from annot.metrics import parse_quantity
from annot.tables import rejects_table
from annot.workspace import Workspace, write_bytes

__all__ = ["PullReport", "pull_reviews"]


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

    seen: int
    fresh: int
    withdrawn: int
    drafts: int
    rejected: int

    def __str__(self) -> str:
        """Return the closing line of a pull."""
        line = f"pulled {self.fresh} new or changed readings of {self.seen} tasks"
        if self.withdrawn:
            line += f", {self.withdrawn} taken back"
        if self.drafts:
            line += f", {self.drafts} drafts not yet submitted"
        return f"{line}, rejected {self.rejected}"


def pull_reviews(
    workspace: Workspace, connection: Connection, project: Project, *, at: str, everything: bool = False
) -> PullReport:
    """Pull what changed since the last pull into `reviews`.

    Args:
        workspace: Its `reviews` are added to.
        connection: The server.
        project: The project there.
        at: Now, ISO 8601 in UTC.
        everything: Look at all tasks, not only at those that changed.

    Raises:
        ServerError: The server is out of reach or refuses.
    """
    bookmark = workspace.reviews.folder / "pulled.json"
    place = f"{connection.url}#{project.id}"
    since = "" if everything else _bookmarks(bookmark).get(place, "")
    salt = ensure_salt(workspace.server)
    pulled = list(pull(connection, project, salt=salt, since=since, read=parse_quantity))
    reviews = [Review(reading.annotation, reading.origin) for task in pulled for reading in task.readings]
    withdrawn = list(_withdrawn(pulled, workspace))
    fresh = keep_reviews([*reviews, *withdrawn], workspace, at=at)
    rejects = [*_refused(pulled)]
    if rejects:
        workspace.reviews.rejected.write(shard_name(reject.text for reject in rejects), rejects_table(rejects))
    # Last, so that a pull that was interrupted is done over rather than passed over.
    _keep_bookmark(bookmark, place, max((task.updated_at for task in pulled), default=since))
    return PullReport(
        len(pulled), fresh - len(withdrawn), len(withdrawn), sum(task.drafts for task in pulled), len(rejects)
    )


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
    if not path.exists():
        return {}
    bookmarks: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return bookmarks


def _keep_bookmark(path: Path, place: str, moment: str) -> None:
    bookmarks = {**_bookmarks(path), place: moment}
    write_bytes(json.dumps(bookmarks, indent=2, sort_keys=True).encode(), path)
