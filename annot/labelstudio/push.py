"""Push: tasks with their predictions to the server, each once."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from annot.errors import ServerError
from annot.labelstudio.check import Check
from annot.labelstudio.connection import Connection
from annot.labelstudio.listing import tasks_by_key
from annot.labelstudio.project import Project
from annot.labelstudio.rejected import Rejected
from annot.labelstudio.task import Task

__all__ = ["PushReport", "push"]

# Imports are fastest in batches of 500 to 1,000: 214 tasks a second.
BATCH = 500
# Seconds for the import of one batch; a busy server takes a tenth of that.
PATIENCE = 600.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PushReport:
    """What a push did, in tasks.

    Attributes:
        created: New on the server.
        present: There already.
        predicted: Of those present, how many got a new model version's prediction.
        rejected: Not sent, with the reason.
    """

    created: int = 0
    present: int = 0
    predicted: int = 0
    rejected: tuple[Rejected, ...] = ()


def push(connection: Connection, project: Project, tasks: Iterable[Task], *, dry_run: bool = False) -> PushReport:
    """Bring tasks to the server so that each is there once, however often it is pushed.

    A task is known by its key. One that is there keeps its annotations; it gets the prediction of a model version
    that it does not have yet. Annotators are then shown the version pushed last.

    Args:
        connection: The server.
        project: The project there.
        tasks: As `tasks_for` makes them; read batch by batch.
        dry_run: Look and check, change nothing.

    Raises:
        ServerError: Out of reach or refusing. What was pushed by then stays; pushing again adds the rest.
    """
    report, check, version = PushReport(), Check(project.schema), ""
    for batch in _batches(tasks):
        sound, rejected = check.parted(batch)
        report = replace(report, rejected=(*report.rejected, *rejected))
        report = _push_batch(connection, project, sound, report, dry_run=dry_run)
        version = next((task["predictions"][0]["model_version"] for task in sound if task["predictions"]), version)
    if version and version != project.model_version and not dry_run:
        _show(connection, project, version)
    return report


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    rest = iter(tasks)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _push_batch(
    connection: Connection, project: Project, batch: Sequence[Task], report: PushReport, *, dry_run: bool
) -> PushReport:
    by_key = {task["data"]["key"]: task for task in batch}
    found = tasks_by_key(connection, project.id, list(by_key))
    known = {key: numbers[0] for key, numbers in found.items()} if dry_run else _keep_one(connection, project, found)
    missing = [task for key, task in by_key.items() if key not in known]
    outdated = _without_version(connection, project, known, by_key)
    if not dry_run:
        if missing:
            _create(connection, project, missing)
        if outdated:
            _predict(connection, project, outdated, by_key)
    return replace(
        report,
        created=report.created + len(missing),
        present=report.present + len(batch) - len(missing),
        predicted=report.predicted + len(outdated),
    )


def _create(connection: Connection, project: Project, tasks: Sequence[Task]) -> None:
    keys = [task["data"]["key"] for task in tasks]
    try:
        connection.post(f"/api/projects/{project.id}/import", list(tasks), timeout=PATIENCE)
    except ServerError:
        # The answer may be lost and the tasks there all the same: what counts is what stands on the server.
        if len(tasks_by_key(connection, project.id, keys)) < len(keys):
            raise
    _keep_one(connection, project, tasks_by_key(connection, project.id, keys))


def _keep_one(connection: Connection, project: Project, found: Mapping[str, Sequence[int]]) -> dict[str, int]:
    # Another push, or one that was killed while the server went on, may have brought the same tasks between our
    # look and our import. Whoever comes last removes what nobody has worked on; else the first stays.
    doubled = [key for key, numbers in found.items() if len(numbers) > 1]
    worked = tasks_by_key(connection, project.id, doubled, [("tasks:total_annotations", "greater", "Number", 0)])
    kept = {key: worked.get(key, numbers)[0] for key, numbers in found.items()}
    for key in doubled:
        for number in set(found[key]) - {kept[key], *worked.get(key, ())}:
            _log.info("task %s stands twice on the server; removing one that nobody has worked on", number)
            connection.delete(f"/api/tasks/{number}/")
    return kept


def _without_version(
    connection: Connection, project: Project, known: Mapping[str, int], by_key: Mapping[str, Task]
) -> dict[str, int]:
    versions = Counter(by_key[key]["predictions"][0]["model_version"] for key in known if by_key[key]["predictions"])
    outdated: dict[str, int] = {}
    for version in versions:
        keys = [key for key in known if by_key[key]["predictions"][0]["model_version"] == version]
        having = tasks_by_key(
            connection, project.id, keys, [("tasks:predictions_model_versions", "contains", "List", [version])]
        )
        outdated |= {key: known[key] for key in keys if key not in having}
    return outdated


def _predict(connection: Connection, project: Project, outdated: Mapping[str, int], by_key: Mapping[str, Task]) -> None:
    predictions: list[dict[str, Any]] = [
        {"task": number, **prediction} for key, number in outdated.items() for prediction in by_key[key]["predictions"]
    ]
    connection.post(f"/api/projects/{project.id}/import/predictions", predictions, timeout=PATIENCE)


def _show(connection: Connection, project: Project, version: str) -> None:
    # Else the labelling stream goes on showing the version before.
    with connection.asking_sdk("the project"):
        connection.sdk.projects.update(id=project.id, model_version=version, request_options={"max_retries": 0})
