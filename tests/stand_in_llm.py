"""A local stand-in for an OpenAI-compatible endpoint that can lie, stall, drip, refuse and break off."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

OK = 200


class StandIn(ThreadingHTTPServer):
    """The server: how it behaves, and what it was asked.

    Attributes:
        behaviours: How the next requests are answered, one each; the last one goes on.
        spans: The answer, as the protocol's content.
        released: Set when stalled answers may end.
    """

    daemon_threads = True

    def __init__(self) -> None:
        self.behaviours = ["truth"]
        self.spans: object = []
        self.released = threading.Event()
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def behaviour(self) -> str:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that give up are part of the play."""


class Answer(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.headers.append(dict(self.headers))
        behaviour = self.server.behaviour()
        if behaviour == "stall":
            self.server.released.wait(10)
        status = int(behaviour) if behaviour.isdecimal() else OK
        encoded = self._body(behaviour).encode()
        self.send_response(status)
        if behaviour == "429":
            self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(encoded)))
        self.end_headers()
        if behaviour == "drip":
            for number in range(len(encoded)):
                self.wfile.write(encoded[number : number + 1])
                if self.server.released.wait(0.05):
                    return
        self.wfile.write(encoded[: len(encoded) // 2] if behaviour == "break" else encoded)

    def _body(self, behaviour: str) -> str:
        content = json.dumps({"spans": self.server.spans}, ensure_ascii=False)
        content = {
            "chatter": f"好的，以下是标注结果：\n```json\n{content}\n```",
            "nonsense": "抱歉，我不能完成这个任务。",
            "list": '["前湾印象城"]',
            "deep": "{" + '"a":{' * 5000,
        }.get(behaviour, content)
        choice = {"message": {"content": content}, "finish_reason": "length" if behaviour == "long" else "stop"}
        answer = {"choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 40}}
        return {"html": "<html>", "empty": '{"choices": []}', "null": "null"}.get(behaviour) or json.dumps(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name http.server gives it
        """Say nothing."""


@contextmanager
def stand_in() -> Iterator[StandIn]:
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
