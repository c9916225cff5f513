"""What push and pull do not take over, and why."""

from dataclasses import dataclass

__all__ = ["Rejected"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A task or a person's work that was not taken over.

    Attributes:
        id: The paragraph, ``document:number``.
        reason: What is wrong, and what to do.
        url: Where to look at it; empty before it is on the server.
    """

    id: str
    reason: str
    url: str = ""
