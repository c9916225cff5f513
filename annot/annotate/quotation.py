"""Quotation marks: straight ones read as the opening and closing ones they stand for."""

__all__ = ["curl"]

OPENING, CLOSING, STRAIGHT = "“", "”", '"＂'


def curl(paragraph: str) -> str:
    """Return a paragraph with straight quotation marks turned into “ and ”, one for one, so that no offset moves."""
    if not any(mark in paragraph for mark in STRAIGHT):
        return paragraph
    is_open = False
    curled = []
    for character in paragraph:
        if character in STRAIGHT:
            character = CLOSING if is_open else OPENING
        if character in (OPENING, CLOSING):
            is_open = character == OPENING
        curled.append(character)
    return "".join(curled)
