"""A language model behind an OpenAI-compatible endpoint as a source of candidates; off unless asked for.

Text leaves the machine only when a `LanguageModel` is given to the annotator. Its spans fill gaps: they rank below
every rule, since nobody has measured them on gold.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.learned.answer import Answered, Refused, locate, read_answer
from annot.annotate.learned.cache import AnswerCache
from annot.annotate.learned.chat import ChatEndpoint, Failure
from annot.annotate.learned.prompt import Prompt
from annot.annotate.learned.usage import Usage
from annot.annotate.reading import Reading
from annot.schema import read_schema

__all__ = ["LanguageModel"]

# Paragraphs asked about at the same time.
AT_ONCE = 4
# After so many failures in a row the endpoint is taken for dead, and the rest is annotated without it.
MOST_FAILURES = 5


@dataclass
class LanguageModel:
    """A language model that is asked paragraph by paragraph.

    Attributes:
        endpoint: Where it is reached.
        cache: Its answers so far, by content.
        prompt: What it is told.
        usage: What asking cost so far.
    """

    endpoint: ChatEndpoint
    cache: AnswerCache
    prompt: Prompt = field(default_factory=lambda: Prompt(read_schema()))
    usage: Usage = field(default_factory=Usage)
    _failed_in_a_row: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def from_address(cls, url: str, model: str, *, key: str, cache: Path) -> "LanguageModel":
        """Make the model that is reached at an address.

        Args:
            url: Base address up to the version.
            model: The model's name there.
            key: The access key; empty when none is asked for.
            cache: Folder for its answers.

        Raises:
            ModelError: The address cannot be asked.
        """
        return cls(ChatEndpoint(url, model, key), AnswerCache(cache))

    @property
    def version(self) -> str:
        """The model's name and the digest of what it is told."""
        return f"llm:{self.endpoint.model}-{self.prompt.digest[:8]}"

    def candidates(self, reading: Reading, rules: Sequence[Candidate]) -> list[Candidate]:  # noqa: ARG002 - the protocol's
        """Return what the model answers and the text bears out.

        Raises:
            ModelError: The endpoint refuses for a reason that only a person can mend.
        """
        starts = [
            start for start in reading.paragraph_starts if reading.text[start : reading.paragraph(start)[1]].strip()
        ]
        texts = [reading.text[start : reading.paragraph(start)[1]] for start in starts]
        with ThreadPoolExecutor(AT_ONCE) as threads:
            answers = list(threads.map(self._answers, texts))
        return [
            candidate
            for start, text, answered in zip(starts, texts, answers, strict=True)
            for candidate in self._located(answered, text, start)
        ]

    def _located(self, answers: Sequence[Answered], text: str, start: int) -> Iterator[Candidate]:
        for found in locate(answers, text, self.prompt.schema.entity_codes):
            if isinstance(found, Refused):
                self.usage.rejected[found.reason] += 1
                continue
            self.usage.spans += 1
            first, last, label = found
            yield Candidate(start + first, start + last, label, f"llm:{self.endpoint.model}", Tier.GUESS)

    def _answers(self, text: str) -> list[Answered]:
        question = (self.endpoint.url, self.endpoint.model, self.prompt.digest, text)
        kept = self.cache.read(*question)
        if kept is not None and (answers := read_answer(kept)) is not None:
            with self._lock:
                self.usage.cached += 1
            return answers
        if self._failed_in_a_row >= MOST_FAILURES:
            with self._lock:
                self.usage.skipped += 1
            return []
        return self._asked(text, question)

    def _asked(self, text: str, question: tuple[str, ...]) -> list[Answered]:
        reply = self.endpoint.ask(self.prompt.instructions, text)
        answers = None if isinstance(reply, Failure) else read_answer(reply.content)
        with self._lock:
            self.usage.asked += 1
            self.usage.requests += reply.requests
            if not isinstance(reply, Failure):
                self.usage.tokens_in += reply.tokens_in
                self.usage.tokens_out += reply.tokens_out
            if answers is None:
                self.usage.failures[reply.reason if isinstance(reply, Failure) else "not the asked JSON"] += 1
                self._failed_in_a_row += 1
                return []
            self._failed_in_a_row = 0
        if not isinstance(reply, Failure):
            self.cache.write(reply.content, *question)
        return answers
