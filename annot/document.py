"""A crawled page, the clean document that cleaning makes of it, and what cleaning refused."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from annot.offsets import OffsetMap

__all__ = ["Damage", "DamageKind", "Document", "Page", "Paragraph", "Reject", "content_id"]


def content_id(content: bytes | str) -> str:
    """Return the identity of a content: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as crawled: bytes, and what is known from outside them.

    Attributes:
        name: Where it came from, for people: the file's name without folders.
        raw: Its bytes, untouched.
        url: Its address when the crawl recorded one, else empty.
        charset: The charset its carrier declared (HTTP header, sidecar), else empty.
    """

    name: str
    raw: bytes
    url: str = ""
    charset: str = ""

    @property
    def page_id(self) -> str:
        """The identity of the page: a digest of its bytes."""
        return content_id(self.raw)


class DamageKind(StrEnum):
    """What a crawl or a scan did to a text that cannot be undone with certainty."""

    LOST_CHARACTERS = "lost_characters"
    BROKEN_SENTENCE = "broken_sentence"
    BROKEN_ENTITY = "broken_entity"
    BROKEN_BYTES = "broken_bytes"


@dataclass(frozen=True, slots=True, order=True)
class Damage:
    """A damaged place ``text[start:end]`` of a document; start may equal end where something is missing."""

    start: int
    end: int
    kind: DamageKind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a document: its number, its place and its text."""

    index: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    r"""A cleaned text with the way back to the page it came from.

    Attributes:
        page_id: Identity of the page.
        name: The page's name, for people.
        text: Clean simplified text: the title, then the paragraphs, one a line, parted by ``\n``.
        offsets: For every code point of `text`, its place in the page's decoded text.
        encoding: The encoding the page was decoded with, so that raw offsets can be followed.
        title, source, author, date, url: What the page says of itself; empty when it does not.
            The date is ISO 8601 (``2024-10-21``).
        damage: Places that are damaged, in order.
    """

    page_id: str
    name: str
    text: str
    offsets: OffsetMap
    encoding: str
    title: str = ""
    source: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    damage: tuple[Damage, ...] = field(default=())

    @property
    def document_id(self) -> str:
        """The identity of the document: a digest of its clean text."""
        return content_id(self.text)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs in order; the first is the title."""
        start = 0
        for index, line in enumerate(self.text.split("\n")):
            yield Paragraph(index, start, line)
            start += len(line) + 1


@dataclass(frozen=True, slots=True)
class Reject:
    """Something a stage refused, with its reason and enough to find it again.

    Attributes:
        page_id: The page it belongs to.
        name: The page's name, for people.
        reason: A short code, such as ``navigation``, ``gloss``, ``personal_data``, ``unreadable_page``.
        start, end: Its place in the page's decoded text; both 0 when the whole page was refused.
        text: What was refused; empty for personal data, which is counted and never kept.
    """

    page_id: str
    name: str
    reason: str
    start: int
    end: int
    text: str
