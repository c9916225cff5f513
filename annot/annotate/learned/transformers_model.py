"""A token-classification checkpoint of the user's own as a source of candidates (extra ``transformers``)."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.learned.windows import windows
from annot.annotate.reading import Reading
from annot.errors import ModelError
from annot.schema import read_schema

__all__ = ["TransformersAnnotator", "spell"]

# The rows of a release have at most so many characters: models of the BERT family take 512 tokens, two their own.
LONGEST_WINDOW = 510
MOST_TOKENS = 512
# Below the first a span is no news; above the second the checkpoint, made from corrections, is believed over the rules.
LEAST_PROBABILITY = 0.5
SURE_PROBABILITY = 0.9


@dataclass(frozen=True)
class TransformersAnnotator:
    """A checkpoint with tags of the schema (``B-ZONE``, ``I-ZONE``, ``O``).

    Attributes:
        name: The folder's name.
        digest: SHA-256 over its configuration and weights.
        tokenizer: A fast tokenizer, which knows the characters of its tokens.
        model: The model, in evaluation mode.
    """

    name: str
    digest: str
    tokenizer: Any
    model: Any

    @classmethod
    def from_folder(cls, folder: Path) -> "TransformersAnnotator":
        """Load a checkpoint from a local folder; nothing is fetched from anywhere.

        Raises:
            ModelError: The extra is not installed, the folder holds no usable checkpoint, or its tags are not
                those of the schema.
        """
        try:
            transformers = import_module("transformers")
            import_module("torch")  # without it transformers fails only later, and unclearly
        except ImportError as error:
            raise ModelError(
                f"{folder}: a transformers checkpoint needs the extra; run pip install 'annot[transformers]'"
            ) from error
        try:
            tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
            loader = transformers.AutoModelForTokenClassification
            model = loader.from_pretrained(str(folder), local_files_only=True).eval()
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"{folder}: the checkpoint cannot be loaded: {error}; is it complete?") from error
        if not tokenizer.is_fast:
            raise ModelError(f"{folder}: its tokenizer does not say where tokens stand; save it with a fast tokenizer")
        _check_tags(folder, model.config.id2label.values())
        return cls(folder.name, _digest(folder), tokenizer, model)

    @property
    def version(self) -> str:
        """The folder's name and the digest of what is in it."""
        return f"transformers:{self.name}-{self.digest[:8]}"

    def candidates(self, reading: Reading, rules: Sequence[Candidate]) -> list[Candidate]:  # noqa: ARG002 - the protocol's
        """Return what the checkpoint proposes, window by window."""
        found: list[Candidate] = []
        for start in reading.paragraph_starts:
            _, end = reading.paragraph(start)
            for first, last in windows(reading.text, start, end, longest=LONGEST_WINDOW):
                found += self._window(reading.text[first:last], first)
        return found

    def _window(self, text: str, offset: int) -> Iterator[Candidate]:
        codes = read_schema().entity_codes
        for start, end, label, probability in spell(self._tokens(text)):
            # What is said of numbers is made from the entities later.
            if probability >= LEAST_PROBABILITY and label in codes:
                tier = Tier.LEARNED if probability >= SURE_PROBABILITY else Tier.GUESS
                source, score = f"transformers:{self.name}", round(probability, 4)
                yield Candidate(offset + start, offset + end, label, source, tier, score=score)

    def _tokens(self, text: str) -> list[tuple[int, int, str, float]]:
        """Return place, tag and probability of each token that stands for characters."""
        most = min(MOST_TOKENS, self.tokenizer.model_max_length, self.model.config.max_position_embeddings)
        encoded = self.tokenizer(text, return_offsets_mapping=True, return_tensors="pt")
        offsets = encoded.pop("offset_mapping")[0].tolist()
        if len(offsets) > most and len(text) > 1:
            # A tokenizer that makes several tokens of a character: halves are read one by one.
            half = len(text) // 2
            left, right = self._tokens(text[:half]), self._tokens(text[half:])
            return [*left, *((half + start, half + end, tag, sure) for start, end, tag, sure in right)]
        with import_module("torch").no_grad():
            best, tags = self.model(**encoded).logits[0].softmax(-1).max(-1)
        names = self.model.config.id2label
        return [
            (start, end, names[int(tag)], float(probability))
            for (start, end), tag, probability in zip(offsets, tags, best, strict=True)
            if start < end
        ]


def spell(tokens: Sequence[tuple[int, int, str, float]]) -> list[tuple[int, int, str, float]]:
    """Return the spans that tagged tokens spell, each as probable as its least probable token.

    Args:
        tokens: Start, end, BIO or BIOES tag and probability.
    """
    spans: list[tuple[int, int, str, float]] = []
    is_open = False
    for start, end, tag, probability in tokens:
        prefix, _, label = tag.partition("-")
        if is_open and prefix in ("I", "E") and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], end, label, min(spans[-1][3], probability))
        elif prefix != "O":
            spans.append((start, end, label, probability))
        is_open = prefix in ("B", "I")
    return spans


def _check_tags(folder: Path, tags: Iterable[str]) -> None:
    known = {"O", *(f"{prefix}-{code}" for code in read_schema().codes for prefix in "BIES")}
    if unknown := sorted(set(tags) - known):
        raise ModelError(
            f"{folder}: its tags {', '.join(unknown[:5])} are not of the schema; expected O, B-ZONE, I-ZONE …; "
            "set id2label when you train on a release"
        )


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        digest.update(path.name.encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
