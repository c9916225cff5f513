"""Pull: what people made of the tasks, home as annotations."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from annot.annotation import Annotation, Quantity, Status
from annot.document import content_id
from annot.labelstudio.connection import Connection
from annot.labelstudio.decode import Decoded, decode
from annot.labelstudio.listing import Filter, list_tasks
from annot.labelstudio.people import emails, pseudonym
from annot.labelstudio.project import Project
from annot.labelstudio.rejected import Rejected
from annot.labelstudio.task import task_key

__all__ = ["Pulled", "Reading", "pull"]

_FIELDS = (
    "data",
    "updated_at",
    "annotations",
    "drafts",
    # The fields of annotations and drafts are named beside those of tasks.
    "result",
    "completed_by",
    "was_cancelled",
    "lead_time",
    "parent_prediction",
)
# Clocks of two machines, and changes written while a pull was listing: looked at once more rather than missed.
_MARGIN = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person last made of a paragraph.

    Attributes:
        annotation: Reviewed, with the person's pseudonym and the time of the last change.
        origin: Which person's work on which task it is (``label-studio:3:8f14e45fceea167a:person-3f9a1c07``).
        lead_time: Seconds the person spent on it; None when unknown.
        parent: Number of the prediction the person started from; None when there was none.
        notices: What was left out of it, and why.
    """

    annotation: Annotation
    origin: str
    lead_time: float | None = None
    parent: int | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pulled:
    """Everything people have made of one task, as it stands on the server now.

    A person who is missing among the readings has none there, or has deleted or cancelled it since.

    Attributes:
        id: The paragraph, ``document:number``.
        origin: The task (``label-studio:3:8f14e45fceea167a``): the origins of all its readings begin so.
        url: Where to look at it.
        updated_at: When the task last changed, ISO 8601 in UTC: the greatest seen is the next pull's `since`.
        readings: The latest of each person.
        cancelled: How many people skipped it.
        drafts: How many began or changed something and have not submitted.
        rejected: Work that cannot be used, and why.
    """

    id: str
    origin: str
    url: str
    updated_at: str
    readings: tuple[Reading, ...] = ()
    cancelled: int = 0
    drafts: int = 0
    rejected: tuple[Rejected, ...] = ()


def _unread(_quoted: str) -> None:
    return None


def pull(
    connection: Connection,
    project: Project,
    *,
    salt: str,
    since: str = "",
    read: Callable[[str], Quantity | None] = _unread,
) -> Iterator[Pulled]:
    """Yield what people have made of each task.

    Without `since`, every task that anybody has worked on; with it, every task that changed after it, also by a
    deletion (a draft alone changes no task). Memory holds one piece of the list at a time.

    Args:
        connection: The server.
        project: The project there.
        salt: Makes the pseudonyms; see `ensure_salt`.
        since: ISO 8601 in UTC, of an earlier pull.
        read: Reads the quantity of a VALUE or CHANGE that a person drew without filling its fields.

    Raises:
        ServerError: Out of reach or refusing.
    """
    names = {number: pseudonym(email, salt) for number, email in emails(connection).items()}
    for filters in _selections(since):
        for task in list_tasks(connection, project.id, filters, _FIELDS):
            yield _pulled(task, connection, project, names, read)


def _selections(since: str) -> list[list[Filter]]:
    if since:
        moment = datetime.fromisoformat(since).astimezone(UTC) - _MARGIN
        return [[("tasks:updated_at", "greater", "Datetime", moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))]]
    # The server joins filters by `and` or by `or`, not both: so three lists that have no task in common.
    nothing: Filter = ("tasks:total_annotations", "equal", "Number", 0)
    kept: Filter = ("tasks:cancelled_annotations", "equal", "Number", 0)
    return [
        [("tasks:total_annotations", "greater", "Number", 0)],
        [nothing, ("tasks:cancelled_annotations", "greater", "Number", 0)],
        [nothing, kept, ("tasks:draft_exists", "equal", "Boolean", True)],
    ]


def _pulled(
    task: Mapping[str, Any],
    connection: Connection,
    project: Project,
    names: Mapping[int, str],
    read: Callable[[str], Quantity | None],
) -> Pulled:
    fields = task["data"]
    seen = Pulled(
        id=f"{fields.get('document_id', '')}:{fields.get('paragraph', '')}",
        origin=f"label-studio:{project.id}:{fields.get('key', '')}",
        url=f"{connection.url}/projects/{project.id}/data?task={task['id']}",
        updated_at=str(task["updated_at"]),
        cancelled=sum(bool(work["was_cancelled"]) for work in task["annotations"]),
        drafts=len(task["drafts"]),
    )
    if problem := _stranger(fields, project):
        return replace(seen, rejected=(Rejected(seen.id, problem, seen.url),))
    readings, rejected = [], []
    for person, work in _latest(task["annotations"], names).items():
        decoded = decode(work["result"], fields["text"], project.schema, read=read)
        if decoded.problems:
            rejected.append(Rejected(seen.id, f"{person}: {'; '.join(decoded.problems)}", seen.url))
        else:
            readings.append(_reading(work, person, decoded, fields, seen.origin))
    return replace(seen, readings=tuple(readings), rejected=tuple(rejected))


def _stranger(fields: Mapping[str, Any], project: Project) -> str:
    wanted = {"key": str, "document_id": str, "paragraph": int, "start": int, "text": str, "digest": str}
    if not all(isinstance(fields.get(name), kind) for name, kind in wanted.items()):
        return "the task was not pushed by annot; remove it from the project"
    if fields["key"] != task_key(fields["document_id"], fields["paragraph"], project.schema):
        return "the task's key is not its paragraph's; was its data edited on the server?"
    if fields["digest"] != content_id(fields["text"]):
        return "the task's text was edited on the server; offsets cannot be trusted"
    return ""


def _latest(works: Sequence[Mapping[str, Any]], names: Mapping[int, str]) -> dict[str, Mapping[str, Any]]:
    ordered = sorted((work for work in works if not work["was_cancelled"]), key=lambda work: str(work["updated_at"]))
    return {names.get(work["completed_by"], "person-unknown"): work for work in ordered}


def _reading(work: Mapping[str, Any], person: str, decoded: Decoded, fields: Mapping[str, Any], origin: str) -> Reading:
    annotation = Annotation(
        document_id=fields["document_id"],
        paragraph=fields["paragraph"],
        start=fields["start"],
        text=fields["text"],
        spans=decoded.spans,
        frames=decoded.frames,
        status=Status.REVIEWED,
        annotator=person,
        updated_at=str(work["updated_at"]),
    )
    return Reading(annotation, f"{origin}:{person}", work["lead_time"], work["parent_prediction"], decoded.notices)
