"""`annot status`: what stands where."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from annot.cli.options import project_option, release_option, server_options, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@workspace_option
@release_option
@server_options
@project_option
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option("--rejected", is_flag=True, help="Instead, a line for every page, task or reading refused, with why.")
def command(
    workspace: Workspace,
    exports: Path,
    url: str | None,
    token: str | None,
    project: str,
    as_json: bool,
    rejected: bool,
) -> None:
    r"""Tell what stands in each station, what is in Label Studio, and what is released.

    \b
    Examples:
      annot status --json | jq .stations.gold
      annot status --rejected
    """
    if rejected:
        _rejected(workspace)
        return
    from annot.line.lineage import schema_of
    from annot.line.status import released_versions, stations_status, studio_status

    stations = stations_status(workspace)
    released, schema = released_versions(exports), schema_of(workspace)
    studio = studio_status(workspace, schema, project, url, token)
    if as_json:
        facts = {
            "stations": stations,
            "schema": schema.version,
            "label_studio": asdict(studio),
            "released": released,
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    click.echo(f"workspace {workspace.root} under schema {schema.name} {schema.version}")
    for name, counts in stations.items():
        refused = f", {counts['rejected']} refused" if counts["rejected"] else ""
        removed = f", {counts['removed']} stretches taken out" if counts["removed"] else ""
        click.echo(f"  {name:<12} {counts['rows']:>8} rows in {counts['parts']} parts{refused}{removed}")
    click.echo(f"Label Studio {studio}")
    click.echo(f"released     {', '.join(released) if released else 'nothing yet'} in {exports}")


def _rejected(workspace: Workspace) -> None:
    from annot.line.status import refused

    for station, reject in refused(workspace):
        columns = (station, reject.name, reject.reason, reject.text)
        click.echo("\t".join(" ".join(column.split()) for column in columns).rstrip())
