"""The OpenAI-compatible chat protocol, as far as annotation needs it."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from annot.errors import ModelError

if TYPE_CHECKING:
    import httpx

__all__ = ["ChatEndpoint", "Failure", "Reply"]

MOST_BYTES = 4_000_000
# Worth another try: the server is busy or broken for the moment.
PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504))
# Nothing but the person who asked can mend these.
FINAL = {400: "request", 401: "key", 403: "key", 404: "address or model"}
LONGEST_WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its cost.

    Attributes:
        content: What the model wrote.
        tokens_in: Tokens of the question.
        tokens_out: Tokens of the answer.
        requests: How many requests it took.
    """

    content: str
    tokens_in: int
    tokens_out: int
    requests: int = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """No usable answer.

    Attributes:
        reason: Why, in a few words that can be counted.
        wait: Seconds after which the server asks to come again; None when it does not say.
        is_passing: Whether another try may help.
        requests: How many requests were made.
    """

    reason: str
    wait: float | None = None
    is_passing: bool = False
    requests: int = 1


@dataclass(frozen=True)
class ChatEndpoint:
    """Where a chat model is reached.

    Attributes:
        url: Base address up to the version (``http://127.0.0.1:8000/v1``).
        model: The model's name there.
        key: The access key; empty when none is asked for. It goes nowhere but into the request.
        timeout: Seconds for one whole answer.
        tries: Most requests for one answer.
        sleep: How time between tries is spent.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    tries: int = 3
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        """Refuse an address that cannot be asked.

        Raises:
            ModelError: The address is not one of http or https.
        """
        if urlsplit(self.url).scheme not in ("http", "https") or not self.host:
            raise ModelError(f"language model at {self.url!r}: expected an address such as http://HOST:8000/v1")

    @property
    def host(self) -> str:
        """The host that texts go to."""
        return urlsplit(self.url).hostname or ""

    def ask(self, instructions: str, text: str) -> Reply | Failure:
        """Ask for one answer in JSON; passing failures are tried again.

        Raises:
            ModelError: The endpoint refuses for a reason that only a person can mend.
        """
        number = 1
        while isinstance(outcome := self._once(instructions, text), Failure):
            if not outcome.is_passing or number >= self.tries:
                return Failure(outcome.reason, requests=number)
            self.sleep(min(LONGEST_WAIT, 2.0 ** (number - 1) if outcome.wait is None else outcome.wait))
            number += 1
        return Reply(outcome.content, outcome.tokens_in, outcome.tokens_out, number)

    def _once(self, instructions: str, text: str) -> Reply | Failure:
        import httpx

        try:
            with (
                httpx.Client(timeout=self.timeout) as client,
                client.stream(
                    "POST", f"{self.url.rstrip('/')}/chat/completions", **self._request(instructions, text)
                ) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    return self._refused(answer)
                return _reply(self._body(answer))
        except httpx.TimeoutException:
            return Failure("no answer in time", is_passing=True)
        except httpx.HTTPError:
            return Failure("connection broke", is_passing=True)

    def _request(self, instructions: str, text: str) -> dict[str, Any]:
        body = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
        }
        return {"json": body, "headers": {"Authorization": f"Bearer {self.key}"} if self.key else {}}

    def _body(self, answer: "httpx.Response") -> bytes:
        """Read an answer piece by piece: one that drips on for ever is given up."""
        import httpx

        until, content = time.monotonic() + self.timeout, b""
        for piece in answer.iter_bytes():
            content += piece
            if time.monotonic() > until or len(content) > MOST_BYTES:
                raise httpx.ReadTimeout("the answer does not end", request=answer.request)
        return content

    def _refused(self, answer: "httpx.Response") -> Failure:
        status = answer.status_code
        if status in FINAL:
            raise ModelError(
                f"language model {self.model} at {self.host}: answered with status {status}; check the {FINAL[status]} "
                "(--llm-url, --llm-model, ANNOT_LLM_KEY)"
            )
        after = answer.headers.get("retry-after", "")
        wait = float(after) if after.isdecimal() else None
        return Failure(f"status {status}", wait, is_passing=status in PASSING)


def _reply(body: bytes) -> Reply | Failure:
    try:
        decoded = json.loads(body)
        choice, usage = decoded["choices"][0], decoded.get("usage") or {}
        tokens = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return Failure("not the chat protocol")
    if choice.get("finish_reason") == "length":
        return Failure("answer cut off")
    return Reply(content, *tokens) if isinstance(content, str) else Failure("not the chat protocol")
