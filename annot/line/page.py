"""One page or one text, annotated on its own, without a workspace."""

import io

from annot.annotate import Annotator
from annot.annotation import Annotation
from annot.clean import clean_page
from annot.document import Page
from annot.errors import PageError
from annot.line.annotate import annotate_document, annotate_lines

__all__ = ["annotate_page", "annotate_text"]


def annotate_page(name: str, content: bytes) -> list[Annotation]:
    """Clean a page and return the annotation of each of its paragraphs.

    Raises:
        PageError: The page has no article.
    """
    cleaned = clean_page(Page(name, content))
    if cleaned.document is None:
        reasons = sorted({reject.reason for reject in cleaned.rejects})
        raise PageError(f"{name}: no article ({', '.join(reasons)}); is it clean text already? then say --clean-text")
    return annotate_document(cleaned.document, Annotator())


def annotate_text(content: bytes) -> list[Annotation]:
    """Return the annotation of each non-blank line of clean UTF-8 text.

    Raises:
        PageError: The text is not UTF-8.
    """
    try:
        lines = io.StringIO(content.decode("utf-8-sig"), newline=None)
    except UnicodeDecodeError as error:
        raise PageError(f"clean text: not UTF-8 at byte {error.start}; clean the page first, or convert it") from error
    return list(annotate_lines(lines, Annotator()))
