"""Tasks as the server lists them: filtered there, walked by number, never by page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annot.labelstudio.connection import Connection

__all__ = ["Filter", "Standing", "list_tasks", "tasks_by_key"]

Filter = tuple[str, str, str, Any]

# Long lists come in pieces of this many tasks; with annotations a piece is some ten megabytes.
PIECE = 500
# 2,500 keys fit one address, 3,500 do not.
KEYS = 500
_STANDING = ("data", "predictions_model_versions", "total_annotations")


def list_tasks(
    connection: Connection, project: int, filters: Sequence[Filter], fields: Sequence[str], *, piece: int = PIECE
) -> Iterator[Mapping[str, Any]]:
    """Yield the tasks that pass all filters, by ascending number.

    Each piece asks for numbers above the last seen, so that tasks that come, go or change meanwhile shift nothing.

    Args:
        connection: The server.
        project: The project's number.
        filters: Column, operator, type and value, as the data manager names them.
        fields: Which fields to send.
        piece: How many tasks to ask for at once.

    Raises:
        ServerError: The server is out of reach or refuses.
    """
    last = 0
    while True:
        above: Filter = ("tasks:id", "greater", "Number", last)
        answer = connection.get("/api/tasks/", _query(project, [*filters, above], fields, piece))
        yield from answer["tasks"]
        if len(answer["tasks"]) < piece:
            return
        last = answer["tasks"][-1]["id"]


def _query(project: int, filters: Sequence[Filter], fields: Sequence[str], piece: int) -> dict[str, Any]:
    items = [
        {"filter": f"filter:{column}", "operator": operator, "type": kind, "value": value}
        for column, operator, kind, value in filters
    ]
    query = {"filters": {"conjunction": "and", "items": items}, "ordering": ["tasks:id"]}
    return {
        "project": project,
        "page_size": piece,
        # Without it the server leaves annotations and counts out; `include` then keeps the answer short.
        "fields": "all",
        "include": ",".join(["id", *fields]),
        "query": json.dumps(query),
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """A task as it stands on the server.

    Attributes:
        number: Its number there.
        versions: Model versions it has predictions of.
        annotations: How many people have submitted work on it.
    """

    number: int
    versions: frozenset[str]
    annotations: int


def tasks_by_key(connection: Connection, project: int, keys: Sequence[str]) -> dict[str, list[Standing]]:
    """Return how the tasks with these keys stand, by ascending number; a key without a task is left out.

    Raises:
        ServerError: The server is out of reach or refuses.
    """
    found: dict[str, list[Standing]] = {}
    for first in range(0, len(keys), KEYS):
        named: Filter = ("tasks:data.key", "in_list", "List", list(keys[first : first + KEYS]))
        for task in list_tasks(connection, project, [named], _STANDING, piece=2 * KEYS):
            versions = frozenset(task["predictions_model_versions"].split(","))
            standing = Standing(task["id"], versions - {""}, task["total_annotations"])
            found.setdefault(task["data"]["key"], []).append(standing)
    return found
