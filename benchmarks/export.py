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
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from annot.annotation import Annotation
from annot.document import Document
from annot.export import StoredCorpus, export
from annot.export.batches import Batch, in_order
from annot.export.configs import CONFIGS, parquet_path
from annot.export.corpus import Releasable
from annot.export.formats.tagging import tags_of
from annot.export.reading import Release
from annot.export.splits import assign_splits
from annot.export.survey import take_survey
from annot.export.writing import write_parquet
from annot.offsets import OffsetMap
from annot.records import read_records
from annot.schema import Schema, read_schema
from annot.span import Span
from annot.tables import GOLD, annotations_table, documents_table
from annot.workspace import Workspace

SEEDS = Path(__file__).parent.parent / "tests" / "seed_gold"
ROUNDS = 7
MEASURED = 5_000
NOW = "2026-01-01T00:00:00Z"
PARAGRAPHS_A_DOCUMENT = 20
DOCUMENTS_A_BATCH = 1_000
# Paragraphs made one by one; a larger corpus is as many again with other numbers, up to ten times.
WRITTEN = 100_000
LARGE = 1_000_000


@dataclass(frozen=True)
class Synthetic:
    """A corpus of any size out of the seed gold, a batch at a time; every paragraph is numbered, so none is equal."""

    paragraphs: int
    schema: Schema = field(default_factory=read_schema)
    sources: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)
    linked: Sequence[tuple[str, str]] = ()
    kept: list[Batch] = field(default_factory=list)

    def group(self, document_id: str) -> str:
        """Return the document itself: none is a duplicate."""
        return document_id

    def batches(self) -> Iterator[Batch]:
        """Yield the batches, kept ones if they were."""
        return iter(self.kept) if self.kept else self.made()

    def made(self) -> Iterator[Batch]:
        """Make the batches anew."""
        for first in range(0, self.paragraphs, WRITTEN):
            batches = self._written(min(WRITTEN, self.paragraphs - first))
            yield from (_renumbered(batch, first // WRITTEN) if first else batch for batch in batches)

    def _written(self, paragraphs: int) -> Iterator[Batch]:
        texts = [_short(record) for path in sorted(SEEDS.glob("*.jsonl")) for record in read_records(path)]
        count = paragraphs // PARAGRAPHS_A_DOCUMENT
        for first in range(0, count, DOCUMENTS_A_BATCH):
            made = [_document(texts, number) for number in range(first, min(first + DOCUMENTS_A_BATCH, count))]
            gold = annotations_table(annotation for _, annotations in made for annotation in annotations)
            gold = gold.append_column("annotators", pa.array([1] * len(gold), pa.int32()))
            gold = gold.append_column("agreement", pa.nulls(len(gold), pa.float64())).cast(GOLD)
            yield in_order(documents_table(document for document, _ in made), gold)


def _renumbered(batch: Batch, number: int) -> Batch:
    """Return a batch with other numbers before its paragraphs and other ids, quicker than making it anew."""
    identity, digit = chr(ord("f") + number), str(number)
    documents, gold = (
        table.set_column(0, "document_id", pc.binary_replace_slice(table["document_id"], 0, 1, identity))
        for table in (batch.documents, batch.gold)
    )
    text = pc.replace_substring_regex(documents["text"], "(?m)^0", digit)
    documents = documents.set_column(documents.column_names.index("text"), "text", text)
    text = pc.binary_replace_slice(gold["text"], 0, 1, digit)
    return Batch(documents, gold.set_column(gold.column_names.index("text"), "text", text))


def _short(record: Annotation) -> Annotation:
    """Cut a paragraph to about 60 characters, the mean of clean articles, at the end of a span."""
    end = max([60, *(span.end for span in record.spans if span.start < 60)])
    spans = tuple(span for span in record.spans if span.end <= end)
    kept = len(spans)
    frames = [f for f in record.frames if f.value < kept and all(index < kept for _, index in f.roles())]
    return replace(record, text=record.text[:end], spans=spans, frames=tuple(frames))


def _document(texts: list[Annotation], number: int) -> tuple[Document, list[Annotation]]:
    chosen = [texts[(number * 7 + k) % len(texts)] for k in range(PARAGRAPHS_A_DOCUMENT)]
    lines = [f"{number:07}{chosen_text.text}" for chosen_text in chosen]
    text = "\n".join(lines)
    document = Document(f"page-{number:07}", "page", text, OffsetMap.identity(len(text)), "utf-8", lines[0])
    annotations, start = [], 0
    identity = document.document_id
    for index, (record, line) in enumerate(zip(chosen, lines, strict=True)):
        spans = tuple(Span(s.start + 7, s.end + 7, s.label) for s in record.spans)
        annotations.append(Annotation(identity, index, start, line, spans, record.frames, annotator="bench"))
        start += len(line) + 1
    return document, annotations


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
        with tempfile.TemporaryDirectory(prefix="bench-export-") as folder:
            work = way(config.name, table, Path(folder))
            begun = time.perf_counter()
            work()
            taken = time.perf_counter() - begun
        seconds += taken * sum(ready.rows(config.name, split) for split in ready.splits()) / len(table)
    return seconds


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
    print(f"on the first {MEASURED} rows of each config, once, scaled up")
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
