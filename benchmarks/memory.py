"""Peak memory of `annot clean` for more and more pages: shards and the index of groups stand on disk.

python -m benchmarks memory
python benchmarks/memory.py [--pages 1000 8000 32000]
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent.parent
KILOBYTES = 1024
PARAGRAPHS = 8


def write_pages(folder: Path, number: int) -> None:
    """Write pages whose paragraphs are drawn from those of the tests' careful readings."""
    rng = np.random.default_rng(1)
    files = sorted((HERE / "tests" / "clean_pages").glob("*.expected.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n") if len(line) > 30]
    for place in range(number):
        title = f"<h1>第{place}号园区建设取得新进展</h1><p>2024-05-01 来源：某报</p>"
        body = "".join(f"<p>{lines[drawn]}</p>" for drawn in rng.integers(0, len(lines), PARAGRAPHS))
        (folder / f"{place:06}.html").write_text(f"<html><body>{title}{body}</body></html>", encoding="utf-8")


def peak(number: int) -> int:
    """Return the megabytes that cleaning so many pages takes at most."""
    with tempfile.TemporaryDirectory() as top:
        pages = Path(top, "pages")
        pages.mkdir()
        write_pages(pages, number)
        command = [sys.executable, "-m", "annot", "clean", str(pages), "--workspace", str(Path(top, "work"))]
        with subprocess.Popen(command, cwd=HERE, stderr=subprocess.DEVNULL) as run:
            _, status, usage = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_maxrss // KILOBYTES


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", nargs="+", type=int, default=[1000, 4000])
    for number in parser.parse_args().pages:
        print(f"{number:>7} pages: {peak(number)} MB at most")


if __name__ == "__main__":
    main()
