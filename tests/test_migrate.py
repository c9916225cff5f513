"""A workspace brought under another schema: what is stored stays, and is seen under the new one."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given

from annot.annotation import Annotation, Status
from annot.errors import SchemaError, WorkspaceError
from annot.export.migration import read_migration
from annot.export.way import added_labels, migrate, read_way
from annot.labelstudio.interface import interface
from annot.line.lineage import read_lineage, schema_of
from annot.line.merge import merge_station
from annot.line.migrate import apply_plan, plan_migration
from annot.line.push import tasks_of
from annot.line.release import corpus_of, release
from annot.line.reviews import Review, keep_reviews, standing_reviews
from annot.schema import read_schema
from annot.span import Span
from annot.tables import annotations_from, annotations_table, documents_table
from annot.workspace import Workspace
from tests.export_corpus import document
from tests.migration_schemas import FIRST, SECOND, label, schemas_with_two_steps, schemas_with_version_2
from tests.strategies import annotations

KEPT = {"GOV", "COMPANY", "INSTITUTE", "PERSON", "POLICY", "INDUSTRY", "TIME", "INDICATOR", "VALUE", "CHANGE"}
TITLE, BODY = "青岛高新区在延安路开电博会", "青岛市奖"
PAGE = document(TITLE, BODY)
# What the rules say, and what a person made of it: the road is no place to them, the exhibition is a product.
PREDICTED = (Span(0, 5, "ZONE"), Span(6, 9, "PLACE"), Span(10, 13, "EVENT"))
CORRECTED = (Span(0, 5, "ZONE"), Span(10, 13, "PRODUCT"))


@pytest.fixture(scope="session")
def schemas(tmp_path_factory):
    return schemas_with_version_2(tmp_path_factory.mktemp("schemas") / "schemas")


@pytest.fixture
def workspace(tmp_path, schemas, monkeypatch):
    """Return a workspace of one document with two predicted paragraphs; schemas are those of the user."""
    monkeypatch.setenv("ANNOT_SCHEMAS", str(schemas))
    workspace = Workspace(tmp_path / "work")
    title, body = said(*PREDICTED), said(Span(0, 3, "PLACE"), paragraph=1)
    predictions = [replace(one, status=Status.PREDICTED, annotator="rules-1", updated_at="") for one in (title, body)]
    workspace.documents.write("part-a", documents_table([PAGE]))
    workspace.predictions.write("part-a", annotations_table(predictions))
    return workspace


def said(*spans, paragraph=0, annotator="ann-a", at="2026-01-01T00:00:00Z", status=Status.REVIEWED):
    place = list(PAGE.paragraphs())[paragraph]
    return Annotation(PAGE.document_id, paragraph, place.start, place.text, spans, (), status, annotator, at)


def labels(annotation):
    return [(span.of(annotation.text), span.label) for span in annotation.spans]


def gold(workspace):
    merge_station(workspace)
    return [labels(one) for table in workspace.gold.tables() for one in annotations_from(table)]


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def migrated(workspace):
    return apply_plan(workspace, plan_migration(workspace, "2.0.0"))


@given(annotations())
def test_spans_whose_labels_are_kept_are_not_changed(schemas, old):
    migration = read_migration("policy", "1.0.0", "2.0.0", folder=schemas)
    (new,) = migrate([old], [migration]).annotations
    assert [span for span in new.spans if span.label in KEPT] == [span for span in old.spans if span.label in KEPT]
    assert {(span.start, span.end) for span in new.spans} <= {(span.start, span.end) for span in old.spans}
    assert {span.label for span in new.spans} <= set(migration.after.codes)
    assert [frame.quantity for frame in new.frames] == [frame.quantity for frame in old.frames]
    rest = replace(old, spans=tuple(span for span in old.spans if span.label in KEPT), frames=())
    assert migration.annotation(rest) == rest


@pytest.fixture(scope="session")
def two_steps(tmp_path_factory):
    return schemas_with_two_steps(tmp_path_factory.mktemp("two-steps") / "schemas")


@given(annotations())
def test_two_migrations_one_after_the_other_do_what_one_does(schemas, two_steps, old):
    ways = [read_way("policy", "1.0.0", "2.0.0", folder=folder) for folder in (schemas, two_steps)]
    assert [len(way) for way in ways] == [1, 2]
    assert migrate([old], ways[0]) == migrate([old], ways[1])


def test_the_fewest_migrations_are_taken(two_steps, schemas, tmp_path):
    both = tmp_path / "schemas"
    shutil.copytree(two_steps, both)
    direct = "policy/migrations/1.0.0-2.0.0.toml"
    (both / direct).write_bytes((schemas / direct).read_bytes())
    assert [migration.after.version for migration in read_way("policy", "1.0.0", "2.0.0", folder=both)] == ["2.0.0"]
    assert [migration.after.version for migration in read_way("policy", "1.0.0", "1.1.0", folder=both)] == ["1.1.0"]


def test_a_label_added_on_the_way_counts_as_new_under_its_last_name(two_steps, tmp_path):
    folder = tmp_path / "schemas"
    shutil.copytree(two_steps, folder)
    policy = folder / "policy"
    award = '[[steps]]\nkind = "{}"\nlabel = "{}"\n'
    for name, steps in (("1.0.0-1.1.0", FIRST + award.format("add", "MEDAL")), ("1.1.0-2.0.0", SECOND)):
        renamed = steps.replace('kind = "add"\nlabel = "AWARD"', 'kind = "rename"\nlabel = "MEDAL"\nto = "AWARD"')
        (policy / "migrations" / f"{name}.toml").write_text(renamed, encoding="utf-8")
    head, last = (policy / "1.1.0.toml").read_text(encoding="utf-8").split("# Relations go")
    medal = label("MEDAL", "奖章", "m")
    (policy / "1.1.0.toml").write_text(f"{head}[[labels]]{medal}# Relations go{last}", encoding="utf-8")
    assert added_labels(read_way("policy", "1.0.0", "2.0.0", folder=folder)) == ["AWARD"]


def test_a_workspace_goes_over_versions_in_between(workspace, two_steps, monkeypatch):
    monkeypatch.setenv("ANNOT_SCHEMAS", str(two_steps))
    keep_reviews([Review(said(*CORRECTED), "label-studio:1:a:ann-a")], workspace, at="2026-01-01")
    before = files(workspace.root)
    plan = plan_migration(workspace, "2.0.0")
    assert str(plan).split("\n") == [
        "label schema policy 1.0.0 -> 1.1.0 -> 2.0.0",
        "pre-annotations:",
        "  EVENT -> –: 1",
        "  PLACE -> CITY: 1",
        "  ZONE -> PARK: 1",
        "readings by people, of 1 paragraphs:",
        "  PRODUCT -> WORK: 1",
        "  ZONE -> PARK: 1",
        "new, and looked for by nobody yet: AWARD",
    ]
    assert files(workspace.root) == before
    assert "is under schema 2.0.0" in apply_plan(workspace, plan)
    assert read_lineage(workspace).versions == ("1.0.0", "1.1.0", "2.0.0")
    assert gold(workspace) == [[("青岛高新区", "PARK"), ("电博会", "WORK")], [("青岛市", "CITY")]]
    assert before.items() <= files(workspace.root).items()


def test_a_workspace_is_under_the_first_version_until_it_is_migrated(workspace):
    assert schema_of(workspace) == read_schema(version="1.0.0")
    migrated(workspace)
    assert schema_of(workspace) == read_schema(version="2.0.0")


def test_looking_first_counts_and_changes_nothing(workspace):
    keep_reviews([Review(said(*CORRECTED), "label-studio:1:a:ann-a")], workspace, at="2026-01-01")
    before = files(workspace.root)
    assert str(plan_migration(workspace, "2.0.0")).split("\n") == [
        "label schema policy 1.0.0 -> 2.0.0",
        "pre-annotations:",
        "  EVENT -> –: 1",
        "  PLACE -> CITY: 1",
        "  ZONE -> PARK: 1",
        "readings by people, of 1 paragraphs:",
        "  PRODUCT -> WORK: 1",
        "  ZONE -> PARK: 1",
        "new, and looked for by nobody yet: AWARD",
    ]
    assert files(workspace.root) == before


def test_predictions_and_readings_are_seen_under_the_new_schema_and_stay_as_they_were_stored(workspace):
    keep_reviews([Review(said(*CORRECTED), "label-studio:1:a:ann-a")], workspace, at="2026-01-01")
    before = files(workspace.root)
    migrated(workspace)
    assert gold(workspace) == [[("青岛高新区", "PARK"), ("电博会", "WORK")], [("青岛市", "CITY")]]
    assert before.items() <= files(workspace.root).items()


def test_a_reading_under_the_new_schema_counts_instead_of_the_earlier_ones(workspace):
    # Two people of before, who had no label for awards, do not outvote the one who has.
    for person in ("ann-a", "ann-b"):
        review = Review(said(Span(0, 3, "PLACE"), paragraph=1, annotator=person), f"label-studio:1:b:{person}")
        keep_reviews([review], workspace, at=f"2026-01-01-{person}")
    migrated(workspace)
    anew = said(Span(0, 3, "CITY"), Span(3, 4, "AWARD"), paragraph=1, annotator="ann-c", at="2026-02-01T00:00:00Z")
    keep_reviews([Review(anew, "label-studio:2:c:ann-c")], workspace, at="2026-02-01")
    assert standing_reviews(workspace) == [anew]
    # Work done in the old project after that comes home and changes nothing either.
    late = Review(said(paragraph=1, at="2026-03-01T00:00:00Z"), "label-studio:1:b:ann-a")
    assert keep_reviews([late], workspace, at="2026-03-01", version="1.0.0") == 1
    assert gold(workspace)[1] == [("青岛市", "CITY"), ("奖", "AWARD")]


def test_late_work_under_the_old_schema_counts_where_nobody_has_read_since(workspace):
    migrated(workspace)
    late = Review(said(*CORRECTED), "label-studio:1:a:ann-a")
    assert keep_reviews([late], workspace, at="2026-03-01", version="1.0.0") == 1
    assert keep_reviews([late], workspace, at="2026-03-02", version="1.0.0") == 0
    assert gold(workspace)[0] == [("青岛高新区", "PARK"), ("电博会", "WORK")]


def test_new_tasks_hold_what_people_said_and_those_come_last(workspace):
    keep_reviews([Review(said(*CORRECTED), "label-studio:1:a:ann-a")], workspace, at="2026-01-01")
    before = [task["data"] for task in tasks_of(workspace, schema_of(workspace))]
    migrated(workspace)
    body, title = tasks_of(workspace, schema_of(workspace))
    assert [body["data"]["text"], title["data"]["text"]] == [BODY, TITLE]
    found = [(region["value"]["text"], region["value"]["labels"]) for region in title["predictions"][0]["result"]]
    assert found == [("青岛高新区", ["PARK"]), ("电博会", ["WORK"])]
    assert title["predictions"][0]["model_version"] == "rules-1"
    assert {title["data"]["key"], body["data"]["key"]}.isdisjoint({fields["key"] for fields in before})


def test_the_new_interface_has_the_new_labels(workspace):
    migrated(workspace)
    told = interface(schema_of(workspace))
    assert 'alias="PARK"' in told
    assert 'alias="ZONE"' not in told


def test_gold_of_the_old_schema_is_not_released_under_the_new_one(workspace, tmp_path):
    merge_station(workspace)
    plan = plan_migration(workspace, "2.0.0")
    # As if it were killed between its two steps.
    merged = files(workspace.gold.folder)
    apply_plan(workspace, plan)
    for name, content in merged.items():
        (workspace.gold.folder / name).write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"made under schema 1\.0\.0, the workspace is under 2\.0\.0 now"):
        corpus_of(workspace)
    assert plan_migration(workspace, "2.0.0") is None
    assert "is under schema 2.0.0, merged 2 paragraphs" in apply_plan(workspace, None)
    assert corpus_of(workspace).schema.version == "2.0.0"


def test_a_release_under_the_new_schema_is_a_major_version(workspace, tmp_path):
    merge_station(workspace)
    exports = tmp_path / "exports"
    assert "released version 1.0.0" in release(workspace, exports, made_at="2026-01-01T00:00:00Z")
    first = files(exports / "1.0.0")
    migrated(workspace)
    assert "released version 2.0.0" in release(workspace, exports, made_at="2026-01-02T00:00:00Z")
    assert files(exports / "1.0.0") == first


def test_versions_only_go_on(workspace):
    migrated(workspace)
    with pytest.raises(SchemaError, match=r"under schema 2\.0\.0, and was under 1\.0\.0 before; versions only go on"):
        plan_migration(workspace, "1.0.0")


def test_a_migration_that_was_applied_may_not_be_changed(workspace, schemas, tmp_path, monkeypatch):
    migrated(workspace)
    edited = schemas_with_version_2(tmp_path / "edited")
    file = edited / "policy" / "migrations" / "1.0.0-2.0.0.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("(省|市)$", "省$"), encoding="utf-8")
    monkeypatch.setenv("ANNOT_SCHEMAS", str(edited))
    with pytest.raises(SchemaError, match=r"migration 1\.0\.0-2\.0\.0: changed since it was applied"):
        read_lineage(workspace)


@pytest.mark.parametrize("text", ["versions", 'versions = ["2.0.0"]', "[[migrations]]\nto = 2"], ids=str)
def test_a_broken_schema_file_is_one_clear_error(workspace, text):
    (workspace.root / "schema.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"schema\.toml: .* written by `annot migrate`"):
        read_lineage(workspace)


class Line:
    """The command line on a workspace."""

    def __init__(self, workspace, schemas):
        self.workspace = workspace
        self.environment = {name: text for name, text in os.environ.items() if not name.startswith("LABEL_STUDIO")}
        self.environment |= {"ANNOT_WORKSPACE": str(workspace.root), "ANNOT_SCHEMAS": str(schemas)}

    def __call__(self, *arguments, code=0):
        command = [sys.executable, "-m", "annot", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, check=False)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def annot(workspace, schemas):
    return Line(workspace, schemas)


def test_the_command_looks_first_and_applies_when_told(annot, tmp_path):
    annot("merge")
    assert "nothing is changed; `annot migrate 2.0.0 --apply` does it" in annot("migrate", "2.0.0")
    assert "under schema policy 1.0.0" in annot("status", "--exports", tmp_path)
    assert "is under schema 2.0.0, merged 2 paragraphs" in annot("migrate", "2.0.0", "--apply")
    assert "under schema policy 2.0.0" in annot("status", "--exports", tmp_path)
    assert "is under schema 2.0.0 already" in annot("migrate", "2.0.0")
    assert "is under schema 2.0.0, merged 2 paragraphs" in annot("migrate", "2.0.0", "--apply")


def test_a_migration_nobody_wrote_is_one_clear_line(annot):
    assert "1.0.0-3.0.0.toml: no such migration; write one" in annot("migrate", "3.0.0", code=1)


def test_a_server_that_does_not_run_cannot_be_passed_over_by_accident(annot):
    annot.workspace.server.mkdir(parents=True)
    assert "does not run, so work left in it cannot be seen" in annot("migrate", "2.0.0", "--apply", code=1)
    assert schema_of(annot.workspace).version == "1.0.0"
    assert "is under schema 2.0.0" in annot("migrate", "2.0.0", "--apply", "--offline")


def test_records_of_either_schema_are_imported_and_the_wrong_one_is_refused(annot, tmp_path):
    record = '{"id": "x:0", "text": "%s", "frames": [], "spans": [{"start": 0, "end": 5, "label": "%s", "text": "%s"}]}'
    for name, code in (("old", "ZONE"), ("new", "PARK")):
        (tmp_path / f"{name}.jsonl").write_text(record % (TITLE, code, TITLE[:5]) + "\n", encoding="utf-8")
    annot("migrate", "2.0.0", "--apply")
    assert "no label 'ZONE'" in annot("import", tmp_path / "old.jsonl", code=1)
    adjudicated = ("--adjudicated", "--annotator", "two-readers")
    assert "imported 1 reading" in annot("import", tmp_path / "old.jsonl", "--schema", "1.0.0", *adjudicated)
    assert gold(annot.workspace)[0] == [("青岛高新区", "PARK")]
    assert "imported 1 reading" in annot("import", tmp_path / "new.jsonl", *adjudicated)
    assert "has only been under 1.0.0, 2.0.0" in annot("import", tmp_path / "new.jsonl", "--schema", "3.0.0", code=1)


def test_a_migration_killed_in_the_middle_is_finished_by_the_next(annot):
    annot("merge")
    schema = annot.workspace.root / "schema.toml"
    command = [sys.executable, "-m", "annot", "migrate", "2.0.0", "--apply"]
    worker = subprocess.Popen(command, env=annot.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # It is under the new schema from this moment on, and its gold most likely not yet.
    while worker.poll() is None and not schema.exists():
        time.sleep(0.0005)
    worker.kill()
    worker.wait()
    assert schema_of(annot.workspace).version == "2.0.0"
    assert "merged 2 paragraphs" in annot("migrate", "2.0.0", "--apply")
    interrupted = files(annot.workspace.root)
    assert not [name for name in interrupted if ".partial-" in str(name)]
    schema.unlink()
    annot("merge")
    annot("migrate", "2.0.0", "--apply")
    assert files(annot.workspace.root) == interrupted
