"""A reading of a whole article as readings of its lines, as a workspace keeps them."""

from dataclasses import replace

from annot.annotation import Annotation, Frame

__all__ = ["by_line", "renumbered"]


def by_line(reading: Annotation) -> tuple[list[Annotation], list[str]]:
    """Return a reading of several lines as one of each line that is not blank, and what of it lies in no line.

    Blanks around a line are left out: other tools keep the indents that cleaning takes away.
    """
    if "\n" not in reading.text:
        return [reading], []
    lines, kept, start = list[Annotation](), set[int](), 0
    for number, line in enumerate(reading.text.split("\n")):
        begin, text = start + len(line) - len(line.lstrip()), line.strip()
        inside = [k for k, span in enumerate(reading.spans) if begin <= span.start and span.end <= begin + len(text)]
        if text:
            lines.append(_line(reading, number, begin, text, inside))
        kept.update(inside)
        start += len(line) + 1
    lost = [span for number, span in enumerate(reading.spans) if number not in kept]
    return lines, [f"{span.label} {span.of(reading.text)!r} goes over the end of a line" for span in lost]


def _line(reading: Annotation, number: int, begin: int, text: str, inside: list[int]) -> Annotation:
    index = {old: new for new, old in enumerate(inside)}
    return replace(
        reading,
        document_id=reading.id,
        paragraph=number,
        start=begin,
        text=text,
        spans=tuple(reading.spans[old].moved(-begin) for old in inside),
        frames=tuple(renumbered(frame, index) for frame in reading.frames if frame.value in index),
    )


def renumbered(frame: Frame, index: dict[int, int]) -> Frame:
    """Return a frame over spans that have other numbers now; a role whose span is gone becomes empty."""
    roles = {role: index.get(number) for role, number in frame.roles()}
    return Frame(index[frame.value], frame.quantity, roles.get("indicator"), roles.get("subject"), roles.get("period"))
