"""A pytest plugin: one real Label Studio for all tests marked `server`.

Use the session fixture `label_studio`: it starts the embedded server as `annot server start` does, in a folder of its
own, and stops it at the end. A test takes

    label_studio.connection     an open Connection
    label_studio.url            its address, and
    label_studio.token          its token, for a command line under test (LABEL_STUDIO_URL, LABEL_STUDIO_API_KEY)
    label_studio.folder         the server's folder (account.json, token, salt)
    label_studio.title("x")     a project title that no other test has

and makes a project of its own, so that tests do not see each other's tasks. Label Studio comes from
ANNOT_LABEL_STUDIO, else `.venv-server` at the top of the checkout (`make test` makes it), else PATH.
"""

import itertools
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from annot.document import Document
from annot.labelstudio.connection import Connection
from annot.labelstudio.server import start, stop
from annot.labelstudio.task import tasks_for
from annot.records import read_records

CHECKOUT = Path(__file__).parent.parent
# Not the usual port: that one is left to a developer's own server.
PORT = 18080


def pytest_configure(config):
    """Let one warning pass that is not ours: the SDK reads its token answers with a method pydantic 2 deprecates."""
    config.addinivalue_line("filterwarnings", "ignore:The `parse_obj` method is deprecated:DeprecationWarning")


@dataclass
class LabelStudioServer:
    """The server of a test session."""

    folder: Path
    url: str
    token: str = field(repr=False)
    connection: Connection
    numbers: itertools.count = field(default_factory=itertools.count, repr=False)

    def title(self, name="project"):
        """Return a project title that nothing else in this session has."""
        return f"{name} {os.getpid()}-{next(self.numbers)}"


def name_program():
    """Point the embedded server at the checkout's Label Studio, where nothing else is said."""
    program = CHECKOUT / ".venv-server" / "bin" / "label-studio"
    if "ANNOT_LABEL_STUDIO" not in os.environ and program.exists():
        os.environ["ANNOT_LABEL_STUDIO"] = str(program)


@pytest.fixture(scope="session")
def label_studio(tmp_path_factory):
    """The one real Label Studio of the session; see the module's docstring."""
    name_program()
    folder = tmp_path_factory.mktemp("label-studio") / "server"
    server = start(folder, PORT, say=lambda _line: None)
    token = server.token_file.read_text(encoding="utf-8")
    with Connection(server.url, token) as connection:
        yield LabelStudioServer(folder, server.url, token, connection)
    stop(folder)


def paragraphs_as_pushed(schema, version="gold-1"):
    """Yield the tasks of the seed gold, as if it had been predicted by the model of this version."""
    for path in sorted((CHECKOUT / "tests" / "seed_gold").glob("*.jsonl")):
        records = read_records(path)
        text = "\n".join(record.text for record in records)
        page = Document(path.stem, path.stem, text, None, "utf-8", records[0].text, "青岛日报", "", "2021-10-12")
        starts = (paragraph.start for paragraph in page.paragraphs())
        annotations = [
            replace(record, document_id=page.document_id, paragraph=number, start=start, annotator=version)
            for number, (record, start) in enumerate(zip(records, starts, strict=True))
        ]
        yield from tasks_for(page, annotations, schema)
