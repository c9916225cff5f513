"""`annot verify`: whether a released version is what it says."""

import sys
from pathlib import Path

import click

__all__ = ["command"]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Check a released version: files, digests, offsets, counts, splits; exit code 1 when anything is wrong.

    Example:  annot verify exports/policy-ner/1.0.0
    """
    from annot.export.verify import verify

    problems = verify(folder)
    for problem in problems:
        click.echo(problem)
    click.echo(f"{folder}: {f'{len(problems)} problems' if problems else 'is what it says'}", err=True)
    sys.exit(1 if problems else 0)
