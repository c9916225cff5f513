"""A language model as a source: told the schema, checked against the text, counted, cached, off unless asked for."""

import json
import os
import subprocess
import sys

import pytest

from annot.annotate import Annotator
from annot.annotate.gazetteer import Gazetteer
from annot.annotate.learned.answer import Answered, Refused, locate, read_answer
from annot.annotate.learned.cache import AnswerCache
from annot.annotate.learned.chat import ChatEndpoint, Reply
from annot.annotate.learned.language_model import LanguageModel
from annot.annotate.reading import Reading
from annot.errors import ModelError
from tests.stand_in_llm import stand_in

TEXT = "虹桥前湾印象城落户，前湾印象城开业。"
TRUE = [{"text": "虹桥前湾印象城", "label": "PLACE"}, {"text": "前湾印象城", "label": "PLACE", "occurrence": 2}]
LABELS = ("PLACE", "ZONE")


@pytest.fixture
def server():
    with stand_in() as made:
        made.spans = TRUE
        yield made


class Talk:
    """A language model on the stand-in; what it would have waited is kept."""

    def __init__(self, server, folder, **fields):
        self.waited = []
        endpoint = ChatEndpoint(server.url, "m", **{"timeout": 5.0, "sleep": self.waited.append, **fields})
        self.model = LanguageModel(endpoint, AnswerCache(folder))

    @property
    def usage(self):
        return self.model.usage

    def ask(self, text=TEXT):
        found = self.model.candidates(Reading.of(text, Gazetteer()), [])
        return [(c.start, c.end, c.label, c.source) for c in found]


@pytest.fixture
def talk(server, tmp_path):
    return Talk(server, tmp_path)


def test_answers_are_placed_in_the_text(talk):
    assert talk.ask() == [(0, 7, "PLACE", "llm:m"), (10, 15, "PLACE", "llm:m")]
    assert str(talk.usage) == "asked about 1 paragraphs (1 requests, 900 tokens in, 40 out), 0 from the cache: 2 spans"


def test_the_prompt_is_made_from_schema_and_guideline(talk, server):
    talk.ask()
    system, user = server.asked[0]["messages"]
    labels, _, guideline = system["content"].partition("规范：")
    assert "ZONE 园区：有名称的开发区" in labels
    assert "VALUE" not in labels
    assert "边界与取舍规则" in guideline
    assert user["content"] == TEXT
    assert (server.asked[0]["model"], server.asked[0]["temperature"]) == ("m", 0)
    assert server.asked[0]["response_format"] == {"type": "json_object"}


@pytest.mark.parametrize(
    ("answered", "outcome"),
    [
        pytest.param([("前湾", "ZONE", 1)], [(0, 2)], id="first occurrence"),
        pytest.param([("前湾", "ZONE", 2)], [(3, 5)], id="second occurrence"),
        pytest.param([("前湾", "ZONE", 3)], ["no such occurrence"], id="one too many"),
        pytest.param([("前湾", "ZONE", 0)], ["no such occurrence"], id="counted from 0"),
        pytest.param([("前湾", "ZONE", None)] * 3, [(0, 2), (3, 5), "overlaps another span"], id="told one by one"),
        pytest.param([("前湾", "ZONE", 1)] * 2, [(0, 2), "overlaps another span"], id="told twice"),
        pytest.param([("前湾区", "ZONE", 1)], ["not in the text"], id="made up"),
        pytest.param([("前湾", "CITY", 1)], ["unknown label"], id="label of another schema"),
        pytest.param([("", "ZONE", 1)], ["no text"], id="empty surface"),
        pytest.param([("前湾和", "ZONE", 1), ("湾和前", "ZONE", 1)], [(0, 3), "overlaps another span"], id="overlap"),
    ],
)
def test_every_answered_surface_is_found_or_rejected_with_a_reason(answered, outcome):
    found = locate([Answered(*one) for one in answered], "前湾和前湾", LABELS)
    assert [one.reason if isinstance(one, Refused) else one[:2] for one in found] == outcome


@pytest.mark.parametrize(
    ("content", "answers"),
    [
        pytest.param('{"spans": []}', [], id="nothing"),
        pytest.param('{"spans": [{"text": "青岛", "label": "PLACE"}]}', [Answered("青岛", "PLACE")], id="bare"),
        pytest.param('```json\n{"spans": []}\n```', [], id="fenced"),
        pytest.param('{"spans": [3, {"text": 4, "occurrence": true}]}', [Answered("", "")] * 2, id="wrong types"),
        pytest.param('{"spans": {"text": "青岛"}}', None, id="no list"),
        pytest.param('{"entities": []}', None, id="another key"),
        pytest.param("[]", None, id="no object"),
        pytest.param("抱歉", None, id="no json"),
        pytest.param('{"spans": [', None, id="cut off"),
    ],
)
def test_an_answer_is_of_the_asked_form_or_none(content, answers):
    assert read_answer(content) == answers


