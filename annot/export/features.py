"""The columns of the released configs, once, as Arrow types, Parquet metadata and card YAML."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

__all__ = ["Column", "Many", "Scalar", "arrow_schema", "card_features", "parquet_features", "parquet_metadata"]

_ARROW = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    # Ten places hold every factor of the unit table (亩 is 666.6667 平方米); 28 digits stand before the point.
    "decimal128(38, 10)": pa.decimal128(38, 10),
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value; with names it is a class label stored as its number.

    Attributes:
        dtype: A dtype of `datasets`.
        names: The class names in order of their numbers.
    """

    dtype: str
    names: tuple[str, ...] = ()

    def arrow(self) -> pa.DataType:
        """Return the Arrow type."""
        return _ARROW[self.dtype]

    def hub(self) -> dict[str, Any]:
        """Return the feature as the Parquet metadata spells it."""
        if self.names:
            return {"names": list(self.names), "_type": "ClassLabel"}
        return {"dtype": self.dtype, "_type": "Value"}

    def card(self) -> Any:  # noqa: ANN401 - a node of YAML
        """Return the feature as the card spells it."""
        if self.names:
            return {"class_label": {"names": {str(number): name for number, name in enumerate(self.names)}}}
        return self.dtype


@dataclass(frozen=True, slots=True)
class Many:
    """A list of scalars, or of structs of scalars.

    Attributes:
        of: The scalar, or the fields of the struct.
    """

    of: Scalar | Mapping[str, Scalar]

    def arrow(self) -> pa.DataType:
        """Return the Arrow type."""
        if isinstance(self.of, Scalar):
            return pa.list_(self.of.arrow())
        return pa.list_(pa.struct([(name, scalar.arrow()) for name, scalar in self.of.items()]))

    def hub(self) -> Any:  # noqa: ANN401 - a node of JSON
        """Return the feature as the Parquet metadata spells it.

        ``Sequence`` for scalars, because datasets 2 and 3 do not know ``List``; a bare list for structs,
        because ``Sequence`` of a dict would turn the rows inside out.
        """
        if isinstance(self.of, Scalar):
            return {"feature": self.of.hub(), "_type": "Sequence"}
        return [{name: scalar.hub() for name, scalar in self.of.items()}]

    def card(self) -> dict[str, Any]:
        """Return the feature as the card spells it: ``sequence`` for scalars, ``list`` for structs."""
        if isinstance(self.of, Scalar):
            return {"sequence": self.of.card()}
        return {"list": _card_fields(self.of)}


Column = Scalar | Many


def _card_fields(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    fields = []
    for name, column in columns.items():
        node = column.card()
        fields.append({"name": name} | (node if isinstance(node, dict) and "list" in node else _typed(node)))
    return fields


def _typed(node: Any) -> dict[str, Any]:  # noqa: ANN401 - a node of YAML
    return node if isinstance(node, dict) and "sequence" in node else {"dtype": node}


def card_features(columns: Mapping[str, Column]) -> list[dict[str, Any]]:
    """Return the columns as the ``dataset_info.features`` of the card."""
    return _card_fields(columns)


def parquet_metadata(columns: Mapping[str, Column]) -> dict[bytes, bytes]:
    """Return the Parquet schema metadata that makes every release of `datasets` give the class names back."""
    features = {name: column.hub() for name, column in columns.items()}
    return {b"huggingface": json.dumps({"info": {"features": features}}, ensure_ascii=False).encode()}


def parquet_features(schema: pa.Schema) -> dict[str, Any]:
    """Return the features that a Parquet file's metadata tells, in a form that compares with the card's."""
    features = json.loads((schema.metadata or {}).get(b"huggingface", b"{}")).get("info", {}).get("features", {})
    return {name: _node(feature) for name, feature in features.items()}


def _node(feature: Any) -> Any:  # noqa: ANN401 - a node of JSON
    if isinstance(feature, list):
        return [{name: _node(inner) for name, inner in feature[0].items()}]
    if feature["_type"] == "Sequence":
        inner = _node(feature["feature"])
        return inner if isinstance(inner, tuple) else ("sequence", inner)
    return ("class_label", tuple(feature["names"])) if feature["_type"] == "ClassLabel" else feature["dtype"]


def arrow_schema(columns: Mapping[str, Column]) -> pa.Schema:
    """Return the Arrow schema of the columns, its metadata included."""
    return pa.schema([(name, column.arrow()) for name, column in columns.items()], metadata=parquet_metadata(columns))
