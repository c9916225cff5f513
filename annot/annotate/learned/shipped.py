"""The model that annot ships, one more source beside the rules."""

from functools import cache
from pathlib import Path

from annot.annotate.candidate import Tier
from annot.annotate.learned.source import Learned

__all__ = ["FOLDER", "shipped_model"]

FOLDER = Path(__file__).parent.parent / "model"
"""Where it stands, with the texts it was trained on."""


@cache
def shipped_model() -> Learned:
    """Return the shipped model.

    Raises:
        ModelError: The installation is broken.
    """
    from annot.annotate.learned.crf import load

    return load(FOLDER, tier=Tier.SHIPPED)
