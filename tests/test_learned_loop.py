"""The loop: pages are annotated, people correct, a version is released, a model is trained, the next pages gain."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from annot.annotate import Annotator
from annot.annotation import Annotation, Status
from annot.engine import InProcess
from annot.errors import ReleaseError
from annot.line.annotate import annotate_documents
from annot.line.clean import clean_pages, take_pages
from annot.line.groups import group_documents
from annot.line.merge import merge_station
from annot.line.release import release
from annot.line.reviews import Review, keep_reviews
from annot.line.train import read_lessons
from annot.tables import annotations_from
from annot.workspace import Workspace
from tests.marked import parse_marked

AT = "2026-11-24T20:00:00Z"
# A name and two sentences a page; every page tells another story, so that none is taken for a copy of another.
STORIES = [
    line.split("\t")
    for line in (Path(__file__).parent / "learned_stories.tsv").read_text(encoding="utf-8").splitlines()
]


def marked_page(number: int) -> list[str]:
    name, first, second = STORIES[number]
    return [
        f"{name}：街巷里的一天",
        f"走进[INSTITUTE {name}创客坊]，机器轰鸣。{first}",
        f"记者来到[INSTITUTE {name}创客坊]采访。{second}",
    ]


class Desk:
    """A workspace in which pages come in and people correct them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace, self.exports = Workspace(folder / "work"), folder / "exports" / "policy-ner"

    def take(self, numbers: range) -> None:
        pages = self.folder / f"pages-{numbers.start}"
        pages.mkdir()
        for number in numbers:
            text = "\n\n".join(parse_marked(line)[0] for line in marked_page(number))
            (pages / f"{number:02}.txt").write_text(text, encoding="utf-8")
        take_pages(sorted(pages.iterdir()), self.workspace)
        clean_pages(self.workspace, InProcess())
        group_documents(self.workspace)

    def annotate(self) -> list[Annotation]:
        annotate_documents(self.workspace, InProcess(), Annotator())
        return [one for table in self.workspace.predictions.tables() for one in annotations_from(table)]

    def correct(self, predicted: list[Annotation]) -> int:
        """Let a person put right what she sees, and return how many paragraphs she had to touch."""
        truth = dict(parse_marked(line) for number in range(len(STORIES)) for line in marked_page(number))
        touched = [one for one in predicted if set(one.spans) != set(truth[one.text])]
        readings = [
            replace(one, spans=truth[one.text], frames=(), status=Status.REVIEWED, annotator="a1", updated_at=AT)
            for one in predicted
        ]
        keep_reviews([Review(one, f"desk:{one.id}") for one in readings], self.workspace, at=AT)
        merge_station(self.workspace)
        return len(touched)

    def annot(self, *arguments: object, stdin: str = "", code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "annot", *map(str, arguments)],
            input=stdin, capture_output=True, text=True, cwd=self.folder, check=False,
            env={name: value for name, value in os.environ.items() if not name.startswith("ANNOT_")},
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk at which sixteen pages were corrected and released, and a model was trained on them."""
    made = Desk(tmp_path_factory.mktemp("desk"))
    made.take(range(16))
    made.touched = made.correct(made.annotate())
    made.said = release(made.workspace, made.exports, made_at=AT)
    made.trained = made.annot("train", "exports/policy-ner/1.0.0")
    return made


def test_the_next_pages_need_fewer_corrections_with_the_model(desk):
    marked = [line for number in range(16, 20) for line in marked_page(number)]
    stdin = "".join(f"{parse_marked(line)[0]}\n" for line in marked)

    def untouched(*options):
        lines = desk.annot("annotate", "--lines", "-", *options, stdin=stdin).stdout.splitlines()
        found = [{(s["start"], s["end"], s["label"]) for s in json.loads(line)["spans"]} for line in lines]
        truth = [{(s.start, s.end, s.label) for s in parse_marked(line)[1]} for line in marked]
        return sum(one == other for one, other in zip(found, truth, strict=True))

    assert desk.touched >= 32
    assert (untouched(), untouched("--model", "policy@1.0.0")) == (4, 12)


def test_what_was_learnt_is_told(desk):
    assert "of 13 documents; F1 on documents not trained on" in desk.trained.stdout
    assert "the model adds INSTITUTE" in desk.trained.stdout
    assert desk.trained.stderr == f"trained policy@1.0.0: {Path('models/policy/1.0.0')}\n"


def test_the_model_names_its_release_and_what_it_learnt(desk):
    described = json.loads((desk.folder / "models" / "policy" / "1.0.0" / "model.json").read_text(encoding="utf-8"))
    assert described["trained_on"]["release"] == "policy-ner 1.0.0"
    assert described["trained_on"]["documents"] == 13


def test_nothing_of_the_other_splits_is_learnt_from(desk):
    folder = desk.exports / "1.0.0"
    splits = {
        split: set(pq.read_table(folder / "spans" / f"{split}-00000-of-00001.parquet")["document_id"].to_pylist())
        for split in ("train", "validation", "test")
    }
    taught = {annotation.document_id for annotation in read_lessons(folder).annotations}
    assert taught == splits["train"]
    assert taught.isdisjoint(splits["validation"] | splits["test"])
    assert splits["test"]


def test_a_model_trained_twice_is_refused_and_trained_elsewhere_is_the_same(desk):
    assert "holds a model already" in desk.annot("train", "exports/policy-ner/1.0.0", code=1).stderr
    desk.annot("train", "exports/policy-ner/1.0.0", "--models", "again")
    for name in ("model.crfsuite", "model.json"):
        first, second = (desk.folder / models / "policy" / "1.0.0" / name for models in ("models", "again"))
        assert first.read_bytes() == second.read_bytes()


def test_paragraphs_nobody_has_seen_teach_only_when_asked(tmp_path):
    desk = Desk(tmp_path)
    desk.take(range(6))
    predicted = desk.annotate()
    seen = sorted({one.document_id for one in predicted})[:5]
    desk.correct([one for one in predicted if one.document_id in seen])
    release(desk.workspace, desk.exports, made_at=AT)
    statuses = [annotation.status for annotation in read_lessons(desk.exports / "1.0.0").annotations]
    reviewed, every = statuses.count(Status.REVIEWED), len(statuses)

    def paragraphs(name, *options):
        desk.annot("train", "exports/policy-ner/1.0.0", "--name", name, *options)
        path = tmp_path / "models" / name / "1.0.0" / "model.json"
        return json.loads(path.read_text(encoding="utf-8"))["trained_on"]["paragraphs"]

    assert (paragraphs("seen"), paragraphs("all", "--include-predicted")) == (reviewed, every)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("train", "."), "give the folder of one version", id="no release"),
        pytest.param(("train", ".", "--name", "a/b"), "give the folder of one version", id="no release, odd name"),
        pytest.param(("annotate", "--lines", "-", "--model", "policy@9"), "no such model", id="unknown model"),
    ],
)
def test_a_mistake_is_one_clear_line(tmp_path, arguments, message):
    done = Desk(tmp_path).annot(*arguments, code=1)
    assert done.stderr.startswith("annot: ")
    assert message in done.stderr


def test_a_name_that_makes_no_folder_is_refused(desk):
    done = desk.annot("train", "exports/policy-ner/1.0.0", "--name", "../up", code=1)
    assert "give another --name" in done.stderr


def test_a_release_without_its_table_is_refused(tmp_path):
    (tmp_path / "manifest.json").write_text('{"version": "1.0.0"}', encoding="utf-8")
    with pytest.raises(ReleaseError, match="fetch or build the release again"):
        read_lessons(tmp_path)
