"""Clean texts as plain files, one a page, for people and scorers."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from annot.document import Page
from annot.line.clean import read_page
from annot.line.tally import Tally
from annot.workspace import Workspace, write_bytes

__all__ = ["write_texts"]


def write_texts(files: Iterable[Path], workspace: Workspace, folder: Path) -> Tally:
    """Write NAME.txt for every page file: the title, then a paragraph a line; empty where there is no article.

    NAME is the file's name without its ending and without a `.raw` before that. Pages of equal names in
    different folders get their page's identity behind the name.
    """
    targets = _targets(files, folder)
    empty = set(targets)
    for table in workspace.documents.tables(["page_id", "text"]):
        for row in table.to_pylist():
            for target in targets.get(row["page_id"], ()):
                write_bytes(f"{row['text']}\n".encode(), target)
                empty.discard(row["page_id"])
    for target in (target for page_id in sorted(empty) for target in targets[page_id]):
        write_bytes(b"", target)
    written = sum(len(paths) for paths in targets.values())
    return Tally("wrote", "text", written, note=f"{sum(len(targets[page_id]) for page_id in empty)} empty")


def _targets(files: Iterable[Path], folder: Path) -> dict[str, list[Path]]:
    targets: dict[str, list[Path]] = defaultdict(list)
    taken: set[str] = set()
    for file in files:
        page = read_page(file)
        if isinstance(page, Page):
            name = file.stem.removesuffix(".raw")
            name = f"{name}-{page.page_id}" if name in taken else name
            taken.add(name)
            targets[page.page_id].append(folder / f"{name}.txt")
    return targets
