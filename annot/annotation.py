"""What is said about one paragraph: its spans and its metric frames."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from annot.errors import OffsetError
from annot.span import Span

__all__ = ["Annotation", "Basis", "Direction", "Frame", "Kind", "Progress", "Qualifier", "Quantity", "Status"]


class Status(StrEnum):
    """Who has seen an annotation: a model only, one person, or an adjudicator."""

    PREDICTED = "predicted"
    REVIEWED = "reviewed"
    ADJUDICATED = "adjudicated"


class Kind(StrEnum):
    """What sort of quantity a value is."""

    MONEY = "money"
    COUNT = "count"
    PERCENT = "percent"
    RATIO = "ratio"
    RANK = "rank"
    AREA = "area"
    LENGTH = "length"
    VOLUME = "volume"
    MASS = "mass"
    ENERGY = "energy"
    DURATION = "duration"
    SPEED = "speed"
    SCORE = "score"
    MULTIPLE = "multiple"
    PERCENTAGE_POINT = "percentage_point"
    OTHER = "other"


class Qualifier(StrEnum):
    """How the text bounds a number."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Direction(StrEnum):
    """Where a change goes, or on which side a comparison falls."""

    INCREASE = "increase"
    DECREASE = "decrease"
    FLAT = "flat"
    ABOVE = "above"
    BELOW = "below"


class Basis(StrEnum):
    """What a change is measured against."""

    YOY = "yoy"
    QOQ = "qoq"
    CUMULATIVE = "cumulative"
    VS_OTHER = "vs_other"


class Progress(StrEnum):
    """Whether a figure has come about or is aimed at."""

    ACTUAL = "actual"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Quantity:
    """The normalised reading of a VALUE or CHANGE span.

    Attributes:
        kind: What sort of quantity it is.
        minimum, maximum: Bounds in the base unit, inclusive; equal when exact, None where open
            (``超过X`` has only a minimum).
        unit: Canonical unit (``元``, ``平方米``, ``家``, ``1`` for percentages and fractions).
        qualifier: How the text bounds the number.
        direction, basis: Only for a CHANGE.
        progress: Whether the figure has come about (``actual``) or is aimed at (``target``).
    """

    kind: Kind
    minimum: Decimal | None
    maximum: Decimal | None
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    direction: Direction | None = None
    basis: Basis | None = None
    progress: Progress = Progress.ACTUAL


@dataclass(frozen=True, slots=True)
class Frame:
    """A metric frame: one VALUE or CHANGE with what it measures, of whom, and when.

    Attributes:
        value: Index, in the annotation's spans, of the VALUE or CHANGE.
        quantity: Its normalised reading.
        indicator, subject, period: Indexes of the INDICATOR, the entity it is about and the TIME; None when unsaid.
    """

    value: int
    quantity: Quantity
    indicator: int | None = None
    subject: int | None = None
    period: int | None = None

    def roles(self) -> Iterator[tuple[str, int]]:
        """Yield the filled roles with their span indexes."""
        for role, index in (("indicator", self.indicator), ("subject", self.subject), ("period", self.period)):
            if index is not None:
                yield role, index


@dataclass(frozen=True, slots=True)
class Annotation:
    """The spans and frames of one paragraph, and who stands behind them.

    Attributes:
        document_id: Identity of the document.
        paragraph: Number of the paragraph in it; the title is 0.
        start: Place of the paragraph in the document's text.
        text: The paragraph; span offsets are into this text.
        spans: In order of place.
        frames: Metric frames over `spans`.
        status: Who has seen it.
        annotator: The model version, or the pseudonym of the person.
        updated_at: When a person last changed it, ISO 8601 in UTC; empty for predictions.
    """

    document_id: str
    paragraph: int
    start: int
    text: str
    spans: tuple[Span, ...] = ()
    frames: tuple[Frame, ...] = ()
    status: Status = Status.PREDICTED
    annotator: str = ""
    updated_at: str = ""

    def __post_init__(self) -> None:
        """Refuse spans outside the text and frames that point nowhere.

        Raises:
            OffsetError: A span ends after the text, or a frame names a span that is not there.
        """
        for span in self.spans:
            span.of(self.text)
        for frame in self.frames:
            for role, index in (("value", frame.value), *frame.roles()):
                if not 0 <= index < len(self.spans):
                    raise OffsetError(
                        f"{self.id}: frame {role} points at span {index} of {len(self.spans)}; "
                        "give the index of a span of the same paragraph"
                    )

    @property
    def id(self) -> str:
        """Identity of the paragraph: its document and its number."""
        return f"{self.document_id}:{self.paragraph}"
