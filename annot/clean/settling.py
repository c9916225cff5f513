"""What cleaning makes of a page, and how a second cleaning of it is told in the page's own places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from annot.clean.absence import has_no_article
from annot.clean.folios import label_folios
from annot.clean.headings import join_heading
from annot.clean.joins import find_joins
from annot.clean.labels import label_lines
from annot.clean.lines import Line, broken_up, find_lines
from annot.clean.prose import is_prose, is_teaser
from annot.clean.ranking import bare
from annot.clean.script import has_traditional
from annot.clean.tracked import Tracked
from annot.clean.wraps import find_wraps
from annot.document import Damage, DamageKind, Document, Page, Reject

__all__ = ["Cleaned", "carried", "is_at_rest", "refused", "settled"]


# Whatever is read as markup, a reference, an answer or a field; a title that is read as one with the site behind it.
_SIGNS = re.compile(r"[<&*`{}|#@\\]")
_WORDS = re.compile(r"\]\(|  |\?[a-z]|回复|发表于|标题|题目|名\s*称|quot|nbsp")
_NAMED = re.compile(r"[_|｜]|\s[-–—]\s|[:：]$")
_NEAR = 5
_LEAST = 60


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning makes of a page.

    Attributes:
        document: The article, or None where the page has none or cannot be read.
        rejects: What was taken out, with a reason each; of a page without a document the reason why.
        personal: How many pieces of personal contact data were removed from the article.
        glosses: How many pinyin glosses were removed from the page.
    """

    document: Document | None
    rejects: tuple[Reject, ...]
    personal: int = 0
    glosses: int = 0


def is_at_rest(text: str) -> bool:
    """Tell whether cleaning the text of an article without doubtful lines again would surely change nothing.

    Its lines have no labels of their own by then; what remains are signs of markup, other script, and what lines say
    of their neighbours: wraps and numbers of pages.
    """
    title = text.partition("\n")[0]
    if _SIGNS.search(text) or _WORDS.search(text) or _NAMED.search(title) or has_traditional(text):
        return False
    lines = find_lines(text, None)
    # The line that is a part of the title may be the better title, of what is read as a title element.
    if any(bare(line.text) in bare(title) for line in lines[1:_NEAR]):
        return False
    if sum(len(line.text) for line in lines if is_prose(line.text)) < _LEAST or _is_broken_up(text, lines):
        return False
    label_lines(lines[:1])
    label_folios(lines)
    if any(line.label or is_teaser(line.text) for line in lines) or has_no_article(lines, 0, len(lines), title):
        return False
    rest = list(range(1, len(lines)))
    return not (find_wraps(text, lines) or find_joins(lines, rest) or join_heading(lines, 0, rest))


def _is_broken_up(text: str, lines: list[Line]) -> bool:
    return len(lines) < _NEAR and broken_up(Tracked.of(text)).text != text


def refused(page: Page, reason: str) -> Cleaned:
    """Return the outcome of a page without a document."""
    return Cleaned(None, (Reject(page.page_id, page.name, reason, 0, 0, ""),))


def settled(page: Page, first: Cleaned, document: Document, again: Cleaned) -> Cleaned:
    """Return a cleaning after the one of its text: places go back to the page, fields are the first one's.

    Args:
        page: The page.
        first: What cleaning made of it.
        document: The document of that.
        again: What cleaning made of the document's text.
    """
    if again.document is None:
        return refused(page, "no_article")
    if again.document.text == document.text:
        return first
    places = Tracked(again.document.text, again.document.offsets.after(document.offsets))
    marks = tuple(
        (*document.offsets.raw(mark.start, mark.end), mark.kind) for mark in document.damage if mark.end > mark.start
    )
    title = document.title if places.text.startswith(f"{document.title}\n") else again.document.title
    kept = replace(
        document,
        text=places.text,
        offsets=places.offsets,
        title=title,
        damage=tuple(sorted({*again.document.damage, *carried(marks, places)})),
    )
    later = [_in_page(reject, document) for reject in again.rejects]
    rejects = sorted([*first.rejects, *later], key=lambda reject: (reject.start, reject.end))
    return Cleaned(kept, tuple(rejects), first.personal + again.personal, first.glosses + again.glosses)


def _in_page(reject: Reject, document: Document) -> Reject:
    """Return a reject of a document's text with its place in the page."""
    if reject.end <= reject.start:
        return reject
    start, end = document.offsets.raw(reject.start, reject.end)
    return replace(reject, start=start, end=end)


def carried(places: tuple[tuple[int, int, DamageKind], ...], tracked: Tracked) -> Iterator[Damage]:
    """Yield the damage that was seen before the article was cut out, where it fell into the article."""
    starts, ends = tracked.offsets.starts, tracked.offsets.ends
    for start, end, kind in places:
        first, last = (int(np.searchsorted(starts, start)), int(np.searchsorted(ends, end, side="right")))
        if 0 < first < len(starts) and last <= len(starts):
            yield Damage(first, max(first, last), kind)
