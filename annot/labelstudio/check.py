"""The check of a task before it is sent: what would break the editor never reaches the server."""

from collections.abc import Iterator, Sequence
from typing import Any

from annot.labelstudio.decode import decode
from annot.labelstudio.interface import interface
from annot.labelstudio.rejected import Rejected
from annot.labelstudio.task import Task
from annot.schema import Schema

__all__ = ["Check"]


class Check:
    """Tells sound tasks from unsound ones for one schema; the SDK's view of the interface is made once."""

    def __init__(self, schema: Schema) -> None:
        from label_studio_sdk.label_interface.interface import LabelInterface

        self._schema = schema
        self._interface: Any = LabelInterface(interface(schema))

    def parted(self, tasks: Sequence[Task]) -> tuple[list[Task], list[Rejected]]:
        """Return the sound tasks and the rest with every reason, in order."""
        sound, rejected = [], []
        for task in tasks:
            if problems := list(self._problems(task)):
                rejected.append(Rejected(_name(task), "; ".join(problems)))
            else:
                sound.append(task)
        return sound, rejected

    def _problems(self, task: Task) -> Iterator[str]:
        if problem := task.get("problem"):
            yield problem
        text = task["data"].get("text", "")
        if not text.strip():
            yield "the text is blank; blank paragraphs are no tasks"
        if not task["data"].get("key"):
            yield "there is no key; make tasks with tasks_for"
        for prediction in task["predictions"]:
            if not prediction["model_version"] or "," in prediction["model_version"]:
                # The server lists versions joined by commas.
                yield f"the model version is {prediction['model_version']!r}; expected a name without commas"
            decoded = decode(prediction["result"], text, self._schema)
            yield from (*decoded.problems, *decoded.notices)
            for found in self._interface.validate_prediction(prediction, return_errors=True):
                # The SDK gives a list of its own for a relation.
                yield from [found] if isinstance(found, str) else found


def _name(task: Task) -> str:
    return f"{task['data'].get('document_id', '')}:{task['data'].get('paragraph', '')}"
