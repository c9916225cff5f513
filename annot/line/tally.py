"""What a stage did, in numbers and in one closing line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Tally", "Track"]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a stage took, refused and left as it was.

    Attributes:
        verb, noun: What was done to what (``cleaned``, ``page``).
        done: How many it made.
        rejected: How many it refused.
        present: How many were there already.
        where: The station of what was refused.
        note: What else is worth knowing.
    """

    verb: str
    noun: str
    done: int
    rejected: int = 0
    present: int = 0
    where: Path | None = None
    note: str = ""

    def __str__(self) -> str:
        """Return the closing line of a run."""
        line = f"{self.verb} {self.done} {self.noun}{'' if self.done == 1 else 's'}"
        if self.present:
            line += f", {self.present} there already"
        if self.note:
            line += f", {self.note}"
        if self.rejected:
            line += f", rejected {self.rejected}{f': see {self.where}' if self.where else ''}"
        return line


# Wraps the outcomes of shards as they come, to show progress.
Track = Callable[[Iterable[Tally]], Iterable[Tally]]
