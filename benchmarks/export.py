"""Speed and memory of an export, beside a bare pyarrow writer and datasets.Dataset.from_generator.

Run `python -m benchmarks.export [paragraphs]`; with `--memory` only the peak memory of one export is told.
"""

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from annot.annotation import Annotation
from annot.document import Document
from annot.export import export
from annot.export.configs import CONFIGS, parquet_path
from annot.export.corpus import Batch
from annot.export.formats.tagging import tags_of
from annot.export.reading import Release
from annot.export.splits import assign_splits
from annot.export.survey import take_survey
from annot.export.writing import write_parquet
from annot.offsets import OffsetMap
from annot.records import read_records
from annot.schema import Schema, read_schema
from annot.span import Span
from annot.tables import GOLD, annotations_table

SEEDS = Path(__file__).parent.parent / "tests" / "seed_gold"
ROUNDS = 3
GENERATED = 5_000
NOW = "2026-01-01T00:00:00Z"
PARAGRAPHS_A_DOCUMENT = 20
DOCUMENTS_A_BATCH = 1_000


@dataclass(frozen=True)
class Synthetic:
    """A corpus of any size out of the seed gold, a batch at a time; every paragraph is numbered, so none is equal."""

    paragraphs: int
    schema: Schema = field(default_factory=read_schema)
    sources: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, str] = field(default_factory=dict)
    kept: list[Batch] = field(default_factory=list)

    def group(self, document_id: str) -> str:
        """Return the document itself: none is a duplicate."""
        return document_id

    def batches(self) -> Iterator[Batch]:
        """Yield the batches, kept ones if they were."""
        return iter(self.kept) if self.kept else self.made()

    def made(self) -> Iterator[Batch]:
        """Make the batches anew."""
        texts = [_short(record) for path in sorted(SEEDS.glob("*.jsonl")) for record in read_records(path)]
        count = self.paragraphs // PARAGRAPHS_A_DOCUMENT
        for first in range(0, count, DOCUMENTS_A_BATCH):
            made = [_document(texts, number) for number in range(first, min(first + DOCUMENTS_A_BATCH, count))]
            documents = {annotations[0].document_id: document for document, annotations in made}
            made.sort(key=lambda pair: pair[1][0].document_id)
            gold = annotations_table(annotation for _, annotations in made for annotation in annotations)
            gold = gold.append_column("annotators", pa.array([1] * len(gold), pa.int32()))
            gold = gold.append_column("agreement", pa.nulls(len(gold), pa.float64())).cast(GOLD)
            yield Batch({i: documents[i] for i in sorted(documents)}, gold)


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
    """Return the median seconds of some rounds of work, each in an empty folder."""
    seconds = []
    for _ in range(ROUNDS):
        folder = Path(tempfile.mkdtemp(prefix="bench-export-"))
        begun = time.perf_counter()
        work(folder)
        seconds.append(time.perf_counter() - begun)
        shutil.rmtree(folder)
    return statistics.median(seconds)


def bare_writer(release: Release) -> Callable[[Path], object]:
    """Return the work of writing the same tables, ready in memory, with the same settings."""
    tables = {(c.name, s): release.table(c.name, s) for c in CONFIGS for s in release.splits()}

    def work(folder: Path) -> None:
        for (config, split), table in tables.items():
            path = folder / parquet_path(config, split)
            path.parent.mkdir(exist_ok=True)
            pq.write_table(table, path, compression="zstd", write_page_index=True, row_group_size=20_000)

    return work


def from_generator(release: Release) -> float:
    """Return the seconds that the usual way takes for the same tables: from_generator, then to_parquet.

    Rows are ready dicts, but for the tokens and tags of `ner`, which the generator makes from the spans.
    Measured on the first rows of train and scaled to all rows.
    """
    import datasets

    datasets.disable_progress_bars()
    seconds = 0.0
    for config in CONFIGS:
        table = release.table(config.name, "train").slice(0, GENERATED)
        features = datasets.Features.from_arrow_schema(table.schema)
        rows = table.to_pylist()
        with tempfile.TemporaryDirectory() as cache:
            begun = time.perf_counter()
            made = datasets.Dataset.from_generator(
                partial(tagged, rows, features) if config.name == "ner" else partial(iter, rows),
                features=features,
                cache_dir=cache,
            )
            made.to_parquet(Path(cache) / "rows.parquet")
            took = time.perf_counter() - begun
        seconds += took * sum(release.rows(config.name, split) for split in release.splits()) / len(rows)
    return seconds


def tagged(rows: list[dict[str, Any]], features: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - of datasets
    """Yield rows whose tokens and tags are made from their spans, a character at a time."""
    for row in rows:
        spans = [Span(span["start"], span["end"], span["label"]) for span in row["spans"]]
        pairs = tags_of(row["text"], spans, bioes=False)
        tags = features["ner_tags"].feature.str2int([tag for _, tag in pairs])
        yield row | {"tokens": [token for token, _ in pairs], "ner_tags": tags}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paragraphs", type=int, nargs="?", default=100_000)
    parser.add_argument("--memory", action="store_true")
    chosen = parser.parse_args()
    corpus = Synthetic(chosen.paragraphs)
    if chosen.memory:
        with tempfile.TemporaryDirectory() as scratch:
            export(corpus, Path(scratch) / "policy-ner", made_at=NOW, code_version="bench")
        print(f"{chosen.paragraphs} paragraphs: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
        return
    corpus.kept.extend(corpus.made())
    folder = Path(tempfile.mkdtemp(prefix="bench-release-"))
    export(corpus, folder, made_at=NOW, code_version="bench")
    release = Release(folder / "1.0.0")
    splits = assign_splits(take_survey(corpus).grouped([]))
    count = chosen.paragraphs
    bare = timed(bare_writer(release))
    tables = timed(lambda target: write_parquet(corpus, splits, target))
    whole = timed(lambda target: export(corpus, target / "policy-ner", made_at=NOW, code_version="bench"))
    generator = from_generator(release)
    shutil.rmtree(folder)
    print(f"{count} paragraphs, four configs, medians of {ROUNDS}")
    print(f"bare pyarrow writer, ready columns  {bare:7.2f} s  {count / bare:9.0f} rows/s")
    for name, seconds in (("annot, tables", tables), ("annot, whole release", whole)):
        print(f"{name:35} {seconds:7.2f} s  {count / seconds:9.0f} rows/s  {seconds / bare:.2f} x bare")
    print(f"from_generator and to_parquet       {generator:7.2f} s  {count / generator:9.0f} rows/s  (scaled up)")
    print(f"times as fast as from_generator: tables {generator / tables:.1f}, whole release {generator / whole:.1f}")


if __name__ == "__main__":
    main()
