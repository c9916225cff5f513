"""Read the frames of a sentence whose entities a test names, as text."""

from annot.metrics import build_frames, find_quantities
from annot.span import Span

__all__ = ["read_frames"]


def read_frames(text: str, entities: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """Return value, indicator, subject and period of each frame as text; longer names are marked first."""
    spans: list[Span] = []
    for name, label in sorted(entities.items(), key=lambda pair: -len(pair[0])):
        place = text.find(name)
        while place >= 0:
            if all(s.end <= place or place + len(name) <= s.start for s in spans):
                spans.append(Span(place, place + len(name), label))
            place = text.find(name, place + 1)
    spans.sort()
    found, frames = build_frames(text, spans, find_quantities(text, spans))

    def said(index: int | None) -> str:
        return "" if index is None else found[index].of(text)

    return [(said(f.value), said(f.indicator), said(f.subject), said(f.period)) for f in frames]