def test_lies_are_counted_by_reason(talk, server):
    server.spans = [{"text": "不在原文", "label": "ZONE"}, {"text": "前湾印象城", "label": "PLANET"}, TRUE[0]]
    assert [place[:2] for place in talk.ask()] == [(0, 7)]
    assert talk.usage.rejected == {"not in the text": 1, "unknown label": 1}


@pytest.mark.parametrize(
    ("behaviour", "reason", "requests"),
    [
        pytest.param("nonsense", "not the asked JSON", 1, id="no json in the answer"),
        pytest.param("list", "not the asked JSON", 1, id="json of another form"),
        pytest.param("deep", "not the asked JSON", 1, id="nested without end"),
        pytest.param("html", "not the chat protocol", 1, id="a web page"),
        pytest.param("empty", "not the chat protocol", 1, id="no choice"),
        pytest.param("null", "not the chat protocol", 1, id="null"),
        pytest.param("long", "answer cut off", 1, id="cut off at its limit"),
        pytest.param("500", "status 500", 3, id="broken server"),
        pytest.param("429", "status 429", 3, id="too busy"),
        pytest.param("418", "status 418", 1, id="a refusal nobody foresaw"),
        pytest.param("302", "status 302", 1, id="sent elsewhere"),
        pytest.param("break", "connection broke", 3, id="breaks off"),
    ],
)
def test_a_failure_is_tried_again_within_bounds_and_counted(talk, server, tmp_path, behaviour, reason, requests):
    server.behaviours = [behaviour]
    assert talk.ask() == []
    assert talk.usage.failures == {reason: 1}
    assert (talk.usage.asked, talk.usage.requests, len(server.asked)) == (1, requests, requests)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("behaviour", ["stall", "drip"])
def test_an_answer_that_does_not_come_to_an_end_is_given_up(server, tmp_path, behaviour):
    server.behaviours = [behaviour]
    talk = Talk(server, tmp_path, timeout=0.2, tries=2)
    assert talk.ask() == []
    assert talk.usage.failures == {"no answer in time": 1}
    assert (talk.usage.requests, talk.waited) == (2, [1.0])


def test_waits_grow_and_the_server_may_name_its_own(talk, server):
    server.behaviours = ["503", "429", "truth"]
    assert len(talk.ask()) == 2
    assert talk.waited == [1.0, 7.0]
    assert (talk.usage.requests, talk.usage.failures) == (3, {})


@pytest.mark.parametrize("status", ["400", "401", "403", "404"])
def test_what_only_a_person_can_mend_stops_the_run(talk, server, status):
    server.behaviours = [status]
    with pytest.raises(ModelError, match=f"answered with status {status}; check the"):
        talk.ask()
    assert len(server.asked) == 1


def test_an_endpoint_out_of_reach_is_a_failure_like_others(tmp_path):
    endpoint = ChatEndpoint("http://127.0.0.1:9/v1", "m", tries=1)
    assert endpoint.ask("", "").reason == "connection broke"


def test_a_dead_endpoint_is_not_asked_for_ever(talk, server):
    server.behaviours = ["nonsense"]
    for number in range(20):
        talk.ask(f"第{number}段青岛")
    assert (len(server.asked), talk.usage.skipped) == (5, 15)
    assert str(talk.usage).endswith("failed 5 (not the asked JSON 5), skipped 15")


def test_the_same_content_is_asked_once(server, tmp_path):
    first, second = Talk(server, tmp_path), Talk(server, tmp_path)
    assert first.ask() == second.ask()
    assert (len(server.asked), second.usage.asked, second.usage.cached, second.usage.tokens_in) == (1, 0, 1, 0)


def test_another_model_or_another_address_is_asked_anew(server, tmp_path):
    Talk(server, tmp_path).ask()
    LanguageModel(ChatEndpoint(server.url, "other"), AnswerCache(tmp_path)).candidates(
        Reading.of(TEXT, Gazetteer()), []
    )
    assert [body["model"] for body in server.asked] == ["m", "other"]


def test_a_damaged_answer_in_the_cache_is_asked_for_again(server, tmp_path):
    Talk(server, tmp_path).ask()
    (kept,) = tmp_path.rglob("*.json")
    kept.write_text('{"content": "{', encoding="utf-8")
    assert len(Talk(server, tmp_path).ask()) == 2
    assert len(server.asked) == 2


