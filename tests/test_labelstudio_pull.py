"""Pull: exactly what people did comes home, and nothing that cannot be trusted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from annot.annotation import Kind, Quantity, Status
from annot.labelstudio.listing import tasks_by_key
from annot.labelstudio.project import ensure_project
from annot.labelstudio.pull import pull
from annot.labelstudio.push import push
from annot.schema import read_schema
from annot.span import Span
from tests.label_studio import paragraphs_as_pushed

SCHEMA = read_schema()
SALT = "pepper"
pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def seed_tasks():
    return list(paragraphs_as_pushed(SCHEMA))


class Desk:
    """A project with some tasks, and hands that annotate through the API as the editor does."""

    def __init__(self, label_studio, tasks):
        self.connection = label_studio.connection
        self.project = ensure_project(self.connection, SCHEMA, label_studio.title())
        push(self.connection, self.project, tasks)

    def number(self, task):
        key = task["data"]["key"]
        return tasks_by_key(self.connection, self.project.id, [key])[key][0].number

    def submit(self, task, result, **more):
        payload = {"result": result, "lead_time": 4.5, **more}
        return self.connection.post(f"/api/tasks/{self.number(task)}/annotations/", payload)

    def pulled(self, **more):
        return list(pull(self.connection, self.project, salt=SALT, **more))


@pytest.fixture
def desk(label_studio, seed_tasks):
    return Desk(label_studio, seed_tasks[:6])


def predicted(task):
    return [dict(entry) for entry in task["predictions"][0]["result"]]


def without(result, region_id):
    """Drop a region as the editor does: with its fields and its relations."""
    return [entry for entry in result if region_id not in (entry.get("id"), entry.get("from_id"), entry.get("to_id"))]


def test_a_task_that_nobody_worked_on_is_not_pulled(desk):
    assert desk.pulled() == []


def test_a_deleted_and_an_added_region_are_exactly_the_difference(desk, seed_tasks):
    task = seed_tasks[1]
    before = {(entry["value"]["start"], entry["value"]["end"]) for entry in predicted(task)}
    assert (13, 15) in before
    assert (40, 48) not in before
    added = {
        "id": "new-1",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": {"start": 40, "end": 48, "text": task["data"]["text"][40:48], "labels": ["ZONE"]},
    }
    desk.submit(task, [*without(predicted(task), "PLACE-13-15"), added])
    (pulled,) = desk.pulled()
    (reading,) = pulled.readings
    found = set(reading.annotation.spans)
    expected = {Span(e["value"]["start"], e["value"]["end"], e["value"]["labels"][0]) for e in predicted(task)}
    assert expected - found == {Span(13, 15, "PLACE")}
    assert found - expected == {Span(40, 48, "ZONE")}
    assert reading.annotation.status is Status.REVIEWED
    assert reading.annotation.text == task["data"]["text"]
    assert (reading.annotation.document_id, reading.annotation.paragraph) == (task["data"]["document_id"], 1)
    assert reading.annotation.start == task["data"]["start"]
    assert reading.lead_time == 4.5
    assert pulled.rejected == reading.notices == ()


def test_a_person_is_a_pseudonym_that_the_email_is_not_in(desk, seed_tasks):
    desk.submit(seed_tasks[0], predicted(seed_tasks[0]))
    (pulled,) = desk.pulled()
    person = pulled.readings[0].annotation.annotator
    assert person.startswith("person-")
    assert "localhost" not in str(pulled)
    assert pulled.readings[0].origin == f"{pulled.origin}:{person}"
    assert pulled.origin == f"label-studio:{desk.project.id}:{seed_tasks[0]['data']['key']}"


def test_of_two_annotations_by_one_person_the_later_counts(desk, seed_tasks):
    task = seed_tasks[1]
    desk.submit(task, [])
    desk.submit(task, predicted(task)[:1])
    (pulled,) = desk.pulled()
    assert [len(reading.annotation.spans) for reading in pulled.readings] == [1]


def test_an_empty_annotation_says_that_there_is_nothing(desk, seed_tasks):
    desk.submit(seed_tasks[1], [])
    ((reading,),) = [pulled.readings for pulled in desk.pulled()]
    assert reading.annotation.spans == ()


def test_a_skipped_task_is_counted_and_gives_no_reading(desk, seed_tasks):
    desk.submit(seed_tasks[1], [], was_cancelled=True)
    (pulled,) = desk.pulled()
    assert (pulled.cancelled, pulled.readings) == (1, ())


def test_a_draft_is_counted_and_gives_no_reading(desk, seed_tasks):
    number = desk.number(seed_tasks[1])
    desk.connection.post(f"/api/tasks/{number}/drafts?project={desk.project.id}", {"result": [], "lead_time": 1})
    (pulled,) = desk.pulled()
    assert (pulled.drafts, pulled.readings) == (1, ())


def test_a_wrong_region_rejects_the_persons_reading_and_says_where_to_look(desk, seed_tasks):
    wrong = predicted(seed_tasks[1])
    wrong[0] = wrong[0] | {"value": wrong[0]["value"] | {"start": 5, "end": 7}}
    desk.submit(seed_tasks[1], wrong)
    (pulled,) = desk.pulled()
    assert pulled.readings == ()
    assert "offsets are code points" in pulled.rejected[0].reason
    assert pulled.rejected[0].url.endswith(f"/data?task={desk.number(seed_tasks[1])}")


def test_a_task_whose_text_was_edited_on_the_server_is_not_trusted(desk, seed_tasks):
    desk.submit(seed_tasks[1], [])
    altered = seed_tasks[1]["data"] | {"text": "另一段"}
    with desk.connection.asking_sdk("the task"):
        desk.connection.sdk.tasks.update(id=str(desk.number(seed_tasks[1])), data=altered)
    (pulled,) = desk.pulled()
    assert "text was edited on the server" in pulled.rejected[0].reason


def test_only_what_changed_is_pulled_again_deletions_too(desk, seed_tasks):
    first = desk.submit(seed_tasks[1], predicted(seed_tasks[1]))
    desk.submit(seed_tasks[2], predicted(seed_tasks[2]))
    last = max(pulled.updated_at for pulled in desk.pulled())
    later = last.replace(last[:4], str(int(last[:4]) + 1))
    assert desk.pulled(since=later) == []
    desk.connection.delete(f"/api/annotations/{first['id']}/")
    after = {pulled.id: pulled for pulled in desk.pulled(since=last)}
    withdrawn = after[f"{seed_tasks[1]['data']['document_id']}:1"]
    assert withdrawn.readings == ()
    assert withdrawn.updated_at > last


def test_quantities_come_home_as_they_were_and_as_they_were_corrected(desk, seed_tasks):
    task = next(task for task in seed_tasks if task["data"]["text"].startswith("产业发展上,海洋产业"))
    push(desk.connection, desk.project, [task])
    corrected = {"kind": {"choices": ["money"]}, "min": {"number": 0.1}, "max": {"number": 0.3}}
    result = predicted(task)
    for entry in result:
        if entry.get("id") == "VALUE-106-109":
            entry["value"] = entry["value"] | corrected.get(entry["from_name"], {})
    desk.submit(task, result)
    (pulled,) = desk.pulled()
    annotation = pulled.readings[0].annotation
    quantities = {frame_place(annotation, frame): frame.quantity for frame in annotation.frames}
    assert len(quantities) == 11
    assert quantities[106, 109] == Quantity(Kind.MONEY, Decimal("0.1"), Decimal("0.3"), "1")
    assert quantities[131, 134] == Quantity(Kind.RATIO, Decimal("0.25"), Decimal("0.25"), "1")


def frame_place(annotation, frame):
    span = annotation.spans[frame.value]
    return span.start, span.end


def test_a_value_drawn_without_fields_is_read_by_the_given_parser(desk, seed_tasks):
    task = seed_tasks[1]
    drawn = {"start": 0, "end": 3, "text": task["data"]["text"][:3], "labels": ["VALUE"]}
    desk.submit(task, [{"id": "n", "from_name": "label", "to_name": "text", "type": "labels", "value": drawn}])
    three = Quantity(Kind.COUNT, Decimal(3), Decimal(3), "年")
    (pulled,) = desk.pulled(read={task["data"]["text"][:3]: three}.get)
    assert pulled.readings[0].annotation.frames[0].quantity == replace(three)
