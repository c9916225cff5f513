"""Speed of cleaning, step by step and whole, beside trafilatura, OpenCC and ftfy on the same pages in one run.

Rounds are interleaved, so that a busy machine slows all alike; the ratios hold better than the rates. Peers that are
not installed are left out: ``pip install trafilatura lxml_html_clean ftfy`` brings them.

    python benchmarks/clean.py [--rounds 9] [--pages PAGE...]
"""

import argparse
import importlib
import importlib.util
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from annot.clean import clean_page, decode, signature
from annot.clean.article import find_article
from annot.clean.characters import normalise
from annot.clean.damage import find_damage
from annot.clean.entities import resolve_references
from annot.clean.glosses import find_glosses
from annot.clean.labels import short_kind
from annot.clean.lines import find_lines
from annot.clean.markup import flatten, is_html
from annot.clean.prose import is_short_prose
from annot.clean.ranking import short_bare
from annot.clean.script import simplify
from annot.clean.tracked import Tracked
from annot.document import Page

HERE = Path(__file__).parent.parent
Step = Callable[[], object]


def pages_of(paths: list[Path]) -> tuple[list[Page], list[Page]]:
    """Read pages, text and HTML apart."""
    pages = [Page(path.name, path.read_bytes()) for path in paths]
    markup = [page for page in pages if is_html(decode(page).text)]
    return [page for page in pages if page not in markup], markup


def text_steps(pages: list[Page], texts: list[str]) -> dict[str, Step]:
    """Return the steps on text pages, ours and the peers'."""
    tracked = [Tracked.of(text) for text in texts]
    lined = [normalise(simplify(one)) for one in tracked]
    steps: dict[str, Step] = {
        "decode": lambda: [decode(page) for page in pages],
        "references": lambda: [resolve_references(one) for one in tracked],
        "glosses": lambda: [find_glosses(text) for text in texts],
        "script": lambda: [simplify(one) for one in tracked],
        "characters": lambda: [normalise(one) for one in tracked],
        "article": lambda: [find_article(one.text, find_lines(one.text, None), None) for one in lined],
        "damage": lambda: [list(find_damage(one.text)) for one in lined],
        "signature": lambda: [signature(one.text) for one in lined],
        "annot, whole": lambda: [clean_page(page) for page in pages],
    }
    if importlib.util.find_spec("opencc"):
        from opencc import OpenCC

        converter = OpenCC("t2s")
        steps["OpenCC t2s"] = lambda: [converter.convert(text) for text in texts]
    if importlib.util.find_spec("ftfy"):
        fix_text = importlib.import_module("ftfy").fix_text
        steps["ftfy"] = lambda: [fix_text(text) for text in texts]
    return steps


def markup_steps(pages: list[Page], texts: list[str]) -> dict[str, Step]:
    """Return the steps on HTML pages, ours and trafilatura's."""
    steps: dict[str, Step] = {
        "markup": lambda: [flatten(text) for text in texts],
        "annot, whole": lambda: [clean_page(page) for page in pages],
    }
    if importlib.util.find_spec("trafilatura") and importlib.util.find_spec("lxml_html_clean"):
        from trafilatura import extract

        steps["trafilatura"] = lambda: [extract(text) for text in texts]
    return steps


def forget() -> None:
    """Empty what cleaning remembers of lines, so that every round meets its pages for the first time."""
    for remembered in (short_kind, is_short_prose, short_bare):
        remembered.cache_clear()


def measure(steps: dict[str, Step], rounds: int) -> dict[str, float]:
    """Return the median seconds of each step over interleaved rounds; one round before them warms up."""
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for number in range(rounds + 1):
        for name, step in steps.items():
            forget()
            start = time.perf_counter()
            step()
            if number:
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def report(title: str, characters: int, seconds: dict[str, float]) -> None:
    """Print a table: million characters a second, and how many times as fast as each the whole of cleaning is."""
    print(f"{title}: {characters} characters")
    whole = seconds["annot, whole"]
    for name, spent in seconds.items():
        print(
            f"  {name:14} {characters / spent / 1e6:8.2f} M characters/s   annot is {spent / whole:7.2f} times as fast"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", nargs="+", type=Path, default=[])
    parser.add_argument("--rounds", type=int, default=9)
    arguments, _ = parser.parse_known_args()
    own = [*sorted((HERE / "seeds").glob("*.txt")), *sorted((HERE / "tests/clean_pages").glob("*.raw.*"))]
    for title, pages, steps in zip(
        ("text pages", "HTML pages"), pages_of(arguments.pages or own), (text_steps, markup_steps), strict=True
    ):
        texts = [decode(page).text for page in pages]
        if pages:
            report(title, sum(map(len, texts)), measure(steps(pages, texts), arguments.rounds))


if __name__ == "__main__":
    main()
