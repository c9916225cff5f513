"""What annotating the gold is made of: calls and searches a thousand characters, by module, and each source's share.

Counts hold on any machine; the shares of time are those of a profiler, which makes calls look dearer than they are.

    python benchmarks/calls.py [--modules 20] [--gold FILE...]
"""

import argparse
import cProfile
import pstats
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annot.annotate import Annotator
from annot.records import read_records

HERE = Path(__file__).parent.parent
ROOMS = ("annotate", "metrics")


@dataclass
class Load:
    """What one module does: calls of its functions, calls it makes of C, searches among these, and seconds."""

    own: int = 0
    native: int = 0
    searches: int = 0
    seconds: float = 0.0


def profile(documents: list[list[str]]) -> dict[Any, Any]:
    """Return what cProfile counts while the documents are annotated, after one round to warm up."""
    annotator = Annotator()
    for document in documents:
        annotator.annotate(document)
    profiler = cProfile.Profile()
    profiler.enable()
    for document in documents:
        annotator.annotate(document)
    profiler.disable()
    return dict(vars(pstats.Stats(profiler))["stats"])


def by_module(counted: dict[Any, Any]) -> dict[str, Load]:
    """Return the load of each module, what C does for it included."""
    loads: defaultdict[str, Load] = defaultdict(Load)
    for (path, _, name), (_, calls, seconds, _, callers) in counted.items():
        if Path(path).parent.name in ROOMS:
            own = loads[_module(path)]
            own.own, own.seconds = own.own + calls, own.seconds + seconds
            continue
        for (caller, _, _), (_, number, spent, _) in callers.items():
            load = loads[_module(caller)]
            load.native, load.seconds = load.native + number, load.seconds + spent
            load.searches += number if "re.Pattern" in name else 0
    return loads


def sources(counted: dict[Any, Any]) -> dict[str, float]:
    """Return the seconds of each source of candidates, all that it calls included."""
    found: defaultdict[str, float] = defaultdict(float)
    for (path, _, name), (_, _, _, spent, callers) in counted.items():
        if any(Path(caller).name == "sources.py" for caller, _, _ in callers) and Path(path).parent.name in ROOMS:
            found[name] += spent
    return found


def _module(path: str) -> str:
    return f"{Path(path).parent.name}/{Path(path).name}"


def main() -> None:
    """Print the totals, the modules and the sources, the dearest first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--modules", type=int, default=20)
    parser.add_argument("--gold", nargs="*", type=Path, default=sorted(HERE.glob("tests/*_gold/*.jsonl")))
    options, _ = parser.parse_known_args()
    documents = [[row.text for row in read_records(path)] for path in options.gold]
    thousands = sum(len(text) for document in documents for text in document) / 1000
    counted = profile(documents)
    loads = by_module(counted)
    total = sum(load.seconds for load in loads.values())
    print(f"{'a thousand characters':32} {'Python calls':>13} {'C calls':>9} {'searches':>9} {'time':>7}")
    every = Load(
        sum(load.own for load in loads.values()),
        sum(load.native for load in loads.values()),
        sum(load.searches for load in loads.values()),
        total,
    )
    dearest = sorted(loads.items(), key=lambda pair: -pair[1].seconds)[: options.modules]
    for name, load in [("all", every), *dearest]:
        counts = f"{load.own / thousands:13.0f} {load.native / thousands:9.0f} {load.searches / thousands:9.0f}"
        print(f"{name:32} {counts} {load.seconds / total:7.1%}")
    for name, seconds in sorted(sources(counted).items(), key=lambda pair: -pair[1])[: options.modules]:
        print(f"  source {name:30} {seconds / total:7.1%}")


if __name__ == "__main__":
    main()
