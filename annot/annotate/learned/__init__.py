"""Learned annotators: models trained on corrections, checkpoints of the user's own, language models that are asked."""

from annot.annotate.learned.loading import find_model, load_models
from annot.annotate.learned.source import Learned

__all__ = ["Learned", "find_model", "load_models"]
