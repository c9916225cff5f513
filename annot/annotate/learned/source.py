"""What a learned annotator promises: spans for a document that the rules have read."""

from collections.abc import Sequence
from typing import Protocol

from annot.annotate.candidate import Candidate
from annot.annotate.reading import Reading

__all__ = ["Learned"]


class Learned(Protocol):
    """A model that proposes spans for the paragraphs of a document."""

    @property
    def version(self) -> str:
        """Name, version and digest: everything that decides what it proposes."""
        ...

    def candidates(self, reading: Reading, rules: Sequence[Candidate]) -> list[Candidate]:
        """Return what the model proposes for a document.

        Args:
            reading: The document; offsets are into its text.
            rules: What the rules and lexicons decided, resolved; blocks are among them.
        """
        ...
