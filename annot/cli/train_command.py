"""`annot train`: a released version to a model that knows what people corrected."""

from pathlib import Path

import click

from annot.cli.options import models_option

__all__ = ["command"]


@click.command()
@click.argument("dataset", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--name", default="policy", show_default=True, help="What the model is called.")
@click.option("--version", help="Its version; without, that of the dataset.")
@models_option
@click.option("--include-predicted", is_flag=True, help="Learn from paragraphs no person has seen, too.")
@click.option("--lexicon", "lexicons", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A lexicon of your own that `annot annotate` will have as well; may be given again.")  # fmt: skip
@click.option("--seed", default=0, show_default=True, help="Decides the folds of the cross-validation.")
def command(
    dataset: Path,
    name: str,
    version: str | None,
    models: Path,
    include_predicted: bool,
    lexicons: tuple[Path, ...],
    seed: int,
) -> None:
    r"""Train on a released version of the dataset; only its train split, only what people have seen.

    Prints how the rules do alone and with the model, on documents that were not trained on. The model is then
    used by name and version.

    \b
    Examples:
      annot train exports/policy-ner/1.0.0
      annot annotate --model policy@1.0.0
    """
    from annot.annotate.learned.lesson import REVIEWED
    from annot.annotate.learned.loading import model_folder
    from annot.annotate.learned.report import report_as_text
    from annot.annotate.learned.training import train
    from annot.annotation import Status
    from annot.line.train import read_lessons

    lessons = read_lessons(dataset)
    target = model_folder(models, name, version or lessons.version)
    report = train(
        lessons.annotations,
        target,
        name=name,
        version=version or lessons.version,
        seed=seed,
        statuses=REVIEWED | {Status.PREDICTED} if include_predicted else REVIEWED,
        groups=lessons.groups,
        lexicons=lexicons,
        release=lessons.release,
    )
    click.echo(report_as_text(report))
    click.echo(f"trained {name}@{version or lessons.version}: {target}", err=True)
