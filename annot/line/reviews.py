"""What people said, as it was pulled or imported: only ever added to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import pyarrow as pa

from annot.annotation import Annotation
from annot.document import content_id
from annot.line.lineage import Lineage, made_under, read_lineage
from annot.tables import REVIEWS, annotations_table
from annot.workspace import Workspace

__all__ = ["Review", "carried_reviews", "fresh_reviews", "keep_reviews", "latest_reviews", "standing_reviews"]


@dataclass(frozen=True, slots=True)
class Review:
    """One person's reading of one paragraph, at one moment.

    Attributes:
        annotation: The reading.
        origin: Which annotation of which source it is (``label-studio:3:17``); a later reading of it replaces this one.
        withdrawn: Whether the person took it back.
        version: Of the label schema that the person had before them; known of stored reviews.
    """

    annotation: Annotation
    origin: str
    withdrawn: bool = False
    version: str = field(default="", compare=False)


def keep_reviews(reviews: Iterable[Review], workspace: Workspace, *, at: str, version: str | None = None) -> int:
    """Add the reviews that say something new, as one part, and return how many that were.

    Args:
        reviews: As pulled or imported.
        workspace: Its `reviews` station is added to; nothing in it is changed.
        at: When they came, ISO 8601 in UTC; parts are read in this order.
        version: Of the label schema they were made under; None for the one in force.
    """
    workspace.reviews.sweep()
    fresh = fresh_reviews(reviews, workspace, version=version)
    if fresh:
        stamp = "".join(character for character in at if character.isalnum())
        table = read_lineage(workspace).stamped(reviews_table(fresh), version)
        workspace.reviews.write(f"at-{stamp}-{content_id(' '.join(review.origin for review in fresh))}", table)
    return len(fresh)


def fresh_reviews(reviews: Iterable[Review], workspace: Workspace, *, version: str | None = None) -> list[Review]:
    """Return the reviews, made under a version of the label schema, that say something new under the one in force."""
    lineage, known = read_lineage(workspace), latest_reviews(workspace)
    made = version or lineage.versions[-1]

    def says_new(review: Review) -> bool:
        return known.get(review.origin) != replace(review, annotation=lineage.brought(review.annotation, made))

    return [review for review in reviews if says_new(review)]


def standing_reviews(workspace: Workspace) -> list[Annotation]:
    """Return the latest reading under each origin, those taken back left out.

    Of a paragraph that was read under several schema versions those of the last one count: whoever read it before
    had not the labels to agree or disagree with.
    """
    return [review.annotation for review in _standing(workspace)]


def carried_reviews(workspace: Workspace) -> list[Annotation]:
    """Return the readings that stand for a paragraph and were made under an earlier schema than the one in force."""
    newest = read_lineage(workspace).versions[-1]
    return [review.annotation for review in _standing(workspace) if review.version != newest]


def _standing(workspace: Workspace) -> list[Review]:
    place = read_lineage(workspace).versions.index
    reviews = [review for review in latest_reviews(workspace).values() if not review.withdrawn]
    last: dict[str, int] = {}
    for review in reviews:
        last[review.annotation.id] = max(place(review.version), last.get(review.annotation.id, 0))
    return [review for review in reviews if place(review.version) == last[review.annotation.id]]


def latest_reviews(workspace: Workspace) -> dict[str, Review]:
    """Return the latest review under each origin, those taken back included, as they are under the schema in force."""
    lineage = read_lineage(workspace)
    return {review.origin: review for table in workspace.reviews.tables() for review in _reviews_from(table, lineage)}


def reviews_table(reviews: Iterable[Review]) -> pa.Table:
    """Return reviews as a table."""
    rows = list(reviews)
    table = annotations_table(review.annotation for review in rows)
    table = table.append_column("origin", pa.array([review.origin for review in rows], pa.string()))
    return table.append_column("withdrawn", pa.array([review.withdrawn for review in rows], pa.bool_())).cast(REVIEWS)


def _reviews_from(table: pa.Table, lineage: Lineage) -> Iterator[Review]:
    origins, withdrawn = table["origin"].to_pylist(), table["withdrawn"].to_pylist()
    annotations = lineage.annotations_from(table)
    for annotation, origin, taken_back in zip(annotations, origins, withdrawn, strict=True):
        yield Review(annotation, origin, taken_back, made_under(table))
