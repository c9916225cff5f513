"""Releasing a corpus: tables, card and manifest under the next version number, whole or not at all."""

import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from annot.errors import ReleaseError
from annot.export.build import Build
from annot.export.corpus import Releasable
from annot.export.difference import Difference, diff
from annot.export.history import summary
from annot.export.reading import Release
from annot.export.scratch import sweep
from annot.export.stamp import Stamp
from annot.export.version import Bump, Version, last_release, releases
from annot.export.writing import sync

__all__ = ["Released", "Unchanged", "export"]

PARTIAL = ".partial-"
FIRST = Version(1, 0, 0)


@dataclass(frozen=True, slots=True)
class Released:
    """A new version of the dataset.

    Attributes:
        version: Its number.
        folder: Where it stands, or would stand after a dry run.
        difference: What changed since the last version; None for the first.
        rows: Rows of each config and split, such as ``ner/train``.
        dry_run: Whether nothing was left behind.
    """

    version: str
    folder: Path
    difference: Difference | None
    rows: Mapping[str, int]
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The corpus says what the last version says already, so there is no new one."""

    version: str
    folder: Path


def export(
    corpus: Releasable,
    target: Path,
    *,
    version: str | None = None,
    made_at: str,
    code_version: str,
    dry_run: bool = False,
) -> Released | Unchanged:
    """Release a corpus as the next version below a folder.

    Args:
        corpus: What is released.
        target: Folder of the dataset's versions, such as ``exports/policy-ner``.
        version: The number the caller expects; None takes what follows from the difference.
        made_at: Time of the release, ISO 8601, from the caller's clock.
        code_version: Version of annot, for the manifest.
        dry_run: Build and compare everything, and leave nothing behind.

    Raises:
        ReleaseError: The number does not follow from the difference, or the gold cannot be released.
    """
    fresh = not target.exists()
    partial = target / f"{PARTIAL}{os.getpid()}"
    try:
        target.mkdir(parents=True, exist_ok=True)
        sweep(target, PARTIAL)
        build = Build.make(corpus, partial, list(releases(target).values()))
        outcome = _decide(build, target, None if version is None else Version.parse(version), made_at, code_version)
        if isinstance(outcome, Released) and not dry_run:
            _settle(partial, outcome.folder)
        return replace(outcome, dry_run=True) if isinstance(outcome, Released) and dry_run else outcome
    except OSError as error:
        raise ReleaseError(f"{target}: cannot be written: {error}; free the place or give --exports") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        if dry_run and fresh and target.is_dir():
            target.rmdir()


def _decide(
    build: Build, target: Path, expected: Version | None, made_at: str, code_version: str
) -> Released | Unchanged:
    last = last_release(target)
    previous = None if last is None else Release(last)
    difference = None if previous is None else _difference(build, previous)
    following = FIRST
    if previous is not None and difference is not None:
        bump = difference.bump()
        if bump is Bump.NONE and not build.differs_from(previous):
            return Unchanged(previous.version, previous.folder)
        following = Version.parse(previous.version).bumped(bump or Bump.PATCH)
        difference = replace(difference, after=str(following))
    if expected is not None and expected != following:
        raise ReleaseError(_refusal(expected, following, previous))
    history = previous.changelog() if previous else ""
    changes = summary(difference) if difference else ""
    build.finish(Stamp(str(following), previous.version if previous else "", made_at, code_version, changes, history))
    rows = {name: int(table["rows"]) for name, table in build.manifest["tables"].items()}
    return Released(str(following), target / str(following), difference, rows)


def _difference(build: Build, previous: Release) -> Difference:
    # Written as the last release was stamped: what then differs is content, card or layout.
    build.finish(previous.stamp())
    return diff(previous.folder, build.folder)


def _refusal(expected: Version, following: Version, previous: Release | None) -> str:
    since = f"the difference to {previous.version}" if previous else "the first release"
    return f"version {expected}: {since} asks for {following}; say --version {following}, or leave the option out"


def _settle(partial: Path, folder: Path) -> None:
    # All at once: a disk takes many files in hardly more time than one.
    with ThreadPoolExecutor() as pool:
        list(pool.map(sync, [partial, *partial.rglob("*")]))
    try:
        # A rename onto a folder with content fails, so a release is never overwritten.
        partial.rename(folder)
    except OSError as error:
        raise ReleaseError(f"{folder}: stands already and is never overwritten; export again") from error
    sync(folder.parent)
