"""Page to document: decode, markup, glosses, script, boilerplate, damage, near-duplicates."""

from annot.clean.decode import Decoded, decode
from annot.clean.page import Cleaned, clean_page

__all__ = ["Cleaned", "Decoded", "clean_page", "decode"]
