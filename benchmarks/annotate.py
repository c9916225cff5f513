"""Speed of annotation beside jieba and, where installed, LAC, on the same paragraphs in one run.

Rounds are interleaved, so that a busy machine slows all alike; the ratios hold better than the rates. ``make
benchmarks`` brings LAC; annot is timed as it is imported, compiled or not, and the first line says which.

    python benchmarks/annotate.py [--rounds 5] [--gold FILE...] [--model FOLDER]
"""

import argparse
import importlib
import importlib.util
import os
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annot.annotate import Annotator, reading
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


def steps_over(documents: list[list[str]], model: Path | None) -> dict[str, Step]:
    """Return what is timed: the whole stage, the entities alone, with a model, and the peers that are installed."""
    annotator = Annotator()
    texts = [text for document in documents for text in document]
    steps: dict[str, Step] = {
        "annot, whole": lambda: [annotator.annotate(document) for document in documents],
        "annot, entities": lambda: [annotator.candidates(document) for document in documents],
    }
    if model:
        learned = Annotator(models=[model])
        steps["annot, with model"] = lambda: [learned.annotate(document) for document in documents]
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
        tagger = _lac()
        steps["LAC"] = lambda: [tagger.run(text) for text in texts]
    return steps


def _lac() -> Any:  # noqa: ANN401 - LAC ships no types
    """Load LAC, whose last release looks for paddle.fluid; newer paddles have it as paddle.base."""
    os.environ["OMP_NUM_THREADS"] = "1"
    if importlib.util.find_spec("paddle.base"):
        sys.modules["paddle.fluid"] = importlib.import_module("paddle.base")
        sys.modules["paddle.fluid.core"] = importlib.import_module("paddle.base.core")
    return importlib.import_module("LAC").LAC(mode="lac")


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


def _environment() -> dict[str, str]:
    """Return an environment in which a fresh process imports the same annot as this one."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def startup() -> float:
    """Return the seconds from import to the first annotation in a fresh process, the cache being warm."""
    command = [sys.executable, "-P", "-c", STARTUP]
    return min(
        float(subprocess.run(command, capture_output=True, check=True, env=_environment()).stdout) for _ in range(3)
    )


def main() -> None:
    """Print characters a second, and how many times as fast as each peer the whole stage is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gold", nargs="*", type=Path, default=sorted(HERE.glob("tests/*_gold/*.jsonl")))
    parser.add_argument("--model", type=Path, help="folder of a model that `annot train` wrote")
    options, _ = parser.parse_known_args()
    documents = [[row.text for row in read_records(path)] for path in options.gold]
    characters = sum(len(text) for document in documents for text in document)
    seconds = measure(steps_over(documents, options.model), options.rounds)
    whole = seconds["annot, whole"]
    build = "pure Python" if str(reading.__file__).endswith(".py") else "compiled"
    print(f"{build}; {characters} characters in {len(documents)} documents; start-up {startup():.2f} s")
    for name, spent in seconds.items():
        print(
            f"  {name:18} {characters / spent / 1e3:8.0f} k characters/s   annot is {spent / whole:6.2f} times as fast"
        )


if __name__ == "__main__":
    main()
