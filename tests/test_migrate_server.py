"""A migration with a real Label Studio: people's work before, during and after it, and releases on both sides."""

import subprocess

import pytest

from annot.labelstudio.project import find_project
from annot.schema import read_schema
from tests.migration_schemas import schemas_with_version_2
from tests.test_run import SEEDS, Bench

pytestmark = pytest.mark.server


class Migrating(Bench):
    """A bench whose schemas hold a version 2.0.0."""

    def __init__(self, folder, label_studio):
        super().__init__(folder, label_studio)
        self.schemas = schemas_with_version_2(folder / "schemas")
        self.environment |= {"ANNOT_SCHEMAS": str(self.schemas)}
        self.version = "1.0.0"

    @property
    def project(self):
        schema = read_schema(version=self.version, folder=self.schemas)
        return find_project(self.label_studio.connection, schema, self.title)

    def refused(self, *arguments):
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, env=self.environment)
        assert done.returncode == 1
        (line,) = [line for line in done.stderr.splitlines() if line.startswith("annot: ")]
        return line

    def submit(self, task, *spans):
        """Submit a reading of these spans alone."""
        text = task["data"]["text"]
        result = [
            {"id": f"r{start}", "from_name": "label", "to_name": "text", "type": "labels",
             "value": {"start": start, "end": end, "text": text[start:end], "labels": [label]}}
            for start, end, label in spans
        ]  # fmt: skip
        self.label_studio.connection.post(f"/api/tasks/{task['id']}/annotations/", {"result": result})

    def draft(self, task):
        self.label_studio.connection.post(f"/api/tasks/{task['id']}/drafts", {"result": [], "lead_time": 1})

    def next_task(self):
        return self.label_studio.connection.get(f"/api/projects/{self.project.id}/next/")


def name(task):
    return f"{task['data']['document_id']}:{task['data']['paragraph']}"


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def labels(rows, key):
    return [(span["start"], span["end"], span["label"]) for span in rows[key]["spans"]]


def spans_of(bench, task):
    (prediction,) = task["predictions"]
    regions = [region for region in prediction["result"] if region["type"] == "labels"]
    return [(region["value"]["start"], region["value"]["end"], *region["value"]["labels"]) for region in regions]


def test_a_migration_takes_annotations_project_and_export_along_and_loses_no_work(tmp_path, label_studio):
    bench = Migrating(tmp_path, label_studio)
    bench.annot("run", SEEDS)
    first, rows = files(bench.exports / "1.0.0"), bench.released("1.0.0")
    old = [task for task in bench.tasks() if any(label == "ZONE" for *_, label in labels(rows, name(task)))]
    early, late, drafted, again = old[:4]

    # A person reads a paragraph their own way; the work must be home before the migration.
    bench.submit(early, (0, 2, "ZONE"))
    bench.draft(drafted)
    looked = bench.annot("migrate", "2.0.0")
    assert "ZONE -> PARK: " in looked
    assert "1 changes by people are not pulled yet; run `annot pull` first" in looked
    assert "1 drafts are not submitted" in looked
    assert "1 changes by people are not pulled yet" in bench.refused("migrate", "2.0.0", "--apply")
    assert not (bench.workspace / "schema.toml").exists()
    bench.annot("pull")
    assert "is under schema 2.0.0" in bench.annot("migrate", "2.0.0", "--apply")

    # The next run makes a project of the new schema, with what the person said, and a major version.
    printed = bench.annot("run", SEEDS)
    assert "pushed 152 tasks, 0 there already, rejected 0" in printed
    assert "released version 2.0.0" in printed
    bench.version = "2.0.0"
    new = {name(task): task for task in bench.tasks()}
    assert len(new) == 152
    assert spans_of(bench, new[name(early)]) == [(0, 2, "PARK")]
    assert max(new.values(), key=lambda task: task["id"]) == new[name(early)]
    assert name(bench.next_task()) != name(early)
    rows = bench.released("2.0.0")
    assert (labels(rows, name(early)), rows[name(early)]["status"]) == ([(0, 2, "PARK")], "reviewed")
    told = {label for row in rows.values() for *_, label in [tuple(span.values()) for span in row["spans"]]}
    assert not told & {"ZONE", "PRODUCT", "PROJECT", "EVENT"}

    # Who still has the old project open loses nothing; who reads anew is not outvoted by what was said before.
    bench.submit(late, (0, 2, "ZONE"))
    bench.submit(new[name(early)], (0, 2, "AWARD"))
    bench.submit(again, (0, 2, "ZONE"))
    bench.submit(new[name(again)], (0, 2, "AWARD"))
    assert "pulled 4 new or changed readings" in bench.annot("pull")
    bench.annot("merge")
    printed = bench.annot("export")
    version = printed.partition("released version ")[2].partition(",")[0]
    rows = bench.released(version)
    found = [labels(rows, name(task)) for task in (late, early, again)]
    assert found == [[(0, 2, "PARK")], [(0, 2, "AWARD")], [(0, 2, "AWARD")]]
    assert "pushed 0 tasks, 152 there already" in bench.annot("run", SEEDS)

    # What was released stands as it stood, and both sides can be checked and compared.
    assert files(bench.exports / "1.0.0") == first
    for released in ("1.0.0", "2.0.0", version):
        assert "is what it says" in bench.annot("verify", bench.exports / released)
    compared = bench.annot("diff", bench.exports / "1.0.0", bench.exports / "2.0.0")
    assert "label ZONE is gone" in compared
    assert "label PARK is new" in compared
