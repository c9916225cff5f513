"""One change between two releases, and how the rows of each config are compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Change", "Row", "document_changes", "frame_changes", "paragraph_changes"]

Row = dict[str, Any]
Rows = Mapping[str, tuple[str, Row]]

# They follow from the paragraphs, whose changes are told themselves.
FOLLOWING = frozenset({"status", "paragraph_count", "span_count", "frame_count"})
PROPOSED = frozenset({"source", "score"})
STANDING = ("status", "annotators", "agreement")
NO_FRAME_FIELD = frozenset({"id", "text", "document_id", "group", "paragraph", "offset", *STANDING})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed.

    Attributes:
        what: ``document``, ``paragraph``, ``span``, ``frame``, ``status`` or ``row`` (a field without a kind of its
            own).
        how: ``added``, ``removed``, ``relabelled``, ``moved``, ``changed``, or ``reattributed`` when the reading is
            the same and only who proposed it, with which score, differs.
        where: Identity of the document or paragraph.
        split: The split it stands in now, or stood in when it was removed.
        label: The label of a span, the label of a frame's value, else empty.
        before, after: The two readings, None where there is none.
        text: The paragraph, for a reader who wants to see the readings in it; the title for a document.
    """

    what: str
    how: str
    where: str
    split: str
    label: str
    before: Any
    after: Any
    text: str


def document_changes(old: Rows, new: Rows) -> Iterator[Change]:
    """Yield what changed in the config ``documents``."""
    for identity in sorted(old.keys() | new.keys()):
        (was_in, was), (is_in, now) = old.get(identity, ("", None)), new.get(identity, ("", None))
        title = str((now or was or {}).get("title") or "")
        if was is None or now is None:
            how = "added" if was is None else "removed"
            yield Change("document", how, identity, is_in or was_in, "", was and title, now and title, title)
            continue
        if was_in != is_in:
            yield Change("document", "moved", identity, is_in, "", was_in, is_in, title)
        differing = [name for name in was if was[name] != now[name] and name not in FOLLOWING]
        for name in differing:
            yield Change("row", "changed", identity, is_in, name, was[name], now[name], title)


def paragraph_changes(old: Rows, new: Rows) -> Iterator[Change]:
    """Yield what changed in the config ``spans``."""
    for identity in sorted(old.keys() | new.keys()):
        (was_in, was), (is_in, now) = old.get(identity, ("", None)), new.get(identity, ("", None))
        split, text = is_in or was_in, str((now or was or {})["text"])
        if was is None or now is None:
            how = "added" if was is None else "removed"
            yield Change("paragraph", how, identity, split, "", was and text, now and text, text)
        elif was == now:
            continue
        else:
            names = [name for name in STANDING if name in was and was[name] != now[name]]
            yield from (Change("status", "changed", identity, split, n, was[n], now[n], text) for n in names)
        yield from _span_changes(identity, split, text, (was or {}).get("spans", []), (now or {}).get("spans", []))


def _span_changes(where: str, split: str, text: str, old: list[Row], new: list[Row]) -> Iterator[Change]:
    before = {(span["start"], span["end"], span["label"]): span for span in old}
    after = {(span["start"], span["end"], span["label"]): span for span in new}
    for key in sorted(before.keys() & after.keys()):
        if before[key] != after[key]:
            how = _how(before[key], after[key])
            yield Change("span", how, where, split, key[2], before[key], after[key], text)
    came = [after[key] for key in sorted(after.keys() - before.keys())]
    for key in sorted(before.keys() - after.keys()):
        span = before[key]
        how, successor = _successor(span, came)
        if successor is not None:
            came.remove(successor)
        yield Change("span", how, where, split, span["label"], span, successor, text)
    yield from (Change("span", "added", where, split, span["label"], None, span, text) for span in came)


def _how(before: Row, after: Row) -> str:
    return "changed" if any(before[name] != after[name] for name in before if name not in PROPOSED) else "reattributed"


def _successor(span: Row, came: list[Row]) -> tuple[str, Row | None]:
    for other in came:
        if (other["start"], other["end"]) == (span["start"], span["end"]):
            return "relabelled", other
    for other in came:
        overlaps = other["start"] < span["end"] and span["start"] < other["end"]
        if overlaps and other["label"] == span["label"]:
            return "moved", other
    return "removed", None


def frame_changes(old: Rows, new: Rows) -> Iterator[Change]:
    """Yield what changed in the config ``metrics``; a frame is known by the place of its value."""
    before, after = _by_value(old), _by_value(new)
    for key in sorted(before.keys() | after.keys()):
        (was_in, was), (is_in, now) = before.get(key, ("", None)), after.get(key, ("", None))
        either = now or was or {}
        where = f"{either['document_id']}:{either['paragraph']}"
        split, text, label = is_in or was_in, either["text"], either["value_label"]
        first, second = (None if row is None else _frame_fields(row) for row in (was, now))
        if first is None or second is None:
            yield Change("frame", "added" if first is None else "removed", where, split, label, first, second, text)
        elif first != second:
            # Of a changed frame only what differs is told, with the value by which it is known.
            told = [name for name in first if name == "value" or first[name] != second[name]]
            before_told, after_told = ({name: side[name] for name in told} for side in (first, second))
            yield Change("frame", _how(first, second), where, split, label, before_told, after_told, text)


def _by_value(rows: Rows) -> dict[tuple[str, int, int, int], tuple[str, Row]]:
    return {
        (row["document_id"], row["paragraph"], row["value_start"], row["value_end"]): (split, row)
        for split, row in rows.values()
    }


def _frame_fields(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in NO_FRAME_FIELD}
