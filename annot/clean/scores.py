"""How near cleaned texts come to careful readings of the same pages."""

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annot.errors import RecordError

__all__ = ["PageScore", "read_references", "score", "table"]


@dataclass(frozen=True, slots=True)
class PageScore:
    """The score of one page.

    Attributes:
        name: The page.
        precision: Share of the cleaned characters that are the reference's, white space left out.
        recall: Share of the reference's characters that were kept.
        found: How many of the reference's paragraphs stand whole in the cleaned text.
        paragraphs: How many paragraphs the reference has.
    """

    name: str
    precision: float
    recall: float
    found: int
    paragraphs: int


def score(texts: Mapping[str, str], references: Mapping[str, str]) -> list[PageScore]:
    """Score cleaned texts against references by name; a missing text counts as empty.

    A page without an article has an empty reference, and must come out empty to score 1.
    """
    return [_score_page(name, texts.get(name, ""), reference) for name, reference in references.items()]


def _score_page(name: str, text: str, reference: str) -> PageScore:
    got, wanted = ("".join(source.split()) for source in (text, reference))
    paragraphs = [line for line in reference.split("\n") if line.strip()]
    found = sum("".join(line.split()) in got for line in paragraphs)
    if not wanted:
        share = float(not got)
        return PageScore(name, share, share, found, 0)
    same = _matching(got, wanted)
    return PageScore(name, same / len(got) if got else 0.0, same / len(wanted), found, len(paragraphs))


def _matching(got: str, wanted: str) -> int:
    """Return how many characters both texts share in order; what they begin with alike is not compared twice."""
    shared = next((n for n, pair in enumerate(zip(got, wanted, strict=False)) if pair[0] != pair[1]), None)
    if shared is None:
        return min(len(got), len(wanted))
    blocks = difflib.SequenceMatcher(None, wanted[shared:], got[shared:], autojunk=False).get_matching_blocks()
    return shared + sum(block.size for block in blocks)


def read_references(directory: Path) -> dict[str, str]:
    """Read references by page name: record files ``NAME.jsonl``, or texts ``NAME.ref.txt``, ``NAME.expected.txt``.

    Raises:
        RecordError: A line of a record file is not a record.
    """
    references: dict[str, str] = {}
    for path in sorted(directory.iterdir()):
        if path.suffix == ".jsonl":
            references[path.stem] = _text_of_records(path)
        elif path.name.endswith((".ref.txt", ".expected.txt")):
            references[path.name.rsplit(".", 2)[0]] = path.read_text(encoding="utf-8")
    return references


def _text_of_records(path: Path) -> str:
    texts: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            texts.append(str(json.loads(line)["text"]))
        except (ValueError, KeyError, TypeError) as error:
            raise RecordError(f"{path.name}:{number}: expected an interchange record with a text") from error
    return "\n".join(texts)


def table(scores: list[PageScore]) -> str:
    """Return the scores as a table for the terminal, means last."""
    rows = [
        f"{one.name:32} precision {one.precision:.4f} recall {one.recall:.4f} paragraphs {one.found}/{one.paragraphs}"
        for one in scores
    ]
    if scores:
        precision, recall = (
            sum(getattr(one, side) for one in scores) / len(scores) for side in ("precision", "recall")
        )
        rows.append(f"{'mean':32} precision {precision:.4f} recall {recall:.4f}")
    return "\n".join(rows)
