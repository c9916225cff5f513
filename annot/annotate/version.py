"""What the code and tables of the annotator are, as one digest."""

import hashlib
from functools import cache
from pathlib import Path

__all__ = ["code_digest"]


@cache
def code_digest() -> str:
    """Return the SHA-256 over the modules and tables that decide what is annotated."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for folder in (here, here / "learned", here.parent / "metrics"):
        for path in sorted(folder.iterdir()):
            if path.suffix in (".py", ".tsv", ".toml", ".txt"):
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
