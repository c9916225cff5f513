"""Of whom a number speaks: the entity of the sentence, by grammar and nearness, never across a paragraph."""

from collections.abc import Sequence

from annot.span import Span

__all__ = ["SUBJECTS", "find_subject"]

SUBJECTS = frozenset({"PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "PROJECT", "INDUSTRY", "PRODUCT", "EVENT"})
_SENTENCE = "。；！？;\n!?"


def find_subject(text: str, entities: Sequence[Span], value: Span, anchor: int) -> Span | None:
    """Return the entity the number is about.

    Args:
        text: The paragraph.
        entities: Its entities in order.
        value: The VALUE or CHANGE.
        anchor: Where the indicator starts, or the value when there is none.
    """
    if after := _owner(text, entities, value):
        return after
    start = max(text.rfind(mark, 0, value.start) for mark in _SENTENCE) + 1
    near = [e for e in entities if e.label in SUBJECTS and e.end <= anchor]
    inside = [e for e in near if e.start >= start]
    topics = [e for e in inside if not _example(text, entities, e)]
    if topics:
        return topics[-1]
    return None


def _owner(text: str, entities: Sequence[Span], value: Span) -> Span | None:
    """Return the entity right behind: 总投资260亿元的甬江实验室."""
    for entity in entities:
        if text[value.end : entity.start] == "的" and entity.start == value.end + 1 and entity.label in SUBJECTS:
            return entity
    return None


def _example(text: str, entities: Sequence[Span], entity: Span) -> bool:
    """Tell whether the entity is only listed as an example: 阿里巴巴、字节跳动等."""
    index = entities.index(entity)
    for later in entities[index:]:
        tail = text[later.end : later.end + 1]
        if tail == "等":
            return True
        if tail not in "、和及与" or not tail:
            return False
    return False
