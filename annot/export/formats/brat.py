"""BRAT standoff: NAME.txt with NAME.ann beside it, a document a pair, a paragraph a line."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from annot.annotation import Annotation
from annot.errors import AnnotError, OffsetError, RecordError
from annot.export.formats.edge import Form, Imported, annotation_of, quoted_span, read_text, write_text
from annot.export.formats.frames import frame_notes, frames_from, relations_of, sorted_with_names
from annot.schema import Schema
from annot.span import Span

__all__ = ["BRAT"]

_TEXT_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(\{.*\})")
# Safe in every file system; the paragraphs of a document are the lines of its file.
_UNSAFE = re.compile(r"[^\w.-]")


def _write(annotations: Sequence[Annotation], path: Path, schema: Schema) -> None:
    ordered = sorted(annotations, key=lambda annotation: (annotation.document_id, annotation.paragraph))
    for document_id, paragraphs in groupby(ordered, key=lambda annotation: annotation.document_id):
        lines, texts, start, number = list[str](), list[str](), 0, 1
        for annotation in paragraphs:
            # An unlabelled paragraph between two labelled ones keeps its line.
            while len(texts) < annotation.paragraph:
                texts.append("")
                start += 1
            lines += _lines(annotation, start, number, schema)
            number += len(annotation.spans)
            texts.append(annotation.text)
            start += len(annotation.text) + 1
        name = _UNSAFE.sub("_", document_id)
        write_text(path / f"{name}.txt", "\n".join(texts))
        write_text(path / f"{name}.ann", "".join(f"{line}\n" for line in _numbered(lines)))


def _lines(annotation: Annotation, start: int, first: int, schema: Schema) -> Iterator[str]:
    names = [f"T{first + number}" for number in range(len(annotation.spans))]
    for name, span in zip(names, annotation.spans, strict=True):
        yield f"{name}\t{span.label} {start + span.start} {start + span.end}\t{span.of(annotation.text)}"
    for head, tail, code in relations_of(annotation, schema):
        yield f"R\t{code} Arg1:{names[head]} Arg2:{names[tail]}"
    for note in frame_notes(annotation, names):
        yield f"#\tAnnotatorNotes {note['value']}\t{json.dumps(note, ensure_ascii=False)}"


def _numbered(lines: Sequence[str]) -> Iterator[str]:
    counts = {"R": 0, "#": 0}
    for line in lines:
        kind, _, rest = line.partition("\t")
        if kind in counts:
            counts[kind] += 1
            yield f"{kind}{counts[kind]}\t{rest}"
        else:
            yield line


def _read(path: Path, schema: Schema) -> Imported:
    annotations, problems = list[Annotation](), list[str]()
    for file in sorted(path.glob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]:
        try:
            text = read_text(file.with_suffix(".txt"))
            found, notes = _document(file.stem, text, read_text(file).replace("\r\n", "\n").split("\n"), schema)
        except AnnotError as error:
            problems.append(str(error))
            continue
        annotations += found
        problems += [f"{file}: {note}" for note in notes]
    if not annotations and not problems:
        problems.append(f"{path}: no .ann files; expected a folder of NAME.txt and NAME.ann")
    return Imported(tuple(annotations), tuple(problems))


def _document(name: str, text: str, lines: Sequence[str], schema: Schema) -> tuple[list[Annotation], list[str]]:
    spans, problems = dict[str, Span](), list[str]()
    frames: list[dict[str, Any]] = []
    relations = 0
    for number, line in enumerate(lines, start=1):
        try:
            if line.startswith("T"):
                key, span = _text_bound(line, text, schema)
                spans[key] = span
            elif match := _NOTE.fullmatch(line):
                frames.append(json.loads(match.group(2)))
            elif line.startswith("R"):
                relations += 1
            elif line.strip():
                key = line.split("\t")[0]
                problems.append(f"line {number}: {key} is neither a span nor a note of annot; left out")
        except (AnnotError, ValueError) as error:
            problems.append(f"line {number}: {error}")
    if relations and not frames:
        problems.append(f"{relations} relations without frames: their values have no normalised numbers; left out")
    readings = list(map(partial(_paragraph, name, spans, frames), _paragraphs(text)))
    problems += [note for _, notes in readings for note in notes]
    return [reading for reading, _ in readings if reading], problems


def _paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for number, line in enumerate(text.split("\n")):
        yield number, start, line
        start += len(line) + 1


def _text_bound(line: str, text: str, schema: Schema) -> tuple[str, Span]:
    match = _TEXT_BOUND.fullmatch(line)
    if match is None:
        raise RecordError(f"{line!r}: expected T1, a tab, a label with two offsets, a tab and the text")
    key, label, places, quote = match.groups()
    if ";" in places:
        raise OffsetError(f"{key}: {label} in several pieces; a span is one stretch, part it in BRAT")
    start, end = map(int, places.split())
    span = quoted_span(text, (start, end), label, quote, schema)
    if "\n" in span.of(text):
        raise OffsetError(f"{key}: {label} runs over a line end; a span lies within a paragraph")
    return key, span


def _paragraph(
    name: str, spans: dict[str, Span], frames: list[dict[str, Any]], paragraph: tuple[int, int, str]
) -> tuple[Annotation | None, list[str]]:
    number, start, text = paragraph
    if not text:
        return None, []
    end = start + len(text)
    own = {key: span.moved(-start) for key, span in spans.items() if start <= span.start and span.end <= end}
    ordered, places = sorted_with_names(own)
    told = [frame for frame in frames if frame.get("value") in own]
    try:
        return annotation_of(f"{name}:{number}", text, ordered, frames_from(told, places, ordered, text)), []
    except AnnotError as error:
        return annotation_of(f"{name}:{number}", text, ordered), [f"paragraph {number}: frames left out: {error}"]


BRAT = Form("brat", "", frozenset({"nested", "blanks", "frames"}), _write, _read)
