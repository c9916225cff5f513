"""What asking a language model cost, and how it went."""

from collections import Counter
from dataclasses import dataclass, field

__all__ = ["Usage"]


@dataclass(slots=True)
class Usage:
    """Counts over all paragraphs.

    Attributes:
        asked: Paragraphs that were sent.
        cached: Paragraphs answered from the cache.
        skipped: Paragraphs not sent after the endpoint was taken for dead.
        requests: Requests made, repeated ones included.
        tokens_in: Tokens of the questions, as the endpoint counts them.
        tokens_out: Tokens of the answers.
        failures: Paragraphs without a usable answer, by reason.
        rejected: Answered spans that the text does not bear out, by reason.
        spans: Answered spans that it does.
    """

    asked: int = 0
    cached: int = 0
    skipped: int = 0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    spans: int = 0

    def __str__(self) -> str:
        """Return the closing line."""
        line = (
            f"asked about {self.asked} paragraphs ({self.requests} requests, {self.tokens_in} tokens in, "
            f"{self.tokens_out} out), {self.cached} from the cache: {self.spans} spans"
        )
        if self.rejected:
            line += f", rejected {self.rejected.total()} ({_listed(self.rejected)})"
        if self.failures:
            line += f", failed {self.failures.total()} ({_listed(self.failures)})"
        return line + (f", skipped {self.skipped}" if self.skipped else "")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in sorted(counts.items()))
