"""Push: each task once, whatever is interrupted; new predictions beside people's work, never over it."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from annot.errors import ServerError
from annot.labelstudio.connection import Connection
from annot.labelstudio.listing import list_tasks, tasks_by_key
from annot.labelstudio.project import ensure_project
from annot.labelstudio.push import push
from annot.schema import read_schema
from tests.label_studio import CHECKOUT, paragraphs_as_pushed

SCHEMA = read_schema()
pytestmark = pytest.mark.server


@pytest.fixture
def project(label_studio):
    return ensure_project(label_studio.connection, SCHEMA, label_studio.title())


@pytest.fixture(scope="module")
def seed_tasks():
    return list(paragraphs_as_pushed(SCHEMA))


def keys_on_server(label_studio, project):
    return sorted(task["data"]["key"] for task in list_tasks(label_studio.connection, project.id, [], ["data"]))


def test_pushing_twice_adds_nothing(label_studio, project, seed_tasks):
    first = push(label_studio.connection, project, seed_tasks)
    second = push(label_studio.connection, project, seed_tasks)
    assert (first.created, first.present, first.rejected) == (152, 0, ())
    assert (second.created, second.present, second.predicted) == (0, 152, 0)
    assert keys_on_server(label_studio, project) == sorted(task["data"]["key"] for task in seed_tasks)


def test_what_the_server_holds_is_what_was_pushed(label_studio, project, seed_tasks):
    push(label_studio.connection, project, seed_tasks[:3])
    sent = {task["data"]["key"]: task for task in seed_tasks[:3]}
    fields = ["data", "predictions", "result", "model_version", "score"]
    for task in list_tasks(label_studio.connection, project.id, [], fields):
        expected = sent[task["data"]["key"]]
        assert task["data"] == expected["data"]
        (prediction,) = task["predictions"]
        assert prediction["result"] == expected["predictions"][0]["result"]
        assert (prediction["model_version"], prediction["score"]) == ("gold-1", 1.0)


def test_a_dry_run_tells_and_changes_nothing(label_studio, project, seed_tasks):
    report = push(label_studio.connection, project, seed_tasks, dry_run=True)
    assert report.created == 152
    assert keys_on_server(label_studio, project) == []


def test_an_unsound_task_is_named_and_the_others_are_pushed(label_studio, project):
    good, bad = list(paragraphs_as_pushed(SCHEMA))[1:3]
    bad["predictions"][0]["result"][0]["value"]["end"] = 9999
    report = push(label_studio.connection, project, [good, bad])
    assert report.created == 1
    (rejected,) = report.rejected
    assert rejected.id == f"{bad['data']['document_id']}:2"
    assert "code points" in rejected.reason


def test_a_new_model_version_is_added_and_shown_and_leaves_annotations_alone(label_studio, project, seed_tasks):
    connection, few = label_studio.connection, seed_tasks[:4]
    push(connection, project, few)
    (worked,) = tasks_by_key(connection, project.id, [few[1]["data"]["key"]])[few[1]["data"]["key"]]
    result = few[1]["predictions"][0]["result"]
    connection.post(f"/api/tasks/{worked.number}/annotations/", {"result": result})
    report = push(connection, project, list(paragraphs_as_pushed(SCHEMA, "gold-10"))[:4])
    assert (report.created, report.present, report.predicted) == (0, 4, 4)
    again = push(connection, project, list(paragraphs_as_pushed(SCHEMA, "gold-10"))[:4])
    assert again.predicted == 0
    assert connection.get(f"/api/projects/{project.id}/")["model_version"] == "gold-10"
    # A version that is part of another's name is another version.
    assert push(connection, project, few).predicted == 0
    assert connection.get(f"/api/projects/{project.id}/")["model_version"] == "gold-1"
    task = connection.get(f"/api/tasks/{worked.number}/")
    assert [prediction["model_version"] for prediction in task["predictions"]] == ["gold-1", "gold-10"]
    assert [annotation["result"] for annotation in task["annotations"]] == [result]


class LosesAnswers(Connection):
    """A connection on which every import is carried out and its answer lost."""

    def post(self, path, payload, *, timeout=60.0):
        answer = super().post(path, payload, timeout=timeout)
        if path.endswith("/import"):
            raise ServerError(f"{self.url}: out of reach (ReadTimeout)")
        return answer


def test_a_lost_answer_is_not_taken_for_a_failure(label_studio, project, seed_tasks):
    with LosesAnswers(label_studio.url, label_studio.token) as connection:
        assert push(connection, project, seed_tasks).created == 152
    assert len(keys_on_server(label_studio, project)) == 152


def test_two_pushes_at_once_leave_each_task_once(label_studio, project, seed_tasks):
    def pushed(_number):
        with Connection(label_studio.url, label_studio.token) as connection:
            return push(connection, project, seed_tasks)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(pushed, range(2)))
    push(label_studio.connection, project, seed_tasks)
    keys = keys_on_server(label_studio, project)
    assert len(keys) == len(set(keys)) == 152


KILLED = """
from annot.labelstudio.connection import Connection
from annot.labelstudio.project import ensure_project
from annot.labelstudio.push import push
from annot.schema import read_schema
from tests.label_studio import paragraphs_as_pushed
import os, sys
connection, schema = Connection(os.environ["LABEL_STUDIO_URL"], os.environ["LABEL_STUDIO_API_KEY"]), read_schema()
project = ensure_project(connection, schema, sys.argv[1])
print("pushing", flush=True)
push(connection, project, paragraphs_as_pushed(schema), batch=20)
"""


def test_a_push_killed_in_the_middle_is_finished_by_the_next(label_studio, project, seed_tasks):
    environment = os.environ | {"LABEL_STUDIO_URL": label_studio.url, "LABEL_STUDIO_API_KEY": label_studio.token}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, project.title], cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE
    ) as killed:
        assert killed.stdout.readline() == b"pushing\n"
        deadline = time.monotonic() + 60
        while not 0 < len(keys_on_server(label_studio, project)) < 152 and time.monotonic() < deadline:
            time.sleep(0.02)
        killed.send_signal(signal.SIGKILL)
    left = len(keys_on_server(label_studio, project))
    assert 0 < left < 152, "the push was over before it was killed"
    report = push(label_studio.connection, project, seed_tasks)
    assert report.created + report.present == 152
    keys = keys_on_server(label_studio, project)
    assert len(keys) == len(set(keys)) == 152
