"""Load releases as a user does and print what came out, as JSON; run under any release of `datasets`."""

import json
import shutil
import sys
from pathlib import Path


def rows(folder, config):
    from datasets import load_dataset

    return {split: [row["text"] for row in part] for split, part in load_dataset(folder, config).items()}


def digests(folder, scratch):
    """Return the digests of the tables as they are read, and as this pyarrow reads what it has written itself."""
    import pyarrow.parquet as pq

    from annot.export.digest import TableDigest
    from annot.export.reading import Release

    release = Release(Path(folder))
    found, rewritten = {}, {}
    for name in release.manifest["tables"]:
        read = release.table(*name.split("/"))
        pq.write_table(read, scratch, compression="snappy", row_group_size=7)
        for kind, table in ((found, read), (rewritten, pq.read_table(scratch))):
            digest = TableDigest()
            digest.update(table)
            kind[name] = digest.hexdigest()
    return found, rewritten


def streamed_alike(folder, loaded):
    """Tell for each config whether streaming gives the rows that loading gives."""
    from datasets import load_dataset

    return {
        config: all(list(part) == list(splits[split]) for split, part in streamed.items())
        for config, splits in loaded.items()
        for streamed in [load_dataset(folder, config, streaming=True)]
    }


def probe(seeds, left, right, few):
    import datasets
    from datasets import load_dataset

    loaded = {config: load_dataset(seeds, config) for config in ("ner", "spans", "metrics", "documents")}
    first = loaded["ner"]["train"][3]
    read, rewritten = digests(seeds, f"{seeds}.scratch")
    found = {
        "datasets": datasets.__version__,
        "digests": read,
        "rewritten": rewritten,
        "rows": {name: {split: len(part) for split, part in config.items()} for name, config in loaded.items()},
        "version": str(loaded["ner"]["train"].info.version),
        "names": loaded["ner"]["train"].features["ner_tags"].feature.names,
        "first": first,
        "streamed alike": streamed_alike(seeds, loaded),
        "default": load_dataset(seeds)["test"].num_rows,
        "minimum": str(next(filter(None, loaded["metrics"]["train"]["minimum"]))),
        "list of structs": isinstance(loaded["spans"]["train"][3]["spans"], list),
        "left": rows(left, "ner"),
        "right": rows(right, "ner"),
        "few": {config: sorted(load_dataset(few, config)) for config in ("ner", "documents")},
        "empty": datasets.get_dataset_config_names(few),
    }
    # The same folder made anew with other rows.
    shutil.rmtree(left)
    shutil.copytree(right, left)
    return {**found, "rebuilt": rows(left, "ner")}


if __name__ == "__main__":
    Path(sys.argv[5]).write_text(json.dumps(probe(*sys.argv[1:5]), default=str), encoding="utf-8")
