"""`annot schema`: look at the label schema and check it."""

import json

import click

from annot.schema import Schema, read_schema

__all__ = ["command"]


@click.group()
def command() -> None:
    """Show or check the label schema."""


@command.command()
@click.option("--version", default="1.0.0", show_default=True, help="Version of the schema.")
def check(version: str) -> None:
    """Check a version of the schema; all faults are named at once.

    Example:  annot schema check
    """
    schema = read_schema(version=version)
    click.echo(f"schema {schema.name} {schema.version} is sound: {len(schema.labels)} labels, sha256 {schema.digest}")


@command.command()
@click.option("--version", default="1.0.0", show_default=True, help="Version of the schema.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["text", "json", "interface", "instructions", "guideline"]),
    default="text",
    show_default=True,
    help="A table, JSON for machines, Label Studio's interface, the annotators' page, or the guideline.",
)
def show(version: str, form: str) -> None:
    """Show labels, keys, colours, relations and slots, or what is generated from them.

    Example:  annot schema show --as interface > interface.xml
    """
    schema = read_schema(version=version)
    if form in {"interface", "instructions"}:
        from annot.labelstudio.interface import instructions, interface

        click.echo({"interface": interface, "instructions": instructions}[form](schema))
    elif form == "guideline":
        click.echo(schema.guideline)
    else:
        click.echo(_json(schema) if form == "json" else _text(schema))


def _text(schema: Schema) -> str:
    lines = [f"{schema.title} {schema.version}", ""]
    lines += [f"{x.hotkey}  {x.code:<10} {x.name}：{x.definition}；不标：{x.excluded}" for x in schema.labels]
    lines += ["", *(f"{x.code:<10} {x.name}（{x.role}）：{x.definition}" for x in schema.relations), ""]
    lines += [f"{x.code:<10} {x.name}：{'、'.join(f'{k} {v}' for k, v in x.values.items())}" for x in schema.slots]
    return "\n".join(lines)


def _json(schema: Schema) -> str:
    table = {
        "name": schema.name,
        "version": schema.version,
        "digest": schema.digest,
        "labels": [{"code": x.code, "name": x.name, "colour": x.colour, "hotkey": x.hotkey} for x in schema.labels],
        "relations": [{"code": x.code, "name": x.name, "role": x.role} for x in schema.relations],
        "slots": {x.code: dict(x.values) for x in schema.slots},
        "units": {kind: list(units) for kind, units in schema.units.items()},
    }
    return json.dumps(table, ensure_ascii=False, indent=2)
