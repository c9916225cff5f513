"""A picture of what cleaning did to a page: raw and clean side by side, removed parts greyed with their reason."""

from collections import Counter
from functools import lru_cache
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template

import numpy as np
from numpy.typing import NDArray

from annot.clean.decoding import decode
from annot.clean.page import clean_page
from annot.clean.settling import Cleaned
from annot.document import Document, Page, Reject

__all__ = ["show"]

_TEMPLATE = Path(__file__).with_name("picture.html")
_REASONS = Path(__file__).with_name("reasons.tsv")
_MARKUP_SHOWN = 80
_OTHER = -1


def show(page: Page) -> str:
    """Return a self-contained HTML page that shows a page before and after cleaning."""
    cleaned, text = clean_page(page), decode(page).text
    document = cleaned.document
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        name=escape(page.name),
        title=escape((document and document.title) or page.name),
        fields=_fields(page, cleaned),
        reasons=_reasons(cleaned.rejects),
        raw=_raw(text, document, cleaned.rejects),
        clean=_clean(document) if document else f'<div class="none">{_names()[cleaned.rejects[0].reason]}</div>',
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    lines = _REASONS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def _fields(page: Page, cleaned: Cleaned) -> str:
    document = cleaned.document
    rows = [("文件", page.name)]
    if document:
        rows += [
            ("来源", document.source),
            ("作者", document.author),
            ("日期", document.date),
            ("网址", document.url),
            ("编码", document.encoding),
            ("正文", f"{len(document.text)} 字"),
            ("个人信息", f"删去 {cleaned.personal} 处" if cleaned.personal else ""),
        ]
    return "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in rows if value)


def _reasons(rejects: tuple[Reject, ...]) -> str:
    counts = Counter(reject.reason for reject in rejects)
    return "".join(f"<span>{_names().get(reason, reason)} {count}</span>" for reason, count in counts.most_common())


def _raw(text: str, document: Document | None, rejects: tuple[Reject, ...]) -> str:
    """Write the raw text: what was kept by paragraph, what was removed by reject, and markup, shortened."""
    owners = np.full(len(text), _OTHER, dtype=np.int32)
    for number, reject in enumerate(rejects):
        owners[reject.start : reject.end] = number
    kept = _paragraph_of_raw(text, document)
    edges = np.flatnonzero((owners[1:] != owners[:-1]) | (kept[1:] != kept[:-1])) + 1
    runs = pairwise([0, *edges.tolist(), len(text)])
    return "".join(
        _run(text[start:end], int(kept[start]), int(owners[start]), rejects) for start, end in runs if start < end
    )


def _paragraph_of_raw(text: str, document: Document | None) -> NDArray[np.int32]:
    kept = np.full(len(text), _OTHER, dtype=np.int32)
    if document is None:
        return kept
    starts, ends = document.offsets.starts, document.offsets.ends
    for paragraph in document.paragraphs():
        for place in range(paragraph.start, paragraph.start + len(paragraph.text)):
            kept[starts[place] : ends[place]] = paragraph.index
    return kept


def _run(text: str, paragraph: int, owner: int, rejects: tuple[Reject, ...]) -> str:
    if paragraph != _OTHER:
        return f'<span class="kept" data-paragraph="{paragraph}">{escape(text)}</span>'
    if owner != _OTHER:
        reason = rejects[owner].reason
        shown = "■" * len(text) if reason == "personal_data" else escape(_shortened(text))
        return f'<span class="cut">{shown}</span><span class="tag">{_names().get(reason, reason)}</span>'
    return text if text.isspace() else f'<span class="markup">{escape(_shortened(text))}</span>'


def _shortened(text: str) -> str:
    if len(text) <= 2 * _MARKUP_SHOWN or "<" not in text:
        return text
    return f"{text[:_MARKUP_SHOWN]} …（略去 {len(text) - 2 * _MARKUP_SHOWN} 字符）… {text[-_MARKUP_SHOWN:]}"


def _clean(document: Document) -> str:
    """Write the clean paragraphs with their damage marked."""
    parts: list[str] = []
    for paragraph in document.paragraphs():
        start, end = paragraph.start, paragraph.start + len(paragraph.text)
        written, done = "", start
        for damage in document.damage:
            if start <= damage.start <= end and damage.end <= end and damage.start >= done:
                kind = _names()[damage.kind.value]
                written += escape(document.text[done : damage.start])
                written += f'<mark data-kind="{kind}">{escape(document.text[damage.start : damage.end])}</mark>'
                done = damage.end
        written += escape(document.text[done:end])
        parts.append(f'<p data-paragraph="{paragraph.index}">{written}</p>')
    return "".join(parts)
