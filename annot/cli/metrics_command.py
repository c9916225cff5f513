"""`annot metrics`: every number of a page, what it measures, of whom and when."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from annot.annotation import Annotation

__all__ = ["command"]


@click.command()
@click.argument("page", type=click.Path(allow_dash=True, path_type=Path))
@click.option("--clean-text", is_flag=True, help="PAGE is clean text, a paragraph a line: do not clean it first.")
@click.option(
    "--as", "form", type=click.Choice(["table", "csv", "json", "parquet"]), default="table", show_default=True,
    help="A table for people, CSV, JSON, or Parquet (give --output).",
)  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write there instead of to stdout.")
def command(page: Path, clean_text: bool, form: str, output: Path | None) -> None:
    r"""Print every metric of a page (- is standard input): value, reading, indicator, subject, period.

    \b
    Examples:
      annot metrics seeds/002_e7e93553ca6a2c04.txt
      annot metrics bulletin.html --as csv --output bulletin.csv
    """
    from annot.line.page import annotate_page, annotate_text
    from annot.workspace import write_bytes

    if form == "parquet" and output is None:
        raise click.UsageError("Parquet is not for a terminal; give --output FILE")
    content = sys.stdin.buffer.read() if str(page) == "-" else _content(page)
    annotations = annotate_text(content) if clean_text else annotate_page(page.name, content)
    written = _written(annotations, form)
    if output is None:
        click.echo(written.decode(), nl=False)
    else:
        write_bytes(written, output)


def _content(page: Path) -> bytes:
    from annot.errors import PageError

    try:
        return page.read_bytes()
    except OSError as error:
        raise PageError(f"{page}: {error.strerror}; give one page, or - for standard input") from error


def _written(annotations: "Sequence[Annotation]", form: str) -> bytes:
    from annot.metrics.rows import arrow_table, as_csv, as_json, as_text, metric_rows

    rows = list(metric_rows(annotations))
    if form == "parquet":
        import pyarrow as pa
        from pyarrow import parquet

        sink = pa.BufferOutputStream()
        parquet.write_table(arrow_table(rows), sink)
        return bytes(sink.getvalue())
    return {"table": as_text, "csv": as_csv, "json": as_json}[form](rows).encode()
