"""The connection: found where it is said to be, silent about its token, clear about what failed."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from annot.errors import ServerError
from annot.labelstudio.connection import Connection
from annot.labelstudio.people import ensure_salt, pseudonym
from annot.labelstudio.project import ensure_project, find_project
from annot.schema import read_schema

SCHEMA = read_schema()
TOKEN = "0123456789abcdef0123456789abcdef01234567"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlbl90eXBlIjoicmVmcmVzaCJ9.c2VjcmV0"


@pytest.fixture
def no_environment(monkeypatch):
    monkeypatch.delenv("LABEL_STUDIO_URL", raising=False)
    monkeypatch.delenv("LABEL_STUDIO_API_KEY", raising=False)
    return monkeypatch


def test_a_token_is_in_no_representation():
    assert TOKEN not in repr(Connection("http://127.0.0.1:8080", TOKEN))
    assert TOKEN not in str(vars(Connection("http://127.0.0.1:8080/", TOKEN)).get("url"))


def test_arguments_win_over_the_environment(no_environment):
    no_environment.setenv("LABEL_STUDIO_URL", "http://127.0.0.1:1")
    no_environment.setenv("LABEL_STUDIO_API_KEY", TOKEN)
    assert Connection.found("http://127.0.0.1:2/").url == "http://127.0.0.1:2"
    assert Connection.found().url == "http://127.0.0.1:1"


def test_without_any_server_the_next_step_is_named(no_environment, tmp_path):
    with pytest.raises(ServerError, match="`annot server start`, or set LABEL_STUDIO_URL"):
        Connection.found(folder=tmp_path)


def test_an_address_without_a_token_says_where_to_get_one(no_environment):
    with pytest.raises(ServerError, match="no token; make one in Label Studio under Account & Settings"):
        Connection.found("http://127.0.0.1:8080")


@pytest.mark.parametrize("token", [TOKEN, JWT], ids=["legacy", "personal"])
def test_an_unreachable_server_is_one_line_without_the_token(token):
    with (
        Connection("http://127.0.0.1:9", token) as connection,
        pytest.raises(ServerError, match=r"127[.]0[.]0[.]1:9: out of reach") as raised,
    ):
        connection.get("/api/projects/")
    assert token not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_token_that_cannot_be_one_is_refused_unseen():
    with pytest.raises(ServerError, match="characters that no token has") as raised:
        Connection("http://127.0.0.1:8080", "geheim\ngeheim")
    assert "geheim" not in str(raised.value)


def test_an_address_that_is_none_is_refused():
    with pytest.raises(ServerError, match="expected http"):
        Connection("localhost:8080", TOKEN)


def test_a_pseudonym_is_stable_under_its_salt_and_another_under_another(tmp_path):
    salt = ensure_salt(tmp_path)
    assert ensure_salt(tmp_path) == salt
    assert (tmp_path / "salt").stat().st_mode & 0o777 == 0o600
    assert pseudonym("Li@example.org", salt) == pseudonym("li@example.org ", salt)
    assert pseudonym("li@example.org", "a") == "person-20dc5391"
    assert pseudonym("li@example.org", "b") != pseudonym("li@example.org", "a")


@pytest.mark.server
@pytest.mark.parametrize("token", [TOKEN, JWT], ids=["legacy", "personal"])
def test_a_wrong_token_is_one_line_that_says_what_to_do(label_studio, token):
    with Connection(label_studio.url, token) as connection:
        for ask in (lambda: connection.get("/api/projects/"), lambda: find_project(connection, SCHEMA, "project")):
            with pytest.raises(ServerError, match="does not accept the token; make a new one") as raised:
                ask()
            assert token not in str(raised.value)


@pytest.mark.server
def test_something_else_than_label_studio_is_recognised(label_studio):
    with pytest.raises(ServerError, match="is it a Label Studio"):
        label_studio.connection.get("/")


@pytest.mark.server
def test_a_project_is_made_once_and_found_again(label_studio):
    title = label_studio.title()
    made = ensure_project(label_studio.connection, SCHEMA, title)
    assert ensure_project(label_studio.connection, SCHEMA, title).id == made.id
    assert find_project(label_studio.connection, SCHEMA, title).url == made.url
    ensure_project(label_studio.connection, SCHEMA, title, annotators=2)
    ensure_project(label_studio.connection, SCHEMA, title)
    settings = label_studio.connection.get(f"/api/projects/{made.id}/")
    assert settings["show_collab_predictions"] is True
    assert settings["enable_empty_annotation"] is True
    assert settings["maximum_annotations"] == 2, "what was set stays"
    assert "边界与取舍规则" in settings["expert_instruction"]
    (view,) = label_studio.connection.get("/api/dm/views/", {"project": made.id})
    assert "tasks:data.key" in view["data"]["hiddenColumns"]["explore"]
    assert "tasks:data.text" not in view["data"]["hiddenColumns"]["labeling"]


@pytest.mark.server
def test_two_runs_at_once_make_one_project(label_studio):
    title, together = label_studio.title(), threading.Barrier(2)

    def make(_number):
        with Connection(label_studio.url, label_studio.token) as connection:
            together.wait()
            return ensure_project(connection, SCHEMA, title).id

    with ThreadPoolExecutor(2) as runs:
        made = set(runs.map(make, range(2)))
    listed = label_studio.connection.get("/api/projects/", {"title": title})["results"]
    assert {project["id"] for project in listed} == made
    assert len(made) == 1


@pytest.mark.server
def test_a_project_with_other_labels_is_refused_and_what_differs_is_named(label_studio):
    title = label_studio.title()
    configuration = (
        '<View><Labels name="label" toName="text"><Label value="ZONE"/><Label value="CITY"/></Labels>'
        '<Text name="text" value="$text"/></View>'
    )
    label_studio.connection.post("/api/projects/", {"title": title, "label_config": configuration})
    with pytest.raises(ServerError) as raised:
        ensure_project(label_studio.connection, SCHEMA, title)
    assert "label CHANGE, COMPANY, EVENT, GOV, INDICATOR and 9 more missing there" in str(raised.value)
    assert "label CITY only there" in str(raised.value)
    assert "choose another title" in str(raised.value)
    listed = label_studio.connection.get("/api/projects/", {"title": title})["results"]
    assert len(listed) == 1, "nothing half done"


@pytest.mark.server
@pytest.mark.parametrize("title", ["ab", "标" * 51], ids=["short", "long"])
def test_a_title_that_label_studio_would_refuse_is_refused_first(label_studio, title):
    with pytest.raises(ServerError, match="wants 3 to 50"):
        ensure_project(label_studio.connection, SCHEMA, title)


@pytest.mark.server
def test_the_files_of_the_account_are_for_their_owner_only(label_studio):
    for name in ("token", "account.json"):
        assert (label_studio.folder / name).stat().st_mode & 0o777 == 0o600
    assert label_studio.token not in (label_studio.folder / "server.log").read_text(encoding="utf-8")
    assert "password" in json.loads((label_studio.folder / "account.json").read_text(encoding="utf-8"))
