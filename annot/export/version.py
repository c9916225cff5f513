"""Version numbers of a dataset, and the releases that stand in a folder."""

import re
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from annot.errors import ReleaseError

__all__ = ["Bump", "Version", "last_release", "releases"]

_FORM = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


class Bump(IntEnum):
    """How much a release differs from the last one.

    After Croissant 1.1 and TFDS: a patch changes how the same rows are written or described, a minor version
    adds rows or corrects them outside the test split, a major version removes rows, changes the test split or
    what a label means.
    """

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A semantic version of the dataset."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> "Version":
        """Return the version a text spells.

        Raises:
            ReleaseError: It is not of the form 1.0.0.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ReleaseError(f"version {text!r}: expected three numbers, as in 1.0.0")
        return cls(*map(int, match.groups()))

    def bumped(self, bump: Bump) -> "Version":
        """Return the next version."""
        if bump is Bump.MAJOR:
            return Version(self.major + 1, 0, 0)
        if bump is Bump.MINOR:
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + (bump is Bump.PATCH))

    def __str__(self) -> str:
        """Return the usual spelling."""
        return f"{self.major}.{self.minor}.{self.patch}"


def releases(target: Path) -> dict[Version, Path]:
    """Return the finished releases below a folder, oldest number first."""
    if not target.is_dir():
        return {}
    found = {Version.parse(path.name): path for path in target.iterdir() if _FORM.fullmatch(path.name)}
    return {version: found[version] for version in sorted(found)}


def last_release(target: Path) -> Path | None:
    """Return the release with the highest number, None before the first."""
    return next(reversed(releases(target).values()), None)
