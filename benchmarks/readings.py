"""How near cleaning comes to careful readings when the HTML pages of the tests are read in other forms.

As they are; with the names of their elements taken out; as the text that a browser shows; as that text on one line.
Rules that lean on one form of a page show there. Trafilatura's text of the pages as they are stands beside, where it
is installed.

    python -m benchmarks.readings
"""

import importlib.util
import re
import statistics
from collections.abc import Callable
from pathlib import Path

from annot.clean import clean_page, decode, read_references, score
from annot.clean.markup import flatten, is_html
from annot.document import Page

HERE = Path(__file__).parent.parent / "tests"
FOLDERS = [HERE / "clean_pages", HERE / "other_pages", HERE / "other_pages" / "second"]
_NAMES = re.compile(r"""\s(?:class|id|style)=(?:"[^"]*"|'[^']*'|\S+?(?=[\s>]))""")


def cleaned(text: str) -> str:
    """Return the clean text of a page."""
    document = clean_page(Page("page", text.encode("utf-8", "replace"))).document
    return document.text if document else ""


def shown(text: str) -> str:
    """Return what a browser shows of a page."""
    return flatten(text).tracked.text


def extracted(text: str) -> str:
    """Return what trafilatura makes of a page."""
    from trafilatura import extract

    return extract(text) or ""


def readings() -> dict[str, Callable[[str], str]]:
    """Return by name what is done to a page."""
    forms: dict[str, Callable[[str], str]] = {
        "as it is": cleaned,
        "without names": lambda text: cleaned(_NAMES.sub("", text)),
        "as text": lambda text: cleaned(shown(text)),
        "on one line": lambda text: cleaned(shown(text).replace("\n", " ")),
    }
    if importlib.util.find_spec("trafilatura") and importlib.util.find_spec("lxml_html_clean"):
        forms["trafilatura"] = extracted
    return forms


def pages(folder: Path) -> dict[str, str]:
    """Return the texts of a folder's HTML pages by name."""
    texts = {
        path.name.split(".")[0]: decode(Page(path.name, path.read_bytes())).text for path in folder.glob("*.raw.*")
    }
    return {name: text for name, text in texts.items() if is_html(text)}


def main() -> None:
    """Measure and print."""
    for folder in FOLDERS:
        texts = pages(folder)
        references = {name: text for name, text in read_references(folder).items() if name in texts}
        print(f"{folder.relative_to(HERE)}: {len(texts)} HTML pages")
        for name, form in readings().items():
            scores = score({page: form(text) for page, text in texts.items()}, references)
            precision, recall = (
                statistics.fmean(getattr(one, side) for one in scores) for side in ("precision", "recall")
            )
            print(f"  {name:14} precision {precision:.3f}   recall {recall:.3f}")


if __name__ == "__main__":
    main()
