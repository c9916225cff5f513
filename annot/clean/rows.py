"""Rows of tables of figures, each on a line of its own that still reads: ``指标 指标值 同比增长``."""

from collections import Counter
from itertools import pairwise

from annot.clean.elements import Element, Node

__all__ = ["with_rows"]

# Longer cells are columns of a page, not figures and their names.
_CELL_LONGEST = 80
_CELL_LINES = 3
_LAYOUT = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "form"])


def with_rows(nodes: list[Node], elements: list[Element]) -> list[Node]:
    """Lay the cells of a data row on one line; rows with long cells or further tables are layout and stay apart."""
    rows: dict[int, list[Node]] = {}
    cells: dict[int, int] = {}
    places = {id(node): place for place, node in enumerate(nodes)}
    for node in nodes:
        row, cell = _row_of(node.element, elements)
        if row:
            rows.setdefault(row, []).append(node)
            cells[id(node)] = cell
    joined: dict[int, Node] = {}
    dropped: set[int] = set()
    for row, members in rows.items():
        # In broken markup something else may stand between the cells, and places are to stay in order.
        is_whole = places[id(members[-1])] - places[id(members[0])] == len(members) - 1
        if not is_whole or len({cells[id(node)] for node in members}) < 2 or _is_layout(members, cells, elements):
            continue
        head = members[0]
        line = Node(row, list(head.pieces), head.linked, head.length)
        for before, node in pairwise(members):
            if cells[id(before)] != cells[id(node)]:
                line.pieces.append((before.pieces[-1][1], -1))
            line.pieces += node.pieces
            line.linked += node.linked
            line.length += node.length
            dropped.add(id(node))
        joined[id(head)] = line
    return [joined.get(id(node), node) for node in nodes if id(node) not in dropped]


def _is_layout(members: list[Node], cells: dict[int, int], elements: list[Element]) -> bool:
    """Tell whether a row lays out a page: long cells, headings or lists in them, or many lines to a cell."""
    if any(node.length > _CELL_LONGEST or elements[node.element].tag in _LAYOUT for node in members):
        return True
    return max(Counter(cells[id(node)] for node in members).values()) > _CELL_LINES


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
