"""The main job on the real seeds against a real Label Studio, with a person's corrections and with kill -9."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annot.labelstudio.project import find_project
from annot.schema import read_schema

pytestmark = pytest.mark.server

SEEDS = Path(__file__).parent.parent / "seeds"


class Bench:
    """A workspace, a release folder and a project of their own, worked on through the command line."""

    def __init__(self, folder, label_studio):
        self.label_studio = label_studio
        self.workspace, self.exports = folder / "work", folder / "exports"
        self.title = label_studio.title("run")
        self.environment = os.environ | {
            "LABEL_STUDIO_URL": label_studio.url,
            "LABEL_STUDIO_API_KEY": label_studio.token,
            "ANNOT_WORKSPACE": str(self.workspace),
            "ANNOT_EXPORTS": str(self.exports),
            "ANNOT_PROJECT": self.title,
        }

    def command(self, *arguments):
        return [sys.executable, "-m", "annot", *map(str, arguments)]

    def annot(self, *arguments):
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, env=self.environment)
        assert done.returncode == 0, done.stderr
        assert self.label_studio.token not in done.stdout + done.stderr
        return done.stdout + done.stderr

    def kill_when(self, seen, *arguments):
        """Start a command, and kill -9 it as soon as `seen` is true; tell whether it was killed in time."""
        worker = subprocess.Popen(
            self.command(*arguments), env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while worker.poll() is None and not seen():
            time.sleep(0.002)
        worker.send_signal(signal.SIGKILL)
        return worker.wait() == -signal.SIGKILL

    @property
    def project(self):
        return find_project(self.label_studio.connection, read_schema(), self.title)

    def tasks(self):
        connection = self.label_studio.connection
        answer = connection.get("/api/tasks/", {"project": self.project.id, "page_size": 1000, "fields": "all"})
        return answer["tasks"]

    def released(self, version, config="ner"):
        from datasets import load_dataset

        splits = load_dataset(str(self.exports / version), config, cache_dir=str(self.exports.parent / "cache"))
        return {row["id"]: row for split in splits.values() for row in split}


@pytest.fixture
def bench(tmp_path, label_studio):
    return Bench(tmp_path, label_studio)


def said(row):
    return {(span["start"], span["end"], span["label"]) for span in row["spans"]}


def submit(bench, task, result):
    return bench.label_studio.connection.post(f"/api/tasks/{task['id']}/annotations/", {"result": result})


def test_two_corrections_are_exactly_what_the_next_version_changes(bench):
    printed = bench.annot("run", SEEDS)
    assert "pushed 152 tasks" in printed
    before = bench.released("1.0.0")
    assert {row["status"] for row in before.values()} == {"predicted"}
    by_text = {task["data"]["text"]: task for task in bench.tasks()}

    # As an annotator would: one entity deleted in one paragraph …
    walk = by_text["走进西安高新区,扑面而来的是活力涌动的创新气息——"]
    regions = walk["predictions"][0]["result"]
    assert [region["value"]["labels"] for region in regions] == [["ZONE"]]
    submit(bench, walk, [])
    # … and one added in another.
    heading = by_text["贯通顶层逻辑,实现高位统筹"]
    assert heading["predictions"][0]["result"] == []
    added = {
        "id": "added0",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": 0, "end": 6, "text": "贯通顶层逻辑", "labels": ["POLICY"]},
    }
    submit(bench, heading, [added])

    assert "pulled 2 new or changed readings" in bench.annot("run", SEEDS)
    (version,) = {path.name for path in bench.exports.iterdir()} - {"1.0.0"}
    after = bench.released(version)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    deleted, grown = (f"{task['data']['document_id']}:{task['data']['paragraph']}" for task in (walk, heading))
    assert changed == {deleted, grown}
    assert said(before[deleted]) - said(after[deleted]) == {(2, 7, "ZONE")}
    assert said(after[deleted]) == set()
    assert said(after[grown]) == {(0, 6, "POLICY")}
    assert {after[key]["status"] for key in changed} == {"reviewed"}

    assert f"running at {bench.label_studio.url}: 152 tasks, 2 submitted" in bench.annot("status")
    again = bench.annot("run", SEEDS)
    assert "pushed 0 tasks, 152 there already" in again
    assert f"nothing changed since version {version}" in again


def test_a_push_killed_in_the_middle_is_finished_with_each_task_once(bench):
    for stage in (("clean", SEEDS), ("annotate",)):
        bench.annot(*stage)
    connection = bench.label_studio.connection

    def first_tasks_are_there():
        return bench.project is not None and connection.get(f"/api/projects/{bench.project.id}")["task_number"] > 0

    assert bench.kill_when(first_tasks_are_there, "push"), "the push was over before it could be killed"
    bench.annot("push")
    keys = [task["data"]["key"] for task in bench.tasks()]
    assert len(keys) == len(set(keys)) == 152


def test_an_export_killed_in_the_middle_leaves_no_half_version(bench):
    for stage in (("clean", SEEDS), ("annotate",), ("merge",)):
        bench.annot(*stage)
    assert bench.kill_when(lambda: any(bench.exports.glob(".partial-*/*")), "export")
    assert not (bench.exports / "1.0.0").exists()
    assert "released version 1.0.0" in bench.annot("export")
    assert {path.name for path in bench.exports.iterdir()} == {"1.0.0"}
    assert len(bench.released("1.0.0")) == 152
    assert "is what it says" in bench.annot("verify", bench.exports / "1.0.0")


def test_a_correction_taken_back_returns_the_paragraph_to_its_prediction(bench, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(SEEDS / "002_e7e93553ca6a2c04.txt", pages)
    bench.annot("run", pages)
    task = bench.tasks()[0]
    made = submit(bench, task, [])
    bench.annot("pull")
    bench.label_studio.connection.delete(f"/api/annotations/{made['id']}/")
    assert "1 taken back" in bench.annot("pull")
    bench.annot("merge")
    assert "nothing changed since version 1.0.0" in bench.annot("export")
