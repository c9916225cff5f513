"""What changed from one release to the next: documents, paragraphs, spans and frames, and the version that follows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annot.export.change import Change, document_changes, frame_changes, paragraph_changes
from annot.export.configs import CONFIGS
from annot.export.reading import Release
from annot.export.unlike import unlike_rows
from annot.export.version import Bump

__all__ = ["Difference", "diff"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed between two releases.

    Attributes:
        before, after: Their versions.
        schema: What changed in the label set or in what a label means, a sentence each.
        columns_lost: Columns that are gone or of another type, a sentence each.
        columns: Columns that are new, a sentence each.
        changes: What changed in the rows, in order of place.
    """

    before: str
    after: str
    schema: tuple[str, ...]
    columns_lost: tuple[str, ...]
    columns: tuple[str, ...]
    changes: tuple[Change, ...]

    def counts(self) -> Counter[tuple[str, str, str]]:
        """Return how many changes there are of each (what, how, label)."""
        return Counter((change.what, change.how, change.label) for change in self.changes)

    def bump(self) -> Bump:
        """Return how much the version number rises; at least a patch is left to what is no content."""
        if self.schema or self.columns_lost:
            return Bump.MAJOR
        if any(_breaks(change) for change in self.changes):
            return Bump.MAJOR
        return Bump.MINOR if self.changes or self.columns else Bump.NONE


def _breaks(change: Change) -> bool:
    lost = change.what in ("document", "paragraph") and change.how in ("removed", "moved")
    return lost or change.split == "test"


def diff(before: Path, after: Path) -> Difference:
    """Compare two releases.

    Raises:
        ReleaseError: One of them cannot be read.
    """
    old, new = Release(before), Release(after)
    return Difference(
        before=old.manifest["version"],
        after=new.manifest["version"],
        schema=tuple(_schema_changes(old.manifest["schema"], new.manifest["schema"])),
        columns_lost=tuple(_columns_lost(old, new)),
        columns=tuple(f"column {config}.{name} is new" for config, name in _missing(new, old)),
        changes=tuple(_row_changes(old, new)),
    )


def _schema_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    gone = [code for code in old["labels"] if code not in new["labels"]]
    came = [code for code in new["labels"] if code not in old["labels"]]
    yield from (f"label {code} is gone" for code in gone)
    yield from (f"label {code} is new" for code in came)
    kept = [code for code in old["labels"] if code in new["labels"]]
    yield from (f"label {code} means something else" for code in kept if old["labels"][code] != new["labels"][code])
    if not gone and not came and list(old["labels"]) != list(new["labels"]):
        yield "the labels stand in another order, so their numbers differ"
    if old["frames"] != new["frames"]:
        yield "relations, frame slots or units mean something else"


def _columns_lost(old: Release, new: Release) -> Iterator[str]:
    for config, name in _missing(old, new):
        yield f"column {config}.{name} is gone"
    for config in (config.name for config in CONFIGS):
        first, second = old.columns(config), new.columns(config)
        retyped = [name for name in first if name in second and first[name] != second[name]]
        yield from (f"column {config}.{name} has another type: {second[name]}" for name in retyped)


def _missing(there: Release, here: Release) -> Iterator[tuple[str, str]]:
    for config in (config.name for config in CONFIGS):
        known = here.columns(config)
        yield from ((config, name) for name in there.columns(config) if name not in known)


def _same(old: Release, new: Release, config: str) -> bool:
    digests = [
        {name: file["content"] for name, file in release.manifest["tables"].items() if name.startswith(f"{config}/")}
        for release in (old, new)
    ]
    return digests[0] == digests[1]


def _row_changes(old: Release, new: Release) -> Iterator[Change]:
    for config, compare in (("documents", document_changes), ("spans", paragraph_changes), ("metrics", frame_changes)):
        if not _same(old, new, config):
            columns = [name for name in old.columns(config) if name in new.columns(config)]
            yield from compare(*unlike_rows(old, new, config, columns))
    # The rows of `ner` follow from the spans; when they alone differ, they are cut or tagged by another rule.
    if not _same(old, new, "ner") and _same(old, new, "spans"):
        yield from (Change("row", "changed", "ner", split, "", None, None, "") for split in new.splits())
