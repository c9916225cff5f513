"""Speed and memory of an export, beside a bare pyarrow writer and datasets.Dataset.from_generator.

Run `python -m benchmarks.export [paragraphs]`. All write the same rows and columns to Parquet files with the same
compression; the exports also hash them, count them, look for leaks, draw, and write the card. The memory is that of a
process that exports a workspace of so many paragraphs, and of one million.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from annot.export import StoredCorpus, export
from annot.export.configs import CONFIGS, parquet_path
from annot.export.corpus import Releasable
from annot.export.formats.tagging import tags_of
from annot.export.reading import Release
from annot.export.splits import assign_splits
from annot.export.survey import take_survey
from annot.export.writing import write_parquet
from annot.schema import read_schema
from annot.span import Span
from annot.workspace import Workspace
from benchmarks._corpus import Synthetic

ROUNDS = 7
MEASURED = 5_000
TRIES = 3
NOW = "2026-01-01T00:00:00Z"
LARGE = 1_000_000


def timed(work: Callable[[Path], object]) -> float:
    """Return the seconds of work in an empty folder."""
    folder = Path(tempfile.mkdtemp(prefix="bench-export-"))
    begun = time.perf_counter()
    work(folder)
    seconds = time.perf_counter() - begun
    shutil.rmtree(folder)
    return seconds


def stored(corpus: Synthetic, root: Path) -> StoredCorpus:
    """Return the corpus as a workspace holds it, a part for each batch."""
    workspace = Workspace(root)
    for number, batch in enumerate(corpus.batches()):
        workspace.documents.write(f"part-{number:06d}", batch.documents)
        workspace.gold.write(f"part-{number:06d}", batch.gold)
    return StoredCorpus(workspace.documents, workspace.gold, {}, corpus.schema)


def release(corpus: Releasable, folder: Path) -> None:
    """Export a corpus below a folder."""
    export(corpus, folder / "policy-ner", made_at=NOW, code_version="bench")


def bare_writer(release: Release) -> Callable[[Path], object]:
    """Return the work of writing the same tables, ready in memory, with the same settings."""
    tables = {(c.name, s): release.table(c.name, s) for c in CONFIGS for s in release.splits()}

    def work(folder: Path) -> None:
        for (config, split), table in tables.items():
            path = folder / parquet_path(config, split)
            path.parent.mkdir(exist_ok=True)
            pq.write_table(table, path, compression="zstd", write_page_index=True, row_group_size=20_000)

    return work


Way = Callable[[str, pa.Table, Path], Callable[[], object]]


def scaled(ready: Release, way: Way) -> float:
    """Return the seconds that a way takes for all tables, measured on the first rows of train of each config."""
    seconds = 0.0
    for config in CONFIGS:
        table = ready.table(config.name, "train").slice(0, MEASURED)
        least = min(once(way, config.name, table) for _ in range(TRIES))
        seconds += least * sum(ready.rows(config.name, split) for split in ready.splits()) / len(table)
    return seconds


def once(way: Way, config: str, table: pa.Table) -> float:
    """Return the seconds of a way, after it was made ready, in an empty folder."""
    with tempfile.TemporaryDirectory(prefix="bench-export-") as folder:
        work = way(config, table, Path(folder))
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun


def from_lists(_config: str, table: pa.Table, folder: Path) -> Callable[[], object]:
    """Return the work of a pyarrow writer that is given columns as Python lists."""
    columns = {name: table[name].to_pylist() for name in table.column_names}
    path = folder / "rows.parquet"
    return lambda: pq.write_table(pa.table(columns, table.schema), path, compression="zstd", write_page_index=True)


def from_generator(config: str, table: pa.Table, folder: Path) -> Callable[[], object]:
    """Return the work of the usual way for the same rows: from_generator, then to_parquet.

    Rows are ready dicts, but for the tokens and tags of `ner`, which the generator makes from the spans.
    """
    import datasets

    datasets.disable_progress_bars()
    features = datasets.Features.from_arrow_schema(table.schema)
    rows = table.to_pylist()
    source = partial(tagged, rows, features) if config == "ner" else partial(iter, rows)

    def work() -> None:
        made = datasets.Dataset.from_generator(source, features=features, cache_dir=str(folder))
        made.to_parquet(folder / "rows.parquet")

    return work


def tagged(rows: list[dict[str, Any]], features: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - of datasets
    """Yield rows whose tokens and tags are made from their spans, a character at a time."""
    for row in rows:
        spans = [Span(span["start"], span["end"], span["label"]) for span in row["spans"]]
        pairs = tags_of(row["text"], spans, bioes=False)
        tags = features["ner_tags"].feature.str2int([tag for _, tag in pairs])
        yield row | {"tokens": [token for token, _ in pairs], "ner_tags": tags}


def peak(paragraphs: int) -> int:
    """Return the megabytes that the export of a workspace of this size takes at most, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-export-") as root:
        stored(Synthetic(paragraphs), Path(root))
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.export", "--of", root], capture_output=True, text=True, check=True
        )
    return int(done.stdout)


