"""The marks of a page that a crawler wrote down in Markdown: links, images, headings, emphasis."""

import re

from annot.clean.tracked import Edit, Tracked

__all__ = ["without_marks"]

_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,300})\]\((?:https?:/|/|#|\.|javascript:|data:)[^()\s]*(?:\s\"[^\"\n]*\")?\)")
_HEADING = re.compile(r"^#{1,6} +(?=\S)", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*(?=\S)|(?<=\S)\*\*|(?<![\w])__(?=\S)|(?<=\S)__(?![\w])")


def without_marks(tracked: Tracked) -> Tracked:
    """Take out Markdown where a page is written in it: the words of links stay, images go."""
    text = tracked.text
    links = list(_LINK.finditer(text)) if "](" in text else []
    headings = list(_HEADING.finditer(text)) if "# " in text else []
    if not links and len(headings) < 2:
        return tracked
    edits: list[Edit] = [(m.start(), m.end(), "") for m in headings]
    for link in links:
        if link[1]:
            edits.append((link.start(), link.end(), ""))
        else:
            edits += [(link.start(), link.start(2), ""), (link.end(2), link.end(), "")]
    inside = [(link.start(), link.end()) for link in links]
    for mark in _EMPHASIS.finditer(text) if "**" in text else ():
        if not any(start <= mark.start() < end for start, end in inside):
            edits.append((mark.start(), mark.end(), ""))
    return tracked.edited(sorted(edits))
