"""The entity annotator: paragraphs of one document to flat spans and frames."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Date
from hashlib import sha256
from pathlib import Path

from annot.annotate.adjacent import find_extended
from annot.annotate.blocks import find_blocks
from annot.annotate.calibration import score_of
from annot.annotate.candidate import BLOCK, Candidate, Tier
from annot.annotate.companies import find_companies
from annot.annotate.coordination import find_coordinated
from annot.annotate.events import find_events
from annot.annotate.gazetteer import Gazetteer
from annot.annotate.government import find_ruled
from annot.annotate.industries import find_industries
from annot.annotate.lists import find_listed
from annot.annotate.memory import find_repeated
from annot.annotate.names import HeadFinder, find_names
from annot.annotate.persons import find_persons
from annot.annotate.places import confirmed, find_places
from annot.annotate.policies import find_policies
from annot.annotate.quotes import find_quotes
from annot.annotate.reading import Reading
from annot.annotate.resolution import resolve
from annot.annotate.time import find_times
from annot.annotate.works import find_works
from annot.annotation import Frame
from annot.span import Span

__all__ = ["Annotator"]

CODE_VERSION = "1"


class Annotator:
    """Lexicons, name grammar, quotes, persons, times and memory, resolved to flat spans."""

    def __init__(
        self, *, lexicons: Sequence[Path] = (), models: Sequence[Path] = (), threshold: float = 0.0
    ) -> None:
        """Load what annotation needs.

        Args:
            lexicons: The user's own lexicons; they win over everything else.
            models: Folders of learned annotators.
            threshold: Spans with a lower score are left out.

        Raises:
            LexiconError: A lexicon cannot be read.
            ModelError: A learned annotator cannot be loaded.
        """
        self._gazetteer = Gazetteer(lexicons)
        self._finder = HeadFinder()
        self._threshold = threshold

    @property
    def version(self) -> str:
        """Name of everything that decides the result: code, lexicons and models."""
        return f"rules-{CODE_VERSION}-{self._gazetteer.digest[:8]}"

    def annotate(
        self, paragraphs: Sequence[str], *, date: str = ""
    ) -> list[tuple[tuple[Span, ...], tuple[Frame, ...]]]:
        """Annotate the paragraphs of one document.

        Args:
            paragraphs: Clean text, a string a paragraph.
            date: Day of publication, ISO 8601; relative times are resolved against it.
        """
        text = "\n".join(paragraphs)
        chosen = resolve(self.candidates(text, date=date))
        results, start = [], 0
        for paragraph in paragraphs:
            own = [c for c in chosen if start <= c.start and c.end <= start + len(paragraph)]
            spans = [_span(c, start) for c in own if c.label != BLOCK]
            results.append((tuple(s for s in spans if (s.score or 0) >= self._threshold), ()))
            start += len(paragraph) + 1
        return results

    def candidates(self, text: str, *, date: str = "") -> list[Candidate]:
        """Return what every source proposes for a document."""
        reading = Reading.of(text, self._gazetteer)
        reading.confirm(confirmed(reading))
        found = [
            *_known(reading),
            *find_policies(reading),
            *find_listed(reading),
            *find_works(reading),
            *find_companies(reading),
            *find_blocks(reading),
            *find_places(reading),
            *find_names(reading, self._finder),
            *find_ruled(reading),
            *find_quotes(reading),
            *find_persons(reading),
            *find_events(reading),
            *find_industries(reading),
            *_times(text, date),
        ]
        found += find_extended(reading, found)
        found += find_coordinated(reading, resolve(found))
        return [*found, *find_repeated(reading, resolve(found))]


def _known(reading: Reading) -> Iterator[Candidate]:
    for hit in reading.hits:
        if hit.entry.label in ("POLICY", "INDUSTRY"):
            continue
        tier = Tier.USER if hit.is_own else Tier.NORMAL
        yield Candidate(hit.start, hit.end, hit.entry.label, f"lexicon:{hit.lexicon}", tier)


def _times(text: str, date: str) -> Iterator[Candidate]:
    reference = Date.fromisoformat(date) if date else None
    for span in find_times(text, reference=reference):
        yield Candidate(span.start, span.end, "TIME", span.source, Tier.SURE, span.value)


def _span(candidate: Candidate, start: int) -> Span:
    return Span(
        candidate.start - start,
        candidate.end - start,
        candidate.label,
        score=score_of(candidate.source),
        source=candidate.source,
        value=candidate.value,
    )
