"""How good a model is on documents it was not trained on, and what it may therefore do."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from annot.annotate.calibration import score_of
from annot.annotate.candidate import BLOCK
from annot.annotate.learned.crf import admitted
from annot.annotate.learned.curve import Curve, evidence
from annot.annotate.learned.gate import Gate, Judged
from annot.annotate.learned.lesson import Lesson, Place
from annot.annotate.learned.proposal import Action, Proposal
from annot.annotate.learned.scores import Scores
from annot.annotate.learned.tagger import Tagger, fit
from annot.annotate.resolution import resolve

__all__ = ["Trial", "cross_validate", "deal", "judge", "places_with"]

FOLDS = 5


@dataclass(frozen=True)
class Trial:
    """What cross-validation found.

    Attributes:
        judged: By fold, every proposal on a document its model had not seen, with its worth.
        rules: Scores of the rules alone.
        combined: Scores with the models, each fold with the gate that the other folds open.
    """

    judged: tuple[tuple[Judged, ...], ...] = ()
    rules: Scores = field(default_factory=Scores)
    combined: Scores = field(default_factory=Scores)

    @property
    def gate(self) -> Gate:
        """What a model may do by all folds; nothing when that lowered the score where it could be tested."""
        return Gate.from_judged(chain(*self.judged)) if self.combined.f1() >= self.rules.f1() else Gate()

    @property
    def curve(self) -> Curve:
        """How agreement is to be scored by all folds; nothing when the rules' own scores are as good.

        Good is a small Brier score, the mean squared distance of the score from what is right, where each fold is
        scored by the curve of the others.
        """
        cases = [[_case(one) for one in fold if one.proposal.action is Action.KEEP] for fold in self.judged]
        ours = theirs = 0.0
        for number, fold in enumerate(cases):
            curve = Curve.from_cases(case[1:] for case in chain(*cases[:number], *cases[number + 1 :]))
            for score, strength, right in fold:
                ours += ((curve.share(strength) or score) - right) ** 2
                theirs += (score - right) ** 2
        return Curve.from_cases(case[1:] for case in chain(*cases)) if ours < theirs else Curve()


def _case(kept: Judged) -> tuple[float, float, bool]:
    """Return the rule's score of a kept span, the evidence for it, and whether it is right."""
    score = score_of(kept.proposal.over[0].source)
    return score, evidence(score, kept.proposal.probability), kept.worth > 0


def deal(lessons: Sequence[Lesson], groups: Mapping[str, str], *, seed: int) -> list[list[int]]:
    """Deal lessons to folds so that near-duplicates, which share a group, are never told apart.

    Args:
        lessons: The documents.
        groups: Duplicate group by document; a document without one is its own.
        seed: Decides the folds.
    """
    keys = [groups.get(lesson.document_id, lesson.document_id) for lesson in lessons]
    order = sorted(set(keys))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, not secrets
    fold = {key: number % FOLDS for number, key in enumerate(order)}
    folds = [[number for number, key in enumerate(keys) if fold[key] == own] for own in range(FOLDS)]
    return [own for own in folds if own]


def cross_validate(lessons: Sequence[Lesson], folds: Sequence[Sequence[int]]) -> Trial:
    """Judge models on the fold that each was not trained on."""
    proposed: list[dict[int, list[Proposal]]] = []
    for fold in folds:
        held = set(fold)
        tagger = Tagger.from_weights(fit(lesson for number, lesson in enumerate(lessons) if number not in held))
        proposed.append({number: proposals_for(lessons[number], tagger) for number in fold})
    judged = [[one for number, own in fold.items() for one in judge(own, lessons[number])] for fold in proposed]
    rules, combined = Scores(), Scores()
    for number, fold_proposals in enumerate(proposed):
        others = [one for other, own in enumerate(judged) if other != number for one in own]
        gate = Gate.from_judged(others)
        for place, own in fold_proposals.items():
            lesson = lessons[place]
            rules.add(lesson.gold, places_with(lesson, [], Gate()))
            combined.add(lesson.gold, places_with(lesson, own, gate))
    return Trial(tuple(map(tuple, judged)), rules, combined)


def proposals_for(lesson: Lesson, tagger: Tagger) -> list[Proposal]:
    """Return what a model would do to the taught paragraphs of a lesson."""
    return [
        proposal
        for start, end in lesson.taught
        for proposal in tagger.proposals(lesson.reading, lesson.rules_within(start, end), start, end)
    ]


def judge(proposals: Sequence[Proposal], lesson: Lesson) -> list[Judged]:
    """Return proposals with what they are worth by the lesson's gold."""
    gold = frozenset(lesson.gold)
    return [Judged(proposal, proposal.worth(gold)) for proposal in proposals]


def places_with(lesson: Lesson, proposals: Sequence[Proposal], gate: Gate) -> list[Place]:
    """Return the spans of a lesson's taught paragraphs when the gate lets some proposals through."""
    learned = admitted(proposals, gate, Curve(), source="crf")
    return [
        (candidate.start, candidate.end, candidate.label)
        for candidate in resolve([*lesson.proposed, *learned])
        if candidate.label != BLOCK
        and any(start <= candidate.start and candidate.end <= end for start, end in lesson.taught)
    ]
