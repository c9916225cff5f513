"""The connection to a Label Studio: where it is, the token, and every failure in one clear line."""

import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annot.errors import ServerError

if TYPE_CHECKING:
    import httpx
    from label_studio_sdk.client import LabelStudio

__all__ = ["Connection"]

# Seconds for an answer; an import of a batch is given more by its caller.
TIMEOUT = 60.0
# Access tokens live 300 s on the server.
_RENEWAL = 240.0
_TOKEN = re.compile(r"[A-Za-z0-9._-]{8,}")
_MOST_SHOWN = 300


class Connection:
    """A Label Studio and the right to use it.

    Attributes:
        url: Its address without a trailing slash.
    """

    def __init__(self, url: str, token: str) -> None:
        """Take an address and a personal access token (or a legacy token).

        Raises:
            ServerError: The address or the token cannot be one.
        """
        if not url.startswith(("http://", "https://")):
            raise ServerError(f"{url}: not an address of a Label Studio; expected http://… or https://…")
        if not _TOKEN.fullmatch(token.strip()):
            raise ServerError(
                f"{url}: the token has characters that no token has; copy it again (LABEL_STUDIO_API_KEY)"
            )
        self.url = url.rstrip("/")
        self._token = token.strip()
        self._access = ("", 0.0)

    @classmethod
    def found(cls, url: str | None = None, token: str | None = None, *, folder: Path | None = None) -> "Connection":
        """Return the connection from arguments, else LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY, else a folder's server.

        Raises:
            ServerError: There is neither, or the token is missing.
        """
        from annot.labelstudio.server import status

        url = url or os.environ.get("LABEL_STUDIO_URL")
        token = token or os.environ.get("LABEL_STUDIO_API_KEY")
        if url:
            if not token:
                raise ServerError(
                    f"{url}: no token; make one in Label Studio under Account & Settings > Personal Access Token "
                    "and set LABEL_STUDIO_API_KEY"
                )
            return cls(url, token)
        running = status(folder) if folder else None
        if running is None:
            raise ServerError("no Label Studio is running here; `annot server start`, or set LABEL_STUDIO_URL")
        return cls(running.url, running.token_file.read_text(encoding="utf-8"))

    def __repr__(self) -> str:
        return f"Connection({self.url!r}, token=…)"

    @cached_property
    def sdk(self) -> "LabelStudio":
        """The SDK's client for this server; what it raises is caught with `asking_sdk`."""
        from label_studio_sdk.client import LabelStudio

        return LabelStudio(  # type: ignore[no-untyped-call] # its constructor only passes on
            base_url=self.url, api_key=self._token, timeout=TIMEOUT, httpx_client=self._client
        )

    @cached_property
    def _client(self) -> "httpx.Client":
        import httpx

        return httpx.Client(base_url=self.url, follow_redirects=True)

    def close(self) -> None:
        """Let go of the sockets; a later request opens them again."""
        self.__dict__.pop("sdk", None)
        if client := self.__dict__.pop("_client", None):
            client.close()

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def get(self, path: str, query: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - a wire is decoded here
        """Return the answer to a GET.

        Raises:
            ServerError: Out of reach, refused, or not JSON.
        """
        return self._ask("GET", path, query=query)

    def post(self, path: str, payload: Any, *, timeout: float = TIMEOUT) -> Any:  # noqa: ANN401 - the same
        """Return the answer to a POST, which is sent once and never again.

        Raises:
            ServerError: Out of reach, refused, or not JSON; the server may have carried it out all the same.
        """
        return self._ask("POST", path, payload=payload, timeout=timeout)

    def delete(self, path: str) -> None:
        """Send a DELETE.

        Raises:
            ServerError: Out of reach or refused.
        """
        self._ask("DELETE", path)

    def _ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        payload: Any = None,  # noqa: ANN401 - the same
        timeout: float = TIMEOUT,
    ) -> Any:  # noqa: ANN401 - the same
        with self.asking(path):
            answer = self._client.request(
                method, path, params=query, json=payload, timeout=timeout, headers={"Authorization": self._credential()}
            ).raise_for_status()
            return answer.json() if answer.content else None

    def _credential(self) -> str:
        # A personal access token is a JWT, of three parts, and only buys access tokens; a legacy one is used itself.
        if self._token.count(".") != 2:
            return f"Token {self._token}"
        access, since = self._access
        if not access or time.monotonic() - since > _RENEWAL:
            answer = self._client.post("/api/token/refresh/", json={"refresh": self._token}, timeout=TIMEOUT)
            access = str(answer.raise_for_status().json()["access"])
            self._access = (access, time.monotonic())
        return f"Bearer {access}"

    @contextmanager
    def asking(self, what: str) -> Iterator[None]:
        """Turn what httpx and the SDK raise within into one clear line.

        Raises:
            ServerError: Anything went wrong with the server.
        """
        import httpx

        try:
            yield
        except httpx.HTTPStatusError as error:
            raise self._refusal(what, error.response.status_code, error.response.text) from None
        except httpx.TransportError as error:
            raise self._unreachable(error) from None
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise ServerError(f"{self.url}: {what} gave no proper answer: {error!r}; is it a Label Studio?") from error

    @contextmanager
    def asking_sdk(self, what: str) -> Iterator[None]:
        """Turn what the SDK raises within into one clear line.

        Raises:
            ServerError: Anything went wrong with the server.
        """
        from label_studio_sdk.core.api_error import ApiError

        try:
            with self.asking(what):
                yield
        except ApiError as error:
            raise self._refusal(what, error.status_code or 0, str(error.body)) from None

    def _refusal(self, what: str, code: int, detail: str) -> ServerError:
        if code == 401:
            return ServerError(
                f"{self.url}: does not accept the token; make a new one in Label Studio under Account & Settings > "
                "Personal Access Token and set LABEL_STUDIO_API_KEY"
            )
        short = "a page" if detail.lstrip().startswith("<") else " ".join(detail.split())[:_MOST_SHOWN]
        if code == 403:
            return ServerError(f"{self.url}: the token's account may not use {what}: {short}; ask its administrator")
        return ServerError(f"{self.url}: {what} was answered with {code}: {short}; see the server's log")

    def _unreachable(self, error: Exception) -> ServerError:
        return ServerError(
            f"{self.url}: out of reach ({type(error).__name__}); is it running? "
            "`annot server status` tells for the embedded one; else check LABEL_STUDIO_URL"
        )
