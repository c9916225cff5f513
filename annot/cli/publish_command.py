"""`annot publish`: a released version to the Hugging Face Hub."""

from pathlib import Path

import click

from annot.cli.options import release_option

__all__ = ["command"]


@click.command()
@click.argument("version")
@release_option
@click.option("--repo", required=True, metavar="ORG/NAME", help="The dataset repository; made when it is not there.")
@click.option("--send", is_flag=True, help="Really publish; without it, check and count only.")
@click.option("--public", is_flag=True, help="Let everybody see a repository that is made.")
@click.option("--endpoint", envvar="HF_ENDPOINT", help="Address of the Hub.")
def command(version: str, exports: Path, repo: str, send: bool, public: bool, endpoint: str | None) -> None:
    """Publish a released version to the Hub with a tag of its number; a dry run unless --send is given.

    The token is the one of `hf auth login` or HF_TOKEN.

    Example:  annot publish 1.0.0 --repo my-org/policy-ner
    """
    from annot.export.publish import publish

    click.echo(publish(exports / version, repo, dry_run=not send, private=not public, endpoint=endpoint))