def test_the_key_is_sent_and_shown_nowhere(server, tmp_path):
    talk = Talk(server, tmp_path, key="k-secret")
    talk.ask()
    assert server.headers[0]["Authorization"] == "Bearer k-secret"
    assert "k-secret" not in f"{talk.model!r} {talk.model.version} {talk.usage}"
    assert all("k-secret" not in path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.json"))


def test_without_a_key_none_is_sent(talk, server):
    talk.ask()
    assert "Authorization" not in server.headers[0]


def test_paragraphs_are_asked_about_one_by_one_and_put_back_in_order(talk, server):
    server.spans = [{"text": "前湾印象城", "label": "PLACE"}]
    text = "\n".join(["前湾印象城", "", "在前湾印象城", "   ", "和在前湾印象城"])
    assert [place[:2] for place in talk.ask(text)] == [(0, 5), (8, 13), (20, 25)]
    assert sorted(body["messages"][1]["content"] for body in server.asked) == [
        "前湾印象城",
        "和在前湾印象城",
        "在前湾印象城",
    ]


def test_its_spans_fill_gaps_and_never_push_out_a_rule(talk, server):
    server.spans = [{"text": "青岛高", "label": "PLACE"}, {"text": "云朵工坊", "label": "INSTITUTE"}]
    text = "青岛高新区的云朵工坊开张"
    ((spans, _),) = Annotator(models=[talk.model]).annotate([text])
    assert [(span.of(text), span.label) for span in spans] == [("青岛高新区", "ZONE"), ("云朵工坊", "INSTITUTE")]
    assert (spans[1].source, spans[1].score) == ("llm:m", 0.8)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "127.0.0.1:8000", "ftp://host/v1", "http:///v1"])
def test_an_address_that_cannot_be_asked_is_refused(url):
    with pytest.raises(ModelError, match="expected an address such as"):
        ChatEndpoint(url, "m")


def test_a_reply_counts_the_requests_it_took(server):
    server.behaviours = ["500", "truth"]
    reply = ChatEndpoint(server.url, "m", sleep=lambda seconds: None).ask("", "")
    assert isinstance(reply, Reply)
    assert (reply.tokens_in, reply.tokens_out, reply.requests) == (900, 40, 2)


class TestCommandLine:
    def annot(self, folder, *arguments, **environment):
        told = {name: value for name, value in os.environ.items() if not name.startswith("ANNOT_")}
        return subprocess.run(
            [sys.executable, "-m", "annot", "annotate", "--lines", "-", *arguments],
            input=f"{TEXT}\n", capture_output=True, text=True, cwd=folder, check=False, env=told | environment,
        )  # fmt: skip

    def test_the_model_is_asked_when_the_address_is_given(self, server, tmp_path):
        server.spans = [{"text": "虹桥前湾印象城", "label": "PROJECT"}]
        done = self.annot(tmp_path, "--llm-url", server.url, "--llm-model", "m", ANNOT_LLM_KEY="k-secret")
        assert done.returncode == 0
        assert "texts are sent to 127.0.0.1" in done.stderr
        assert "asked about 1 paragraphs (1 requests, 900 tokens in, 40 out)" in done.stderr
        assert "k-secret" not in done.stdout + done.stderr
        assert server.headers[0]["Authorization"] == "Bearer k-secret"
        assert json.loads(done.stdout)["annotator"].rpartition("+")[2].startswith("llm:m-")

    def test_the_environment_can_name_address_and_model(self, server, tmp_path):
        assert self.annot(tmp_path, ANNOT_LLM_URL=server.url, ANNOT_LLM_MODEL="m").returncode == 0
        assert len(server.asked) == 1

    def test_nothing_is_sent_unless_asked_for(self, server, tmp_path):
        done = self.annot(tmp_path, ANNOT_LLM_KEY="k-secret")
        assert (done.returncode, done.stderr, server.asked) == (0, "", [])

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            pytest.param(("--llm-url", "http://127.0.0.1:9/v1"), "belong together", id="no model"),
            pytest.param(("--llm-model", "m"), "belong together", id="no address"),
            pytest.param(
                ("--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "m", "--engine", "2"), "one process", id="pool"
            ),
        ],
    )
    def test_options_that_do_not_fit_are_a_usage_error(self, tmp_path, arguments, message):
        done = self.annot(tmp_path, *arguments)
        assert done.returncode == 2
        assert message in done.stderr

    def test_a_wrong_key_is_one_clear_line(self, server, tmp_path):
        server.behaviours = ["401"]
        done = self.annot(tmp_path, "--llm-url", server.url, "--llm-model", "m")
        assert done.returncode == 1
        assert "annot: language model m at 127.0.0.1: answered with status 401; check the key" in done.stderr
