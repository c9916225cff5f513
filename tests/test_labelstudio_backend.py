"""The live backend: Label Studio asks, and gets what the model reads; what is broken is refused, not a crash."""

import json
import threading
import urllib.error
import urllib.request
from dataclasses import replace

import pytest

from annot.labelstudio.backend import register, serve
from annot.labelstudio.listing import list_tasks
from annot.labelstudio.project import ensure_project
from annot.labelstudio.push import push
from annot.schema import read_schema
from annot.span import Span
from tests.label_studio import paragraphs_as_pushed

SCHEMA = read_schema()


def first_two_are_a_place(annotation):
    return replace(annotation, spans=(Span(0, 2, "PLACE", score=0.75),))


@pytest.fixture
def backend():
    backend = serve(first_two_are_a_place, SCHEMA, version="live-1")
    thread = threading.Thread(target=backend.serve_forever)
    thread.start()
    yield backend
    backend.close()
    thread.join()


def ask(backend, path, payload=None):
    body = None if payload is None else json.dumps(payload).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{backend.url}{path}", data=body), timeout=10) as answer:
        return json.load(answer)


@pytest.mark.parametrize(
    ("path", "payload", "expected"),
    [
        pytest.param("/health", None, {"status": "UP", "model_class": "annot"}, id="health"),
        pytest.param("/versions", None, {"versions": ["live-1"]}, id="versions"),
        pytest.param("/setup", {"project": "1.2", "access_token": "secret"}, {"model_version": "live-1"}, id="setup"),
        pytest.param("/webhook", {"action": "ANNOTATION_CREATED"}, {}, id="webhook"),
    ],
)
def test_the_five_endpoints_answer_as_label_studio_expects(backend, path, payload, expected):
    assert ask(backend, path, payload) == expected


def test_a_prediction_is_regions_a_score_and_a_version(backend):
    (result,) = ask(backend, "/predict", {"tasks": [{"id": 1, "data": {"text": "青岛高新区"}}]})["results"]
    assert (result["model_version"], result["score"]) == ("live-1", 0.75)
    assert result["result"][0]["value"] == {"start": 0, "end": 2, "text": "青岛", "labels": ["PLACE"]}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        pytest.param("/nowhere", b"{}", 404, id="unknown-address"),
        pytest.param("/predict", b"{", 400, id="not-json"),
        pytest.param("/predict", b"{}", 400, id="no-tasks"),
        pytest.param("/predict", b"[1]", 400, id="not-an-object"),
        pytest.param("/predict", '{"tasks": [{"data": {"text": "短"}}]}'.encode(), 400, id="model-refuses"),
    ],
)
def test_a_broken_request_is_refused_and_the_next_one_answered(backend, path, body, status):
    request = urllib.request.Request(f"{backend.url}{path}", data=body)
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request, timeout=10)
    with raised.value as error:
        assert error.code == status
    assert ask(backend, "/health")["status"] == "UP"


@pytest.mark.server
def test_label_studio_gets_its_predictions_from_the_backend(label_studio, backend):
    connection = label_studio.connection
    project = ensure_project(connection, SCHEMA, label_studio.title())
    tasks = [task | {"predictions": []} for task in list(paragraphs_as_pushed(SCHEMA))[:2]]
    push(connection, project, tasks)
    register(connection, project, backend.url)
    register(connection, project, backend.url)
    assert len(connection.get("/api/ml/", {"project": project.id})) == 1
    (first, _) = list_tasks(connection, project.id, [], ["data"])
    action = f"/api/dm/actions?id=retrieve_tasks_predictions&project={project.id}"
    connection.post(action, {"selectedItems": {"all": False, "included": [first["id"]]}})
    predictions = connection.get(f"/api/tasks/{first['id']}/")["predictions"]
    assert [prediction["model_version"] for prediction in predictions] == ["live-1"]
    assert predictions[0]["result"][0]["value"]["labels"] == ["PLACE"]
