"""What every format shares at the edge: what came in, what was refused, and offsets checked against quotes."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annot.annotation import Annotation, Frame, Status
from annot.errors import AnnotError, OffsetError, RecordError
from annot.schema import Schema
from annot.span import Span
from annot.workspace import write_bytes

__all__ = ["Form", "Imported", "annotation_of", "json_lines", "quoted_span", "read_text", "write_text"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of another tool gave.

    Attributes:
        annotations: One a paragraph; their document ids are what the file calls its texts.
        problems: What could not be read, with its place and the reason.
    """

    annotations: tuple[Annotation, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A format: how it is written and read, and what it has room for.

    Attributes:
        name: Its name for the command line.
        suffix: The usual ending of its files; empty for a folder.
        holds: Which of ``nested``, ``frames`` and ``blanks`` (spans that begin or end in a character that is no
            token) survive; flat spans and texts always do.
        write: Writes annotations to a path.
        read: Reads a path.
    """

    name: str
    suffix: str
    holds: frozenset[str]
    write: Callable[[Sequence[Annotation], Path, Schema], None]
    read: Callable[[Path, Schema], Imported]


def read_text(path: Path) -> str:
    """Return a file's text, byte for byte, a byte order mark left out.

    Raises:
        RecordError: It is missing or not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: cannot be read: {error}; expected a file in UTF-8") from error


def write_text(path: Path, text: str) -> None:
    """Write a file in UTF-8 with plain line ends, whole or not at all.

    Raises:
        WorkspaceError: It cannot be written.
    """
    write_bytes(text.encode(), path)


def json_lines(path: Path) -> Iterator[tuple[str, Any]]:
    """Yield the place and the value of every line that is not blank; an error of JSON is the value itself."""
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            try:
                yield f"{path}:{number}", json.loads(line)
            except json.JSONDecodeError as error:
                yield f"{path}:{number}", RecordError(f"not JSON: {error}")


def quoted_span(text: str, place: tuple[Any, Any], label: str, quote: str | None, schema: Schema) -> Span:
    """Return a span that came from outside, its offsets checked against what it quotes.

    Offsets that count UTF-16 units, as JavaScript does, are converted when the quote shows that they are such.

    Raises:
        SchemaError: The schema has no such label.
        OffsetError: The place is outside the text, or disagrees with the quote.
    """
    start, end = place
    if type(start) is not int or type(end) is not int:
        raise OffsetError(f"offsets {start!r} and {end!r}: expected whole numbers")
    schema.label(label)
    if quote is None or _agrees(text, start, end, quote):
        span = Span(start, end, label)
        span.of(text)
        return span
    units = text.encode("utf-16-le")
    before, inside = units[: 2 * start], units[2 * start : 2 * end]
    if inside == quote.encode("utf-16-le"):
        first = len(before.decode("utf-16-le"))
        return Span(first, first + len(quote), label)
    raise OffsetError(
        f"{label} [{start}, {end}) quotes {quote!r}, the text there is {text[max(start, 0) : max(end, 0)]!r}; "
        "correct the offsets in the file"
    )


def _agrees(text: str, start: int, end: int, quote: str) -> bool:
    return start >= 0 and text[start:end] == quote


def annotation_of(name: str, text: str, spans: Sequence[Span], frames: Sequence[Frame] = ()) -> Annotation:
    """Return a reading that came from outside; a name ``document:paragraph`` is taken apart.

    Raises:
        RecordError: The text is empty.
    """
    if not text:
        raise RecordError(f"{name}: without text; expected a paragraph")
    document_id, _, paragraph = name.rpartition(":")
    numbered = bool(document_id) and paragraph.isdecimal()
    return Annotation(
        document_id=document_id if numbered else name,
        paragraph=int(paragraph) if numbered else 0,
        start=0,
        text=text,
        spans=tuple(spans),
        frames=tuple(frames),
        status=Status.REVIEWED,
    )


def collect(entries: Iterator[tuple[str, Any]], read: Callable[[Any], tuple[Annotation, list[str]]]) -> Imported:
    """Read entries one by one; what one of them lacks is a problem with its place, and the rest goes on."""
    annotations, problems = [], []
    for place, entry in entries:
        try:
            if isinstance(entry, AnnotError):
                raise entry
            annotation, notes = read(entry)
        except AnnotError as error:
            problems.append(f"{place}: {error}")
            continue
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            problems.append(f"{place}: not in the form of this format: {error!r}")
            continue
        annotations.append(annotation)
        problems += [f"{place}: {note}" for note in notes]
    return Imported(tuple(annotations), tuple(problems))


def usable_spans(drafts: Iterator[Callable[[], Span]]) -> tuple[list[Span], list[str]]:
    """Return the spans that could be read, in order of place, and why the others could not."""
    spans, notes = [], []
    for draft in drafts:
        try:
            spans.append(draft())
        except AnnotError as error:
            notes.append(str(error))
    return spans, notes
