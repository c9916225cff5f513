"""Gold: one reading a paragraph, out of predictions and everything people said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from annot.annotation import Annotation, Frame, Status
from annot.merge.agreement import agreement, span_f1
from annot.span import Span

__all__ = ["Verdict", "merge_paragraph", "merge_readings"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The reading of a paragraph that is released, and how it came about.

    Attributes:
        annotation: The merged reading.
        annotators: How many people read it.
        agreement: Mean pairwise span F1 of those people; None for fewer than two.
        disputed: Spans that some but not all of them have, for an adjudicator.
    """

    annotation: Annotation
    annotators: int
    agreement: float | None
    disputed: tuple[Span, ...] = ()


def merge_readings(predictions: Iterable[Annotation], reviews: Iterable[Annotation]) -> Iterator[Verdict]:
    """Yield one verdict a predicted paragraph, in the order of the predictions.

    Reviews of paragraphs without a prediction (an imported corpus, a document that lost its group's
    lead) are released too, after the others, in order of their ids.
    """
    by_paragraph = _by_paragraph(reviews)
    for prediction in predictions:
        yield merge_paragraph(prediction, by_paragraph.pop(prediction.id, []))
    for paragraph in sorted(by_paragraph):
        yield merge_paragraph(None, by_paragraph[paragraph])


def _by_paragraph(reviews: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    ordered = sorted(reviews, key=lambda review: review.id)
    return {paragraph: list(readings) for paragraph, readings in groupby(ordered, key=lambda review: review.id)}


def merge_paragraph(prediction: Annotation | None, reviews: Sequence[Annotation]) -> Verdict:
    """Merge what is known of one paragraph.

    An adjudicated reading, the latest of several, stands until somebody reads the paragraph again. Else each
    person's latest reading counts: one is taken as it is; of several, the spans that more than half of them
    have (with two: that both have, and for the rest the later reading decides). With no person, the
    prediction stands as predicted.

    Raises:
        ValueError: There is neither a prediction nor a review.
    """
    reviews = [_with_intervals(review, prediction) for review in reviews]
    settled = max((review for review in reviews if review.status is Status.ADJUDICATED), key=_recency, default=None)
    since = [review for review in reviews if settled is None or review.updated_at > settled.updated_at]
    if settled is not None and not since:
        return Verdict(settled, annotators=len({review.annotator for review in reviews}), agreement=None)
    readings = _latest_of_each(since)
    if not readings:
        if prediction is None:
            raise ValueError("merge_paragraph needs a prediction or a review")
        return Verdict(prediction, annotators=0, agreement=None)
    merged, disputed = _settle(readings)
    return Verdict(merged, len(readings), agreement(readings), disputed)


def _with_intervals(review: Annotation, prediction: Annotation | None) -> Annotation:
    """Return the review with the calendar intervals of the same TIME spans in the prediction, where it tells none.

    People mark where a time stands; that 今年8月 is August 2024 is read from the page's date.
    """
    if prediction is None or prediction.text != review.text:
        return review
    known = {span: span.value for span in prediction.spans if span.value is not None}
    spans = tuple(replace(span, value=span.value or known.get(span)) for span in review.spans)
    return replace(review, spans=spans)


def _recency(review: Annotation) -> tuple[str, str]:
    return (review.updated_at, review.annotator)


def _latest_of_each(reviews: Sequence[Annotation]) -> list[Annotation]:
    latest: dict[str, Annotation] = {}
    for review in sorted(reviews, key=_recency):
        latest[review.annotator] = review
    return sorted(latest.values(), key=_recency)


def _settle(readings: Sequence[Annotation]) -> tuple[Annotation, tuple[Span, ...]]:
    votes = Counter(span for reading in readings for span in set(reading.spans))
    last = readings[-1]
    disputed = tuple(sorted(span for span, count in votes.items() if count < len(readings)))
    if not disputed:
        return last, ()
    kept = _majority(votes, len(readings), last)
    whole = replace(last, spans=kept, frames=())
    by_closeness = sorted(readings, key=lambda reading: (span_f1(reading, whole), _recency(reading)), reverse=True)
    return replace(whole, frames=_frames_over(kept, by_closeness), annotator="merged"), disputed


def _majority(votes: Counter[Span], voters: int, last: Annotation) -> tuple[Span, ...]:
    kept: list[Span] = []
    # Most votes first; at an equal count the later reading decides, then the place: a written order, not chance.
    order = sorted(votes, key=lambda span: (-votes[span], span not in last.spans, span))
    for span in order:
        wins = votes[span] * 2 > voters or (votes[span] * 2 == voters and span in last.spans)
        if wins and not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def _frames_over(kept: Sequence[Span], readings: Sequence[Annotation]) -> tuple[Frame, ...]:
    place = {span: index for index, span in enumerate(kept)}
    frames: dict[int, Frame] = {}
    for reading in readings:
        for frame in reading.frames:
            value = place.get(reading.spans[frame.value])
            if value is not None and value not in frames:
                frames[value] = _moved(frame, value, reading, place)
    return tuple(frames[value] for value in sorted(frames))


def _moved(frame: Frame, value: int, reading: Annotation, place: Mapping[Span, int]) -> Frame:
    roles = {role: place.get(reading.spans[index]) for role, index in frame.roles()}
    return Frame(value, frame.quantity, roles.get("indicator"), roles.get("subject"), roles.get("period"))
