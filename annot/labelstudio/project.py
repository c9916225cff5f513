"""The project on the server: created once for a title and a schema, found again, refused where its labels differ."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from annot.errors import ServerError
from annot.labelstudio.connection import Connection
from annot.labelstudio.instructions import instructions
from annot.labelstudio.interface import interface
from annot.labelstudio.view import lay_out
from annot.schema import Schema

__all__ = ["Project", "ensure_project", "find_project", "task_counts"]

# What Label Studio allows.
_SHORTEST, _LONGEST = 3, 50
_MOST_NAMED = 5
_MARKED = re.compile(r"\[annot schema \S+ \S+\]$")
# Sent once: a repeated request would make a second project.
_ONCE: Any = {"max_retries": 0}
_AT_FIRST: dict[str, Any] = {
    "show_instruction": True,
    "show_collab_predictions": True,
    # A paragraph in which nothing is to be marked is a finding too.
    "enable_empty_annotation": True,
    "show_skip_button": True,
}


@dataclass(frozen=True, slots=True)
class Project:
    """A project on a server.

    Attributes:
        id: Its number there.
        title: Its title.
        url: Where annotators open it.
        schema: The schema it was made for.
        model_version: Whose predictions annotators are shown; empty before the first push.
    """

    id: int
    title: str
    url: str
    schema: Schema = field(repr=False)
    model_version: str = ""


def ensure_project(connection: Connection, schema: Schema, title: str, *, annotators: int | None = None) -> Project:
    """Return the project of this title and schema; it is created where it is missing.

    An existing one gets the newest interface and instructions as long as its labels are the schema's; what people
    have set in it stays.

    Args:
        connection: The server.
        schema: Its labels, relations and fields become the interface.
        title: 3 to 50 characters.
        annotators: How many people are to annotate each task; None leaves it as it is, one at first.

    Raises:
        ServerError: The title does not fit, or a project of this title has other labels.
    """
    if not _SHORTEST <= len(title) <= _LONGEST:
        raise ServerError(f"project title {title!r}: has {len(title)} characters; Label Studio wants 3 to 50")
    found = find_project(connection, schema, title)
    wanted = _generated(schema) | ({} if annotators is None else {"maximum_annotations": annotators})
    with connection.asking_sdk("the project"):
        if found is None:
            return _make(connection, schema, title, wanted)
        changed = connection.sdk.projects.update(id=found.id, **wanted, request_options=_ONCE)
        return _project(connection, schema, changed)


def _make(connection: Connection, schema: Schema, title: str, wanted: dict[str, Any]) -> Project:
    made: Any = connection.sdk.projects.create(title=title, **wanted, **_AT_FIRST, request_options=_ONCE)
    first = find_project(connection, schema, title)
    if first is not None and first.id < made.id:
        # Another run made one at the same moment: the first stays, and nobody has seen ours.
        connection.delete(f"/api/projects/{made.id}/")
        return first
    lay_out(connection, made.id)
    return _project(connection, schema, made)


def task_counts(connection: Connection, project: Project) -> tuple[int, int]:
    """Return how many tasks a project holds, and how many of them people have submitted.

    Raises:
        ServerError: Out of reach or refusing.
    """
    facts = connection.get(f"/api/projects/{project.id}")
    return int(facts["task_number"]), int(facts["num_tasks_with_annotations"])


def find_project(connection: Connection, schema: Schema, title: str) -> Project | None:
    """Return the project of this title and schema, None where there is none.

    One of this title that was made for another version of the schema is left alone.

    Raises:
        ServerError: A project of this title that annot did not make has other labels.
    """
    with connection.asking_sdk("the list of projects"):
        listed = _titled(connection, title)
    marked = [project for project in listed if (project.description or "").endswith(_marker(schema))]
    unmarked = [project for project in listed if not _MARKED.search(project.description or "")]
    for project in marked or unmarked:
        with connection.asking_sdk("the project"):
            whole = connection.sdk.projects.get(id=project.id)
        if differences := list(_differences(whole.label_config or "", interface(schema))):
            raise ServerError(
                f"{connection.url}/projects/{project.id}: the project {title!r} differs from schema {schema.name} "
                f"{schema.version}: {'; '.join(differences)}; choose another title, or move its tasks and remove it"
            )
        return _project(connection, schema, whole)
    return None


def _titled(connection: Connection, title: str) -> list[Any]:
    # The server also lists titles that only contain this one. Of several the oldest comes first, for every run alike.
    listed: Iterable[Any] = connection.sdk.projects.list(title=title)
    return sorted((project for project in listed if project.title == title), key=lambda project: int(project.id))


def _marker(schema: Schema) -> str:
    return f"[annot schema {schema.name} {schema.version}]"


def _generated(schema: Schema) -> dict[str, Any]:
    return {
        "description": f"{schema.title} {_marker(schema)}",
        "label_config": interface(schema),
        "expert_instruction": instructions(schema),
    }


def _project(connection: Connection, schema: Schema, answer: Any) -> Project:  # noqa: ANN401 - three classes of the SDK
    url = f"{connection.url}/projects/{answer.id}/data"
    return Project(int(answer.id), str(answer.title), url, schema, getattr(answer, "model_version", None) or "")


def _differences(there: str, here: str) -> Iterable[str]:
    kinds = {"Label": "label", "Relation": "relation", "Choice": "choice", "Number": "field", "TextArea": "field"}
    found, expected = _names(there), _names(here)
    for tag, kind in kinds.items():
        if missing := sorted(expected.get(tag, set()) - found.get(tag, set())):
            yield f"{kind} {_listed(missing)} missing there"
        if foreign := sorted(found.get(tag, set()) - expected.get(tag, set())):
            yield f"{kind} {_listed(foreign)} only there"


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return shown if len(names) <= _MOST_NAMED else f"{shown} and {len(names) - _MOST_NAMED} more"


def _names(configuration: str) -> dict[str, set[str]]:
    from lxml import etree

    names: dict[str, set[str]] = {}
    try:
        # The configuration comes from a server: no entities, no network.
        root = etree.fromstring(configuration.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return names
    for element in root.iter("Label", "Relation", "Choice", "Number", "TextArea"):
        name = (
            element.get("alias") or element.get("value")
            if element.tag in ("Label", "Relation")
            else element.get("name")
        )
        if element.tag == "Choice":
            name = f"{element.getparent().get('name')}={element.get('alias') or element.get('value')}"
        names.setdefault(element.tag, set()).add(name or "")
    return names
