"""A CRF trained on corrections: it may do only what it was seen to do well on documents it was not trained on."""

import hashlib
import json
from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annot.annotate import Annotator
from annot.annotate.candidate import BLOCK, Candidate, Tier
from annot.annotate.learned.crf import admitted, load
from annot.annotate.learned.crossvalidation import cross_validate, deal
from annot.annotate.learned.curve import Curve
from annot.annotate.learned.gate import Gate, Judged, Opening, sure_share
from annot.annotate.learned.lesson import lessons_digest, prepare
from annot.annotate.learned.loading import find_model, load_models
from annot.annotate.learned.proposal import Action, Proposal, compare
from annot.annotate.learned.report import report_as_text
from annot.annotate.learned.tags import spans_of, tags_of
from annot.annotate.learned.training import train
from annot.annotation import Annotation, Status
from annot.errors import ModelError
from annot.records import read_records
from annot.span import Span
from tests.marked import mark, parse_marked

SEED_GOLD = Path(__file__).parent / "seed_gold"
# A kind of name that no rule knows: what people of one district call their workshops.
WORKSHOPS = ("云栖", "青禾", "望海", "听松", "揽月", "知行", "和风", "星火", "锦程", "春晖")
FRAMES = (
    "走进[INSTITUTE {}创客坊]，机器轰鸣。",
    "记者来到[INSTITUTE {}创客坊]采访。",
    "[INSTITUTE {}创客坊]上月开张。",
)


def corrected(names=WORKSHOPS, status=Status.REVIEWED):
    made = []
    for number, name in enumerate(names):
        for paragraph, frame in enumerate(FRAMES):
            text, spans = parse_marked(frame.format(name))
            made.append(Annotation(f"d{number:02}", paragraph, 0, text, spans, status=status))
    return made


def annotated(annotator, *paragraphs):
    marked = annotator.annotate(paragraphs)
    return [mark(text, spans) for text, (spans, _) in zip(paragraphs, marked, strict=True)]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "workshops" / "1"
    return folder, train(corrected(), folder, name="workshops")


class TestTheLoop:
    def test_what_people_corrected_is_found_on_the_next_page(self, trained):
        text = "走进天工创客坊，机器轰鸣。"
        assert annotated(Annotator(), text) == [text]
        assert annotated(Annotator(models=[trained[0]]), text) == ["走进[INSTITUTE 天工创客坊]，机器轰鸣。"]

    def test_a_learned_span_says_which_model_made_it_and_how_often_that_is_right(self, trained):
        ((spans, _),) = Annotator(models=[trained[0]]).annotate(["记者来到远航创客坊采访。"])
        assert [(span.source, 0.8 < span.score <= 1) for span in spans] == [("crf:workshops@1", True)]

    def test_the_annotator_is_named_after_its_models_weights(self, trained):
        weights = hashlib.sha256((trained[0] / "model.crfsuite").read_bytes()).hexdigest()
        assert Annotator(models=[trained[0]]).version.endswith(f"+crf:workshops@1-{weights[:8]}")

    def test_cross_validation_compares_the_rules_with_and_without_the_model(self, trained):
        _, report = trained
        assert (report.documents, report.paragraphs) == (10, 30)
        assert report.rules.f1("INSTITUTE") == 0.0
        assert report.combined.f1("INSTITUTE") > 0.9

    def test_the_report_is_for_people(self, trained):
        text = report_as_text(trained[1])
        assert "learnt from 30 paragraphs of 10 documents" in text
        assert "the model adds INSTITUTE from a probability of" in text

    def test_what_people_take_out_goes_out(self, tmp_path):
        rows = [
            Annotation(f"d{n}", 0, 0, text, (), status=Status.REVIEWED)
            for n, text in enumerate(f"客人{verb}青岛{noun}。" for verb in "爱夸说喝买要" for noun in ("啤酒", "老酒"))
        ]
        rows += [
            replace(row, document_id=f"e{n}", text=text, spans=(Span(0, 2, "PLACE"),))
            for n, (row, text) in enumerate(
                zip(rows, (f"青岛{verb}雨。" for verb in "下有大小降暴" for _ in "ab"), strict=True)
            )
        ]
        train(rows, tmp_path / "m", name="beer")
        texts = ("客人问青岛啤酒。", "青岛无雨。")
        assert annotated(Annotator(), *texts)[0] != texts[0]
        assert annotated(Annotator(models=[tmp_path / "m"]), *texts) == ["客人问青岛啤酒。", "[PLACE 青岛]无雨。"]


