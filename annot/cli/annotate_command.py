"""`annot annotate`: clean documents, or clean lines, to pre-annotations."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from annot.cli.options import engine_option, models_option, progress, workspace_option
from annot.workspace import Workspace

if TYPE_CHECKING:
    from annot.annotate.learned.language_model import LanguageModel

__all__ = ["command"]


@click.command()
@workspace_option
@engine_option
@click.option(
    "--lines",
    type=click.File(encoding="utf-8-sig"),
    help="Clean text instead (- is standard input): a paragraph a line, a blank line ends a document; "
    "prints one record a non-blank line and nothing else.",
)
@click.option("--explain", is_flag=True, help="With --lines: show which source and rule made each span.")
@click.option("--lexicon", "lexicons", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A lexicon of your own (term, label, note; tab-separated); may be given again.")  # fmt: skip
@click.option("--model", "called", multiple=True, metavar="NAME@VERSION|FOLDER",
              help="A model from `annot train`, or a transformers checkpoint; may be given again.")  # fmt: skip
@models_option
@click.option("--llm-url", envvar="ANNOT_LLM_URL", help="Ask a language model at this OpenAI-compatible address "
              "(http://HOST/v1), with the key in ANNOT_LLM_KEY. Sends the texts there.")  # fmt: skip
@click.option("--llm-model", envvar="ANNOT_LLM_MODEL", help="The language model's name there.")
@click.option("--threshold", type=click.FloatRange(0, 1), default=0.0, show_default=True,
              help="Leave out spans whose score is below this.")  # fmt: skip
def command(
    workspace: Workspace,
    engine: str,
    lines: TextIO | None,
    explain: bool,
    lexicons: tuple[Path, ...],
    called: tuple[str, ...],
    models: Path,
    llm_url: str | None,
    llm_model: str | None,
    threshold: float,
) -> None:
    r"""Pre-annotate the workspace's documents, or clean text from a file or pipe.

    \b
    Examples:
      annot annotate
      annot annotate --lines article.txt > predicted.jsonl
      echo 苏州工业园区营业收入增长8.2% | annot annotate --lines - --explain
    """
    from annot.annotate import Annotator
    from annot.annotate.learned import Learned, find_model

    talker = _language_model(workspace, llm_url, llm_model, engine)
    learned: list[Path | Learned] = [*(find_model(name, models) for name in called), *talker]
    annotator = Annotator(lexicons=lexicons, models=learned, threshold=threshold)
    if explain and lines is None:
        raise click.UsageError("--explain shows clean text; give it with --lines FILE or --lines -")
    if lines is not None and explain:
        from annot.annotate import explain as explained

        click.echo(explained(annotator, [line.rstrip("\n") for line in _decoded(lines)]))
    elif lines is not None:
        from annot.line.annotate import annotate_lines
        from annot.records import write_records

        write_records(annotate_lines(_decoded(lines), annotator), sys.stdout)
    else:
        from annot.engine import engine_from
        from annot.line.annotate import annotate_documents

        total = len(workspace.documents.parts())
        track = lambda outcomes: progress(outcomes, total=total, what="annotating")  # noqa: E731
        click.echo(annotate_documents(workspace, engine_from(engine), annotator, track=track), err=True)
    for model in talker:
        click.echo(model.usage, err=True)


def _language_model(workspace: Workspace, url: str | None, model: str | None, engine: str) -> "list[LanguageModel]":
    """Return the language model that was asked for, if any, and say where texts go."""
    if not url and not model:
        return []
    if not url or not model:
        raise click.UsageError("--llm-url and --llm-model belong together")
    if engine != "1":
        raise click.UsageError("a language model is asked from one process; leave --engine out")
    from annot.annotate.learned.language_model import LanguageModel

    made = LanguageModel.from_address(
        url, model, key=os.environ.get("ANNOT_LLM_KEY", ""), cache=workspace.root / "answers"
    )
    click.echo(f"asking {model}: texts are sent to {made.endpoint.host}", err=True)
    return [made]


def _decoded(lines: TextIO) -> Iterator[str]:
    from annot.errors import PageError

    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise PageError(
            f"{lines.name}: not UTF-8 ({error.reason}); --lines takes clean text, a raw page goes through `annot clean`"
        ) from error
