"""Splits: no duplicate group in two, the same for ever, none empty, labels spread."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annot.clean.groups import group_documents
from annot.clean.signatures import agreement, signature
from annot.export import export, verify
from annot.export.reading import Release
from annot.export.splits import Grouped, apart, assign_splits
from annot.span import Span
from tests.export_corpus import STAMP, corpus_of, document, gold, numbered, prose, seed_corpus


def grouped(count, released=None, weights=None, linked=()):
    names = [f"g{number}" for number in range(count)]
    return Grouped(names, np.ones((count, 2)) if weights is None else weights, released or {}, linked)


def splits_of(folder):
    release = Release(folder)
    return {
        identity: split
        for split in release.splits()
        for identity in release.table("documents", split, ["id"])["id"].to_pylist()
    }


@pytest.mark.parametrize(
    ("groups", "sizes"),
    [
        pytest.param(1, {"train": 1}, id="one group"),
        pytest.param(2, {"train": 1, "test": 1}, id="two groups"),
        pytest.param(3, {"train": 1, "validation": 1, "test": 1}, id="three groups"),
        pytest.param(4, {"train": 2, "validation": 1, "test": 1}, id="the seeds' four"),
        pytest.param(100, {"train": 80, "validation": 10, "test": 10}, id="a hundred"),
    ],
)
def test_no_split_is_empty_and_the_shares_are_eight_one_one(groups, sizes):
    assert Counter(assign_splits(grouped(groups)).values()) == sizes


def test_a_rare_label_is_spread_over_the_splits():
    weights = np.ones((100, 2))
    weights[:, 0] = [1 if number < 20 else 0 for number in range(100)]
    splits = assign_splits(grouped(100, weights=weights))
    assert Counter(splits[f"g{number}"] for number in range(20)) == {"train": 16, "validation": 2, "test": 2}


@given(st.integers(3, 30), st.integers(1, 30))
def test_a_released_group_keeps_its_split_whatever_is_added(before, added):
    first = assign_splits(grouped(before))
    released = {group: frozenset({split}) for group, split in first.items()}
    then = assign_splits(grouped(before + added, released))
    assert {group: then[group] for group in first} == first


def test_groups_that_become_one_go_where_a_model_may_have_learned_from_them():
    released = {"g0": frozenset({"test", "train"}), "g1": frozenset({"test", "validation"})}
    splits = assign_splits(grouped(3, released))
    assert (splits["g0"], splits["g1"]) == ("train", "validation")


GROUP_NAMES = st.integers(0, 30).map("g{}".format)


@given(st.lists(st.tuples(GROUP_NAMES, GROUP_NAMES), max_size=20), st.integers(3, 20))
def test_linked_groups_go_to_one_split(linked, count):
    # Some of the links lead to groups, or by way of groups, of which nothing is released.
    splits = assign_splits(grouped(count, linked=linked))
    assert len(splits) == count
    assert apart(splits, linked) == []


@given(st.lists(st.tuples(GROUP_NAMES, GROUP_NAMES), max_size=20), st.integers(3, 20), st.integers(0, 10))
def test_links_found_later_move_no_group_that_was_released(linked, before, added):
    first = assign_splits(grouped(before))
    released = {group: frozenset({split}) for group, split in first.items()}
    then = assign_splits(grouped(before + added, released, linked=linked))
    assert {group: then[group] for group in first} == first


def test_groups_linked_through_one_that_is_not_released_stay_together():
    splits = assign_splits(grouped(3, linked=[("g0", "absent"), ("absent", "g2")]))
    assert splits["g0"] == splits["g2"] != splits["g1"]


def test_a_new_group_follows_the_released_one_it_is_linked_to():
    released = {"g0": frozenset({"test"}), "g1": frozenset({"train"}), "g2": frozenset({"validation"})}
    splits = assign_splits(grouped(6, released, linked=[("g3", "g0"), ("g4", "g3"), ("g5", "g2")]))
    assert [splits[group] for group in ("g3", "g4", "g5")] == ["test", "test", "validation"]
    both = assign_splits(grouped(4, released, linked=[("g3", "g0"), ("g3", "g2")]))
    assert both["g3"] == "validation"


def test_groups_linked_after_their_release_stay_and_the_card_tells_of_them(tmp_path):
    target, corpus = tmp_path / "policy-ner", numbered(3)
    first = splits_of(export(corpus, target, **STAMP).folder)
    in_train, in_test = (next(i for i in first if first[i] == split) for split in ("train", "test"))
    more = numbered(4)
    linked = export(replace(more, linked=[(in_train, in_test)]), target, **STAMP).folder
    assert first.items() <= splits_of(linked).items()
    (told,) = [line for line in (linked / "README.md").read_text(encoding="utf-8").splitlines() if in_test in line]
    assert told == " and ".join(sorted([f"{in_train} (train)", f"{in_test} (test)"])) + "."
    assert verify(linked) == []


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 400)), min_size=3, max_size=20))
def test_no_page_that_resembles_another_stands_in_another_split(drawn):
    # Pages of two articles, one after the other and cut anywhere: copies, near copies, and bridges.
    texts = {f"d{number}": prose(one)[cut:] + prose(two)[:cut] for number, (one, two, cut) in enumerate(drawn)}
    found = group_documents(texts.items())
    groups = {member.document_id: member.group_id for member in found.members}
    linked = [(member.group_id, other) for member in found.members for other in member.linked]
    names = sorted(set(groups.values()))
    splits = assign_splits(Grouped(names, np.ones((len(names), 1)), {}, linked))
    signatures = {name: signature(text) for name, text in texts.items()}
    near = [
        pair
        for pair in combinations(texts, 2)
        if agreement(signatures[pair[0]], signatures[pair[1]][np.newaxis])[0] >= 0.6
    ]
    assert [pair for pair in near if len({splits[groups[name]] for name in pair}) > 1] == []


def test_a_document_keeps_its_split_while_others_come_and_go(tmp_path):
    target = tmp_path / "policy-ner"
    first = splits_of(export(numbered(12), target, **STAMP).folder)
    grown = splits_of(export(numbered(30), target, **STAMP).folder)
    shrunk = splits_of(export(numbered(4), target, **STAMP).folder)
    back = splits_of(export(numbered(30), target, **STAMP).folder)
    assert all(grown[identity] == split for identity, split in first.items())
    assert all(first[identity] == split for identity, split in shrunk.items())
    assert back == grown


def test_exact_and_near_duplicates_share_a_split(tmp_path):
    corpus = numbered(20)
    twins = [document(*(f"{line}！" for line in twin.text.split("\n")), page="copy") for twin in corpus.documents]
    groups = {}
    for original, twin in zip(corpus.documents, twins, strict=True):
        groups |= {original.document_id: original.document_id, twin.document_id: original.document_id}
    annotations = [*corpus.annotations, *(a for twin in twins for a in gold(twin, [None, None]))]
    both = corpus_of([*corpus.documents, *twins], annotations, groups=groups)
    splits = splits_of(export(both, tmp_path / "policy-ner", **STAMP).folder)
    assert all(splits[identity] == splits[group] for identity, group in groups.items())
    assert set(splits.values()) == {"train", "validation", "test"}


def test_too_few_groups_for_three_splits_are_said_in_the_card(tmp_path):
    card = (export(numbered(2), tmp_path / "policy-ner", **STAMP).folder / "README.md").read_text(encoding="utf-8")
    assert "too few duplicate groups for three splits: validation is left out" in card


def test_the_leak_report_counts_shared_runs_and_names(tmp_path):
    shared = "这一段话逐字出现在两篇不同的文章里而且超过二十个字"  # 25 characters: six runs of 20
    texts = [f"{'甲乙丙丁'[number] * 30}{shared}" for number in range(4)]
    documents = [document(text) for text in texts]
    spans = [Span(30, 32, "PLACE")]
    corpus = corpus_of(documents, [a for made in documents for a in gold(made, [(spans, [])])])
    card = (export(corpus, tmp_path / "policy-ner", **STAMP).folder / "README.md").read_text(encoding="utf-8")
    told = " ".join(card.split())
    assert len(shared) == 25
    # The test text has 30 + 25 - 19 = 36 runs; the run of one character 30 times over is one run, eleven times.
    assert "of 26 distinct runs of 20 characters in test, 6 also stand in train" in told
    assert "of 1 distinct labelled texts in test, 1 are labelled alike in train (100.0 %)" in told


def test_the_seeds_fill_every_split(tmp_path):
    assert set(splits_of(export(seed_corpus(), tmp_path / "policy-ner", **STAMP).folder).values()) == {
        "train",
        "validation",
        "test",
    }
