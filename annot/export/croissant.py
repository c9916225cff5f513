"""Croissant metadata (MLCommons, 1.1): what each file is and what stands in its columns, for search and loaders."""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from annot.export.configs import CONFIGS, Config, parquet_path
from annot.export.digest import file_digest
from annot.export.features import Column, Scalar
from annot.export.writing import Written
from annot.schema import Schema

__all__ = ["CROISSANT", "croissant"]

CROISSANT = "croissant.json"
_TYPES = {
    "string": "sc:Text",
    "int32": "cr:Int32",
    "int64": "cr:Int64",
    "float64": "cr:Float64",
    # Croissant has no decimal; loaders that know only this one read the nearest binary fraction.
    "decimal128(38, 10)": "sc:Float",
}


def croissant(schema: Schema, written: Sequence[Written], folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the metadata of the release whose tables stand in a folder; a record set a config and split."""
    files = [file for file in written if file.rows]
    configs = {config.name: config for config in CONFIGS}
    return {
        "@context": json.loads(resources.files("annot.export").joinpath("croissant_context.json").read_text("utf-8")),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": manifest["name"],
        "description": f"{schema.title}: named entities and metrics in Chinese policy text.",
        "version": manifest["version"],
        "datePublished": manifest["made_at"],
        "inLanguage": "zh",
        "license": "unknown",
        "citeAs": f"{manifest['name']} {manifest['version']}, content sha256:{manifest['content']}",
        "distribution": [_file(file, folder) for file in files],
        "recordSet": [_records(file, configs[file.config], schema) for file in files],
    }


def _file(file: Written, folder: Path) -> dict[str, Any]:
    path = parquet_path(file.config, file.split)
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{(folder / path).stat().st_size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file_digest(folder / path),
    }


def _records(file: Written, config: Config, schema: Schema) -> dict[str, Any]:
    name = f"{file.config}/{file.split}"
    columns = config.columns(schema)
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"{file.rows} rows; a row is {config.row}.",
        "key": {"@id": f"{name}/id"},
        "field": [_field(name, column, kind, file) for column, kind in columns.items()],
    }


def _field(record_set: str, column: str, kind: Column, file: Written) -> dict[str, Any]:
    identity = f"{record_set}/{column}"
    source = {"fileObject": {"@id": parquet_path(file.config, file.split)}, "extract": {"column": column}}
    entry: dict[str, Any] = {"@type": "cr:Field", "@id": identity, "name": identity}
    if isinstance(kind, Scalar):
        return entry | {"dataType": _TYPES[kind.dtype], "source": source}
    entry |= {"isArray": True, "arrayShape": "-1"}
    if isinstance(kind.of, Scalar):
        return entry | {"dataType": _TYPES[kind.of.dtype], "source": source}
    return entry | {"subField": [_sub_field(identity, name, scalar, source) for name, scalar in kind.of.items()]}


def _sub_field(identity: str, name: str, scalar: Scalar, source: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{identity}/{name}",
        "name": f"{identity}/{name}",
        "dataType": _TYPES[scalar.dtype],
        "source": {**source, "transform": {"jsonPath": f"[*].{name}"}},
    }