def tell_peak(root: Path) -> None:
    """Export a stored corpus and print the peak memory of this process in megabytes."""
    workspace = Workspace(root)
    release(StoredCorpus(workspace.documents, workspace.gold, {}, read_schema()), root / "exports")
    # Not the peak of getrusage: that counts what the process before had when it started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paragraphs", type=int, nargs="?", default=100_000)
    parser.add_argument("--of", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.of:
        tell_peak(chosen.of)
        return
    compare(chosen.paragraphs)
    for paragraphs in (chosen.paragraphs, LARGE):
        print(f"peak memory of the export of a workspace, {paragraphs:>9} paragraphs  {peak(paragraphs)} MB")


def compare(count: int) -> None:
    """Time an export beside the writers, in turn, so that what else runs disturbs all alike."""
    corpus = Synthetic(count)
    corpus.kept.extend(corpus.made())
    folder = Path(tempfile.mkdtemp(prefix="bench-release-"))
    release(corpus, folder)
    ready = Release(folder / "policy-ner" / "1.0.0")
    splits = assign_splits(take_survey(corpus).grouped([]))
    workspace = stored(corpus, folder / "work")
    ways: dict[str, Callable[[Path], object]] = {
        "bare pyarrow writer, finished tables": bare_writer(ready),
        "annot, tables alone": lambda target: write_parquet(corpus, splits, target),
        "annot, whole release": partial(release, corpus),
        "annot, whole release of a workspace": lambda target: release(replace(workspace), target),
    }
    rounds = [{name: timed(way) for name, way in ways.items()} for _ in range(ROUNDS)]
    slow = {
        "pyarrow writer, columns as lists": scaled(ready, from_lists),
        "from_generator and to_parquet": scaled(ready, from_generator),
    }
    shutil.rmtree(folder)
    print(f"{count} paragraphs, four configs; of {ROUNDS} rounds of all ways in turn the median, and the least")
    generator = slow["from_generator and to_parquet"]
    for name in ways:
        told(name, count, [taken[name] for taken in rounds], rounds, generator)
    print(f"on the first {MEASURED} rows of each config, the least of {TRIES}, scaled up")
    for name, seconds in slow.items():
        told(name, count, [seconds] * ROUNDS, rounds, generator)


def told(name: str, count: int, taken: list[float], rounds: list[dict[str, float]], generator: float) -> None:
    """Print one way: its time, its rate, and its ratios to the bare writer and to from_generator."""
    bare = [next(iter(one.values())) for one in rounds]
    middle = statistics.median(one / two for one, two in zip(taken, bare, strict=True))
    seconds, least = statistics.median(taken), min(taken)
    times = f"{middle:5.2f} ({least / min(bare):5.2f}) x the bare writer"
    rate = f"{seconds:6.2f} ({least:6.2f}) s {count / seconds:8.0f} rows/s"
    print(f"{name:36} {rate}  {times}  {generator / seconds:5.1f} x as fast as from_generator")


if __name__ == "__main__":
    main()
