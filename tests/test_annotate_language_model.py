"""A language model as a source: asked by the schema, checked against the text, counted and cached."""

import json
from pathlib import Path

import pytest

from annot.annotate import Annotator
from annot.annotate.chat import ChatEndpoint
from annot.annotate.gazetteer import Gazetteer
from annot.annotate.language_model import LanguageModel
from annot.annotate.reading import Reading
from annot.errors import ModelError
from tests.chat_stand_in import StandIn, stand_in

TEXT = "虹桥前湾印象城落户，前湾印象城开业。"
TRUE = ({"text": "虹桥前湾印象城", "label": "PLACE"}, {"text": "前湾印象城", "label": "PLACE"})


@pytest.fixture
def server():
    with stand_in() as made:
        made.spans = TRUE
        yield made


def folder(tmp_path: Path, server: StandIn, **more: object) -> Path:
    described = {"kind": "llm", "name": "talker", "version": "3", "url": server.url, "model": "m", "timeout": 5, **more}
    (tmp_path / "model.json").write_text(json.dumps(described), encoding="utf-8")
    return tmp_path


def model(tmp_path: Path, server: StandIn, **more: object) -> LanguageModel:
    return LanguageModel.from_folder(folder(tmp_path, server, **more))


def ask(asked: LanguageModel, text: str = TEXT) -> list[tuple[str, str, str]]:
    found = asked.candidates(Reading.of(text, Gazetteer()), [])
    return [(text[c.start : c.end], c.label, c.source) for c in found]


def test_answers_are_found_in_the_text_in_their_order(tmp_path, server):
    asked = model(tmp_path, server)
    assert ask(asked) == [("虹桥前湾印象城", "PLACE", "model:talker-3"), ("前湾印象城", "PLACE", "model:talker-3")]
    assert (asked.usage.asked, asked.usage.tokens_in, asked.usage.tokens_out) == (1, 900, 40)


def test_the_prompt_is_made_from_schema_and_guideline(tmp_path, server):
    ask(model(tmp_path, server))
    system, user = server.asked[0]["messages"]
    assert "ZONE 园区" in system["content"]
    assert "VALUE" not in system["content"].partition("规范：")[0]
    assert "边界与取舍规则" in system["content"]
    assert user["content"] == TEXT
    assert server.keys == [None]


def test_a_lie_is_rejected_and_counted(tmp_path, server):
    server.spans = ({"text": "不在原文", "label": "ZONE"}, {"text": "前湾印象城", "label": "PLANET"}, TRUE[0])
    asked = model(tmp_path, server)
    assert [surface for surface, _, _ in ask(asked)] == ["虹桥前湾印象城"]
    assert asked.usage.rejected == 2


def test_the_same_content_is_asked_once(tmp_path, server):
    first, second = model(tmp_path, server), model(tmp_path, server)
    assert ask(first) == ask(second)
    assert (len(server.asked), second.usage.asked, second.usage.cached) == (1, 0, 1)


def test_json_in_chatter_is_understood(tmp_path, server):
    server.behaviour = "chatter"
    assert len(ask(model(tmp_path, server))) == 2


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        pytest.param("nonsense", "malformed answer", id="no-json"),
        pytest.param("empty", "malformed answer", id="no-choice"),
        pytest.param("refuse", "refused", id="status-500"),
        pytest.param("break", "broken connection", id="breaks-off"),
    ],
)
def test_a_failure_costs_the_paragraph_its_model_and_is_counted(tmp_path, server, behaviour, reason):
    server.behaviour = behaviour
    asked = model(tmp_path, server)
    assert ask(asked) == []
    assert asked.usage.failures == {reason: 1}
    assert not (tmp_path / "answers").exists()


def test_a_stall_ends_with_the_timeout(tmp_path, server):
    server.behaviour, server.stall = "stall", 0.5
    asked = model(tmp_path, server, timeout=0.1)
    assert ask(asked) == []
    assert asked.usage.failures == {"no answer": 1}


def test_a_dead_endpoint_is_given_up(tmp_path, server):
    server.behaviour = "refuse"
    asked = model(tmp_path, server)
    ask(asked, "\n".join(f"第{number}段青岛" for number in range(20)))
    assert len(server.asked) == 5


def test_the_key_comes_from_the_environment(tmp_path, server, monkeypatch):
    monkeypatch.setenv("TALKER_KEY", "k-1")
    ask(model(tmp_path, server, key_variable="TALKER_KEY"))
    assert server.keys == ["Bearer k-1"]


def test_the_annotator_takes_it_as_one_more_source(tmp_path, server):
    server.spans = ({"text": "前湾智创梦工场", "label": "INSTITUTE"},)
    annotator = Annotator(models=[folder(tmp_path, server)])
    ((spans, _),) = annotator.annotate(["走进前湾智创梦工场看看"])
    assert [(span.label, span.source) for span in spans] == [("INSTITUTE", "model:talker-3")]
    assert "talker-3" in annotator.version


def test_nothing_is_asked_unless_a_model_is_given(server):
    Annotator().annotate([TEXT])
    assert server.asked == []


def test_a_description_without_an_address_is_refused(tmp_path):
    (tmp_path / "model.json").write_text('{"kind": "llm", "name": "x", "version": "1"}', encoding="utf-8")
    with pytest.raises(ModelError, match="url"):
        LanguageModel.from_folder(tmp_path)


def test_an_address_of_another_kind_is_refused():
    with pytest.raises(ModelError, match="bad address"):
        ChatEndpoint("file:///etc/passwd", "m").ask("", "")