class TestTraining:
    def test_it_does_not_depend_on_the_order_of_the_paragraphs(self, tmp_path):
        train(corrected(WORKSHOPS[:4]), tmp_path / "a", name="w", seed=7)
        train(corrected(WORKSHOPS[:4])[::-1], tmp_path / "b", name="w", seed=7)
        for name in ("model.crfsuite", "model.json"):
            assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()

    def test_the_description_says_what_the_model_is_and_what_it_learnt_from(self, trained):
        described = json.loads((trained[0] / "model.json").read_text(encoding="utf-8"))
        assert (described["kind"], described["name"], described["version"]) == ("crf", "workshops", "1")
        assert described["labels"] == ["INSTITUTE"]
        counts = {name: described["trained_on"][name] for name in ("documents", "paragraphs", "spans")}
        assert counts == {"documents": 10, "paragraphs": 30, "spans": 30}
        assert described["trained_on"]["digest"] == lessons_digest(prepare(corrected()))

    def test_paragraphs_nobody_has_seen_are_context_only(self):
        rows = corrected(WORKSHOPS[:2])
        rows[1] = replace(rows[1], status=Status.PREDICTED)
        first, second = prepare(rows)
        assert [first.reading.text[start:end] for start, end in first.taught] == [
            "走进云栖创客坊，机器轰鸣。",
            "云栖创客坊上月开张。",
        ]
        assert first.reading.text.count("\n") == 2
        assert (len(first.gold), len(second.gold)) == (2, 3)

    def test_spans_of_metrics_are_not_learnt(self, tmp_path):
        spans = (Span(0, 2, "INDICATOR"), Span(2, 5, "VALUE"))
        rows = [Annotation(f"d{n}", 0, 0, "营收5亿元", spans, status=Status.REVIEWED) for n in range(3)]
        with pytest.raises(ModelError, match="nothing to learn from: 3 reviewed documents with 0 entities"):
            train(rows, tmp_path / "m", name="w")

    @pytest.mark.parametrize(
        "rows",
        [
            pytest.param([], id="nothing"),
            pytest.param(corrected(WORKSHOPS[:1]), id="one document"),
            pytest.param(corrected(status=Status.PREDICTED), id="nobody has seen it"),
        ],
    )
    def test_too_little_is_refused(self, tmp_path, rows):
        with pytest.raises(ModelError, match="nothing to learn from"):
            train(rows, tmp_path / "m", name="w")

    def test_a_model_is_never_overwritten(self, trained):
        with pytest.raises(ModelError, match="holds a model already"):
            train(corrected(), trained[0], name="workshops")

    def test_near_duplicates_are_never_told_apart_by_a_fold(self):
        lessons = prepare(corrected())
        groups = {lesson.document_id: f"g{number % 3}" for number, lesson in enumerate(lessons)}
        folds = deal(lessons, groups, seed=0)
        assert sorted(map(sorted, folds)) == [[0, 3, 6, 9], [1, 4, 7], [2, 5, 8]]

    def test_a_model_never_lowers_the_rules_on_documents_it_was_not_trained_on(self):
        rows = [
            replace(row, status=Status.ADJUDICATED) for path in SEED_GOLD.glob("*.jsonl") for row in read_records(path)
        ]
        lessons = prepare(rows)
        trial = cross_validate(lessons, deal(lessons, {}, seed=0))
        assert trial.combined.gold.total() > 500
        assert trial.combined.f1() >= trial.rules.f1()


def proposal(action, probability=0.9, label="ZONE"):
    return Proposal(action, 0, 2, label, probability)


RULE = Candidate(0, 2, "ZONE", "lexicon:zones")


class TestTheGate:
    @pytest.mark.parametrize(
        ("good", "bad", "least"),
        [
            pytest.param(5, 0, 0.9, id="five of five"),
            pytest.param(4, 0, None, id="four of four are too few"),
            pytest.param(9, 2, 0.9, id="nine of eleven"),
            pytest.param(7, 5, None, id="seven of twelve may be chance"),
            pytest.param(0, 9, None, id="harm"),
        ],
    )
    def test_it_opens_for_what_did_good_beyond_chance(self, good, bad, least):
        judged = [Judged(proposal(Action.ADD), 1)] * good + [Judged(proposal(Action.ADD), -1)] * bad
        opening = Gate.from_judged(judged).opening(proposal(Action.ADD))
        assert (opening.least if opening else None) == least

    def test_it_opens_from_the_lowest_probability_that_did_good(self):
        judged = [Judged(proposal(Action.DROP, 0.96), 1)] * 6 + [Judged(proposal(Action.DROP, 0.75), 1)] * 2
        judged += [Judged(proposal(Action.DROP, 0.55), -1)] * 8
        assert Gate.from_judged(judged).openings == {(Action.DROP, "ZONE"): Opening(0.7, 1.0, 8)}

    def test_what_did_good_for_one_label_or_action_says_nothing_of_another(self):
        gate = Gate.from_judged([Judged(proposal(Action.ADD), 1)] * 9)
        assert gate.opening(proposal(Action.ADD, label="GOV")) is None
        assert gate.opening(proposal(Action.DROP)) is None
        assert gate.opening(proposal(Action.ADD, 0.89)) is None

    def test_five_of_five_exceed_five_in_eight(self):
        assert sure_share(5, 5) == pytest.approx(5 / (5 + 1.645**2))

    @given(st.integers(1, 200), st.data())
    def test_the_sure_share_is_as_far_below_the_found_one_as_chance_goes(self, cases, data):
        good = data.draw(st.integers(1, cases))
        least = sure_share(good, cases)
        assert (good / cases - least) / sqrt(least * (1 - least) / cases) == pytest.approx(1.645)


