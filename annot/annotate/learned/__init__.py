"""Learned annotators: models trained on corrections, checkpoints of the user's own, language models that are asked."""

from annot.annotate.learned.loading import load_models
from annot.annotate.learned.source import Learned

__all__ = ["Learned", "load_models"]
