"""Clauses: how far what is said before and after a name is said of it."""

__all__ = ["clause_end", "clause_start"]

MARKS = "，。；！？\n,;"


def clause_start(text: str, position: int, *, within: int) -> int:
    """Return where the clause before a place begins, or how far back it may at most."""
    farthest = max(0, position - within)
    return max(farthest, *(text.rfind(mark, farthest, position) + 1 for mark in MARKS))


def clause_end(text: str, position: int, *, within: int) -> int:
    """Return where the clause after a place ends, or how far on it may at most."""
    farthest = position + within
    return min((end for mark in MARKS if (end := text.find(mark, position, farthest)) >= 0), default=farthest)
