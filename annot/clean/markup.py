"""From HTML to lines of text, each knowing its element, with the place of every character kept.

No parser among the usual ones tells where in the source a text node stands, so the tokens are found by one pattern
after the tokenization rules of the HTML standard (attributes may hold ``>`` in quotes, raw-text elements end at
their own end tag), and the tree is a stack with the implied end tags that matter for text.
"""

import re
from dataclasses import dataclass, field

import numpy as np

from annot.clean.tracked import Tracked
from annot.offsets import OffsetMap

__all__ = ["Element", "Flat", "Node", "flatten", "has_tags", "is_html"]

_TOKEN = re.compile(
    r"<(?:!--.*?(?:-->|$)"
    r"|(?P<raw>script|style|noscript|template|textarea|select|svg|object|iframe|title|button)\b"
    r"(?P<rawattrs>(?:[^>\"'=]+|=\s*(?:\"[^\"]*\"|'[^']*')?|[\"'])*+)>(?P<rawtext>.*?)(?:</(?P=raw)\s*>|$)"
    r"|(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]*)(?P<attrs>(?:[^>\"'=]+|=\s*(?:\"[^\"]*\"|'[^']*')?|[\"'])*+)>"
    r"|[!?][^>]*>)",
    re.DOTALL | re.IGNORECASE,
)
_LOOKS_LIKE = re.compile(r"<(?:!doctype|html|head|body|div|p|br|span|table|td|meta|script|a|li|h[1-6])\b", re.IGNORECASE)
_IS_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(class|id|style|name|property|content|hidden|align|role|href|http-equiv)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?",
    re.IGNORECASE,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCK = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_CLOSED_BY = {
    "li": frozenset(["li"]),
    "dd": frozenset(["dd", "dt"]),
    "dt": frozenset(["dd", "dt"]),
    "tr": frozenset(["tr", "td", "th"]),
    "td": frozenset(["td", "th"]),
    "th": frozenset(["td", "th"]),
}
_CLOSES_P = _BLOCK - {"td", "th", "tr", "tbody", "thead", "tfoot", "html", "body"}
_SCOPES = frozenset(["table", "ul", "ol", "dl", "div", "td", "th", "body"])
_WRAP = re.compile(r"[ \t\r\n\f]+")
_CELL_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the page.

    Attributes:
        tag: Its name in lower case.
        parent: Index of its parent; the root's is -1.
        names: Its class and id.
        style: Its style, alignment and role; ``hidden`` when the attribute stands there.
    """

    tag: str
    parent: int
    names: str = ""
    style: str = ""


@dataclass(slots=True)
class Node:
    """One line under way: pieces of the page's text under one block element.

    Attributes:
        element: Index of the block element that holds it.
        pieces: Stretches of the page's text; ``end < 0`` marks a space between table cells at `start`.
        linked: How many of its characters are links.
        after_image: An image stands right before it.
    """

    element: int
    pieces: list[tuple[int, int]] = field(default_factory=list)
    linked: int = 0
    length: int = 0
    after_image: bool = False


@dataclass(frozen=True, slots=True)
class Flat:
    """A page's text laid flat: one line a block, parted by newlines.

    Attributes:
        tracked: The text with its places in the page.
        nodes: One a line.
        elements: The tree; the root is first.
        title: The content of the title element, if any.
        meta: Names and contents of the meta elements, in lower case names.
    """

    tracked: Tracked
    nodes: tuple[Node, ...]
    elements: tuple[Element, ...]
    title: str
    meta: dict[str, str]


def is_html(text: str) -> bool:
    """Tell whether a text is a page or a stretch of HTML rather than a dump with a stray tag."""
    if _IS_PAGE.search(text[:3000]):
        return True
    tags = sum(1 for _ in _LOOKS_LIKE.finditer(text))
    return tags >= 3 and tags * 400 > len(text)


def has_tags(text: str) -> bool:
    """Tell whether a dump holds tags or comments at all."""
    return "<" in text and ("<!--" in text or bool(_LOOKS_LIKE.search(text)))


def flatten(text: str, keeps_newlines: bool = False) -> Flat:
    """Lay the text of a page flat.

    Args:
        text: The decoded page.
        keeps_newlines: Whether newlines in the text part lines too, as in a dump with a few tags.
    """
    builder = _Builder(text, keeps_newlines)
    done = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start > done:
            builder.text(done, start)
        done = token.end()
        name = token["name"]
        if name is not None:
            name = name.lower()
            if token["close"]:
                builder.close(name)
            else:
                builder.open(name, token["attrs"])
        elif token["raw"] is not None:
            builder.raw(token["raw"].lower(), token["rawtext"])
    builder.text(done, len(text))
    return builder.flat()


def _attributes(source: str) -> dict[str, str]:
    if not source or source.isspace():
        return {}
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(source)}


class _Builder:
    """The stack of open elements and the lines so far."""

    def __init__(self, source: str, keeps_newlines: bool) -> None:
        self.source = source
        self.keeps_newlines = keeps_newlines
        self.elements = [Element("", -1)]
        self.open_blocks = [0]
        self.nodes: list[Node] = []
        self.node: Node | None = None
        self.links = 0
        self.preformatted = 0
        self.image_before = False
        self.title = ""
        self.meta: dict[str, str] = {}

    def text(self, start: int, end: int) -> None:
        if self.keeps_newlines or self.preformatted:
            for line in re.finditer(r"[^\n]+|\n", self.source[start:end]):
                if line[0] == "\n":
                    self.node = None
                else:
                    self._add(start + line.start(), start + line.end())
        elif start < end:
            self._add(start, end)

    def raw(self, name: str, content: str) -> None:
        if name == "title" and not self.title:
            self.title = content.strip()

    def open(self, name: str, attributes: str) -> None:
        if name in _BLOCK:
            self._open_block(name, _attributes(attributes))
        elif name == "br":
            self.node = None
        elif name == "img":
            self.image_before, self.node = True, None
        elif name == "a":
            self.links = 1
        elif name == "meta":
            found = _attributes(attributes)
            self.meta.setdefault((found.get("name") or found.get("property") or "").lower(), found.get("content", ""))
        elif "style" in attributes or "hidden" in attributes:
            self._open_inline(name, _attributes(attributes))

    def close(self, name: str) -> None:
        if name == "a":
            self.links = 0
            return
        if name not in _BLOCK and name != "span":
            return
        for depth in range(len(self.open_blocks) - 1, 0, -1):
            if self.elements[self.open_blocks[depth]].tag == name:
                del self.open_blocks[depth:]
                break
        if name in _BLOCK:
            self.node = None
            self.preformatted -= name == "pre" and self.preformatted > 0

    def _open_block(self, name: str, found: dict[str, str]) -> None:
        self.node = None
        if name in _CLOSES_P:
            self._imply_end(frozenset(["p"]))
        if name in _CLOSED_BY:
            self._imply_end(_CLOSED_BY[name])
        self._push(name, found)
        self.preformatted += name == "pre"

    def _open_inline(self, name: str, found: dict[str, str]) -> None:
        if name == "span" and _is_hidden(found):
            self.node = None
            self._push(name, found)

    def _push(self, name: str, found: dict[str, str]) -> None:
        style = " ".join(filter(None, (found.get("style"), found.get("align"), found.get("role"))))
        if "hidden" in found:
            style += " hidden"
        names = f"{found.get('class', '')} {found.get('id', '')}"
        self.elements.append(Element(name, self.open_blocks[-1], names, style.lower()))
        self.open_blocks.append(len(self.elements) - 1)

    def _imply_end(self, names: frozenset[str]) -> None:
        for depth in range(len(self.open_blocks) - 1, 0, -1):
            tag = self.elements[self.open_blocks[depth]].tag
            if tag in names:
                del self.open_blocks[depth:]
                if "td" in names and "tr" in names and tag != "tr":
                    continue
                return
            if tag in _SCOPES:
                return

    def _add(self, start: int, end: int) -> None:
        blank = self.source[start:end].isspace()
        if self.node is None:
            if blank:
                return
            self.node = Node(self.open_blocks[-1], after_image=self.image_before)
            self.nodes.append(self.node)
            self.image_before = False
        self.node.pieces.append((start, end))
        if not blank:
            self.node.length += end - start
            self.node.linked += (end - start) * self.links

    def flat(self) -> Flat:
        nodes = _with_rows(self.nodes, self.elements)
        tracked = _laid(self.source, nodes)
        return Flat(tracked, tuple(nodes), tuple(self.elements), self.title, self.meta)


def _is_hidden(found: dict[str, str]) -> bool:
    return "hidden" in found or "display:none" in found.get("style", "").replace(" ", "").lower()


def _with_rows(nodes: list[Node], elements: list[Element]) -> list[Node]:
    """Lay the cells of a data row on one line; rows with long cells or further tables are layout and stay apart."""
    rows: dict[int, list[Node]] = {}
    cells: dict[int, int] = {}
    for node in nodes:
        row, cell = _row_of(node.element, elements)
        if row:
            rows.setdefault(row, []).append(node)
            cells[id(node)] = cell
    joined: dict[int, Node] = {}
    dropped: set[int] = set()
    for row, members in rows.items():
        if len({cells[id(node)] for node in members}) < 2 or any(node.length > _CELL_LONGEST for node in members):
            continue
        head = members[0]
        line = Node(row, list(head.pieces), head.linked, head.length)
        for before, node in zip(members, members[1:], strict=False):
            if cells[id(before)] != cells[id(node)]:
                line.pieces.append((before.pieces[-1][1], -1))
            line.pieces += node.pieces
            line.linked += node.linked
            line.length += node.length
            dropped.add(id(node))
        joined[id(head)] = line
    return [joined.get(id(node), node) for node in nodes if id(node) not in dropped]


def _row_of(element: int, elements: list[Element]) -> tuple[int, int]:
    cell = 0
    while element > 0:
        tag = elements[element].tag
        if tag in ("td", "th"):
            cell = element
        elif tag == "tr":
            return (element, cell) if cell else (0, 0)
        elif tag == "table":
            break
        element = elements[element].parent
    return 0, 0


def _laid(source: str, nodes: list[Node]) -> Tracked:
    """Join the pieces of the nodes, one line a node."""
    texts: list[str] = []
    starts: list[int] = []
    lengths: list[int] = []
    for node in nodes:
        for start, end in node.pieces:
            texts.append(" " if end < 0 else _WRAP.sub(_one_for_one, source[start:end]))
            starts.append(start)
            lengths.append(len(texts[-1]))
        texts.append("\n")
        starts.append(max(0, node.pieces[-1][1] - 1))
        lengths.append(1)
    first = np.array(starts, dtype=np.int32)
    count = np.array(lengths, dtype=np.int32)
    within = np.arange(int(count.sum()), dtype=np.int32) - np.repeat(np.cumsum(count, dtype=np.int32) - count, count)
    return _unwrapped(Tracked("".join(texts), OffsetMap.from_kept((np.repeat(first, count) + within).astype(np.int32))))


def _one_for_one(match: re.Match[str]) -> str:
    """Mark a line break of the source, which a browser shows as a space, and keep the length."""
    run = match[0]
    return ("\x1f" if "\n" in run else " ") * len(run)


_MARKED = re.compile(r"[ \x1f]*\x1f[ \x1f]*")
_NO_SPACE_BESIDE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f\u201c\u201d\u2018\u2019\u2026\u2014]")


def _unwrapped(tracked: Tracked) -> Tracked:
    """Take out the line breaks of the source: nothing between Chinese characters, a space elsewhere."""
    text = tracked.text
    edits = []
    for match in _MARKED.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        beside_nothing = not before or before == "\n" or not after or after == "\n"
        spaceless = beside_nothing or bool(_NO_SPACE_BESIDE.match(before) and _NO_SPACE_BESIDE.match(after))
        edits.append((start, end, "" if spaceless else " "))
    return tracked.edited(edits)
