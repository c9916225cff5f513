"""The patterns of the name grammar, kept as data beside the code."""

import re
import tomllib
from functools import cache
from pathlib import Path

from annot.errors import LexiconError

__all__ = ["pattern"]

REFERENCE = re.compile("⟨([a-z_]+)⟩")
SOURCE = Path(__file__).with_name("patterns.toml")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def pattern(module: str, name: str) -> re.Pattern[str]:
    """Compile a pattern; its line breaks are for the reader and do not count, ⟨name⟩ is another entry of the module.

    Raises:
        LexiconError: The table has no such pattern, or it is no regular expression.
    """
    try:
        return re.compile(_spelled(_table()[module], name))
    except (KeyError, re.error) as error:
        raise LexiconError(f"{SOURCE.name}: pattern {module}.{name}: {error}; expected a regular expression") from error


def _spelled(entries: dict[str, str], name: str) -> str:
    return REFERENCE.sub(lambda match: _spelled(entries, match[1]), entries[name].replace("\n", ""))
