"""Pages into the workspace, and pages to documents."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from annot.clean import clean_page
from annot.clean.rejoin import rejoin
from annot.document import Page, Reject, content_id
from annot.engine import Engine
from annot.errors import PageError
from annot.line.tally import Tally, Track
from annot.tables import PAGES, documents_table, pages_from, pages_table, rejects_table
from annot.workspace import Station, Workspace, read_part

__all__ = ["PageFiles", "clean_pages", "page_files", "read_page", "shard_name", "take_pages"]

# One shard of pages: large enough that its start-up (half a second) vanishes, small enough that a few thousand pages
# already keep several processes busy, and that an interruption costs some ten seconds of work.
SHARD_BYTES = 4_000_000
# Pages of these endings are read; a README beside them is not one.
PAGE_SUFFIXES = frozenset({".txt", ".html", ".htm", ".shtml", ".xhtml"})
LARGEST_PAGE = 32_000_000


@dataclass(frozen=True, slots=True)
class PageFiles:
    """The page files among some paths and below the folders among them, in order of name; found anew when asked again.

    Attributes:
        paths: Files, taken whatever their ending, and folders.
    """

    paths: tuple[Path, ...]

    def __iter__(self) -> Iterator[Path]:
        """Yield the files; a folder that may not be read stands for itself, so that it is refused with that reason."""
        for path in self.paths:
            yield from _below(path) if path.is_dir() else (path,)


def page_files(paths: Sequence[Path]) -> PageFiles:
    """Return the page files among the paths and below the folders among them.

    Raises:
        PageError: A path does not exist, or there is no page at all.
    """
    for path in paths:
        if not path.exists():
            raise PageError(f"{path}: no such file or folder; give the pages as files or as a folder of them")
    files = PageFiles(tuple(paths))
    if next(iter(files), None) is None:
        kinds = " ".join(sorted(PAGE_SUFFIXES))
        raise PageError(f"{', '.join(map(str, paths))}: no pages found; expected files ending in {kinds}")
    return files


def _below(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        yield folder
        return
    for name, is_folder in inside:
        path = folder / name
        if is_folder:
            yield from _below(path)
        elif path.suffix.lower() in PAGE_SUFFIXES and _is_page(path):
            yield path


def _is_page(path: Path) -> bool:
    # A link that leads nowhere is a page that cannot be read, and is refused with that reason.
    return path.is_file() or (path.is_symlink() and not path.exists())


def take_pages(files: Iterable[Path], workspace: Workspace) -> Tally:
    """Copy new pages into the workspace; a page whose bytes are there already is passed over."""
    workspace.pages.sweep()
    known = {page_id for table in workspace.pages.tables(["page_id"]) for page_id in table["page_id"].to_pylist()}
    taken, rejects, present = 0, list[Reject](), 0
    shard: list[Page] = []
    size = 0
    for file in files:
        page = read_page(file)
        if isinstance(page, Reject):
            rejects.append(page)
        elif page.page_id in known:
            present += 1
        else:
            known.add(page.page_id)
            shard.append(page)
            taken += 1
            size += len(page.raw)
            if size >= SHARD_BYTES:
                _write_pages(shard, workspace.pages)
                shard, size = [], 0
    _write_pages(shard, workspace.pages)
    _write_rejects(rejects, workspace.pages.rejected)
    return Tally("took", "page", taken, len(rejects), present, workspace.pages.rejected.folder)


def read_page(file: Path) -> Page | Reject:
    """Return the page of a file, or why it cannot be taken."""
    # A file's name is bytes: what is no UTF-8 in it is shown as unreadable, since tables hold text.
    name = os.fsencode(file.name).decode("utf-8", "replace")
    try:
        if file.is_dir():
            # Asking for what is in it says why it came as if it were a page.
            return Reject("", name, "unreadable_folder", 0, 0, f"{sum(1 for _ in file.iterdir())} files in it now")
        if (size := file.stat().st_size) > LARGEST_PAGE:
            return Reject("", name, "too_large", 0, 0, f"{size} bytes; expected at most {LARGEST_PAGE}")
        return Page(name, file.read_bytes())
    except OSError as error:
        reason = "unreadable_folder" if file.is_dir() else "unreadable_file"
        return Reject("", name, reason, 0, 0, error.strerror or str(error))


def shard_name(ids: Iterable[str]) -> str:
    """Return the name of a part: a digest of what is in it."""
    return f"part-{content_id(' '.join(ids))}"


def _write_pages(pages: Sequence[Page], station: Station) -> None:
    if pages:
        station.write(shard_name(page.page_id for page in pages), pages_table(pages))


def _write_rejects(rejects: Sequence[Reject], station: Station) -> None:
    # The name is that of the content, so refusing the same files again writes the same part.
    if rejects:
        station.write(shard_name(f"{reject.name} {reject.reason}" for reject in rejects), rejects_table(rejects))


def clean_pages(workspace: Workspace, engine: Engine, *, rejoined: bool = False, track: Track = iter) -> Tally:
    """Clean every shard of pages that has no documents yet; what stands already is left as it is.

    Args:
        workspace: Its `pages` are read, its `documents` are written.
        engine: Where the shards run.
        rejoined: Bring sentences torn apart by columns together where that is certain.
        track: Wraps the shards' outcomes, to show progress.
    """
    workspace.documents.sweep()
    shards = [part.stem for part in workspace.pages.parts() if not workspace.documents.part(part.stem).exists()]
    outcomes = list(track(engine.run(partial(_clean_shard, workspace.root, rejoined), shards)))
    return Tally(
        "cleaned",
        "page",
        sum(outcome.done for outcome in outcomes),
        sum(outcome.rejected for outcome in outcomes),
        workspace.pages.rows() - sum(outcome.done + outcome.rejected for outcome in outcomes),
        workspace.documents.rejected.folder,
    )


def _clean_shard(root: Path, rejoined: bool, name: str) -> Tally:
    workspace = Workspace(root)
    pages: pa.Table = read_part(workspace.pages.part(name), PAGES.names)
    cleaned = [clean_page(page) for page in pages_from(pages)]
    documents = [outcome.document for outcome in cleaned if outcome.document is not None]
    if rejoined:
        documents = [rejoin(document) for document in documents]
    # Rejects first: the documents' part is what says that the shard is done.
    workspace.documents.rejected.write(name, rejects_table(reject for outcome in cleaned for reject in outcome.rejects))
    workspace.documents.write(name, documents_table(documents))
    return Tally("cleaned", "page", len(documents), len(cleaned) - len(documents))
