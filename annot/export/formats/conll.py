"""CoNLL columns, a character a line: right for Chinese, where splitting at blanks makes a sentence one token."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from annot.annotation import Annotation
from annot.errors import RecordError
from annot.export.formats.edge import Form, Imported, annotation_of, collect, quoted_span, read_text, write_text
from annot.export.formats.tagging import spans_from_tags, tags_of
from annot.schema import Schema

__all__ = ["BIOES", "CONLL"]

# Comments in the manner of CoNLL-U. The text is there because blanks are no tokens.
ID = "# id = "
TEXT = "# text = "


def _write(annotations: Sequence[Annotation], path: Path, _schema: Schema, *, bioes: bool) -> None:
    blocks = []
    for annotation in annotations:
        lines = [f"{token}\t{tag}" for token, tag in tags_of(annotation.text, annotation.spans, bioes=bioes)]
        blocks.append("\n".join([f"{ID}{annotation.id}", f"{TEXT}{annotation.text}", *lines]))
    write_text(path, "\n\n".join(blocks) + "\n")


def _read(path: Path, schema: Schema) -> Imported:
    return collect(_blocks(path), partial(_annotation, schema))


def _blocks(path: Path) -> Iterator[tuple[str, tuple[str, list[str]]]]:
    block: list[str] = []
    first = 1
    for number, line in enumerate([*read_text(path).replace("\r\n", "\n").split("\n"), ""], start=1):
        if line.strip(" \t"):
            first = first if block else number
            block.append(line)
        elif block:
            # A document boundary of CoNLL-2003 is no sentence.
            if not block[0].startswith("-DOCSTART-"):
                yield f"{path}:{first}", (f"{path.stem}:{first}", block)
            block = []


def _annotation(schema: Schema, block: tuple[str, list[str]]) -> tuple[Annotation, list[str]]:
    name, lines = block
    told = {mark: line[len(mark) :] for mark in (ID, TEXT) for line in lines if line.startswith(mark)}
    columns = [_columns(line) for line in lines if not line.startswith((ID, TEXT))]
    tokens, tags = [token for token, _ in columns], [tag for _, tag in columns]
    text = told.get(TEXT) or _joined(tokens)
    spans = spans_from_tags(_places(text, tokens), tags)
    checked = [quoted_span(text, (span.start, span.end), span.label, None, schema) for span in spans]
    return annotation_of(told.get(ID, name), text, checked), []


def _columns(line: str) -> tuple[str, str]:
    columns = line.split("\t") if "\t" in line else line.split()
    if len(columns) < 2:
        raise RecordError(f"line {line!r}: expected a token and a tag, parted by a tab or a blank")
    return columns[0], columns[-1].strip()


def _joined(tokens: Sequence[str]) -> str:
    text = ""
    for token in tokens:
        # Chinese is written without blanks; two Latin words or numbers side by side are not.
        between = text[-1:].isascii() and text[-1:].isalnum() and token[:1].isascii() and token[:1].isalnum()
        is_word = len(token) > 1
        text += f" {token}" if between and is_word else token
    return text


def _places(text: str, tokens: Sequence[str]) -> list[tuple[int, int]]:
    places, reached = [], 0
    for token in tokens:
        start = text.find(token, reached)
        if start < 0:
            raise RecordError(f"token {token!r} is not in the text after character {reached}; is the text another one?")
        reached = start + len(token)
        places.append((start, reached))
    return places


CONLL = Form("conll", ".conll", frozenset(), partial(_write, bioes=False), _read)
BIOES = Form("bioes", ".bioes", frozenset(), partial(_write, bioes=True), _read)