class TestComparing:
    @pytest.mark.parametrize(
        ("spans", "rules", "actions"),
        [
            pytest.param([(0, 2, "ZONE", 0.9)], [RULE], ["keep"], id="the same"),
            pytest.param([(0, 2, "GOV", 0.9)], [RULE], ["change"], id="another label"),
            pytest.param([(0, 3, "ZONE", 0.9)], [RULE], ["change"], id="another end"),
            pytest.param([(3, 5, "ZONE", 0.9)], [RULE], ["add", "drop"], id="elsewhere"),
            pytest.param([], [RULE], ["drop"], id="nothing"),
            pytest.param([(0, 2, "ZONE", 0.9)], [], ["add"], id="only the model"),
            pytest.param([(0, 2, "GOV", 0.9)], [Candidate(0, 2, "ZONE", "u", Tier.USER)], [], id="user's lexicon"),
            pytest.param([], [Candidate(0, 2, "ZONE", "u", Tier.USER)], [], id="the user's is never dropped"),
            pytest.param([(0, 2, "GOV", 0.9)], [Candidate(0, 4, BLOCK, "block")], [], id="blocked"),
        ],
    )
    def test_a_model_keeps_adds_changes_or_drops(self, spans, rules, actions):
        assert [one.action for one in compare(spans, rules, lambda start, end: 0.5)] == actions

    @pytest.mark.parametrize(
        ("action", "label", "gold", "worth"),
        [
            pytest.param(Action.KEEP, "ZONE", "ZONE", 1, id="kept, right"),
            pytest.param(Action.KEEP, "ZONE", "GOV", -1, id="kept, wrong"),
            pytest.param(Action.DROP, "ZONE", "ZONE", -1, id="dropped, was right"),
            pytest.param(Action.DROP, "ZONE", "GOV", 1, id="dropped, was wrong"),
            pytest.param(Action.CHANGE, "GOV", "GOV", 1, id="changed for the better"),
            pytest.param(Action.CHANGE, "GOV", "ZONE", -1, id="changed for the worse"),
            pytest.param(Action.CHANGE, "GOV", "PLACE", 0, id="changed from wrong to wrong"),
        ],
    )
    def test_worth_is_how_many_more_spans_are_right(self, action, label, gold, worth):
        one = Proposal(action, 0, 2, label, 0.9, (RULE,))
        assert one.worth(frozenset({(0, 2, gold)})) == worth

    @pytest.mark.parametrize(("gold", "worth"), [("ZONE", 1), ("GOV", -1)])
    def test_an_added_span_is_worth_one_or_costs_one(self, gold, worth):
        assert proposal(Action.ADD).worth(frozenset({(0, 2, gold)})) == worth

    def test_what_is_kept_keeps_its_source_and_value_and_gets_a_score(self):
        rule = Candidate(0, 4, "TIME", "time:year", Tier.SURE, "2024")
        kept = Proposal(Action.KEEP, 0, 4, "TIME", 0.9, (rule,))
        assert list(admitted([kept], Gate(), Curve(((-9.0, 0.7),)), source="crf:w@1")) == [
            rule._replace(tier=Tier.LEARNED, score=0.7)
        ]

    def test_a_closed_gate_and_an_unknown_curve_change_nothing(self):
        every = [proposal(action) for action in Action]
        assert list(admitted(every, Gate(), Curve(), source="crf:w@1")) == []

    def test_what_is_dropped_is_blocked(self):
        gate = Gate({(Action.DROP, "ZONE"): Opening(0.8, 0.9, 20)})
        assert list(admitted([proposal(Action.DROP)], gate, Curve(), source="crf:w@1")) == [
            Candidate(0, 2, BLOCK, "crf:w@1", Tier.LEARNED, score=0.9)
        ]


