"""The label schema: labels, relations, frame slots and normal units, read from schemas/."""

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from annot.annotation import Basis, Direction, Kind, Progress, Qualifier
from annot.errors import SchemaError

__all__ = [
    "Label",
    "Relation",
    "Schema",
    "Slot",
    "every_code",
    "read_schema",
    "schema_folder",
    "schema_problems",
    "shipped_folder",
]

DEFAULT_NAME = "policy"
DEFAULT_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class Label:
    """A span label: its code, what annotators read, its colour and its key."""

    code: str
    name: str
    group: str
    definition: str
    excluded: str
    colour: str
    hotkey: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two spans, and the frame role it fills."""

    code: str
    name: str
    role: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    definition: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A closed field of a metric frame: its values with what annotators read, and the labels that have it."""

    code: str
    name: str
    labels: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True)
class Schema:
    """One version of the label schema.

    Attributes:
        name, version, title: Which schema it is.
        labels: In the order of the labelling interface and of the ClassLabels.
        relations, slots: Of the metric frames.
        units: The normal units of each kind.
        guideline: The normative guideline in Markdown, for annotators.
        digest: SHA-256 of the schema's file.
    """

    name: str
    version: str
    title: str
    labels: tuple[Label, ...]
    relations: tuple[Relation, ...]
    slots: tuple[Slot, ...]
    units: Mapping[str, tuple[str, ...]]
    guideline: str
    digest: str

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of all labels, in order."""
        return tuple(label.code for label in self.labels)

    @cached_property
    def entity_codes(self) -> tuple[str, ...]:
        """Codes of the entity labels, in order."""
        return tuple(label.code for label in self.labels if label.group == "entity")

    def label(self, code: str) -> Label:
        """Return the label with this code.

        Raises:
            SchemaError: The schema has no such label.
        """
        for label in self.labels:
            if label.code == code:
                return label
        raise SchemaError(
            f"schema {self.name} {self.version}: no label {code!r}; "
            f"expected one of {', '.join(self.codes)}; `annot schema show` lists them"
        )

    def relation_for(self, role: str, source_label: str) -> Relation | None:
        """Return the relation that fills a frame role from a span of this label, None where there is none."""
        for relation in self.relations:
            if relation.role == role and source_label in relation.sources:
                return relation
        return None

    def tags(self) -> tuple[str, ...]:
        """Return the BIO tag names in ClassLabel order: O, then B- and I- of each label."""
        return ("O", *(f"{prefix}-{code}" for code in self.codes for prefix in ("B", "I")))


def schema_folder() -> Path:
    """Return the folder of the schemas: ANNOT_SCHEMAS, a copy with versions of the user's own, else the shipped one."""
    own = os.environ.get("ANNOT_SCHEMAS")
    return Path(own) if own else shipped_folder()


def every_code(name: str = DEFAULT_NAME) -> tuple[str, ...]:
    """Return the label codes of every version of a schema, each once."""
    versions = sorted(path.stem for path in (schema_folder() / name).glob("*.toml"))
    return tuple(dict.fromkeys(code for version in versions for code in read_schema(name, version).codes))


def shipped_folder() -> Path:
    """Return the folder that comes with annot: inside an installed package, or at the top of a checkout."""
    installed = Path(__file__).parent / "schemas"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "schemas"


def read_schema(name: str = DEFAULT_NAME, version: str = DEFAULT_VERSION, *, folder: Path | None = None) -> Schema:
    """Read one version of a schema.

    Raises:
        SchemaError: The file is missing, is not TOML, or breaks a rule; all broken rules are named at once.
    """
    path = (folder or schema_folder()) / name / f"{version}.toml"
    try:
        content = path.read_bytes()
        table = tomllib.loads(content.decode())
        schema = _schema_from(table, path.parent, hashlib.sha256(content).hexdigest())
    except FileNotFoundError as error:
        known = ", ".join(sorted(file.stem for file in path.parent.glob("*.toml"))) or "none"
        raise SchemaError(f"{error.filename}: no such schema file; versions there: {known}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SchemaError(f"{path}: not a TOML file: {error}; mend it and run `annot schema check`") from error
    except KeyError as error:
        raise SchemaError(f"{path}: the field {error} is missing; see policy/1.0.0.toml for the form") from error
    if problems := schema_problems(schema):
        raise SchemaError(f"{path}: " + "; ".join(problems))
    return schema


def _schema_from(table: Mapping[str, Any], folder: Path, digest: str) -> Schema:
    return Schema(
        name=table["name"],
        version=table["version"],
        title=table["title"],
        labels=tuple(_label_from(row) for row in table["labels"]),
        relations=tuple(_relation_from(row) for row in table["relations"]),
        slots=tuple(
            Slot(code, row["name"], tuple(row.get("labels", ())), row["values"]) for code, row in table["slots"].items()
        ),
        units={kind: tuple(units) for kind, units in table["units"].items()},
        guideline=(folder / table["guideline"]).read_text(encoding="utf-8"),
        digest=digest,
    )


def _label_from(row: Mapping[str, str]) -> Label:
    return Label(
        row["code"], row["name"], row["group"], row["definition"], row.get("not", ""), row["colour"], row["hotkey"]
    )


def _relation_from(row: Mapping[str, Any]) -> Relation:
    return Relation(row["code"], row["name"], row["role"], tuple(row["from"]), tuple(row["to"]), row["definition"])


_ENUMS = {"kind": Kind, "qualifier": Qualifier, "direction": Direction, "basis": Basis, "status": Progress}


def schema_problems(schema: Schema) -> list[str]:
    """Return everything that is wrong with a schema, a sentence each; empty when it is sound."""
    problems = [
        *_doubles("label code", [label.code for label in schema.labels]),
        *_doubles("label name", [label.name for label in schema.labels]),
        *_doubles("hotkey", [label.hotkey for label in schema.labels]),
        *_doubles("colour", [label.colour for label in schema.labels]),
        *_doubles("relation code", [relation.code for relation in schema.relations]),
    ]
    for relation in schema.relations:
        unknown = sorted({*relation.sources, *relation.targets} - set(schema.codes))
        problems += [f"relation {relation.code}: unknown label {code}" for code in unknown]
    for slot in schema.slots:
        enum = _ENUMS.get(slot.code)
        if enum is None:
            problems.append(f"slot {slot.code}: expected one of {', '.join(_ENUMS)}")
        elif set(slot.values) != {member.value for member in enum}:
            problems.append(f"slot {slot.code}: values {sorted(slot.values)} differ from the code's {sorted(enum)}")
    problems += [f"units: unknown kind {kind}" for kind in schema.units if kind not in {kind.value for kind in Kind}]
    return problems


def _doubles(what: str, names: list[str]) -> list[str]:
    return [f"{what} {name!r} stands twice" for name in sorted({name for name in names if names.count(name) > 1})]
