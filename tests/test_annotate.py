"""The annotator as a whole: its contract, its memory, what the user adds, and text that is no text."""

import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import annot
from annot.annotate import Annotator, explain
from annot.annotation import Annotation
from annot.errors import LexiconError, ModelError
from annot.records import encode_record
from annot.schema import read_schema
from annot.span import is_flat
from tests.marked import mark
from tests.strategies import ALPHABET

SCRAPS = st.sampled_from(
    [
        "高新区",
        "青岛市",
        "“一区多园”",
        "《规划》",
        "有限公司",
        "第十届",
        "2024年",
        "等企业",
        "、",
        "产业",
        "项目",
        "书记王波",
    ]
)
SOUP = st.lists(SCRAPS | st.text(ALPHABET, max_size=6) | st.text(max_size=4), max_size=12).map("".join)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


def marks(annotator: Annotator, *paragraphs: str) -> list[str]:
    return [mark(text, spans) for text, (spans, _) in zip(paragraphs, annotator.annotate(paragraphs), strict=True)]


def test_every_paragraph_gets_an_answer_in_order(annotator):
    assert annotator.annotate([]) == []
    assert [spans for spans, _ in annotator.annotate(["", "没有名称。", ""])] == [(), (), ()]


@given(st.lists(SOUP, max_size=4))
def test_any_text_is_annotated_with_flat_spans_that_agree_with_it(paragraphs):
    annotator = shared()
    for text, (spans, frames) in zip(paragraphs, annotator.annotate(paragraphs), strict=True):
        assert is_flat(spans)
        assert list(spans) == sorted(spans)
        assert {span.label for span in spans} <= set(read_schema().codes)
        assert all(span.of(text) and span.source and 0 <= (span.score or 0) <= 1 for span in spans)
        # The annotation's own checks: spans within the text, frames within the spans.
        encode_record(Annotation("d", 0, 0, text, spans, frames))


@given(SOUP)
def test_annotating_twice_gives_the_same(text):
    assert shared().annotate([text]) == shared().annotate([text])


_SHARED: list[Annotator] = []


def shared() -> Annotator:
    if not _SHARED:
        _SHARED.append(Annotator())
    return _SHARED[0]


def test_a_paragraph_with_a_line_break_keeps_its_offsets(annotator):
    (spans, _), (after, _) = annotator.annotate(["青岛\n高新区", "苏州市"])
    assert all(span.end <= len("青岛\n高新区") for span in spans)
    assert [(span.start, span.end, span.label) for span in after] == [(0, 3, "PLACE")]


def test_half_a_character_is_no_error_and_moves_no_offset(annotator):
    (spans, _), *_ = annotator.annotate(["\ud800青岛市\udfff税收增长5%"])
    assert [(span.start, span.end, span.label) for span in spans] == [
        (1, 4, "PLACE"),
        (5, 7, "INDICATOR"),
        (7, 11, "CHANGE"),
    ]


@pytest.mark.parametrize("end", ["各", "中共", "至", "中", "“"])
def test_the_first_name_of_a_text_does_not_look_at_its_last_characters(annotator, end: str):
    (spans, _), *_ = annotator.annotate([f"市教育局部署工作，走访{end}"])
    assert [(span.start, span.end, span.label) for span in spans] == [(0, 4, "GOV")]


def test_a_name_given_in_full_is_known_in_short_in_later_paragraphs(annotator):
    found = marks(annotator, "天津鹏翎集团股份有限公司落户。", "目前鹏翎已投产。")
    assert found == ["[COMPANY 天津鹏翎集团股份有限公司]落户。", "目前[COMPANY 鹏翎]已投产。"]


def test_a_short_form_the_text_defines_is_a_name(annotator):
    found = marks(annotator, "浙江瑞安泰克精密机械有限公司（以下简称“泰克精密”）成立。", "泰克精密营收增长。")
    assert found[1].startswith("[COMPANY 泰克精密]")


def test_bare_common_nouns_are_no_short_forms(annotator):
    assert marks(annotator, "青岛高新区揭牌。", "高新区加快建设，主园区扩容，园区升级。")[1] == (
        "高新区加快建设，主园区扩容，园区升级。"
    )


