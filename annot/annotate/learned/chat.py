"""The OpenAI-compatible chat protocol, as far as annotation needs it."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from annot.errors import ModelError

__all__ = ["ChatEndpoint", "Reply"]

MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its cost in tokens."""

    content: str
    tokens_in: int
    tokens_out: int


@dataclass(frozen=True, slots=True)
class ChatEndpoint:
    """Where a chat model is reached.

    Attributes:
        url: Base address up to the version (``http://127.0.0.1:8000/v1``).
        model: The model's name there.
        key: The access key; empty when none is asked for.
        timeout: Seconds to wait for any part of an answer.
    """

    url: str
    model: str
    key: str = ""
    timeout: float = 60.0

    def ask(self, instructions: str, text: str) -> Reply:
        """Ask for one answer in JSON.

        Raises:
            ModelError: No usable answer came; the part of the message before its colon says why.
        """
        body = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
        }
        answer = self._post(json.dumps(body, ensure_ascii=False).encode())
        try:
            decoded = json.loads(answer)
            usage = decoded.get("usage") or {}
            content = decoded["choices"][0]["message"]["content"]
            return Reply(str(content), int(usage.get("prompt_tokens", 0)), int(usage.get("completion_tokens", 0)))
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise ModelError(f"malformed answer: {error}; is {self.url} an OpenAI-compatible endpoint?") from error

    def _post(self, body: bytes) -> bytes:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ModelError(f"bad address: {self.url!r}; expected http://HOST/v1 or https://HOST/v1")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname, parts.port, timeout=self.timeout)
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            connection.request("POST", f"{parts.path.rstrip('/')}/chat/completions", body, headers)
            response = connection.getresponse()
            content = response.read(MOST_BYTES)
            if response.length:
                raise http.client.IncompleteRead(content, response.length)
            status = response.status
        except TimeoutError as error:
            raise ModelError(f"no answer: nothing came within {self.timeout:g} s from {parts.netloc}") from error
        except (OSError, http.client.HTTPException) as error:
            raise ModelError(f"broken connection: {parts.netloc}: {error!r}") from error
        finally:
            connection.close()
        if status != http.client.OK:
            raise ModelError(f"refused: {parts.netloc} answered with status {status}")
        return content
