"""Load releases as a user does and print what came out, as JSON; run under any release of `datasets`."""

import json
import shutil
import sys
from pathlib import Path


def rows(folder, config):
    from datasets import load_dataset

    return {split: [row["text"] for row in part] for split, part in load_dataset(folder, config).items()}


def digests(folder):
    from annot.export.digest import TableDigest
    from annot.export.reading import Release

    release = Release(Path(folder))
    found = {}
    for name in release.manifest["tables"]:
        digest = TableDigest()
        digest.update(release.table(*name.split("/")))
        found[name] = digest.hexdigest()
    return found


def probe(seeds, left, right, few):
    import datasets
    from datasets import load_dataset

    loaded = {config: load_dataset(seeds, config) for config in ("ner", "spans", "metrics", "documents")}
    first = loaded["ner"]["train"][3]
    streamed = next(iter(load_dataset(seeds, "ner", split="train", streaming=True).skip(3)))
    found = {
        "datasets": datasets.__version__,
        "digests": digests(seeds),
        "rows": {name: {split: len(part) for split, part in config.items()} for name, config in loaded.items()},
        "version": str(loaded["ner"]["train"].info.version),
        "names": loaded["ner"]["train"].features["ner_tags"].feature.names,
        "first": first,
        "streamed alike": streamed == first,
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
