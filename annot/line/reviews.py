"""What people said, as it was pulled or imported: only ever added to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from annot.annotation import Annotation
from annot.document import content_id
from annot.tables import REVIEWS, annotations_from, annotations_table
from annot.workspace import Workspace

__all__ = ["Review", "keep_reviews", "latest_reviews", "standing_reviews"]


@dataclass(frozen=True, slots=True)
class Review:
    """One person's reading of one paragraph, at one moment.

    Attributes:
        annotation: The reading.
        origin: Which annotation of which source it is (``label-studio:3:17``); a later reading of it replaces this one.
        withdrawn: Whether the person took it back.
    """

    annotation: Annotation
    origin: str
    withdrawn: bool = False


def keep_reviews(reviews: Iterable[Review], workspace: Workspace, *, at: str) -> int:
    """Add the reviews that say something new, as one part, and return how many that were.

    Args:
        reviews: As pulled or imported.
        workspace: Its `reviews` station is added to; nothing in it is changed.
        at: When they came, ISO 8601 in UTC; parts are read in this order.
    """
    workspace.reviews.sweep()
    known = latest_reviews(workspace)
    fresh = [review for review in reviews if known.get(review.origin) != review]
    if fresh:
        stamp = "".join(character for character in at if character.isalnum())
        table = reviews_table(fresh)
        workspace.reviews.write(f"at-{stamp}-{content_id(' '.join(review.origin for review in fresh))}", table)
    return len(fresh)


def standing_reviews(workspace: Workspace) -> list[Annotation]:
    """Return the latest reading under each origin, those taken back left out."""
    return [review.annotation for review in latest_reviews(workspace).values() if not review.withdrawn]


def latest_reviews(workspace: Workspace) -> dict[str, Review]:
    """Return the latest review under each origin, those taken back included."""
    return {review.origin: review for table in workspace.reviews.tables() for review in _reviews_from(table)}


def reviews_table(reviews: Iterable[Review]) -> pa.Table:
    """Return reviews as a table."""
    rows = list(reviews)
    table = annotations_table(review.annotation for review in rows)
    table = table.append_column("origin", pa.array([review.origin for review in rows], pa.string()))
    return table.append_column("withdrawn", pa.array([review.withdrawn for review in rows], pa.bool_())).cast(REVIEWS)


def _reviews_from(table: pa.Table) -> Iterator[Review]:
    origins, withdrawn = table["origin"].to_pylist(), table["withdrawn"].to_pylist()
    for annotation, origin, taken_back in zip(annotations_from(table), origins, withdrawn, strict=True):
        yield Review(annotation, origin, taken_back)
