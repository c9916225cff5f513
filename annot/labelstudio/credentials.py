"""Who may enter the embedded server: its one account and that account's token, made without a click."""

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annot.errors import ServerError

if TYPE_CHECKING:
    import httpx

__all__ = ["Account", "ensure_account", "ensure_token", "write_secret"]

EMAIL = "annotator@localhost.local"


@dataclass(frozen=True, slots=True)
class Account:
    """The account of the embedded server.

    Attributes:
        email: What to log in with.
        password: Never shown in a representation.
    """

    email: str
    password: str = field(repr=False)


def write_secret(content: str, target: Path) -> None:
    """Write a file that only its owner can read, from its first moment on."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".partial-{os.getpid()}-{target.name}")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)


def ensure_account(folder: Path) -> Account:
    """Return the account of the server in a folder, made at the first call.

    Raises:
        ServerError: The file of the account is broken.
    """
    target = folder / "account.json"
    if not target.exists():
        write_secret(json.dumps({"email": EMAIL, "password": secrets.token_urlsafe(18)}), target)
    try:
        return Account(**json.loads(target.read_text(encoding="utf-8")))
    except (OSError, json.JSONDecodeError, TypeError) as error:
        raise ServerError(
            f"{target}: expected an email and a password; restore the file, the server knows it"
        ) from error


def ensure_token(url: str, account: Account, folder: Path) -> Path:
    """Return the file with the account's personal access token, asked of the server where it is missing.

    Raises:
        ServerError: The server does not know the account, or its token was made elsewhere.
    """
    target = folder / "token"
    if not target.exists():
        write_secret(_new_token(url, account, folder), target)
    return target


def _new_token(url: str, account: Account, folder: Path) -> str:
    import httpx

    try:
        with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
            _log_in(client, account)
            # The header and the referer are what a browser would send along with its session.
            headers = {"X-CSRFToken": client.cookies.get("csrftoken") or "", "Referer": url}
            answer = client.post("/api/token/", headers=headers)
            if answer.status_code == httpx.codes.CONFLICT:
                _forget_tokens(client, headers)
                answer = client.post("/api/token/", headers=headers)
            return str(answer.raise_for_status().json()["token"])
    except (httpx.HTTPError, KeyError, ValueError) as error:
        raise ServerError(f"{url}: gave no token: {error}; see {folder / 'server.log'} and start it again") from error


def _log_in(client: "httpx.Client", account: Account) -> None:
    client.get("/user/login/").raise_for_status()
    form = {"email": account.email, "password": account.password}
    answer = client.post("/user/login/", data=form | {"csrfmiddlewaretoken": client.cookies.get("csrftoken", "")})
    if "sessionid" not in client.cookies or answer.is_error:
        raise ServerError(
            f"{client.base_url}: does not know {account.email}; its account.json and data do not belong together"
        )


def _forget_tokens(client: "httpx.Client", headers: dict[str, str]) -> None:
    # An account has one token, and the server shows it whole only once: a lost one is made void.
    for known in client.get("/api/token/").raise_for_status().json():
        client.post("/api/token/blacklist/", headers=headers, json={"refresh": known["token"]}).raise_for_status()
