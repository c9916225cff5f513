"""People behind pseudonyms: stable within a workspace, not to be guessed outside it."""

import hashlib
import hmac
import secrets
from pathlib import Path

from annot.labelstudio.connection import Connection
from annot.labelstudio.credentials import write_secret

__all__ = ["emails", "ensure_salt", "pseudonym"]


def ensure_salt(folder: Path) -> str:
    """Return the salt of a workspace's pseudonyms, made at the first call and kept for its owner only."""
    target = folder / "salt"
    if not target.exists():
        write_secret(secrets.token_hex(16), target)
    return target.read_text(encoding="utf-8").strip()


def pseudonym(person: str, salt: str) -> str:
    """Return a person's pseudonym, such as ``person-3f9a1c07``.

    Args:
        person: What is known of the person everywhere: the email of the account.
        salt: Of the workspace; without it nobody can try emails against the pseudonym.
    """
    digest = hmac.new(salt.encode(), person.strip().lower().encode(), hashlib.sha256).hexdigest()
    return f"person-{digest[:8]}"


def emails(connection: Connection) -> dict[int, str]:
    """Return the emails of the server's accounts by number.

    Raises:
        ServerError: The server is out of reach or does not let this account see the others.
    """
    return {int(account["id"]): str(account["email"]) for account in connection.get("/api/users/")}
