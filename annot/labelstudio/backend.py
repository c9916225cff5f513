"""The live backend: answers Label Studio when it asks for predictions of tasks that were imported by other hands."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from annot.annotation import Annotation
from annot.errors import AnnotError, ServerError
from annot.labelstudio.connection import Connection
from annot.labelstudio.project import Project
from annot.labelstudio.task import prediction_for
from annot.schema import Schema

__all__ = ["Backend", "Predict", "register", "serve"]

# Takes a paragraph without spans, and returns it with what a model reads in it.
Predict = Callable[[Annotation], Annotation]
Answers = Mapping[tuple[str, str], Callable[[Any], dict[str, Any]]]

# A request holds the tasks of one screen; ten megabytes are some thousand paragraphs.
MOST_BYTES = 10_000_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backend:
    """A backend that listens; `serve_forever` answers until `close` is called from another thread.

    Attributes:
        url: Where it listens, on the loopback.
    """

    url: str
    _server: ThreadingHTTPServer

    def serve_forever(self) -> None:
        """Answer requests until closed."""
        self._server.serve_forever(poll_interval=0.1)

    def close(self) -> None:
        """Stop answering and let go of the port."""
        self._server.shutdown()
        self._server.server_close()


def serve(predict: Predict, schema: Schema, *, version: str, port: int = 0) -> Backend:
    """Open a backend on the loopback.

    Args:
        predict: Reads a paragraph.
        schema: The schema of the project that asks.
        version: The model version of the answers.
        port: Where to listen; 0 takes a free port.

    Raises:
        ServerError: The port is taken.
    """
    answers: Answers = {
        ("GET", "/health"): lambda _request: {"status": "UP", "model_class": "annot"},
        ("GET", "/versions"): lambda _request: {"versions": [version]},
        # The request carries the token of the project's owner, which nobody here needs: it is not looked at.
        ("POST", "/setup"): lambda _request: {"model_version": version},
        ("POST", "/predict"): lambda request: _predictions(request, predict, schema, version),
        ("POST", "/webhook"): lambda _request: {},
    }
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), type("Answering", (_Answering,), {"answers": answers}))
    except OSError as error:
        raise ServerError(f"127.0.0.1:{port}: cannot listen there: {error}; choose another port") from error
    return Backend(f"http://127.0.0.1:{server.server_address[1]}", server)


def _predictions(request: Any, predict: Predict, schema: Schema, version: str) -> dict[str, Any]:  # noqa: ANN401 - a wire
    return {"results": [_prediction(task["data"], predict, schema, version) for task in request["tasks"]]}


def _prediction(fields: Mapping[str, Any], predict: Predict, schema: Schema, version: str) -> dict[str, Any]:
    bare = Annotation(
        str(fields.get("document_id", "")),
        int(fields.get("paragraph", 0)),
        int(fields.get("start", 0)),
        str(fields["text"]),
        annotator=version,
    )
    return prediction_for(predict(bare), schema) | {"model_version": version}


class _Answering(BaseHTTPRequestHandler):
    """Answers one request; bodies are never logged, they hold texts and tokens."""

    answers: ClassVar[Answers] = {}

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer("GET", None)

    def do_POST(self) -> None:
        """Answer a POST."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST_BYTES:
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"detail": f"more than {MOST_BYTES} bytes"})
            return
        try:
            request = json.loads(self.rfile.read(length) or b"{}")
        except ValueError:
            self._send(HTTPStatus.BAD_REQUEST, {"detail": "not JSON"})
            return
        self._answer("POST", request)

    def _answer(self, method: str, request: Any) -> None:  # noqa: ANN401 - the same
        answer = self.answers.get((method, self.path.partition("?")[0].rstrip("/") or "/health"))
        if answer is None:
            self._send(HTTPStatus.NOT_FOUND, {"detail": "no such address"})
            return
        try:
            self._send(HTTPStatus.OK, answer(request))
        except (AnnotError, KeyError, TypeError, ValueError) as error:
            _log.warning("a request to %s was refused: %s", self.path, type(error).__name__)
            self._send(HTTPStatus.BAD_REQUEST, {"detail": f"{type(error).__name__}: {error}"})

    def _send(self, status: HTTPStatus, answer: Mapping[str, Any]) -> None:
        body = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name http.server gives
        """Log a request's line, without its body."""
        _log.debug(format, *arguments)


def register(connection: Connection, project: Project, url: str) -> None:
    """Let a project ask the backend at this address; asked again, nothing changes.

    Raises:
        ServerError: Label Studio is out of reach, or cannot reach the backend.
    """
    with connection.asking_sdk("the backend"):
        known = [backend.url for backend in connection.sdk.ml.list(project=project.id)]
        if url not in known:
            connection.sdk.ml.create(project=project.id, url=url, title="annot", request_options={"max_retries": 0})
