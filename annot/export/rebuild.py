"""Making a released version again from the workspace, and saying whether it came out the same."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from annot.export.build import Build
from annot.export.corpus import Releasable
from annot.export.difference import diff
from annot.export.history import summary
from annot.export.reading import Release
from annot.export.version import Version, releases

__all__ = ["Rebuilt", "rebuild"]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came out when a release was made again.

    Attributes:
        version: Its number.
        problems: Why it is not the same, a sentence each; empty when every row is.
        other_bytes: Files with the same content in other bytes, as another pyarrow writes them.
    """

    version: str
    problems: tuple[str, ...]
    other_bytes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the outcome in a line or more."""
        if self.problems:
            return "\n".join([f"version {self.version} cannot be made again from this workspace:", *self.problems])
        if self.other_bytes:
            return f"version {self.version}: same content, other bytes in {', '.join(self.other_bytes)}"
        return f"version {self.version}: the same, byte for byte"


def rebuild(corpus: Releasable, folder: Path) -> Rebuilt:
    """Build a released version again and compare.

    Args:
        corpus: The gold that the version was made from, as the workspace holds it now.
        folder: The released version; it is only read.

    Raises:
        ReleaseError: The release or the gold cannot be read.
    """
    release = Release(folder)
    own = Version.parse(release.version)
    earlier = [path for version, path in releases(folder.parent).items() if version < own]
    with tempfile.TemporaryDirectory(prefix="annot-rebuild-") as scratch:
        build = Build.make(corpus, Path(scratch) / release.version, earlier)
        build.finish(release.stamp())
        ours, theirs = build.manifest, release.manifest
        differing = sorted(name for name, digest in theirs["files"].items() if ours["files"].get(name) != digest)
        if ours["content"] == theirs["content"]:
            texts = [f"{name}: tells something else" for name in differing if not name.endswith(".parquet")]
            return Rebuilt(
                release.version, tuple(texts), tuple(name for name in differing if name.endswith(".parquet"))
            )
        found = summary(diff(folder, build.folder))
    return Rebuilt(release.version, ("the workspace has moved on since; against the release it has", found))
