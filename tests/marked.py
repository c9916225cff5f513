"""Text with its spans written into it, for tables that people read: ``[PLACE 青岛]的[ZONE 青岛高新区]``."""

import re
from collections.abc import Iterable

from annot.span import Span

MARK = re.compile(r"\[([A-Z]+) ([^\]]+)\]")
METRIC = ("VALUE", "CHANGE", "INDICATOR")


def parse_marked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return the plain text and its spans."""
    text, spans, done = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[done : match.start()]
        spans.append(Span(len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        done = match.end()
    return text + marked[done:], tuple(spans)


def mark(text: str, spans: Iterable[Span]) -> str:
    """Write the entity spans into the text."""
    marked, done = "", 0
    for span in spans:
        if span.label not in METRIC:
            marked += f"{text[done : span.start]}[{span.label} {span.of(text)}]"
            done = span.end
    return marked + text[done:]
