"""Score cleaned texts against references: ``python -m annot.clean TEXTS REFERENCES``."""

import sys
from pathlib import Path

from annot.clean.scores import read_references, score, table


def main(arguments: list[str]) -> int:
    """Print the scores of a folder of cleaned texts ``NAME.txt`` against a folder of references."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m annot.clean TEXTS REFERENCES\n")
        return 2
    texts, references = map(Path, arguments)
    cleaned = {path.stem: path.read_text(encoding="utf-8") for path in sorted(texts.glob("*.txt"))}
    sys.stdout.write(table(score(cleaned, read_references(references))) + "\n")
    return 0


sys.exit(main(sys.argv[1:]))
