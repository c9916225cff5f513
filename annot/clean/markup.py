"""From HTML to lines of text, each knowing its element, with the place of every character kept.

No parser among the usual ones tells where in the source a text node stands, so the tokens are found by one pattern
after the tokenization rules of the HTML standard (attributes may hold ``>`` in quotes, raw-text elements end at
their own end tag), and the tree is a stack with the implied end tags that matter for text.
"""

import re

from annot.clean.elements import Element, Flat, Node
from annot.clean.layout import laid
from annot.clean.rows import with_rows

__all__ = ["flatten", "has_tags", "is_html"]

_TOKEN = re.compile(
    r"<(?:!--.*?(?:-->|$)"
    r"|(?P<raw>script|style|noscript|template|textarea|select|svg|object|iframe|title|button)\b"
    r"(?P<rawattrs>(?:[^<>\"'=]+|=\s*(?:\"[^\"]*\"|'[^']*')?|[\"'])*+)>(?P<rawtext>.*?)(?:</(?P=raw)\s*>|$)"
    r"|(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]*)(?P<attrs>(?:[^<>\"'=]+|=\s*(?:\"[^\"]*\"|'[^']*')?|[\"'])*+)>"
    r"|[!?][^>]*>)",
    re.DOTALL | re.IGNORECASE,
)
_LOOKS_LIKE = re.compile(
    r"<(?:!doctype|html|head|body|div|p|br|span|table|td|meta|script|a|li|h[1-6])\b", re.IGNORECASE
)
_IS_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(class|id|style|name|property|content|hidden|align|role|href|http-equiv)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?",
    re.IGNORECASE,
)
_BLOCK = frozenset(
    # What parts lines of text; the names are those of the HTML standard.
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2"
        " h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
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
        nodes = with_rows(self.nodes, self.elements)
        tracked = laid(self.source, nodes)
        return Flat(tracked, tuple(nodes), tuple(self.elements), self.title, self.meta)


def _is_hidden(found: dict[str, str]) -> bool:
    return "hidden" in found or "display:none" in found.get("style", "").replace(" ", "").lower()
