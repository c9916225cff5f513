"""Speed of annotation beside jieba and, where installed, LAC, on the same paragraphs in one run.

Rounds are interleaved, so that a busy machine slows all alike; the ratios hold better than the rates. LAC needs an
environment of its own (``pip install lac`` with paddle 2.6).

    python benchmarks/annotate.py [--rounds 5] [--gold FILE...]
"""

import argparse
import importlib
import importlib.util
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from annot.annotate import Annotator
from annot.records import read_records

HERE = Path(__file__).parent.parent
Step = Callable[[], object]
STARTUP = """
import time
start = time.perf_counter()
from annot.annotate import Annotator
Annotator().annotate(["青岛"])
print(time.perf_counter() - start)
"""


def steps_over(documents: list[list[str]]) -> dict[str, Step]:
    """Return what is timed: the whole stage, the entities alone, and the peers that are installed."""
    annotator = Annotator()
    texts = [text for document in documents for text in document]
    steps: dict[str, Step] = {
        "annot, whole": lambda: [annotator.annotate(document) for document in documents],
        "annot, entities": lambda: [annotator.candidates(document) for document in documents],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg

        jieba.setLogLevel(60)
        jieba.initialize()
    steps["jieba.cut"] = lambda: [jieba.lcut(text) for text in texts]
    steps["jieba.posseg"] = lambda: [jieba.posseg.lcut(text) for text in texts]
    if importlib.util.find_spec("rjieba"):
        import rjieba

        steps["rjieba.tag"] = lambda: [rjieba.tag(text) for text in texts]
    if importlib.util.find_spec("LAC"):
        tagger = importlib.import_module("LAC").LAC(mode="lac")
        steps["LAC"] = lambda: [tagger.run(text) for text in texts]
    return steps


def measure(steps: dict[str, Step], rounds: int) -> dict[str, float]:
    """Return the median seconds of processor time of each step over interleaved rounds, after one to warm up."""
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for number in range(rounds + 1):
        for name, step in steps.items():
            start = time.process_time()
            step()
            if number:
                seconds[name].append(time.process_time() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def startup() -> float:
    """Return the seconds from import to the first annotation in a fresh process, the cache being warm."""
    command = [sys.executable, "-c", STARTUP]
    return min(float(subprocess.run(command, capture_output=True, check=True, cwd=HERE).stdout) for _ in range(3))


def main() -> None:
    """Print characters a second, and how many times as fast as each peer the whole stage is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gold", nargs="*", type=Path, default=sorted(HERE.glob("tests/*_gold/*.jsonl")))
    options, _ = parser.parse_known_args()
    documents = [[row.text for row in read_records(path)] for path in options.gold]
    characters = sum(len(text) for document in documents for text in document)
    seconds = measure(steps_over(documents), options.rounds)
    whole = seconds["annot, whole"]
    print(f"{characters} characters in {len(documents)} documents; start-up {startup():.2f} s")
    for name, spent in seconds.items():
        print(
            f"  {name:16} {characters / spent / 1e3:8.0f} k characters/s   annot is {spent / whole:6.2f} times as fast"
        )


if __name__ == "__main__":
    main()
