"""Answers of a language model on disk, by the content of the question."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from annot.workspace import write_bytes

__all__ = ["AnswerCache"]


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """A folder of answers; two processes may write into it.

    Attributes:
        folder: Where the answers stand.
    """

    folder: Path

    def read(self, *question: str) -> str | None:
        """Return the answer to a question, None when it is not there or damaged."""
        try:
            content = json.loads(self._path(question).read_text(encoding="utf-8"))["content"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return content if isinstance(content, str) else None

    def write(self, content: str, *question: str) -> None:
        """Keep the answer to a question."""
        write_bytes(json.dumps({"content": content}, ensure_ascii=False).encode(), self._path(question))

    def _path(self, question: tuple[str, ...]) -> Path:
        digest = hashlib.sha256(json.dumps(question, ensure_ascii=False).encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"
