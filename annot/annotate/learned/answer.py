"""A language model's answer: read, and held against the text it speaks of."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Answered", "Refused", "locate", "read_answer"]


@dataclass(frozen=True, slots=True)
class Answered:
    """One span of an answer, as the model put it.

    Attributes:
        text: The surface it quotes.
        label: The label it gives.
        occurrence: Which occurrence of the surface it means, from 1; None when it does not say.
    """

    text: str
    label: str
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """One span of an answer that the text does not bear out.

    Attributes:
        answered: The span.
        reason: Why it was rejected.
    """

    answered: Answered
    reason: str


def read_answer(content: str) -> list[Answered] | None:
    """Return the spans of an answer, None when it is not of the asked form; fences around the JSON are let pass."""
    first, last = content.find("{"), content.rfind("}")
    try:
        spans = json.loads(content[first : last + 1])["spans"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return [_answered(span) for span in spans] if isinstance(spans, list) else None


def _answered(span: object) -> Answered:
    row: dict[str, Any] = span if isinstance(span, dict) else {}
    text, label, occurrence = row.get("text"), row.get("label"), row.get("occurrence")
    return Answered(
        text if isinstance(text, str) else "",
        label if isinstance(label, str) else "",
        occurrence if isinstance(occurrence, int) and not isinstance(occurrence, bool) else None,
    )


def locate(answers: Sequence[Answered], text: str, labels: Collection[str]) -> Iterator[tuple[int, int, str] | Refused]:
    """Yield the place and label of each answered span in the text, or why it was rejected.

    A span without an occurrence is the next one of its surface that is still free.

    Args:
        answers: The spans, in the order of the answer.
        text: The paragraph that was asked about.
        labels: Codes of the labels that may be given.
    """
    taken: list[tuple[int, int]] = []
    for answered in answers:
        found = _place(answered, text, labels, taken)
        if isinstance(found, str):
            yield Refused(answered, found)
        else:
            taken.append(found)
            yield (*found, answered.label)


def _place(
    answered: Answered, text: str, labels: Collection[str], taken: Sequence[tuple[int, int]]
) -> tuple[int, int] | str:
    if not answered.text.strip():
        return "no text"
    if answered.label not in labels:
        return "unknown label"
    places = _occurrences(answered.text, text)
    if not places:
        return "not in the text"
    free = [place for place in places if not any(place[0] < end and start < place[1] for start, end in taken)]
    if answered.occurrence is None:
        return free[0] if free else "overlaps another span"
    if not 1 <= answered.occurrence <= len(places):
        return "no such occurrence"
    place = places[answered.occurrence - 1]
    return place if place in free else "overlaps another span"


def _occurrences(surface: str, text: str) -> list[tuple[int, int]]:
    places, start = [], text.find(surface)
    while start >= 0:
        places.append((start, start + len(surface)))
        start = text.find(surface, start + len(surface))
    return places
