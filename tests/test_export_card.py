"""The card: filled from evidence, nothing empty, and YAML that the Hub's own parser takes."""

import re
from dataclasses import replace

import pytest

from annot.annotation import Status
from annot.document import Damage, DamageKind
from annot.export import Reading, export
from annot.schema import read_schema
from annot.span import Span
from tests.export_corpus import STAMP, corpus_of, document, gold, numbered, seed_corpus


def card_of(corpus, tmp_path):
    return (export(corpus, tmp_path / "policy-ner", **STAMP).folder / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def card(tmp_path_factory):
    sources = {"seeds": "Five crawled pages of newspapers; their licence is not known."}
    corpus = replace(seed_corpus(), sources=sources, scores={"span F1": "0.81 (95 % interval 0.78 to 0.84)"})
    return card_of(corpus, tmp_path_factory.mktemp("card"))


def test_the_hub_takes_the_front_matter(card):
    from huggingface_hub import DatasetCard

    read = DatasetCard(card, ignore_metadata_errors=False).data
    assert (read.language, read.task_categories) == (["zh"], ["token-classification"])
    assert read.size_categories == ["n<1K"]
    assert [config["config_name"] for config in read.to_dict()["configs"]] == ["ner", "spans", "metrics", "documents"]


def test_no_heading_is_empty_and_nothing_is_left_to_fill(card):
    body = card.split("---\n", 2)[2]
    assert not re.search(r"^(#+ .*)\n+(?=#+ |\Z)", body, re.MULTILINE)
    assert not re.search(r"\{\{|\}\}|\bNone\b|TODO|More Information Needed|\[\]", body)
    assert not re.search(r"\n{3,}| +\n", body)


def test_tables_have_as_many_cells_in_every_row(card):
    for table in re.findall(r"(?:^\|.*\|\n)+", card, re.MULTILINE):
        assert len({row.count("|") for row in table.strip().split("\n")}) == 1, table


def test_every_label_stands_with_its_definition_and_its_counts(card):
    for label in read_schema().labels:
        row = next(line for line in card.split("\n") if line.startswith(f"| {label.code} | {label.name} |"))
        assert label.definition in row
    # 95 places in the seed gold.
    place = next(line for line in card.split("\n") if line.startswith("| PLACE |"))
    assert sum(map(int, place.split("|")[6:9])) == 95


def test_numbers_of_the_seeds_are_told(card):
    told = " ".join(card.split())
    assert "4 documents, 152 paragraphs, 953 labelled spans and 187 metric frames in 3 splits" in told
    assert "8 characters here are in `text` and not in `tokens`" in told
    assert "5 spans name persons" in told


def test_sources_and_scores_are_told_as_given(card):
    assert "- **seeds**: Five crawled pages of newspapers; their licence is not known." in card
    assert "- span F1: 0.81 (95 % interval 0.78 to 0.84)" in card


def test_the_example_has_a_tag_for_every_token(card):
    tokens, tags = (re.search(rf"^{name} +(.*)$", card, re.MULTILINE).group(1) for name in ("tokens", "ner_tags"))
    assert len(tokens.split()) == len(tags.split()) > 0


def test_what_nobody_has_seen_is_said(tmp_path):
    made = numbered(4)
    predicted = [replace(a, status=Status.PREDICTED, annotator="rules-3") for a in made.annotations]
    card = card_of(replace(made, annotations=predicted), tmp_path)
    assert "8 of 8 paragraphs are predicted: no person has seen them" in card
    assert "Pre-annotated by rules-3." in card
    assert "machine-generated" in card
    assert "Read by" not in card


def test_agreement_is_told_with_its_interval(tmp_path):
    made = numbered(4)
    readings = {a.id: Reading(2, agreement) for a, agreement in zip(made.annotations, [1.0, 0.5] * 4, strict=True)}
    told = " ".join(card_of(replace(made, readings=readings), tmp_path).split())
    assert "mean pairwise span F1 0.750 over 8 paragraphs read by several" in told
    assert re.search(r"95 % interval 0\.[56]\d+ to 0\.[89]\d+", told)


def test_known_damage_is_told(tmp_path):
    made = document("标题", "损坏", damage=(Damage(3, 4, DamageKind.LOST_CHARACTERS),))
    card = card_of(corpus_of([made], gold(made, [None, ([Span(0, 2, "EVENT")], [])])), tmp_path)
    assert "marked in `documents.damage`: lost_characters 1" in card


def test_addresses_of_annotators_do_not_leave_the_house(tmp_path):
    made = numbered(4)
    named = [replace(a, annotator="wang@example.org") for a in made.annotations]
    folder = export(replace(made, annotations=named), tmp_path / "policy-ner", **STAMP).folder
    assert not any(b"wang@example.org" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
