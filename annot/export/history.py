"""A difference in words: the text of `annot diff`, and the dataset's CHANGELOG.md."""

from collections import Counter
from collections.abc import Iterator

from annot.export.change import Change
from annot.export.difference import Difference
from annot.export.stamp import Stamp, changelog_entry

__all__ = ["changelog", "difference_text", "reading_text", "summary"]

HEADER = "# Changes of the dataset\n"
PLURALS = {"status": "statuses"}


def summary(difference: Difference) -> str:
    """Return what changed as a Markdown list, counted per label."""
    lines = [f"- {sentence}" for sentence in (*difference.schema, *difference.columns_lost, *difference.columns)]
    counts: dict[tuple[str, str], Counter[str]] = {}
    for (what, how, label), count in difference.counts().items():
        counts.setdefault((what, how), Counter())[label] += count
    for (what, how), labels in sorted(counts.items()):
        total = labels.total()
        named = ", ".join(f"{label} {count}" for label, count in sorted(labels.items()) if label)
        noun = what if total == 1 else PLURALS.get(what, f"{what}s")
        lines.append(f"- {total} {noun} {how}{f' ({named})' if named else ''}")
    return "\n".join(lines or ["- same content; another card or layout"])


def changelog(stamp: Stamp) -> str:
    """Return CHANGELOG.md: the previous one with this release on top."""
    entry = changelog_entry(stamp.version, stamp.made_at, stamp.changes)
    return HEADER + entry + stamp.history.removeprefix(HEADER)


def difference_text(difference: Difference) -> str:
    """Return a difference as text: the counts, then every change of a reading on a line."""
    lines = [f"{difference.before} -> {difference.after}: {difference.bump().name.lower()}", summary(difference), ""]
    return (
        "\n".join([*lines, *(_line(change) for change in difference.changes if change.how != "reattributed")]).rstrip()
        + "\n"
    )


def _line(change: Change) -> str:
    parts = [f"{change.split}\t{change.where}\t{change.what} {change.how}", change.label]
    return "\t".join([*parts, *_readings(change)])


def _readings(change: Change) -> Iterator[str]:
    if change.how != "added":
        yield reading_text(change.before)
    if change.how != "removed":
        yield reading_text(change.after)


def reading_text(reading: object) -> str:
    """Return one side of a change in a line."""
    if not isinstance(reading, dict):
        return str(reading)
    if "label" in reading:
        return f"{reading['label']}[{reading['start']}:{reading['end']}]{reading['text']}"
    return " ".join(f"{name}={value}" for name, value in reading.items() if value is not None)
