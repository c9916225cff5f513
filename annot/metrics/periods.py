"""When a number holds: the nearest time that governs its clause, its sentence or its paragraph."""

from collections.abc import Sequence

from annot.span import Span

__all__ = ["find_period"]

_SENTENCE = "。；！？;\n!?"


def find_period(text: str, entities: Sequence[Span], value: Span, anchor: int) -> Span | None:
    """Return the TIME span the number belongs to.

    Args:
        text: The paragraph.
        entities: Its entities in order.
        value: The VALUE or CHANGE.
        anchor: Where the indicator starts, or the value when there is none.
    """
    start = max(text.rfind(mark, 0, value.start) for mark in _SENTENCE) + 1
    times = [e for e in entities if e.label == "TIME" and e.end <= max(anchor, value.start) and e.start >= start]
    return times[-1] if times else None