class TestTheCurve:
    def test_it_pools_what_falls(self):
        cases = (
            [(0.1, n < 10) for n in range(20)] + [(0.2, n < 6) for n in range(20)] + [(0.3, n < 18) for n in range(20)]
        )
        assert Curve.from_cases(cases).steps == ((0.1, 0.4), (0.3, 0.9))

    @pytest.mark.parametrize(("strength", "share"), [(-1.0, 0.4), (0.1, 0.4), (0.29, 0.4), (0.3, 0.9), (9.0, 0.9)])
    def test_it_is_a_step_function(self, strength, share):
        assert Curve(((0.1, 0.4), (0.3, 0.9))).share(strength) == share

    def test_few_cases_make_no_curve(self):
        assert Curve.from_cases([(0.5, True)] * 19).share(0.5) is None

    @given(st.lists(st.tuples(st.floats(-9, 9), st.booleans()), max_size=200))
    def test_it_rises_and_keeps_the_share_of_all(self, cases):
        steps = Curve.from_cases(cases).steps
        assert list(steps) == sorted(steps)
        assert [share for _, share in steps] == sorted({share for _, share in steps})


class TestModelFolders:
    def test_a_model_is_found_by_name_and_version_or_by_folder(self, trained):
        folder, _ = trained
        assert find_model("workshops@1", folder.parent.parent) == folder
        assert find_model(str(folder), Path("nowhere")) == folder

    @pytest.mark.parametrize("called", ["workshops@2", "workshops", "../workshops@1", "nowhere/at/all"])
    def test_an_unknown_model_is_refused_with_the_known_ones(self, trained, called):
        with pytest.raises(ModelError, match=r"no such model; .*\(workshops@1\)"):
            find_model(called, trained[0].parent.parent)

    def test_where_there_is_none_the_message_says_how_to_make_one(self, tmp_path):
        with pytest.raises(ModelError, match="run `annot train`"):
            find_model("policy@1.0.0", tmp_path)

    @pytest.fixture
    def copied(self, trained, tmp_path):
        for path in trained[0].iterdir():
            (tmp_path / path.name).write_bytes(path.read_bytes())
        return tmp_path

    def described(self, folder, **changes):
        path = folder / "model.json"
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")

    def test_weights_that_were_changed_are_refused(self, copied):
        weights = copied / "model.crfsuite"
        weights.write_bytes(weights.read_bytes()[:-1] + b"x")
        with pytest.raises(ModelError, match=r"not the weights that model\.json names"):
            load(copied)

    def test_weights_that_are_missing_are_refused(self, copied):
        (copied / "model.crfsuite").unlink()
        with pytest.raises(ModelError, match="cannot be read"):
            load(copied)

    def test_weights_that_are_none_are_refused(self, copied):
        (copied / "model.crfsuite").write_bytes(b"nothing")
        self.described(copied, weights=hashlib.sha256(b"nothing").hexdigest())
        with pytest.raises(ModelError, match="no weights of a CRF"):
            load(copied)

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            pytest.param({"kind": "oracle"}, "a model of kind 'oracle'", id="kind"),
            pytest.param({"labels": ["ZONE", "PLANET"]}, "labels PLANET are not in the schema", id="another schema"),
            pytest.param({"gate": [{"action": "sing"}]}, "cannot be read", id="an action nobody knows"),
            pytest.param({"curve": 3}, "cannot be read", id="no curve"),
        ],
    )
    def test_a_description_that_does_not_fit_is_refused(self, copied, changes, message):
        self.described(copied, **changes)
        with pytest.raises(ModelError, match=message):
            load(copied)

    @pytest.mark.parametrize("content", ["", "[]", "{}", "\udcff"])
    def test_a_broken_description_is_refused(self, tmp_path, content):
        (tmp_path / "model.json").write_bytes(content.encode("utf-8", "surrogateescape"))
        with pytest.raises(ModelError, match="cannot be read"):
            load_models([tmp_path])

    def test_a_folder_without_a_model_is_refused(self, tmp_path):
        with pytest.raises(ModelError, match="no learned annotator"):
            load_models([tmp_path])

    def test_a_loaded_model_outlives_what_it_was_read_from(self, trained):
        models = [load(trained[0]) for _ in range(20)]
        texts = {tuple(annotated(Annotator(models=[model]), "走进天工创客坊，机器轰鸣。")) for model in models[-3:]}
        assert texts == {("走进[INSTITUTE 天工创客坊]，机器轰鸣。",)}


def test_tags_and_spans_are_two_views_of_one_thing():
    spans = [(3, 5, "ZONE"), (5, 6, "PLACE"), (8, 9, "ZONE")]
    tags = tags_of(spans, 2, 10)
    assert tags == ["O", "B-ZONE", "I-ZONE", "B-PLACE", "O", "O", "B-ZONE", "O"]
    assert spans_of(tags, 2) == spans


def test_tags_that_no_trainer_would_write_still_spell_spans():
    assert spans_of(["I-ZONE", "I-ZONE", "I-GOV", "O"], 0) == [(0, 2, "ZONE"), (2, 3, "GOV")]
