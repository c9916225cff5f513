"""Run every benchmark: `python -m benchmarks [NAME …]`."""

import runpy
import sys
from pathlib import Path

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main(wanted: list[str]) -> int:
    """Run the benchmarks asked for, all when none is named."""
    if unknown := sorted(set(wanted) - set(NAMES)):
        sys.stderr.write(f"benchmarks: no {', '.join(unknown)}; there are {', '.join(NAMES)}\n")
        return 2
    for name in wanted or NAMES:
        sys.stdout.write(f"== {name}\n")
        # Each benchmark reads its own options: the names above are none of them.
        sys.argv = [name]
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
