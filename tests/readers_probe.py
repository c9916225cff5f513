"""Read a release with pandas, polars, DuckDB and mlcroissant, and a DocBin with spaCy; print what came out as JSON."""

import json
import sys
from pathlib import Path


def tables(folder):
    import duckdb
    import pandas as pd
    import polars as pl

    metrics = f"{folder}/metrics/*.parquet"
    money = duckdb.read_parquet(metrics).filter("kind = 'money'")
    totals = money.aggregate("count(*), sum(minimum)").fetchall()[0]
    frame = pd.read_parquet(f"{folder}/ner/train-00000-of-00001.parquet")
    lazy = pl.scan_parquet(metrics).filter(pl.col("kind") == "money")
    configs = {path.parent.name: str(path.parent / "*.parquet") for path in Path(folder).glob("*/train-*.parquet")}
    return {
        "rows": {
            "duckdb": {name: len(duckdb.read_parquet(files)) for name, files in configs.items()},
            "pandas": {name: len(pd.read_parquet(f"{folder}/{name}")) for name in configs},
            "polars": {name: pl.read_parquet(files).height for name, files in configs.items()},
        },
        "duckdb": [totals[0], str(totals[1])],
        "pandas": [len(frame), len(frame.tokens[3]) == len(frame.ner_tags[3])],
        "polars": [lazy.collect().height, str(lazy.select(pl.col("minimum").sum()).collect().item())],
    }


def croissant(folder):
    import mlcroissant

    dataset = mlcroissant.Dataset(f"{folder}/croissant.json")
    first = next(iter(dataset.records("ner/train")))
    return {
        "errors": list(dataset.metadata.ctx.issues.errors),
        "warnings": list(dataset.metadata.ctx.issues.warnings),
        "sets": [record_set.id for record_set in dataset.metadata.record_sets],
        "id": first["ner/train/id"].decode(),
    }


def spacy(gold, scratch):
    from annot.export.formats import export_annotations, import_annotations
    from annot.records import read_records
    from annot.schema import read_schema

    readings = [reading for path in sorted(Path(gold).glob("*.jsonl")) for reading in read_records(path)]
    target = Path(scratch) / "gold.spacy"
    told = export_annotations(readings, target, "spacy", read_schema())
    outcome = import_annotations(target, "spacy", read_schema())
    alike = [
        (a.id, a.text, a.spans, a.frames) == (b.id, b.text, b.spans, b.frames)
        for a, b in zip(readings, outcome.annotations, strict=True)
    ]
    return {"told": told, "problems": outcome.problems, "readings": len(alike), "alike": all(alike)}


def bert(folder):
    import pyarrow.parquet as pq
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    from annot.export.characters import dropped_characters

    splitter, keepers = BertPreTokenizer(), (BertNormalizer(lowercase=False), BertNormalizer(lowercase=True))

    def pieces(token, normalizer):
        return len(splitter.pre_tokenize_str(normalizer.normalize_str(token)))

    tables = [pq.read_table(path, columns=["tokens"]) for path in sorted(Path(folder).glob("ner/*.parquet"))]
    rows = [row for table in tables for row in table["tokens"].to_pylist()]
    tokens = {token for row in rows for token in row}
    dropped = dropped_characters()
    known = [place for place in range(0x110000) if not 0xD800 <= place < 0xE000 and not dropped[place]]
    return {
        "longest": max(map(len, rows)),
        "not one piece": sorted(t for t in tokens for keeper in keepers if pieces(t, keeper) != 1),
        "dropped unknown": [hex(place) for place in known if not pieces(chr(place), keepers[1])],
    }


if __name__ == "__main__":
    folder, gold, scratch, output = sys.argv[1:]
    found = {"tables": tables(folder), "croissant": croissant(folder), "spacy": spacy(gold, scratch)}
    found["bert"] = bert(folder)
    Path(output).write_text(json.dumps(found), encoding="utf-8")
