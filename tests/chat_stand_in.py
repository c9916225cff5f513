"""A local stand-in for an OpenAI-compatible endpoint that can lie, stall, refuse and break off."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class StandIn(ThreadingHTTPServer):
    """The server: how it behaves, and what it was asked."""

    behaviour = "truth"
    spans: tuple[dict[str, str], ...] = ()
    stall = 0.0

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Answer(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers["Authorization"])
        behaviour = self.server.behaviour
        if behaviour == "stall":
            time.sleep(self.server.stall)
        content = json.dumps({"spans": self.server.spans}, ensure_ascii=False)
        if behaviour == "chatter":
            content = f"好的，以下是标注结果：\n```json\n{content}\n```"
        if behaviour == "nonsense":
            content = "抱歉，我不能完成这个任务。"
        answer = {
            "choices": [{"message": {"role": "assistant", "content": content}}],
            "usage": {"prompt_tokens": 900, "completion_tokens": 40},
        }
        if behaviour == "empty":
            answer = {"choices": []}
        encoded = json.dumps(answer).encode()
        self.send_response(500 if behaviour == "refuse" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(encoded)))
        self.end_headers()
        self.wfile.write(encoded[: len(encoded) // 2] if behaviour == "break" else encoded)

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
        server.shutdown()
        server.server_close()
        thread.join()
