"""Formats of other tools: what goes out comes back, and what cannot is said."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annot.annotation import Annotation, Frame, Kind, Qualifier, Quantity, Status
from annot.errors import RecordError
from annot.export.formats import FORMS, export_annotations, import_annotations, place
from annot.export.formats.tagging import spans_from_tags, tags_of, token_places
from annot.line.imports import import_reviews
from annot.line.reviews import standing_reviews
from annot.records import read_records
from annot.schema import read_schema
from annot.span import Span
from annot.tables import documents_table
from annot.workspace import Workspace
from tests.export_corpus import SEED_GOLD, document, gold
from tests.strategies import filled_texts, flat_spans

SCHEMA = read_schema()
TEXT = "青岛高新区 营业收入超5.3亿元"
QUANTITY = Quantity(Kind.MONEY, Decimal("530000000.10"), None, "元", Qualifier.AT_LEAST)
READING = Annotation(
    document_id="doc",
    paragraph=1,
    start=0,
    text=TEXT,
    spans=(Span(0, 2, "PLACE"), Span(0, 5, "ZONE"), Span(6, 10, "INDICATOR"), Span(10, 16, "VALUE")),
    frames=(Frame(3, QUANTITY, 2, 1),),
    status=Status.REVIEWED,
)
FLAT = replace(READING, spans=READING.spans[1:], frames=())
WITHOUT_SPACY = [name for name in FORMS if name != "spacy"]


def written(tmp_path, form, content):
    path = tmp_path / f"file{FORMS[form].suffix}"
    path.write_text(content, encoding="utf-8")
    return path


def imported(tmp_path, form, content):
    return import_annotations(written(tmp_path, form, content), form, SCHEMA)


def spans_of(outcome):
    return [(span.start, span.end, span.label) for annotation in outcome.annotations for span in annotation.spans]


@pytest.mark.parametrize("form", WITHOUT_SPACY)
def test_what_a_format_holds_comes_back(tmp_path, form):
    path = tmp_path / f"out{FORMS[form].suffix}"
    holds = FORMS[form].holds
    reading = READING if "frames" in holds else FLAT if "nested" not in holds else replace(READING, frames=())
    assert export_annotations([reading], path, form, SCHEMA) == []
    outcome = import_annotations(path, form, SCHEMA)
    assert outcome.problems == ()
    (back,) = outcome.annotations
    assert (back.id, back.text, back.spans, back.frames) == (reading.id, reading.text, reading.spans, reading.frames)


@pytest.mark.parametrize("form", WITHOUT_SPACY)
def test_the_seed_gold_comes_back_with_its_places(tmp_path, form):
    gold = [annotation for path in sorted(SEED_GOLD.glob("*.jsonl")) for annotation in read_records(path)]
    path = tmp_path / f"out{FORMS[form].suffix}"
    export_annotations(gold, path, form, SCHEMA)
    outcome = import_annotations(path, form, SCHEMA)
    assert outcome.problems == ()
    back = {annotation.id: annotation for annotation in outcome.annotations}
    assert {a.id: (a.text, a.spans) for a in gold} == {name: (a.text, a.spans) for name, a in back.items()}
    if "frames" in FORMS[form].holds:
        assert [a.frames for a in gold] == [back[a.id].frames for a in gold]


@pytest.mark.parametrize(
    ("form", "lost"),
    [
        pytest.param("conll", ["1 nested or crossing spans", "1 frames are not in it"], id="conll"),
        pytest.param("cluener", ["1 frames are not in it"], id="cluener"),
        pytest.param("brat", [], id="brat"),
    ],
)
def test_what_a_format_cannot_hold_is_said(tmp_path, form, lost):
    told = export_annotations([READING], tmp_path / "out", form, SCHEMA)
    assert len(told) == len(lost)
    assert all(wanted in sentence for wanted, sentence in zip(lost, told, strict=True))


def test_a_span_that_begins_in_a_blank_is_said_to_be_narrower(tmp_path):
    reading = replace(FLAT, spans=(Span(5, 10, "INDICATOR"),))
    assert "1 spans begin or end in a blank" in export_annotations([reading], tmp_path / "x", "conll", SCHEMA)[0]


def test_conll_has_a_character_a_line(tmp_path):
    export_annotations([replace(FLAT, text="青岛 的", spans=(Span(0, 2, "PLACE"),))], tmp_path / "x", "conll", SCHEMA)
    wanted = "# id = doc:1\n# text = 青岛 的\n青\tB-PLACE\n岛\tI-PLACE\n的\tO\n"
    assert (tmp_path / "x").read_text(encoding="utf-8") == wanted


def test_bioes_marks_ends_and_singles(tmp_path):
    reading = replace(FLAT, text="青岛济", spans=(Span(0, 2, "PLACE"), Span(2, 3, "PLACE")))
    export_annotations([reading], tmp_path / "x", "bioes", SCHEMA)
    lines = (tmp_path / "x").read_text(encoding="utf-8").split("\n")[2:5]
    assert lines == ["青\tB-PLACE", "岛\tE-PLACE", "济\tS-PLACE"]


def test_cluener_ends_are_inclusive(tmp_path):
    export_annotations([replace(FLAT, text="在青岛", spans=(Span(1, 3, "PLACE"),))], tmp_path / "x", "cluener", SCHEMA)
    line = json.loads((tmp_path / "x").read_text(encoding="utf-8"))
    assert line["label"] == {"PLACE": {"青岛": [[1, 2]]}}


@pytest.mark.parametrize(
    ("form", "content", "spans"),
    [
        pytest.param("conll", "青 B-PLACE\n岛 I-PLACE\n\n在 O\n", [(0, 2, "PLACE")], id="blanks between columns"),
        pytest.param("conll", "青\tO\tI-PLACE\r\n岛\tO\tI-PLACE\r\n", [(0, 2, "PLACE")], id="an I- without a B-"),
        pytest.param("conll", "-DOCSTART- O\n\n青岛\tB-PLACE\n", [(0, 2, "PLACE")], id="words and a document mark"),
        pytest.param("conll", "\ufeff青\tB-PLACE\n岛\tB-PLACE\n", [(0, 1, "PLACE"), (1, 2, "PLACE")], id="two B-"),
        pytest.param("bioes", "青\tB-PLACE\n岛\tE-PLACE\n市\tS-GOV\n", [(0, 2, "PLACE"), (2, 3, "GOV")], id="BIOES"),
        pytest.param(
            "cluener", '{"text": "在青岛", "label": {"PLACE": {"青岛": [[1, 2]]}}}', [(1, 3, "PLACE")], id="CLUENER"
        ),
        pytest.param(
            "doccano", '{"text": "在青岛", "label": [[1, 3, "PLACE"]]}', [(1, 3, "PLACE")], id="doccano label"
        ),
        pytest.param("doccano", '{"text": "在青岛", "labels": [[1, 3, "PLACE"]]}', [(1, 3, "PLACE")], id="old doccano"),
        pytest.param(
            "doccano",
            '{"text": "在青岛", "entities": [{"id": 7, "label": "PLACE", "start_offset": 1, "end_offset": 3}]}',
            [(1, 3, "PLACE")],
            id="doccano entities",
        ),
    ],
)
def test_files_of_other_tools_are_read(tmp_path, form, content, spans):
    outcome = imported(tmp_path, form, content)
    assert outcome.problems == ()
    assert spans_of(outcome) == spans
    assert all(annotation.status is Status.REVIEWED for annotation in outcome.annotations)


def task(data, *regions, **fields):
    return {"id": 5, "data": data, "annotations": [{"result": list(regions), **fields}]}


def region(start, end, text, label="PLACE", **fields):
    value = {"start": start, "end": end, "text": text, "labels": [label]}
    return {"id": f"r{start}", "from_name": "ner", "to_name": "body", "type": "labels", "value": value, **fields}


@pytest.mark.parametrize(
    ("tasks", "spans"),
    [
        pytest.param([task({"body": "在青岛"}, region(1, 3, "青岛"))], [(1, 3, "PLACE")], id="any tag names"),
        pytest.param(
            [task({"title": "x", "内容": "在青岛"}, region(1, 3, "青岛", to_name="t"))],
            [(1, 3, "PLACE")],
            id="any field",
        ),
        pytest.param([task({"body": "𠮷在青岛"}, region(3, 5, "青岛"))], [(2, 4, "PLACE")], id="UTF-16 offsets"),
        pytest.param([task({"body": "𠮷在青岛"}, region(2, 4, "青岛"))], [(2, 4, "PLACE")], id="code points"),
        pytest.param([task({"body": "青  岛"}, region(0, 4, "青 岛"))], [(0, 4, "PLACE")], id="a folded quote"),
        pytest.param(
            [task({"body": "在青岛"}, region(1, 3, "青岛"), was_cancelled=True)], [], id="a cancelled annotation"
        ),
    ],
)
def test_label_studio_exports_of_anyone_are_read(tmp_path, tasks, spans):
    outcome = imported(tmp_path, "label-studio", json.dumps(tasks))
    assert outcome.problems == ()
    assert spans_of(outcome) == spans


@pytest.mark.parametrize(
    ("form", "content", "problem"),
    [
        pytest.param("cluener", "{", "file.jsonl:1: not JSON", id="broken JSON"),
        pytest.param("cluener", '{"label": {}}', "not in the form of this format: KeyError('text')", id="no text"),
        pytest.param(
            "cluener", '{"text": "在青岛", "label": {"PLACE": {"青岛": [[0, 1]]}}}', "quotes '青岛'", id="a wrong place"
        ),
        pytest.param(
            "cluener",
            '{"text": "在青岛", "label": {"address": {"青岛": [[1, 2]]}}}',
            "no label 'address'",
            id="a label",
        ),
        pytest.param("conll", "青\tX-PLACE\n", "tag 'X-PLACE': expected O", id="another scheme"),
        pytest.param("conll", "青\n", "line '青': expected a token and a tag", id="one column"),
        pytest.param("conll", "# text = 济南\n青\tO\n", "token '青' is not in the text", id="another text"),
        pytest.param("doccano", '{"text": "青", "label": [[0, 9, "PLACE"]]}', "has only 1 code points", id="outside"),
        pytest.param(
            "doccano", '{"text": "青", "entities": [], "relations": [{}]}', "1 relations without frames", id="relations"
        ),
        pytest.param(
            "label-studio", json.dumps([task({"body": "青岛"}, region(0, 1, "济"))]), "region r0: PLACE", id="a quote"
        ),
        pytest.param("label-studio", "[{}]", "@ $[0]: no task with annotations", id="no task"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_place(tmp_path, form, content, problem):
    outcome = imported(tmp_path, form, content)
    assert any(problem in told for told in outcome.problems), outcome.problems


def test_one_bad_line_does_not_take_the_others_with_it(tmp_path):
    outcome = imported(tmp_path, "doccano", '{"text": "青岛", "label": []}\n{\n{"text": "济南", "label": []}\n')
    assert [annotation.text for annotation in outcome.annotations] == ["青岛", "济南"]
    assert len(outcome.problems) == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param("T1\tPLACE 0 1;2 3\t青 x", "in several pieces", id="several pieces"),
        pytest.param("T1\tPLACE 1 4\t岛\n济", "line 1", id="over a line end"),
        pytest.param("T1\tPLACE 0 2\t济南", "quotes '济南'", id="another text"),
        pytest.param("E1\tEvent:T1", "E1 is neither a span nor a note", id="an event"),
        pytest.param("R1\tof Arg1:T1 Arg2:T2", "1 relations without frames", id="a relation of others"),
    ],
)
def test_brat_files_of_others_are_read_with_what_they_lack(tmp_path, line, problem):
    (tmp_path / "a.txt").write_text("青岛\n济南", encoding="utf-8")
    (tmp_path / "a.ann").write_text(f"{line}\nT9\tPLACE 3 5\t济南\n", encoding="utf-8")
    outcome = import_annotations(tmp_path, "brat", SCHEMA)
    assert any(problem in told for told in outcome.problems), outcome.problems
    assert spans_of(outcome) == [(0, 2, "PLACE")]
    assert outcome.annotations[1].id == "a:1"


def test_an_unknown_format_is_refused(tmp_path):
    with pytest.raises(RecordError, match=r"format 'xml': expected one of conll"):
        import_annotations(tmp_path / "x", "xml", SCHEMA)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(RecordError, match=r"nothing.conll: cannot be read"):
        import_annotations(tmp_path / "nothing.conll", "conll", SCHEMA)


def test_importing_says_who_stands_behind_the_readings(tmp_path):
    path = written(tmp_path, "doccano", '{"text": "青岛", "label": []}')
    stamp = {"annotator": "team-b", "updated_at": "2026-01-01T00:00:00Z", "status": Status.ADJUDICATED}
    (reading,) = import_annotations(path, "doccano", SCHEMA, **stamp).annotations
    assert (reading.annotator, reading.updated_at, reading.status) == tuple(stamp.values())


@given(st.data())
def test_spans_to_tags_to_spans(data):
    text = data.draw(filled_texts)
    spans = data.draw(flat_spans(text))
    places = token_places(text)
    for bioes in (False, True):
        tags = [tag for _, tag in tags_of(text, spans, bioes=bioes)]
        back = spans_from_tags([(place, place + 1) for place in places], tags)
        kept = [[place for place in places if span.start <= place < span.end] for span in spans]
        wanted = [(k[0], k[-1] + 1, s.label) for k, s in zip(kept, spans, strict=True) if k]
        assert [(span.start, span.end, span.label) for span in back] == wanted


def test_readings_are_placed_on_equal_paragraphs(tmp_path):
    home = document("标题", "在青岛", "完")
    reading = Annotation("other:name", 7, 0, "在青岛", (Span(1, 3, "PLACE"),))
    placed = place([reading], [document("别的"), home])
    assert placed.problems == ()
    assert [(a.document_id, a.paragraph, a.start) for a in placed.annotations] == [(home.document_id, 1, 3)]


def test_a_paragraph_that_stands_twice_takes_the_nearest_number():
    home = document("小结", "正文", "小结", "再来", "小结")
    readings = [Annotation("x", n, 0, text) for n, text in enumerate(["小结", "正文", "小结", "再来", "小结"])]
    assert [a.paragraph for a in place(readings, [home]).annotations] == [0, 1, 2, 3, 4]


def test_a_paragraph_that_was_cleaned_otherwise_keeps_the_spans_that_stand_unchanged():
    home = document("青岛高新区动态", "青岛高新区去年营业收入(不含税)达5亿元，增长明显。")
    text = "青岛高新区去年营业收入达5亿元,增长明显。"
    spans = (Span(0, 5, "ZONE"), Span(7, 12, "INDICATOR"), Span(12, 15, "VALUE"))
    frame = Frame(2, QUANTITY, 1, 0)
    readings = [Annotation("x", 0, 0, "青岛高新区动态"), Annotation("x", 1, 0, text, spans, (frame,))]
    placed = place(readings, [home])
    moved = placed.annotations[1]
    assert [span.of(moved.text) for span in moved.spans] == ["青岛高新区", "5亿元"]
    assert moved.frames == (Frame(1, QUANTITY, None, 0),)
    assert placed.problems == ("x:1: INDICATOR '营业收入达' has no place",)


def test_a_reading_of_another_text_has_no_place():
    readings = [Annotation("x", 0, 0, "标题"), Annotation("x", 1, 0, "完全不同的另一段文字")]
    placed = place(readings, [document("标题", "在青岛")])
    assert placed.problems == ("x:1: no paragraph like '完全不同的另一段文字' in the workspace",)


def test_a_reading_of_a_whole_article_is_placed_line_by_line():
    home = document("青岛高新区动态", "青岛高新区收入5亿元。", "完")
    text = "青岛高新区动态\r\n\n　　青岛高新区收入5亿元。\n首页 > 新闻\n完"
    zone, value, crossing = (
        Span(start, start + len(quote), label)
        for quote, label in (("青岛高新区", "ZONE"), ("5亿元", "VALUE"), ("新闻\n完", "EVENT"))
        for start in [text.rindex(quote)]
    )
    reading = Annotation("export", 7, 0, text, (zone, value, crossing), (Frame(1, QUANTITY, None, 0),))
    placed = place([reading], [document("别的"), home])
    assert placed.problems == ("export:7: EVENT '新闻\\n完' goes over the end of a line",)
    found = [(a.document_id, a.paragraph, [span.of(a.text) for span in a.spans]) for a in placed.annotations]
    assert found == [
        (home.document_id, 0, []),
        (home.document_id, 1, ["青岛高新区", "5亿元"]),
        (home.document_id, 2, []),
    ]
    assert placed.annotations[1].frames == (Frame(1, QUANTITY, None, 0),)


@pytest.mark.parametrize("form", WITHOUT_SPACY)
def test_every_format_is_imported_into_a_workspace_as_reviews(tmp_path, form):
    workspace, home = Workspace(tmp_path / "work"), document("青岛高新区动态", "在青岛")
    workspace.documents.write("part-0", documents_table([home]))
    title, body = gold(home, [((Span(0, 5, "ZONE"),), ()), ((Span(1, 3, "PLACE"),), ())])
    path = tmp_path / f"file{FORMS[form].suffix}"
    export_annotations([title, body], path, form, SCHEMA)
    tally = import_reviews([path], workspace, form=form, annotator="team-b", at="2026-01-01T00:00:00Z")
    assert (tally.done, tally.rejected) == (2, 0)
    found = [(one.id, one.spans, one.annotator) for one in standing_reviews(workspace)]
    assert found == [(title.id, title.spans, "team-b"), (body.id, body.spans, "team-b")]
