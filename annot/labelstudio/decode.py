"""Regions to spans and frames: what a person's work in Label Studio says about a paragraph."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from annot.annotation import Frame, Quantity
from annot.errors import OffsetError, RecordError
from annot.labelstudio.fields import decode_line, decode_quantity
from annot.labelstudio.interface import CHOICES, INTERVAL, LABEL, MEASURED, NUMBERS, UNIT
from annot.labelstudio.relations import Roles, decode_relations
from annot.schema import Schema
from annot.span import Span

__all__ = ["Decoded", "decode"]

Region = Mapping[str, Any]
Read = Callable[[str], Quantity | None]

_FIELDS = frozenset({*CHOICES, *NUMBERS, UNIT, INTERVAL})
# ISO 8601 dates, intervals and durations, and repetitions (R/P1Y) are written with these.
_ISO = re.compile(r"[0-9RPYMWDTHSZ:./+-]+")
# The editor writes a line break of a quoted text as backslash-n and folds spaces.
_FOLDED = re.compile(r"\\n|\\r|\\t|\s")


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a person's regions say about a paragraph.

    Attributes:
        spans: In order of place.
        frames: One for every VALUE and CHANGE.
        problems: Why the regions cannot be used; spans and frames are then empty.
        notices: What was left out of otherwise usable regions, and why.
    """

    spans: tuple[Span, ...] = ()
    frames: tuple[Frame, ...] = ()
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entries:
    """A result, parted into what its entries are."""

    labels: list[Region] = field(default_factory=list)
    fields: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    relations: list[Region] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def _unread(_quoted: str) -> None:
    return None


def decode(result: Sequence[Any], text: str, schema: Schema, *, read: Read = _unread) -> Decoded:
    """Return the spans and frames of a result as Label Studio stores it.

    Offsets decide, and the quoted text must agree with them; nothing is moved or widened. Equal regions count once.

    Args:
        result: The regions and relations of one annotation.
        text: The paragraph.
        schema: The schema of the project.
        read: Reads the quantity of a VALUE or CHANGE that a person drew without filling its fields.
    """
    entries = _parted(result)
    spans = _spans(entries, text, schema)
    ordered = sorted(set(spans.values()))
    entries.problems.extend(_overlaps(ordered, text))
    places = {region_id: ordered.index(span) for region_id, span in spans.items()}
    roles, notices = decode_relations(entries.relations, places, ordered, schema)
    quantities = _quantities(entries, spans, text, read)
    if entries.problems:
        return Decoded(problems=tuple(entries.problems), notices=tuple(notices))
    frames = (_frame(place, quantities[span], roles) for place, span in enumerate(ordered) if span in quantities)
    return Decoded(tuple(ordered), tuple(frames), (), tuple(notices))


def _parted(result: Sequence[Any]) -> _Entries:
    entries = _Entries()
    for number, entry in enumerate(result):
        if isinstance(entry, dict) and entry.get("type") == "relation":
            entries.relations.append(entry)
        elif not _is_region(entry):
            entries.problems.append(f"@ $[{number}]: expected a region with an id, a tag's name and a value")
        elif entry["from_name"] == LABEL:
            entries.labels.append(entry)
        elif entry["from_name"] in _FIELDS:
            entries.fields[entry["id"]][entry["from_name"]] = entry["value"]
        else:
            entries.problems.append(
                f"@ $[{number}]: the interface has no tag {entry['from_name']!r}; was it changed on the server?"
            )
    counts = Counter(region["id"] for region in entries.labels)
    twice = (region_id for region_id, count in counts.items() if count > 1)
    entries.problems.extend(f"region {region_id}: the id stands more than once" for region_id in twice)
    return entries


def _is_region(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("id"), str)
        and isinstance(entry.get("from_name"), str)
        and isinstance(entry.get("value"), dict)
    )


def _spans(entries: _Entries, text: str, schema: Schema) -> dict[str, Span]:
    spans = {}
    for region in entries.labels:
        try:
            spans[region["id"]] = _span(region, entries.fields[region["id"]], text, schema)
        except (RecordError, OffsetError) as error:
            entries.problems.append(f"region {region['id']}: {error}")
    return spans


def _span(region: Region, fields: Mapping[str, Any], text: str, schema: Schema) -> Span:
    value, labels = region["value"], region["value"].get("labels")
    if not isinstance(labels, list) or len(labels) != 1 or labels[0] not in schema.codes:
        raise RecordError(f"has the labels {labels!r}; expected one of {', '.join(schema.codes)}")
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int:
        raise RecordError(f"has the offsets {start!r} and {end!r}; expected whole code points")
    span = Span(start, end, labels[0], source=_source(region), value=_interval(fields, labels[0]))
    quoted, found = value.get("text"), span.of(text)
    if isinstance(quoted, str) and _FOLDED.sub("", quoted) != _FOLDED.sub("", found):
        raise RecordError(f"quotes {quoted!r}, but the text at [{start}, {end}) is {found!r}; offsets are code points")
    return span


def _source(region: Region) -> str:
    # A region that a person redrew or relabelled is that person's.
    unchanged = region.get("origin", "prediction") == "prediction"
    return str((region.get("meta") or {}).get("source", "")) if unchanged else ""


def _interval(fields: Mapping[str, Any], label: str) -> str | None:
    line = decode_line(fields, INTERVAL) if label == "TIME" else ""
    if line and not _ISO.fullmatch(line):
        raise RecordError(f"has the interval {line!r}; expected ISO 8601 such as 2024-08-01/2024-08-31")
    return line or None


def _overlaps(ordered: Sequence[Span], text: str) -> Iterator[str]:
    for left, right in pairwise(ordered):
        if left.overlaps(right):
            yield (
                f"{left.label} {left.of(text)!r} at {left.start} and {right.label} {right.of(text)!r} at {right.start} "
                "overlap; keep the longer one"
            )


def _quantities(entries: _Entries, spans: Mapping[str, Span], text: str, read: Read) -> dict[Span, Quantity]:
    quantities = {}
    for region in entries.labels:
        span = spans.get(region["id"])
        if span is None or span.label not in MEASURED:
            continue  # fields of a region that became something else are hidden from the person, and mean nothing
        exact = (region.get("meta") or {}).get("exact", {})
        try:
            fields = entries.fields[region["id"]]
            quantities[span] = decode_quantity(fields, exact, quoted=span.of(text), read=read)
        except RecordError as error:
            entries.problems.append(f"region {region['id']}: {error}")
    return quantities


def _frame(value: int, quantity: Quantity, roles: Roles) -> Frame:
    own = roles.get(value, {})
    indicator = own.get("indicator")
    inherited = roles.get(indicator, {}) if indicator is not None else {}
    subject, period = (own.get(role, inherited.get(role)) for role in ("subject", "period"))
    return Frame(value, quantity, indicator, subject, period)
