"""Label Studio JSON: what annot writes itself, and an export that anyone made of a text labelling project."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from annot.annotation import Annotation
from annot.errors import AnnotError, RecordError
from annot.export.formats.edge import Form, Imported, annotation_of, collect, quoted_span, read_text, write_text
from annot.export.formats.frames import frame_notes, frames_from, relations_of, sorted_with_names
from annot.schema import Schema
from annot.span import Span

__all__ = ["LABEL_STUDIO"]

# Both tag kinds label stretches of a text; whatever the project called its tags.
_LABELLED = {"labels": "labels", "hypertextlabels": "hypertextlabels"}


def _write(annotations: Sequence[Annotation], path: Path, schema: Schema) -> None:
    write_text(path, json.dumps([_task(a, schema) for a in annotations], ensure_ascii=False, indent=1) + "\n")


def _task(annotation: Annotation, schema: Schema) -> dict[str, Any]:
    names = [f"s{number}" for number in range(len(annotation.spans))]
    regions = [_region(name, span, annotation.text) for name, span in zip(names, annotation.spans, strict=True)]
    relations = [
        {"type": "relation", "from_id": names[head], "to_id": names[tail], "direction": "right", "labels": [code]}
        for head, tail, code in relations_of(annotation, schema)
    ]
    return {
        "data": {"key": annotation.id, "text": annotation.text},
        "annotations": [{"result": regions + relations}],
        "meta": {"frames": frame_notes(annotation, names)},
    }


def _region(name: str, span: Span, text: str) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": span.of(text), "labels": [span.label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _read(path: Path, schema: Schema) -> Imported:
    try:
        tasks = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise RecordError(f"{path}: not JSON: {error}; expected the JSON export of a project") from error
    if not isinstance(tasks, list):
        raise RecordError(f"{path}: expected a list of tasks; export the project as JSON, not JSON-MIN or CSV")
    return collect(_readings(path, tasks), partial(_annotation, schema))


def _readings(path: Path, tasks: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Yield every annotation of every task; one that was cancelled is none."""
    for number, task in enumerate(tasks):
        place = f"{path} @ $[{number}]"
        try:
            for index, annotation in enumerate(task["annotations"]):
                if not annotation.get("was_cancelled"):
                    yield f"{place}.annotations[{index}]", (_name(path, task, number), task, annotation)
        except (KeyError, TypeError, AttributeError) as error:
            yield place, RecordError(f"no task with annotations: {error!r}")


def _name(path: Path, task: Mapping[str, Any], number: int) -> str:
    return str(task["data"].get("key") or f"{path.stem}:{task.get('id', number)}")


def _annotation(schema: Schema, reading: Any) -> tuple[Annotation, list[str]]:  # noqa: ANN401 - a task of JSON
    name, task, annotation = reading
    result = annotation["result"]
    regions = [region for region in result if region.get("type") in _LABELLED]
    text = _text(task["data"], regions)
    named: dict[str, Span] = {}
    notes: list[str] = []
    for region in regions:
        try:
            named[region["id"]] = _span(region, text, schema)
        except AnnotError as error:
            notes.append(f"region {region['id']}: {error}")
    others = sum(region.get("type") not in _LABELLED for region in result)
    frames = (task.get("meta") or {}).get("frames", [])
    if others and not frames:
        notes.append(f"{others} results other than labels (relations, fields) left out; `annot pull` reads those")
    ordered, places = sorted_with_names(named)
    try:
        told = frames_from(frames, places, ordered, text)
    except AnnotError as error:
        told, notes = (), [*notes, f"frames left out: {error}"]
    return annotation_of(name, text, ordered, told), notes


def _text(fields: Mapping[str, Any], regions: Sequence[Mapping[str, Any]]) -> str:
    """Return the labelled text: the field the tags name, or the only one whose texts are where regions say."""
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    named = {str(region.get("to_name")) for region in regions} & texts.keys()
    if len(named) == 1:
        return texts[named.pop()]
    fitting = [value for value in texts.values() if all(_fits(region, value) for region in regions)]
    if "text" in texts and (not regions or texts["text"] in fitting):
        return texts["text"]
    if len(fitting) != 1:
        raise RecordError(f"which of the fields {', '.join(sorted(texts))} was labelled cannot be told; name it text")
    return fitting[0]


def _fits(region: Mapping[str, Any], text: str) -> bool:
    value = region["value"]
    start, end = _offsets(value)
    return type(start) is int and type(end) is int and text[start:end] == value.get("text")


def _offsets(value: Mapping[str, Any]) -> tuple[Any, Any]:
    # HyperText regions have their places of the whole text beside those within an element.
    places = value.get("globalOffsets") or value
    return places.get("start"), places.get("end")


def _span(region: Mapping[str, Any], text: str, schema: Schema) -> Span:
    value = region["value"]
    labels = value.get(_LABELLED[region["type"]], [])
    if len(labels) != 1:
        raise RecordError(f"has the labels {labels}; expected one")
    start, end = _offsets(value)
    quote = value.get("text")
    whole = type(start) is int and type(end) is int
    # The editor writes line breaks as backslash-n and folds blanks: then the place counts, not the quote.
    agrees = not isinstance(quote, str) or (whole and _folded(quote) == _folded(text[start:end]))
    return quoted_span(text, (start, end), labels[0], None if agrees else quote, schema)


def _folded(text: str) -> str:
    return "".join(text.replace("\\n", "").split())


LABEL_STUDIO = Form("label-studio", ".json", frozenset({"nested", "blanks", "frames"}), _write, _read)
