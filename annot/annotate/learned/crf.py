"""A trained linear-chain CRF over characters as a source of candidates."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annot.annotate.calibration import score_of
from annot.annotate.candidate import BLOCK, Candidate, Tier
from annot.annotate.learned.curve import Curve, evidence
from annot.annotate.learned.gate import Gate
from annot.annotate.learned.manifest import MANIFEST, Manifest
from annot.annotate.learned.proposal import Action, Proposal
from annot.annotate.learned.tagger import Tagger
from annot.annotate.reading import Reading
from annot.errors import ModelError

__all__ = ["WEIGHTS", "CrfAnnotator", "admitted", "load"]

WEIGHTS = "model.crfsuite"


@dataclass(frozen=True)
class CrfAnnotator:
    """A trained CRF.

    Attributes:
        manifest: What it is called, what it may do, how its probabilities are read.
        tagger: Its weights.
    """

    manifest: Manifest
    tagger: Tagger

    @property
    def name(self) -> str:
        """What it is called: ``NAME@VERSION``."""
        return f"{self.manifest.name}@{self.manifest.version}"

    @property
    def version(self) -> str:
        """Its name with the digest of its weights: two models of one name are told apart."""
        return f"crf:{self.name}-{self.manifest.weights[:8]}"

    def candidates(self, reading: Reading, rules: Sequence[Candidate]) -> list[Candidate]:
        """Return what the model is allowed to do to a document; see `admitted`."""
        found: list[Candidate] = []
        starts = reading.paragraph_starts
        position = 0
        for start, following in zip(starts, [*starts[1:], len(reading.text) + 1], strict=True):
            end = following - 1
            first = position
            while position < len(rules) and rules[position].end <= end:
                position += 1
            proposals = self.tagger.proposals(reading, rules[first:position], start, end)
            found += admitted(proposals, self.manifest.gate, self.manifest.curve, source=f"crf:{self.name}")
        return found


def admitted(proposals: Iterable[Proposal], gate: Gate, curve: Curve, *, source: str) -> Iterator[Candidate]:
    """Yield the candidates that carry out what the gate lets through.

    A span on which rules and model agree keeps its source and gets a score from the model's probability. A span
    of the rules that the model drops is blocked.
    """
    for proposal in proposals:
        if proposal.action is Action.KEEP:
            yield from _kept(proposal, curve)
        elif (opening := gate.opening(proposal)) is not None:
            label = BLOCK if proposal.action is Action.DROP else proposal.label
            score = round(opening.share, 4)
            yield Candidate(proposal.start, proposal.end, label, source, Tier.LEARNED, score=score)


def _kept(proposal: Proposal, curve: Curve) -> Iterator[Candidate]:
    for candidate in proposal.over:
        share = curve.share(evidence(score_of(candidate.source), proposal.probability))
        if share is not None:
            # The resolved winner, moved up: it wins over its twin without the score, and over nothing else.
            yield candidate._replace(tier=max(candidate.tier, Tier.LEARNED), score=share)


def load(folder: Path) -> CrfAnnotator:
    """Load a model that `annot.annotate.learned.training.train` wrote.

    Raises:
        ModelError: The folder is incomplete or broken, or its weights are not those that its description names.
    """
    manifest = Manifest.read(folder)
    path = folder / WEIGHTS
    try:
        weights = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); copy the whole folder again") from error
    if hashlib.sha256(weights).hexdigest() != manifest.weights:
        raise ModelError(f"{path}: not the weights that {MANIFEST} names; copy the whole folder again")
    try:
        return CrfAnnotator(manifest, Tagger.from_weights(weights))
    except ValueError as error:
        raise ModelError(f"{path}: no weights of a CRF ({error}); train the model anew with `annot train`") from error
