"""Frame roles as relations between regions, and back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from annot.annotation import Frame
from annot.errors import RecordError
from annot.schema import Relation, Schema
from annot.span import Span

__all__ = ["Roles", "decode_relations", "encode_relations"]

# Span index -> role -> span index.
Roles = Mapping[int, Mapping[str, int]]


def encode_relations(
    spans: Sequence[Span], frames: Sequence[Frame], ids: Sequence[str], schema: Schema
) -> Iterator[dict[str, Any]]:
    """Yield the relations of the frames, each once.

    A subject or period that all frames of an indicator share hangs on the indicator, as the guideline wants;
    where they differ each value has its own.

    Raises:
        RecordError: A role joins spans that no relation of the schema may join.
    """
    for source, target, role in sorted(set(_edges(frames))):
        relation = schema.relation_for(role, spans[source].label)
        if relation is None or spans[target].label not in relation.targets:
            raise RecordError(
                f"frame role {role} goes from {ids[source]} to {ids[target]}; no relation of the schema does"
            )
        yield {
            "type": "relation",
            "from_id": ids[source],
            "to_id": ids[target],
            "direction": "right",
            "labels": [relation.code],
        }


def _edges(frames: Sequence[Frame]) -> Iterator[tuple[int, int, str]]:
    for indicator, group in groupby(sorted(frames, key=_indicator), _indicator):
        members = list(group)
        if indicator >= 0:
            yield from ((frame.value, indicator, "indicator") for frame in members)
        for role in ("subject", "period"):
            targets = [getattr(frame, role) for frame in members]
            shared = indicator >= 0 and len(set(targets)) == 1
            for frame, target in zip(members, targets, strict=True):
                if target is not None:
                    yield indicator if shared else frame.value, target, role


def _indicator(frame: Frame) -> int:
    return -1 if frame.indicator is None else frame.indicator


def decode_relations(
    relations: Sequence[Mapping[str, Any]], places: Mapping[str, int], spans: Sequence[Span], schema: Schema
) -> tuple[Roles, list[str]]:
    """Return the roles that the relations fill, and why any relation was left out.

    A relation may have been drawn the other way round or left without a label: the labels of its two ends
    allow only one reading, and that is taken.
    """
    roles: dict[int, dict[str, int]] = defaultdict(dict)
    notices = []
    for relation in relations:
        try:
            source, target, meaning = _edge(relation, places, spans, schema)
        except RecordError as error:
            notices.append(str(error))
            continue
        if roles[source].setdefault(meaning.role, target) != target:
            notices.append(f"{_ends(relation)}: its start has another {meaning.code} already; keep one")
    return roles, notices


def _edge(
    relation: Mapping[str, Any], places: Mapping[str, int], spans: Sequence[Span], schema: Schema
) -> tuple[int, int, Relation]:
    try:
        ends = places[relation["from_id"]], places[relation["to_id"]]
    except KeyError as error:
        raise RecordError(f"{_ends(relation)}: there is no region {error}; remove the relation") from error
    codes = relation.get("labels") or [candidate.code for candidate in schema.relations]
    for source, target in (ends, ends[::-1]):
        for candidate in schema.relations:
            fits = spans[source].label in candidate.sources and spans[target].label in candidate.targets
            if fits and candidate.code in codes:
                return source, target, candidate
    raise RecordError(
        f"{_ends(relation)}: {', '.join(codes)} cannot join {spans[ends[0]].label} and {spans[ends[1]].label}; "
        "remove or relabel the relation"
    )


def _ends(relation: Mapping[str, Any]) -> str:
    return f"relation {relation.get('from_id')} -> {relation.get('to_id')}"
