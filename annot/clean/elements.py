"""A page laid flat: its elements, and the lines of text that stand in them."""

from dataclasses import dataclass, field

from annot.clean.tracked import Tracked

__all__ = ["Element", "Flat", "Node"]


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