def test_straight_quotation_marks_are_read_as_curled_ones(annotator):
    assert marks(annotator, '深化"放管服"改革，实施"1264"发展战略。') == [
        '深化[POLICY "放管服"改革]，实施[POLICY "1264"发展战略]。'
    ]


def test_the_users_lexicon_wins_over_everything(tmp_path: Path, annotator):
    own = tmp_path / "ours.tsv"
    own.write_text("青岛高新区产业\tPROJECT\t\n", encoding="utf-8")
    mine = Annotator(lexicons=[own])
    assert marks(mine, "青岛高新区产业发展") == ["[PROJECT 青岛高新区产业]发展"]
    assert mine.version != annotator.version


def test_a_lexicon_that_cannot_be_read_is_named(tmp_path: Path):
    with pytest.raises(LexiconError, match=r"missing\.tsv"):
        Annotator(lexicons=[tmp_path / "missing.tsv"])


def test_a_folder_without_a_model_is_named(tmp_path: Path):
    with pytest.raises(ModelError, match="no learned annotator"):
        Annotator(models=[tmp_path])


def test_spans_below_the_threshold_are_left_out_and_frames_follow():
    text = "2023年青岛高新区营业收入达到50亿元，同比增长5%。"
    ((every, frames),) = Annotator().annotate([text])
    scores = sorted(span.score or 0 for span in every)
    ((kept, left),) = Annotator(threshold=scores[2]).annotate([text])
    assert [span for span in every if (span.score or 0) >= scores[2]] == list(kept)
    assert len(left) <= len(frames)
    assert all(kept[frame.value].label in ("VALUE", "CHANGE") for frame in left)
    assert Annotator(threshold=scores[-1] + 0.001).annotate([text]) == [((), ())]


def test_relative_times_are_resolved_against_the_page_date(annotator):
    text = "今年8月，园区开工。"
    ((dated, _),) = annotator.annotate([text], date="2024-10-21")
    ((undated, _),) = annotator.annotate([text])
    assert dated[0].value == "2024-08-01/2024-08-31"
    assert undated[0].value is None


def test_the_version_is_stable_and_travels_to_other_processes(annotator):
    copy = pickle.loads(pickle.dumps(annotator))  # noqa: S301 - our own bytes
    assert copy.version == annotator.version == Annotator().version
    assert marks(copy, "苏州市工信局发布") == marks(annotator, "苏州市工信局发布")


def test_a_broken_cache_is_compiled_anew(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    expected = marks(Annotator(), "苏州工业园区")
    (kept,) = (tmp_path / "annot").iterdir()
    kept.write_bytes(kept.read_bytes()[:-10])
    assert marks(Annotator(), "苏州工业园区") == expected


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path, monkeypatch):
    (tmp_path / "annot").write_text("a file, no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert marks(Annotator(), "苏州工业园区") == ["[ZONE 苏州工业园区]"]


def test_an_explanation_says_who_won_and_why(annotator):
    told = explain(annotator, ["青岛市科技局调研"])
    assert "青岛市科技局 GOV" in told
    assert "青岛市 PLACE lexicon:divisions" in told
    assert "gives way to 青岛市科技局 GOV" in told
    assert ", longer" in told


@pytest.mark.parametrize("table", ["annotate/patterns.toml", "annotate/words.tsv", "metrics/indicators.txt"])
def test_a_change_of_any_table_changes_the_version(tmp_path, table):
    shutil.copytree(Path(annot.__file__).parent, tmp_path / "annot")
    before = code_digest_in(tmp_path)
    with (tmp_path / "annot" / table).open("a", encoding="utf-8") as changed:
        changed.write("# changed\n")
    assert code_digest_in(tmp_path) != before


def code_digest_in(folder):
    """Ask a fresh process, which imports annot from the folder."""
    command = [sys.executable, "-P", "-c", "from annot.annotate.version import code_digest; print(code_digest())"]
    return subprocess.run(command, check=True, capture_output=True, text=True, env={"PYTHONPATH": str(folder)}).stdout
