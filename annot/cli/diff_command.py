"""`annot diff`: what changed between two released versions."""

from pathlib import Path

import click

__all__ = ["command"]

_version = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("before", type=_version)
@click.argument("after", type=_version)
def command(before: Path, after: Path) -> None:
    """Tell what changed between two versions: documents, paragraphs, spans and frames.

    Example:  annot diff exports/policy-ner/1.0.0 exports/policy-ner/1.1.0
    """
    from annot.export.difference import diff
    from annot.export.history import difference_text

    click.echo(difference_text(diff(before, after)))
