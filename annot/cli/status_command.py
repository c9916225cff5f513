"""`annot status`: what stands where."""

import json
from pathlib import Path

import click

from annot.cli.options import release_option, workspace_option
from annot.workspace import Workspace

__all__ = ["command"]


@click.command()
@workspace_option
@release_option
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.option("--rejected", is_flag=True, help="Instead, a line for every page, task or reading refused, with why.")
def command(workspace: Workspace, exports: Path, as_json: bool, rejected: bool) -> None:
    r"""Tell what stands in each station, whether Label Studio runs, and what is released.

    \b
    Examples:
      annot status --json | jq .stations.gold
      annot status --rejected
    """
    if rejected:
        _rejected(workspace)
        return
    from annot.labelstudio.server import status as server_status
    from annot.line.lineage import schema_of
    from annot.line.status import released_versions, stations_status

    stations = stations_status(workspace)
    server = server_status(workspace.server)
    released, schema = released_versions(exports), schema_of(workspace)
    if as_json:
        facts = {
            "stations": stations,
            "schema": schema.version,
            "server": server.url if server else None,
            "released": released,
        }
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    click.echo(f"workspace {workspace.root} under schema {schema.name} {schema.version}")
    for name, counts in stations.items():
        refused = f", {counts['rejected']} rejects" if counts["rejected"] else ""
        click.echo(f"  {name:<12} {counts['rows']:>8} rows in {counts['parts']} parts{refused}")
    click.echo(f"Label Studio {f'running at {server.url}' if server else 'not running here'}")
    click.echo(f"released     {', '.join(released) if released else 'nothing yet'} in {exports}")


def _rejected(workspace: Workspace) -> None:
    from annot.line.status import refused

    for station, reject in refused(workspace):
        columns = (station, reject.name, reject.reason, reject.text)
        click.echo("\t".join(" ".join(column.split()) for column in columns).rstrip())
