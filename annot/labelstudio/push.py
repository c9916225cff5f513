"""Push: tasks with their predictions to the server, each once."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from annot.errors import ServerError
from annot.labelstudio.check import Check
from annot.labelstudio.connection import Connection
from annot.labelstudio.listing import Standing, tasks_by_key
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


def push(
    connection: Connection, project: Project, tasks: Iterable[Task], *, dry_run: bool = False, batch: int = BATCH
) -> PushReport:
    """Bring tasks to the server so that each is there once, however often it is pushed.

    A task is known by its key. One that is there keeps its annotations; it gets the prediction of a model version
    that it does not have yet. Annotators are then shown the version pushed last.

    Args:
        connection: The server.
        project: The project there.
        tasks: As `tasks_for` makes them; read batch by batch.
        dry_run: Look and check, change nothing.
        batch: How many tasks to send at once.

    Raises:
        ServerError: Out of reach or refusing. What was pushed by then stays; pushing again adds the rest.
    """
    report, check, version = PushReport(), Check(project.schema), ""
    for some in _batches(tasks, batch):
        sound, rejected = check.parted(some)
        report = replace(report, rejected=(*report.rejected, *rejected))
        report = _push_batch(connection, project, sound, report, dry_run=dry_run)
        version = next((task["predictions"][0]["model_version"] for task in sound if task["predictions"]), version)
    if version and not dry_run:
        _show(connection, project, version)
    return report


def _batches(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    rest = iter(tasks)
    while some := list(islice(rest, size)):
        yield some


def _push_batch(
    connection: Connection, project: Project, batch: Sequence[Task], report: PushReport, *, dry_run: bool
) -> PushReport:
    by_key = {task["data"]["key"]: task for task in batch}
    standing = tasks_by_key(connection, project.id, list(by_key))
    missing = [task for key, task in by_key.items() if key not in standing]
    predictions = list(_new_predictions(standing, by_key))
    if not dry_run:
        _keep_one(connection, standing)
        if missing:
            _create(connection, project, missing)
        if predictions:
            connection.post(f"/api/projects/{project.id}/import/predictions", predictions, timeout=PATIENCE)
    return replace(
        report,
        created=report.created + len(missing),
        present=report.present + len(batch) - len(missing),
        predicted=report.predicted + len(predictions),
    )


def _new_predictions(
    standing: Mapping[str, Sequence[Standing]], by_key: Mapping[str, Task]
) -> Iterator[dict[str, Any]]:
    for key, tasks in standing.items():
        kept = _kept(tasks)
        for prediction in by_key[key]["predictions"]:
            if prediction["model_version"] not in kept.versions:
                yield {"task": kept.number, **prediction}


def _create(connection: Connection, project: Project, tasks: Sequence[Task]) -> None:
    keys = [task["data"]["key"] for task in tasks]
    try:
        connection.post(f"/api/projects/{project.id}/import", list(tasks), timeout=PATIENCE)
    except ServerError:
        # The answer may be lost and the tasks there all the same: what counts is what stands on the server.
        if len(tasks_by_key(connection, project.id, keys)) < len(keys):
            raise
    _keep_one(connection, tasks_by_key(connection, project.id, keys))


def _kept(tasks: Sequence[Standing]) -> Standing:
    return min(tasks, key=lambda task: (not task.annotations, task.number))


def _keep_one(connection: Connection, standing: Mapping[str, Sequence[Standing]]) -> None:
    # Another push, or one that was killed while the server went on, may have brought the same tasks between our
    # look and our import. Whoever comes last removes what nobody has worked on, and the first stays.
    for tasks in standing.values():
        for task in tasks:
            if task != _kept(tasks) and not task.annotations:
                _log.info("task %s stands twice on the server; removing it, nobody has worked on it", task.number)
                connection.delete(f"/api/tasks/{task.number}/")


def _show(connection: Connection, project: Project, version: str) -> None:
    # Else the labelling stream goes on showing the version before.
    with connection.asking_sdk("the project"):
        connection.sdk.projects.update(id=project.id, model_version=version, request_options={"max_retries": 0})
