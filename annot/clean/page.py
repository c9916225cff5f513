"""From a page to its document: the straight line of cleaning."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from annot.clean.article import Article, find_article
from annot.clean.characters import normalise, single_spaced
from annot.clean.damage import find_damage
from annot.clean.decoding import Decoded, decode
from annot.clean.doubled import is_garbled, mend_doubled
from annot.clean.elements import Flat
from annot.clean.entities import resolve_references
from annot.clean.glosses import find_glosses
from annot.clean.lines import broken_up, find_lines
from annot.clean.markdown import without_marks
from annot.clean.markup import flatten, has_tags, is_html
from annot.clean.misread import mend_torn
from annot.clean.payload import read_areas, read_payload, read_scripts
from annot.clean.personal import find_personal, without_personal
from annot.clean.phrases import find_phrases
from annot.clean.script import has_traditional, simplify
from annot.clean.settling import Cleaned, carried, is_at_rest, refused, settled
from annot.clean.tracked import Tracked
from annot.document import DamageKind, Document, Page, Reject
from annot.offsets import OffsetMap

__all__ = ["Cleaned", "clean_page"]

# The beginning of a page, where mills put their spam.
_HEAD = 400
# Every round but the last makes the text shorter; two are enough for all but torn pages.
_ROUNDS = 12
# A name has fewer characters to tell that it was encoded twice by.
_NAME_LEAST = 3


@dataclass(frozen=True, slots=True)
class _Plain:
    """A page's text with markup, references, glosses and script dealt with; lines not yet judged."""

    tracked: Tracked
    flat: Flat | None
    glosses: tuple[tuple[int, int], ...]
    damage: tuple[tuple[int, int, DamageKind], ...]
    in_pieces: bool


def clean_page(page: Page, *, patched: bool | None = None) -> Cleaned:
    """Clean a page; never raises, whatever its bytes are.

    What comes out is cleaned again as a text of its own until that changes nothing, which on most pages it does not
    the first time. So cleaning clean text changes nothing.

    Args:
        page: The page as crawled.
        patched: Whether to write right the variants that OpenCC leaves (帶著 → 带着); None decides by the page,
            see docs/cleaning.md.
    """
    decoded = decode(page)
    if decoded.is_binary:
        return refused(page, "binary_page" if page.raw else "empty_page")
    if not decoded.text.strip():
        return refused(page, "empty_page")
    if is_garbled(decoded.text):
        return refused(page, "garbled_page")
    (cleaned, is_plain), source = _clean_once(page, decoded, patched), decoded.text
    for _ in range(_ROUNDS):
        document = cleaned.document
        if document is None or document.text == source or (is_plain and is_at_rest(document.text)):
            break
        source = document.text
        if _is_settled(source, patched):
            break
        again, is_plain = _clean_once(page, Decoded(source, decoded.encoding), patched)
        cleaned = settled(page, cleaned, document, again)
    return cleaned


def _is_settled(text: str, patched: bool | None) -> bool:
    """Tell whether cleaning a text would keep all its lines as they are: most do, and then no document is made."""
    plain, article = _read(Decoded(text, "utf-8"), patched, read_payload(text))
    if article is None or plain.tracked.text != text or article.joins or "  " in text or find_personal(text):
        return False
    places = [*([article.title] if article.title else []), *article.paragraphs]
    return sum(end - start for start, end in places) + len(places) - 1 == len(text)


def _clean_once(page: Page, decoded: Decoded, patched: bool | None) -> tuple[Cleaned, bool]:
    """Return what one cleaning makes of a page, and whether nothing about its lines was in doubt."""
    plain, article = _read(decoded, patched, read_payload(decoded.text))
    for read_hidden in (read_scripts, read_areas):
        if article is None and plain.flat is not None and (hidden := read_hidden(decoded.text)):
            plain, article = _read(decoded, patched, hidden)
    if article is None:
        return refused(page, "no_article"), False
    cleaned = _cleaned(page, decoded, plain, article)
    return cleaned, article.is_plain and not cleaned.personal


def _read(decoded: Decoded, patched: bool | None, flat: Flat | None) -> tuple[_Plain, Article | None]:
    plain = _plain(decoded, patched, flat)
    lines = find_lines(plain.tracked.text, plain.flat, plain.in_pieces)
    article = find_article(plain.tracked.text, lines, plain.flat)
    return plain, article if article and article.paragraphs else None


