"""The marks of a page that a crawler wrote down in Markdown: links, images, headings, lists, emphasis."""

import re

from annot.clean.tracked import Edit, Tracked

__all__ = ["without_marks"]

_TARGET = r"\((?:https?:/|/|#|\.|javascript:|data:)(?:[^()\s]|\([^()\s]*\))*(?:\s\"[^\"\n]*\")?\)"
# The words of a link may be a picture, with words of its own.
_LINK = re.compile(rf"(!?)\[((?:!\[[^\[\]\n]{{0,300}}\]{_TARGET}|[^\[\]\n]){{0,300}})\]{_TARGET}")
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,300}}\]{_TARGET}")
_HEADING = re.compile(r"^#{1,6} +(?=\S)", re.MULTILINE)
_FRONT = re.compile(r"\A(?P<fence>---|\+\+\+)[ ]*\n.*?\n(?P=fence)[ ]*(?:\n|\Z)", re.DOTALL)
_MARKS = re.compile(
    # In the order of alternatives: lists and quotations, fences, rules between rows of tables, short codes, emphasis.
    r"^[ \t]*(?:[-*+] |> ?)+(?=\S)"
    r"|^[ \t]*(?:```|~~~)[^\n]*$|^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*:?-*:?[ \t]*$"
    r"|\{\{[<%][^{}\n]{0,300}[%>]\}\}|\{%[^{}\n]{0,300}%\}"
    r"|^[ \t]*=={3,}[ \t]*$|\\(?=[\\`*_{}\[\]()#+\-.!>|%~])"
    r"|(?<![A-Za-z0-9_/\\])_(?=[^\s_][^_\n]{0,80}_(?!\w))|(?<=[^\s_A-Za-z0-9])_(?!\w)"
    r"|\*\*(?=\S)|(?<=\S)\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|(?<![\d*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\d*])|`",
    re.MULTILINE,
)
_CELLS = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)


def without_marks(tracked: Tracked) -> Tracked:
    """Take out Markdown where a page is written in it: the words of links stay, images go."""
    text = tracked.text
    links = list(_LINK.finditer(text)) if "](" in text else []
    headings = list(_HEADING.finditer(text)) if "# " in text else []
    front = _FRONT.match(text)
    if not links and len(headings) < 2 and not (front and ":" in front[0]):
        return tracked
    body = front.end() if front else 0
    edits: list[Edit] = [(m.start(), m.end(), "") for m in headings if m.start() >= body]
    for link in links:
        if link[1] or not _IMAGE.sub("", link[2]).strip():
            edits.append((link.start(), link.end(), ""))
        else:
            edits += [(link.start(), link.start(2), ""), (link.end(2), link.end(), "")]
    edits += _marks(text, body, [(link.start(), link.end()) for link in links])
    return tracked.edited(_in_order(edits))


def _marks(text: str, body: int, links: list[tuple[int, int]]) -> list[Edit]:
    """Return the edits of all marks behind the front matter and outside links."""
    edits: list[Edit] = [(m.start(), m.end(), "") for m in _MARKS.finditer(text, body)]
    for row in _CELLS.finditer(text, body):
        bars = [place for place in range(row.start(), row.end()) if text[place] == "|"]
        edits += [(place, place + 1, "" if place in (bars[0], bars[-1]) else " ") for place in bars]
    inside = iter(links)
    here = next(inside, None)
    kept: list[Edit] = []
    for edit in sorted(edits):
        while here and here[1] <= edit[0]:
            here = next(inside, None)
        if not (here and here[0] <= edit[0] < here[1]):
            kept.append(edit)
    return kept


def _in_order(edits: list[Edit]) -> list[Edit]:
    """Return edits in order, those left out that overlap an earlier one."""
    ordered: list[Edit] = []
    for edit in sorted(edits):
        if not ordered or edit[0] >= ordered[-1][1]:
            ordered.append(edit)
    return ordered
