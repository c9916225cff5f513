"""Publishing to the Hub, against a local stand-in that speaks its HTTP."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from annot.errors import ReleaseError
from annot.export import export
from annot.export.publish import publish
from tests.export_corpus import STAMP, numbered
from tests.hub_stand_in import running_hub


@pytest.fixture
def hub():
    with running_hub() as hub:
        yield hub


@pytest.fixture
def target(tmp_path):
    export(numbered(5), tmp_path / "policy-ner", **STAMP)
    return tmp_path / "policy-ner"


def send(folder, hub, **options):
    return publish(folder, "org/name", dry_run=False, endpoint=hub.url, token="hf_write", **options)


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_nothing_is_sent_unless_asked(target, hub):
    outcome = publish(target / "1.0.0", "org/name", endpoint=hub.url)
    assert str(outcome).startswith("would publish version 1.0.0, 20 files")
    assert hub.requests == []


def test_the_files_arrive_as_they_are_and_the_tag_bears_the_number(target, hub):
    outcome = send(target / "1.0.0", hub)
    assert hub.files == contents(target / "1.0.0")
    assert hub.commits[hub.tags["1.0.0"]] == hub.files
    assert outcome.url == f"{hub.url}/datasets/org/name/tree/1.0.0"


LARGE = """
import sys
from pathlib import Path
from annot.export.publish import publish
publish(Path(sys.argv[1]), "org/name", dry_run=False, endpoint=sys.argv[2], token="hf_write")
"""


def test_large_files_arrive_over_lfs(target, hub):
    hub.takes_large = True
    environment = {**os.environ, "HF_HUB_DISABLE_XET": "1"}
    subprocess.run([sys.executable, "-c", LARGE, str(target / "1.0.0"), hub.url], env=environment, check=True)
    sent = {content for name, content in contents(target / "1.0.0").items() if name.endswith(".parquet")}
    assert set(hub.large.values()) == sent
    assert hub.files == contents(target / "1.0.0")


def test_a_new_repository_is_private(target, hub):
    send(target / "1.0.0", hub)
    assert hub.private is True


def test_a_version_is_never_published_twice(target, hub):
    send(target / "1.0.0", hub)
    before = dict(hub.files)
    with pytest.raises(ReleaseError, match=r"version 1.0.0 is published already"):
        send(target / "1.0.0", hub)
    assert hub.files == before


def test_the_next_version_replaces_main_and_the_old_tag_keeps_its_files(target, hub):
    send(target / "1.0.0", hub)
    more = numbered(6)
    guideline = replace(more.schema, version="1.0.1")
    folder = export(replace(more, schema=guideline), target, **STAMP).folder
    send(folder, hub)
    assert hub.files == contents(folder)
    assert "guideline-1.0.0.zh.md" not in hub.files
    assert hub.commits[hub.tags["1.0.0"]] == contents(target / "1.0.0")


def test_a_wrong_token_is_one_line_that_says_what_to_do(target, hub):
    with pytest.raises(ReleaseError, match=r"org/name: the Hub did not take version 1.0.0: Invalid.*HF_TOKEN"):
        publish(target / "1.0.0", "org/name", dry_run=False, endpoint=hub.url, token="hf_other")


def test_a_hub_out_of_reach_is_one_line_that_says_what_to_do(target):
    with pytest.raises(ReleaseError, match=r"check the network"):
        publish(target / "1.0.0", "org/name", dry_run=False, endpoint="http://127.0.0.1:9", token="hf_write")


def test_a_name_that_is_no_repository_is_refused(target, hub):
    with pytest.raises(ReleaseError, match=r"repository 'a b/c/d'.*ORG/NAME"):
        publish(target / "1.0.0", "a b/c/d", dry_run=False, endpoint=hub.url, token="hf_write")


def test_a_version_that_is_not_sound_is_not_published(target, hub):
    (target / "1.0.0" / "CHANGELOG.md").unlink()
    with pytest.raises(ReleaseError, match=r"is not published as it is: CHANGELOG.md: is missing"):
        send(target / "1.0.0", hub)
    assert hub.requests == []
