"""Schema migrations: every label has a fate, frames follow their spans, and a dry run only counts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from annot.annotation import Annotation, Frame, Kind, Quantity
from annot.errors import SchemaError
from annot.export import export
from annot.export.migration import read_migration
from annot.export.way import migrate
from annot.schema import read_schema, schema_folder
from annot.span import Span
from tests import migration_schemas
from tests.export_corpus import STAMP, corpus_of, document, gold

STEPS = migration_schemas.STEPS.replace("(省|市)$", "(路|街)$").replace("CITY", "ROAD")
TEXT = "青岛高新区在延安路开电博会投资5亿元"
RELATIONS = """
[[relations]]
code = "measures"
name = "measures"
role = "indicator"
from = ["VALUE"]
to = ["INDICATOR"]
definition = "x"
[[relations]]
code = "of"
name = "of"
role = "subject"
from = ["INDICATOR", "VALUE"]
to = ["PLACE", "PARK"]
definition = "x"
"""
ONE = Quantity(Kind.MONEY, Decimal(500000000), Decimal(500000000), "元")
OLD = Annotation(
    "doc",
    0,
    0,
    TEXT,
    (
        Span(0, 5, "ZONE"),
        Span(6, 9, "PLACE"),
        Span(10, 13, "EVENT"),
        Span(13, 15, "INDICATOR"),
        Span(15, 18, "VALUE"),
    ),
    (Frame(4, ONE, 3, 2),),
)


def label(code, number):
    return (
        f'[[labels]]\ncode = "{code}"\nname = "{code}"\ngroup = "entity"\ndefinition = "x"\n'
        f'colour = "#0000{number:02x}"\nhotkey = "F{number}"\n'
    )


@pytest.fixture
def schemas(tmp_path):
    """Return a folder with schema 1.0.0 as it is, a 2.0.0 after the steps, and the migration between them."""
    folder = tmp_path / "policy"
    (folder / "migrations").mkdir(parents=True)
    for name in ("1.0.0.toml", "guideline-1.0.0.zh.md"):
        (folder / name).write_bytes((schema_folder() / "policy" / name).read_bytes())
    codes = ["PLACE", "ROAD", "PARK", "GOV", "COMPANY", "INSTITUTE", "PERSON", "POLICY", "INDUSTRY", "WORK", "TIME"]
    codes += ["INDICATOR", "VALUE", "CHANGE", "AWARD"]
    head = 'name = "policy"\nversion = "2.0.0"\ntitle = "x"\nguideline = "guideline-1.0.0.zh.md"\n'
    labels = "".join(label(code, number) for number, code in enumerate(codes))
    (folder / "2.0.0.toml").write_text(f"{head}{labels}{RELATIONS}[slots]\n[units]\n", encoding="utf-8")
    write(tmp_path, STEPS)
    return tmp_path


def write(schemas, text):
    (schemas / "policy/migrations/1.0.0-2.0.0.toml").write_text(text, encoding="utf-8")


def test_labels_are_renamed_merged_split_and_removed(schemas):
    migration = read_migration("policy", "1.0.0", "2.0.0", folder=schemas)
    fates = [("ZONE", "x"), ("PRODUCT", "x"), ("PROJECT", "x"), ("PLACE", "延安路"), ("PLACE", "青岛"), ("EVENT", "x")]
    assert [migration.label_of(*fate) for fate in fates] == ["PARK", "WORK", "WORK", "ROAD", "PLACE", None]


def test_frames_follow_their_spans(schemas):
    new = read_migration("policy", "1.0.0", "2.0.0", folder=schemas).annotation(OLD)
    assert [(span.label, span.of(TEXT)) for span in new.spans] == [
        ("PARK", "青岛高新区"),
        ("ROAD", "延安路"),
        ("INDICATOR", "投资"),
        ("VALUE", "5亿元"),
    ]
    # The subject was the event that went; the value is now the fourth span.
    assert new.frames == (Frame(3, ONE, 2, None),)


def test_a_role_that_the_new_schema_has_no_relation_for_becomes_empty(schemas):
    # The subject is the road now, of which no metric is said to be in the new schema; the zone stays one.
    migration = read_migration("policy", "1.0.0", "2.0.0", folder=schemas)
    of_road, of_zone = (replace(OLD, frames=(Frame(4, ONE, 3, subject),)) for subject in (1, 0))
    outcome = migrate([of_road, of_zone], [migration])
    assert [new.frames for new in outcome.annotations] == [(Frame(3, ONE, 2, None),), (Frame(3, ONE, 2, 0),)]
    assert str(outcome).split("\n")[-1] == "roles of frames that become empty: 1"


def test_two_labels_of_one_stretch_that_become_one_stand_once(schemas):
    both = replace(OLD, spans=(Span(10, 13, "PRODUCT"), Span(10, 13, "PROJECT"), Span(15, 18, "VALUE")), frames=())
    framed = replace(both, frames=(Frame(2, ONE),))
    new = read_migration("policy", "1.0.0", "2.0.0", folder=schemas).annotation(framed)
    assert (new.spans, new.frames) == ((Span(10, 13, "WORK"), Span(15, 18, "VALUE")), (Frame(1, ONE),))


def test_a_frame_goes_with_its_value(schemas):
    write(schemas, STEPS + '[[steps]]\nkind = "remove"\nlabel = "VALUE"\n[[steps]]\nkind = "add"\nlabel = "VALUE"\n')
    outcome = migrate([OLD], [read_migration("policy", "1.0.0", "2.0.0", folder=schemas)])
    assert outcome.frames_lost == 1
    assert str(outcome).split("\n") == [
        "EVENT -> –: 1",
        "PLACE -> ROAD: 1",
        "VALUE -> –: 1",
        "ZONE -> PARK: 1",
        "frames without a value: 1",
    ]


def test_what_nobody_touches_stays_as_it_is(schemas):
    plain = replace(OLD, spans=(Span(13, 15, "INDICATOR", source="rule"),), frames=())
    outcome = migrate([plain], [read_migration("policy", "1.0.0", "2.0.0", folder=schemas)])
    assert outcome.annotations == (plain,)
    assert str(outcome) == "no span changes"


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        pytest.param(STEPS.replace('"rename"', '"rewrite"'), "migration step 'rewrite': expected one of", id="a kind"),
        pytest.param(STEPS.replace('to = "PARK"', ""), "the field 'to' is missing", id="a field less"),
        pytest.param(STEPS.replace('to = "2.0.0"', 'to = "3.0.0"'), "to is '3.0.0'", id="another version"),
        pytest.param(STEPS.replace('label = "ZONE"', 'label = "AREA"'), "label AREA is in no schema", id="a label"),
        pytest.param(
            STEPS.replace('kind = "remove"\nlabel = "EVENT"', 'kind = "remove"\nlabel = "TIME"'),
            "label TIME is in the new schema but comes from nowhere; label EVENT is not in the new schema",
            id="labels without a fate",
        ),
        pytest.param(
            STEPS + '[[steps]]\nkind = "merge"\nlabels = ["TIME"]\nto = "AWARD"\n'
            '[[steps]]\nkind = "add"\nlabel = "TIME"\n',
            "label TIME is known to the program by its name",
            id="a label that the program knows",
        ),
        pytest.param("not toml", "cannot be read", id="no TOML"),
        pytest.param(STEPS.replace("(路|街)$", "("), "cannot be read", id="a broken pattern"),
    ],
)
def test_a_migration_that_leaves_a_label_without_a_fate_is_refused(schemas, steps, problem):
    write(schemas, steps)
    with pytest.raises(SchemaError, match=problem):
        read_migration("policy", "1.0.0", "2.0.0", folder=schemas)


def test_a_missing_migration_is_refused(schemas):
    with pytest.raises(SchemaError, match=r"1\.0\.0-3\.0\.0\.toml: no such migration"):
        read_migration("policy", "1.0.0", "3.0.0", folder=schemas)


def test_a_release_under_the_new_schema_is_a_major_version_and_the_old_one_stays(schemas, tmp_path):
    made = document(TEXT)
    corpus = corpus_of([made], gold(made, [(OLD.spans, OLD.frames)]))
    first = export(corpus, tmp_path / "policy-ner", **STAMP).folder
    before = (first / "manifest.json").read_bytes()
    outcome = migrate(corpus.annotations, [read_migration("policy", "1.0.0", "2.0.0", folder=schemas)])
    new = replace(corpus, annotations=outcome.annotations, schema=read_schema("policy", "2.0.0", folder=schemas))
    second = export(new, tmp_path / "policy-ner", **STAMP)
    assert second.version == "2.0.0"
    assert "label ZONE is gone" in second.difference.schema
    assert (first / "manifest.json").read_bytes() == before
