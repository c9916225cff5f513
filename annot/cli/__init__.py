"""The command line: one thin command a file, each a call of the library."""

import os
import select
import sys
from importlib import import_module
from typing import Any, TextIO

import click

from annot.errors import AnnotError

__all__ = ["main"]

# Name of the command -> its module; read so that `annot --help` imports no stage.
COMMANDS = (
    "run",
    "clean",
    "annotate",
    "metrics",
    "server",
    "push",
    "pull",
    "backend",
    "merge",
    "export",
    "verify",
    "diff",
    "rebuild",
    "publish",
    "import",
    "train",
    "evaluate",
    "status",
    "schema",
    "migrate",
)


class Commands(click.Group):
    """The commands by name; each module is imported when its command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it
        """Return the commands in the order of the line."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Return a command, None when there is no such one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"annot.cli.{cmd_name}_command").command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run a command; a reader of its output who has gone (`annot … | head`) is no error."""
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still in the buffer goes nowhere, else the interpreter would complain when it flushes it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1 if _is_gone(sys.stderr) else 0)
        return outcome


def _is_gone(stream: TextIO) -> bool:
    # A stage that can no longer say its lines was stopped before it was done.
    poll = select.poll()
    poll.register(stream, 0)
    return bool(poll.poll(0))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="annot")
def cli() -> None:
    """Clean, pre-annotate, correct and release Chinese policy text.

    The whole line on a folder of crawled pages:  annot run seeds
    """


def main() -> None:
    """Run the command line; an error of annot's own becomes one line and exit code 1."""
    try:
        cli(standalone_mode=True)
    except AnnotError as error:
        click.echo(f"annot: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"annot: {place}{error.strerror or error}; is there room, and may it be read and written?", err=True)
        sys.exit(1)