def _plain(decoded: Decoded, patched: bool | None, flat: Flat | None) -> _Plain:
    text = decoded.text
    if flat is None and has_tags(text):
        flat = flatten(text, keeps_newlines=not is_html(text))
    tracked = without_marks(flat.tracked if flat else Tracked.of(text))
    tracked, torn = mend_torn(tracked)
    lost = _raw_places(tracked, torn, DamageKind.LOST_CHARACTERS)
    tracked, unknown = resolve_references(tracked)
    broken = _raw_places(tracked, unknown, DamageKind.BROKEN_ENTITY)
    tracked, halves = mend_doubled(tracked)
    broken += _raw_places(tracked, halves, DamageKind.BROKEN_BYTES)
    glosses = find_glosses(tracked.text)
    places = _ordered_places(tracked, glosses)
    tracked = tracked.edited([(start, end, "") for start, end in glosses])
    if has_traditional(tracked.text):
        tracked = simplify(tracked, True if patched is None and not glosses and not _is_milled(text) else patched)
    tracked = normalise(tracked)
    broken_bytes = [(start, end, DamageKind.BROKEN_BYTES) for start, end in decoded.damage]
    whole = tracked
    if flat is None:
        tracked = broken_up(tracked)
    elif flat.title or flat.meta:
        flat = replace(flat, title=_spelled(flat.title), meta={key: _spelled(flat.meta[key]) for key in flat.meta})
    return _Plain(tracked, flat, places, (*lost, *broken, *broken_bytes), tracked is not whole)


def _spelled(name: str) -> str:
    """Write a name as the lines of the page are written by then."""
    return normalise(simplify(mend_doubled(resolve_references(Tracked.of(name))[0], _NAME_LEAST)[0])).text


def _is_milled(text: str) -> bool:
    """Tell whether a mill of copied pages made a page: it puts spam at the head (see docs/cleaning.md)."""
    return any(phrase.reason == "spam" for _, _, phrase in find_phrases(text[:_HEAD]))


def _ordered_places(tracked: Tracked, places: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the raw places of stretches in which the raw order is kept: those of the first and last character."""
    if not places:
        return ()
    firsts, lasts = np.array(places, dtype=np.int32).T
    offsets = tracked.offsets
    return tuple(zip(offsets.starts[firsts].tolist(), offsets.ends[lasts - 1].tolist(), strict=True))


def _raw_places(
    tracked: Tracked, places: tuple[tuple[int, int], ...], kind: DamageKind
) -> list[tuple[int, int, DamageKind]]:
    return [(*tracked.offsets.raw(start, end), kind) for start, end in places]


def _cleaned(page: Page, decoded: Decoded, plain: _Plain, article: Article) -> Cleaned:
    joined = _joined(plain.tracked, article)
    tracked = single_spaced(joined)
    is_told = bool(find_personal(plain.tracked.text))
    # A number in two pieces is one only in the article.
    personal = find_personal(tracked.text) if is_told or article.joins or tracked is not joined else []
    rejects = [
        *_rejects(page, plain, article, is_told),
        *(Reject(page.page_id, page.name, "personal_data", *tracked.offsets.raw(*place), "") for place in personal),
    ]
    tracked = tracked.edited([(start, end, "") for start, end in personal])
    fields = article.fields
    document = Document(
        page_id=page.page_id,
        name=page.name,
        text=tracked.text,
        offsets=tracked.offsets,
        encoding=decoded.encoding,
        title=tracked.text.split("\n", 1)[0] if article.title else "",
        source=without_personal(fields.source),
        author=without_personal(fields.author),
        date=fields.date,
        url=page.url or fields.url,
        damage=tuple(sorted({*find_damage(tracked.text), *carried(plain.damage, tracked)})),
    )
    rejects.sort(key=lambda reject: (reject.start, reject.end))
    return Cleaned(document, tuple(rejects), len(personal), len(plain.glosses))


def _joined(tracked: Tracked, article: Article) -> Tracked:
    """Join title and paragraphs by newlines, each standing for the raw gap it fills."""
    places = [*([article.title] if article.title else []), *article.paragraphs]
    joined = {number + bool(article.title) for number in article.joins} - {0}
    first, last = tracked.offsets.starts, tracked.offsets.ends
    length = sum(end - start for start, end in places) + len(places)
    starts, ends = np.empty(length, dtype=np.int32), np.empty(length, dtype=np.int32)
    texts: list[str] = []
    at = 0
    for number, (start, end) in enumerate(places):
        if number and number not in joined:
            texts.append("\n")
            # Where a moved piece leaves no gap, the newline stands for the character before it.
            starts[at] = ends[at - 1] if ends[at - 1] < first[start] else starts[at - 1]
            ends[at] = max(first[start], ends[at - 1])
            at += 1
        texts.append(tracked.text[start:end])
        starts[at : at + end - start], ends[at : at + end - start] = first[start:end], last[start:end]
        at += end - start
    return Tracked("".join(texts), OffsetMap(starts[:at], ends[:at]))


def _rejects(page: Page, plain: _Plain, article: Article, is_told: bool) -> Iterator[Reject]:
    """Yield what was taken out, with its place in the page; personal data in it is left out of the text."""
    page_id = page.page_id
    for start, end in plain.glosses:
        yield Reject(page_id, page.name, "gloss", start, end, "")
    places = _ordered_places(plain.tracked, [(start, end) for start, end, _ in article.dropped])
    for (start, end, reason), place in zip(article.dropped, places, strict=True):
        text = plain.tracked.text[start:end]
        yield Reject(page_id, page.name, reason, *place, without_personal(text) if is_told else text)
