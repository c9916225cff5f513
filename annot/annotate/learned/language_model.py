"""A language model behind an OpenAI-compatible endpoint as a source of candidates (off unless asked for).

Text leaves the machine only when a model folder of this kind is given. Every answered surface is looked
up in the text; what is not there word for word is rejected and counted.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annot.annotate.candidate import Candidate
from annot.annotate.chat import ChatEndpoint
from annot.annotate.learned import MANIFEST
from annot.annotate.reading import Reading
from annot.errors import ModelError
from annot.schema import Schema, read_schema

__all__ = ["LanguageModel", "Usage"]

# A model's own certainty says little; what share of its spans is right must be measured on gold.
SCORE = 0.6
# After so many failures in a row the endpoint is taken for dead, and the rest is annotated without it.
MOST_FAILURES = 5


@dataclass
class Usage:
    """What asking cost and how it went.

    Attributes:
        asked, cached: Paragraphs sent, and answered from the cache.
        tokens_in, tokens_out: As the endpoint counted them.
        failures: Requests without a usable answer, by reason.
        rejected: Answered spans whose surface or label does not exist.
    """

    asked: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    rejected: int = 0
    failed_in_a_row: int = 0

    def fail(self, reason: str) -> None:
        """Count a failure."""
        self.failures[reason] = self.failures.get(reason, 0) + 1
        self.failed_in_a_row += 1


@dataclass
class LanguageModel:
    """A language model that is asked paragraph by paragraph.

    Attributes:
        version: Name and version, as it stands in annotations.
        endpoint: Where it is reached.
        cache: Folder of answers by content.
        usage: What asking cost so far.
    """

    version: str
    endpoint: ChatEndpoint
    cache: Path
    schema: Schema = field(default_factory=read_schema)
    usage: Usage = field(default_factory=Usage)

    @classmethod
    def from_folder(cls, folder: Path) -> "LanguageModel":
        """Read the model's description: name, version, url, model, key_variable and timeout.

        Raises:
            ModelError: The description is incomplete.
        """
        try:
            described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            endpoint = ChatEndpoint(
                described["url"],
                described["model"],
                os.environ.get(described.get("key_variable", ""), ""),
                float(described.get("timeout", 60)),
            )
            version = f"{described['name']}-{described['version']}"
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"{folder / MANIFEST}: cannot be read ({error}); expected kind, name, version, url and model"
            ) from error
        return cls(version, endpoint, folder / "answers")

    def candidates(self, reading: Reading, rules: Sequence[Candidate]) -> list[Candidate]:  # noqa: ARG002 - the protocol's
        """Return what the model answers and the text confirms."""
        found: list[Candidate] = []
        for start in reading.paragraph_starts:
            _, end = reading.paragraph(start)
            if reading.text[start:end].strip() and self.usage.failed_in_a_row < MOST_FAILURES:
                found += self._located(reading.text, start, end)
        return found

    def instructions(self) -> str:
        """Return the system prompt: the labels of the schema, the guideline, and the form of the answer."""
        labels = "\n".join(
            f"{label.code} {label.name}: {label.definition}；不标: {label.excluded}"
            for label in self.schema.labels
            if label.group == "entity"
        )
        return (
            "你是政策文本实体标注员。只按下列规范标注，不解释。\n"
            f"标签：\n{labels}\n规范：\n{self.schema.guideline}\n"
            '只输出 JSON：{"spans": [{"text": "原文中的连续字符", "label": "标签代码"}]}，'
            "按出现顺序，每次出现各列一次。"
        )

    def _located(self, text: str, start: int, end: int) -> Iterator[Candidate]:
        """Yield the answered spans at their places: each surface at its next occurrence."""
        at: dict[str, int] = {}
        for surface, label in self._answer(text[start:end]):
            place = text.find(surface, at.get(surface, start), end)
            if place < 0 or label not in self.schema.entity_codes:
                self.usage.rejected += 1
                continue
            at[surface] = place + len(surface)
            yield Candidate(place, place + len(surface), label, f"model:{self.version}", score=SCORE)

    def _answer(self, paragraph: str) -> list[tuple[str, str]]:
        request = f"{self.version}\n{self.endpoint.model}\n{self.instructions()}\n{paragraph}"
        kept = self.cache / f"{hashlib.sha256(request.encode()).hexdigest()}.json"
        if kept.exists():
            self.usage.cached += 1
            return _pairs(kept.read_text(encoding="utf-8"))
        self.usage.asked += 1
        try:
            reply = self.endpoint.ask(self.instructions(), paragraph)
            pairs = _pairs(reply.content)
        except ModelError as error:
            self.usage.fail(str(error).partition(":")[0])
            return []
        self.usage.failed_in_a_row = 0
        self.usage.tokens_in += reply.tokens_in
        self.usage.tokens_out += reply.tokens_out
        self.cache.mkdir(parents=True, exist_ok=True)
        partial = kept.with_name(f".{os.getpid()}-{kept.name}")
        partial.write_text(reply.content, encoding="utf-8")
        partial.replace(kept)
        return pairs


def _pairs(content: str) -> list[tuple[str, str]]:
    """Return the surfaces and labels of an answer.

    Raises:
        ModelError: The answer is not in the asked form.
    """
    try:
        spans: Any = json.loads(content[content.index("{") : content.rindex("}") + 1])["spans"]
        return [(str(span["text"]), str(span["label"])) for span in spans if span["text"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"malformed answer: {error}; expected a JSON object with spans") from error
