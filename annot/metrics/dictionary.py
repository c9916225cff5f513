"""Whether characters make a word, by the dictionary of the segmenter."""

from functools import cache
from typing import Any

__all__ = ["is_word"]


@cache
def _dictionary() -> Any:  # noqa: ANN401  (rjieba ships no types)
    import rjieba

    return rjieba.Jieba()


def is_word(characters: str) -> bool:
    """Tell whether the characters are a word of more than one character."""
    return len(characters) > 1 and bool(_dictionary().has_word(characters))
