"""The export: rows, tags, versions and the promise that a release is whole, still and reproducible."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from annot.annotation import Frame, Kind, Quantity, Status
from annot.document import Damage, DamageKind
from annot.errors import ReleaseError, SchemaError
from annot.export import Reading, Released, Unchanged, export, verify
from annot.export.digest import TableDigest
from annot.export.features import Many, Scalar, card_features
from annot.export.manifest import pseudonym
from annot.export.metrics import decimals
from annot.offsets import OffsetMap
from annot.span import Span
from tests.export_corpus import STAMP, corpus_of, document, gold, numbered, seed_corpus

CONFIGS = ("ner", "spans", "metrics", "documents")


def rows(folder: Path, config: str, split: str = "*") -> list[dict]:
    files = sorted(folder.glob(f"{config}/{split}-00000-of-00001.parquet"))
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def one_document(text: str, spans: list[Span], frames: list[Frame] = []) -> object:  # noqa: B006 - never changed
    made = document(text)
    return corpus_of([made], gold(made, [(spans, frames)]))


def released(corpus, tmp_path, **options) -> Path:
    outcome = export(corpus, tmp_path / "policy-ner", **{**STAMP, **options})
    assert isinstance(outcome, Released)
    return outcome.folder


def test_the_seeds_give_the_same_numbers_in_every_config(tmp_path):
    folder = released(seed_corpus(), tmp_path)
    assert len(rows(folder, "documents")) == 4
    assert len(rows(folder, "spans")) == 152
    assert sum(len(row["spans"]) for row in rows(folder, "spans")) == 953
    assert sum(len(row["spans"]) for row in rows(folder, "ner")) == 953
    assert len(rows(folder, "metrics")) == 187
    assert sum(row["span_count"] for row in rows(folder, "documents")) == 953
    assert sum(row["frame_count"] for row in rows(folder, "documents")) == 187


def test_tokens_are_characters_and_tags_name_the_labels(tmp_path):
    folder = released(one_document("青岛高新区在胶州湾", [Span(0, 5, "ZONE"), Span(6, 9, "PLACE")]), tmp_path)
    (row,) = rows(folder, "ner")
    assert row["tokens"] == ["青", "岛", "高", "新", "区", "在", "胶", "州", "湾"]
    # O 0, PLACE 1 2, ZONE 3 4 by the schema's order.
    assert row["ner_tags"] == [3, 4, 4, 4, 4, 0, 1, 2, 2]
    assert row["spans"] == [{"start": 0, "end": 5, "label": "ZONE"}, {"start": 6, "end": 9, "label": "PLACE"}]


@pytest.mark.parametrize(
    ("text", "span", "tokens", "tags"),
    [
        pytest.param("在 青岛", Span(1, 4, "PLACE"), "在青岛", [0, 1, 2], id="a leading space"),
        pytest.param("青\u3000岛。", Span(0, 3, "PLACE"), "青岛。", [1, 2, 0], id="an ideographic space inside"),
        pytest.param("\u200b青岛", Span(0, 3, "PLACE"), "青岛", [1, 2], id="a zero-width space"),
        pytest.param("\ufeff青岛", Span(1, 3, "PLACE"), "青岛", [1, 2], id="a byte order mark"),
        pytest.param("\ue000青\ufffd岛", Span(1, 4, "PLACE"), "青岛", [1, 2], id="private use and U+FFFD"),
        pytest.param("a\u0301青岛", Span(2, 4, "PLACE"), "a青岛", [0, 1, 2], id="a combining mark"),
        pytest.param("𠮷林青岛🎉", Span(2, 4, "PLACE"), "𠮷林青岛🎉", [0, 0, 1, 2, 0], id="beyond the basic plane"),
        pytest.param("青岛\u3000", Span(2, 3, "PLACE"), "青岛", [0, 0], id="a span of nothing else has no tag"),
    ],
)
def test_characters_that_a_bert_tokenizer_drops_are_no_tokens(tmp_path, text, span, tokens, tags):
    (row,) = rows(released(one_document(text, [span]), tmp_path), "ner")
    assert (row["text"], row["tokens"], row["ner_tags"]) == (text, list(tokens), tags)
    assert sum(tag % 2 for tag in row["ner_tags"]) == len(row["spans"])


def test_a_paragraph_without_any_token_is_no_row(tmp_path):
    made = document("标题", "\u3000\u200b", "正文")
    folder = released(corpus_of([made], gold(made, [None, None, None])), tmp_path)
    assert [row["text"] for row in rows(folder, "ner")] == ["标题", "正文"]
    assert [row["text"] for row in rows(folder, "spans")] == ["标题", "正文"]


def test_of_nested_spans_the_longest_is_tagged_and_all_are_kept(tmp_path):
    folder = released(one_document("青岛高新区", [Span(0, 5, "ZONE"), Span(0, 2, "PLACE")]), tmp_path)
    assert [row["ner_tags"] for row in rows(folder, "ner")] == [[3, 4, 4, 4, 4]]
    assert [span["text"] for span in rows(folder, "spans")[0]["spans"]] == ["青岛高新区", "青岛"]


def test_rows_are_cut_at_sentence_ends_and_keep_their_places(tmp_path):
    text = "甲" * 300 + "。" + "乙" * 300 + "。”" + "青岛" + "丙" * 100
    folder = released(one_document(text, [Span(603, 605, "PLACE")]), tmp_path)
    first, second = rows(folder, "ner")
    assert (first["text"], second["text"]) == (text[:301], text[301:])
    assert (first["offset"], second["offset"]) == (0, 301)
    assert second["spans"] == [{"start": 302, "end": 304, "label": "PLACE"}]
    assert (first["id"][-4:], second["id"][-4:]) == (":0.1", ":0.2")


def test_no_row_is_cut_inside_a_frame(tmp_path):
    text = "甲" * 490 + "投资。" + "乙" * 30 + "5亿元。" + "丙" * 200
    quantity = Quantity(Kind.MONEY, Decimal(500000000), Decimal(500000000), "元")
    spans = [Span(490, 492, "INDICATOR"), Span(523, 526, "VALUE")]
    first, second = rows(released(one_document(text, spans, [Frame(1, quantity, 0)]), tmp_path), "ner")
    assert (len(first["text"]), len(first["spans"]), len(second["spans"])) == (490, 0, 2)


def test_a_span_longer_than_a_row_keeps_its_row_and_the_card_says_so(tmp_path):
    folder = released(one_document("甲" * 700, [Span(10, 620, "POLICY")]), tmp_path)
    assert [len(row["text"]) for row in rows(folder, "ner")] == [10, 610, 80]
    assert "1 rows of `ner` are longer than 510" in (folder / "README.md").read_text(encoding="utf-8")


def test_metric_rows_carry_texts_places_and_exact_numbers(tmp_path):
    text = "2023年青岛高新区营业收入超过5230.7亿元"
    spans = [Span(0, 5, "TIME", value="2023-01-01/2023-12-31"), Span(5, 10, "ZONE"), Span(10, 14, "INDICATOR")]
    spans.append(Span(14, 24, "VALUE", score=0.75, source="pattern:quantity"))
    quantity = Quantity(Kind.MONEY, Decimal("523070000000"), None, "元")
    (row,) = rows(released(one_document(text, spans, [Frame(3, quantity, 2, 1, 0)]), tmp_path), "metrics")
    wanted = {
        "value": "超过5230.7亿元",
        "value_label": "VALUE",
        "value_start": 14,
        "value_end": 24,
        "indicator": "营业收入",
        "indicator_start": 10,
        "subject": "青岛高新区",
        "subject_label": "ZONE",
        "subject_start": 5,
        "period": "2023年",
        "period_end": 5,
        "period_interval": "2023-01-01/2023-12-31",
        "minimum": Decimal("523070000000"),
        "maximum": None,
        "unit": "元",
        "progress": "actual",
        "direction": None,
        "source": "pattern:quantity",
        "score": 0.75,
    }
    assert {name: row[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("0.23", "0.2300000000", id="a percentage"),
        pytest.param("666.6667", "666.6667000000", id="a mu"),
        pytest.param("1E+13", "10000000000000.0000000000", id="an exponent"),
        pytest.param("0.33333333333333", "0.3333333333", id="a third is rounded"),
        pytest.param("-2", "-2.0000000000", id="below zero"),
    ],
)
def test_numbers_are_decimals_with_ten_places(text, number):
    assert decimals(pa.array([text, None])).to_pylist() == [Decimal(number), None]


def test_a_number_beyond_the_decimals_is_refused_by_name():
    with pytest.raises(ReleaseError, match=r"1E\+40: expected at most 28 digits"):
        decimals(pa.array(["1E+40"]))


def test_relations_hang_on_the_indicator_and_are_told_once(tmp_path):
    text = "青岛GDP从1亿元到2亿元"
    spans = [Span(0, 2, "PLACE"), Span(2, 5, "INDICATOR"), Span(6, 9, "VALUE"), Span(10, 13, "VALUE")]
    one = Quantity(Kind.MONEY, Decimal(1), Decimal(1), "元")
    (row,) = rows(released(one_document(text, spans, [Frame(2, one, 1, 0), Frame(3, one, 1, 0)]), tmp_path), "spans")
    assert row["relations"] == [
        {"head": 1, "tail": 0, "label": "of"},
        {"head": 2, "tail": 1, "label": "measures"},
        {"head": 3, "tail": 1, "label": "measures"},
    ]


def test_a_subject_that_the_values_of_an_indicator_do_not_share_hangs_on_each_value(tmp_path):
    text = "青岛1亿元济南2亿元投资"
    spans = [Span(0, 2, "PLACE"), Span(2, 5, "VALUE"), Span(5, 7, "PLACE"), Span(7, 10, "VALUE")]
    spans.append(Span(10, 12, "INDICATOR"))
    one = Quantity(Kind.MONEY, Decimal(1), Decimal(1), "元")
    (row,) = rows(released(one_document(text, spans, [Frame(1, one, 4, 0), Frame(3, one, 4, 2)]), tmp_path), "spans")
    assert row["relations"] == [
        {"head": 1, "tail": 0, "label": "of"},
        {"head": 1, "tail": 4, "label": "measures"},
        {"head": 3, "tail": 2, "label": "of"},
        {"head": 3, "tail": 4, "label": "measures"},
    ]


def test_raw_offsets_lead_back_to_the_page(tmp_path):
    made = replace(document("标题", "在青岛市"), offsets=OffsetMap.from_runs([(10, 1, 3), (20, 5, 2), (40, 1, 2)]))
    corpus = corpus_of([made], gold(made, [None, ([Span(1, 4, "PLACE")], [])]))
    span = rows(released(corpus, tmp_path), "spans")[1]["spans"][0]
    assert (span["raw_start"], span["raw_end"]) == made.offsets.raw(4, 7) == (25, 42)


def test_documents_tell_damage_quality_and_who_has_seen_them(tmp_path):
    made = document("标题", "损坏的字", damage=(Damage(3, 5, DamageKind.LOST_CHARACTERS),))
    seen = gold(made, [None, None])
    seen[1] = replace(seen[1], status=Status.PREDICTED)
    (row,) = rows(released(corpus_of([made], seen, groups={made.document_id: "g1"}), tmp_path), "documents")
    assert (row["group"], row["status"], row["page_id"], row["paragraph_count"]) == ("g1", "predicted", "page", 2)
    assert row["damage"] == [{"start": 3, "end": 5, "kind": "lost_characters"}]
    assert row["quality"] == pytest.approx(1 - 2 / 7, abs=1e-6)


def test_rows_say_how_many_people_read_them_and_how_they_agree(tmp_path):
    made = document("标题", "正文")
    readings = {f"{made.document_id}:1": Reading(2, 0.5)}
    folder = released(corpus_of([made], gold(made, [None, None]), readings=readings), tmp_path)
    assert [(row["annotators"], row["agreement"]) for row in rows(folder, "ner")] == [(0, None), (2, 0.5)]


def test_exporting_the_same_again_makes_no_new_version(tmp_path):
    first = released(seed_corpus(), tmp_path)
    later = {"made_at": "2027-01-01T00:00:00Z", "code_version": "0.2.0"}
    again = export(seed_corpus(), tmp_path / "policy-ner", **later)
    assert again == Unchanged("1.0.0", first)
    assert [path.name for path in first.parent.iterdir()] == ["1.0.0"]


def test_exporting_twice_gives_the_same_bytes_whatever_the_order_of_the_input(tmp_path):
    corpus = seed_corpus()
    turned = replace(corpus, documents=corpus.documents[::-1], annotations=corpus.annotations[::-1])
    folders = [released(made, tmp_path / name) for made, name in ((corpus, "a"), (turned, "b"))]
    first, second = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in folders)
    assert first == second


def test_a_dry_run_says_what_would_be_released_and_leaves_nothing(tmp_path):
    outcome = export(numbered(4), tmp_path / "policy-ner", **STAMP, dry_run=True)
    assert (outcome.version, outcome.dry_run) == ("1.0.0", True)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_version_is_refused_and_leaves_nothing(tmp_path):
    target = tmp_path / "policy-ner"
    with pytest.raises(ReleaseError, match=r"version 2.0.0: the first release asks for 1.0.0"):
        export(numbered(4), target, **STAMP, version="2.0.0")
    assert list(target.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ReleaseError, match=r"policy-ner: cannot be written"):
        export(numbered(4), tmp_path / "file" / "policy-ner", **STAMP)


def test_a_version_that_is_no_version_is_refused(tmp_path):
    with pytest.raises(ReleaseError, match=r"version 'v1': expected three numbers"):
        export(numbered(4), tmp_path / "policy-ner", **STAMP, version="v1")


def test_gold_that_cannot_be_released_is_refused_with_all_its_problems(tmp_path):
    made = document("标题", "正文")
    wrong = gold(made, [None, None])
    wrong = [wrong[0], wrong[0], replace(wrong[1], text="别的"), replace(wrong[1], document_id="0" * 16)]
    with pytest.raises(ReleaseError, match=r"gold without its document.*stands twice.*differs from its document at 3"):
        export(corpus_of([made], wrong), tmp_path / "policy-ner", **STAMP)


def test_an_empty_gold_is_refused(tmp_path):
    with pytest.raises(ReleaseError, match=r"gold: no paragraph with text"):
        export(corpus_of([], []), tmp_path / "policy-ner", **STAMP)


def test_a_label_that_the_schema_does_not_know_is_refused(tmp_path):
    with pytest.raises(SchemaError, match=r"labels 'RIVER' are not in schema policy 1.0.0"):
        export(one_document("黄河", [Span(0, 2, "RIVER")]), tmp_path / "policy-ner", **STAMP)


def test_a_content_digest_does_not_depend_on_chunks():
    rows = [{"a": n, "b": [{"c": "x" * n if n % 3 else None}], "d": [str(n)] * (n % 4)} for n in range(20)]
    whole, pieces = TableDigest(), TableDigest()
    table = pa.Table.from_pylist(rows)
    whole.update(table)
    for start in range(0, 20, 7):
        pieces.update(table.slice(start, 7))
    assert whole.hexdigest() == pieces.hexdigest()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param([["ab", "c"]], [["a", "bc"]], id="other bounds"),
        pytest.param([["a"], []], [[], ["a"]], id="another row"),
        pytest.param([[None]], [[""]], id="nothing and an empty text"),
        pytest.param([None], [[]], id="no list and an empty one"),
    ],
)
def test_content_digests_tell_apart_what_differs(left, right):
    digests = []
    for column in (left, right):
        digest = TableDigest()
        digest.update(pa.table({"a": pa.array(column, pa.list_(pa.string()))}))
        digests.append(digest.hexdigest())
    assert digests[0] != digests[1]


def test_a_label_called_no_does_not_become_false():
    told = yaml.safe_dump(card_features({"tag": Many(Scalar("int64", ("NO", "on", "1e3")))}))
    names = yaml.safe_load(told)[0]["sequence"]["class_label"]["names"]
    assert names == {"0": "NO", "1": "on", "2": "1e3"}


def test_people_are_pseudonyms_in_the_manifest():
    assert pseudonym("wang@example.org").startswith("annotator-")
    assert pseudonym("annotator-3") == "annotator-3"


KILLED = """
import sys
from pathlib import Path
from annot.export import export
from tests.export_corpus import STAMP, numbered
export(numbered(5000), Path(sys.argv[1]), **STAMP)
"""


def test_a_kill_in_mid_export_leaves_no_version_and_the_next_run_cleans_up(tmp_path):
    target = tmp_path / "policy-ner"
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(target)], cwd=Path(__file__).parent.parent)
    partial = target / f".partial-{process.pid}"
    while not (partial / "ner/train-00000-of-00001.parquet").exists():
        assert process.poll() is None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert [path.name for path in target.iterdir()] == [partial.name]
    released(seed_corpus(), tmp_path)
    assert [path.name for path in target.iterdir()] == ["1.0.0"]


AT_ONCE = """
import sys
from pathlib import Path
from annot.errors import ReleaseError
from annot.export import export
from tests.export_corpus import STAMP, numbered
sys.stdin.readline()
try:
    print(type(export(numbered(300), Path(sys.argv[1]), **STAMP)).__name__)
except ReleaseError as error:
    print(error)
"""


def test_of_exports_at_the_same_time_one_releases_and_none_overwrites(tmp_path):
    target, root = tmp_path / "policy-ner", Path(__file__).parent.parent
    command = [sys.executable, "-c", AT_ONCE, str(target)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(command, cwd=root, **pipes) for _ in range(2)]
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate()[0].strip() for process in both]
    told.remove("Released")
    assert told == ["Unchanged"] or "stands already and is never overwritten" in told[0]
    assert [path.name for path in target.iterdir()] == ["1.0.0"]
    assert verify(target / "1.0.0") == []


def test_export_of_the_seeds_is_a_matter_of_seconds(tmp_path):
    begun = time.perf_counter()
    released(seed_corpus(), tmp_path)
    assert time.perf_counter() - begun < 10
