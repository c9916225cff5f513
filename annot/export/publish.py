"""A released version to the Hugging Face Hub: its files as they are, and a tag that bears its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from annot.errors import ReleaseError
from annot.export.reading import Release
from annot.export.verify import verify

__all__ = ["Published", "publish"]


@dataclass(frozen=True, slots=True)
class Published:
    """What was, or in a dry run would be, published.

    Attributes:
        version: The number, which is also the tag.
        repo: The repository, ``ORG/NAME``.
        files: Paths of the files.
        size: Their bytes together.
        url: Where the version stands; empty after a dry run.
    """

    version: str
    repo: str
    files: Sequence[str]
    size: int
    url: str = ""

    def __str__(self) -> str:
        """Return the closing line of a run."""
        what = f"version {self.version}, {len(self.files)} files, {self.size / 1e6:.1f} MB"
        if self.url:
            return f"published {what}: {self.url}"
        return f"would publish {what} to {self.repo} with the tag {self.version}"


def publish(
    folder: Path,
    repo: str,
    *,
    dry_run: bool = True,
    private: bool = True,
    endpoint: str | None = None,
    token: str | None = None,
) -> Published:
    """Publish a released version.

    A version whose tag is there already is never published again: a tag that moved would give other rows to
    whoever loads by it.

    Args:
        folder: The released version; it is checked first.
        repo: The dataset repository, ``ORG/NAME``; made when it is not there.
        dry_run: Check and count, and send nothing.
        private: Whether a new repository is closed to others.
        endpoint: Address of the Hub; None for the one huggingface_hub is set to.
        token: Access token with the right to write; None for the one huggingface_hub finds.

    Raises:
        ReleaseError: The version is not sound or is there already, or the Hub is out of reach or refuses.
    """
    if problems := verify(folder):
        raise ReleaseError(f"{folder}: is not published as it is: {'; '.join(problems)}")
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = [path.relative_to(folder).as_posix() for path in paths]
    published = Published(Release(folder).version, repo, files, sum(path.stat().st_size for path in paths))
    if dry_run:
        return published
    url = _send(folder, published, private=private, endpoint=endpoint, token=token)
    return Published(published.version, repo, files, published.size, url)


def _send(folder: Path, what: Published, *, private: bool, endpoint: str | None, token: str | None) -> str:
    hub, errors = import_module("huggingface_hub"), import_module("huggingface_hub.errors")
    api = hub.HfApi(endpoint=endpoint, token=token)
    try:
        api.create_repo(what.repo, repo_type="dataset", private=private, exist_ok=True)
        tags = {tag.name for tag in api.list_repo_refs(what.repo, repo_type="dataset").tags}
        if what.version in tags:
            raise ReleaseError(f"{what.repo}: version {what.version} is published already; a version is never replaced")
        # What an earlier version had and this one has not must not stay beside it; .gitattributes is the Hub's own.
        stale = set(api.list_repo_files(what.repo, repo_type="dataset")) - {*what.files, ".gitattributes"}
        operations = [hub.CommitOperationAdd(name, folder / name) for name in what.files]
        operations += [hub.CommitOperationDelete(name) for name in sorted(stale)]
        # One commit, so that nobody meets half a version on main.
        commit = api.create_commit(what.repo, operations, repo_type="dataset", commit_message=f"Version {what.version}")
        api.create_tag(what.repo, repo_type="dataset", tag=what.version, revision=commit.oid)
    except errors.HFValidationError as error:
        raise ReleaseError(f"repository {what.repo!r}: {error}; give it as ORG/NAME") from error
    except (errors.HTTPError, OSError) as error:
        raise ReleaseError(
            f"{what.repo}: the Hub did not take version {what.version}: {_line(error)}; check the network and that "
            "the token may write there (`hf auth login`, or HF_TOKEN), then run the command again"
        ) from error
    return f"{api.endpoint}/datasets/{what.repo}/tree/{what.version}"


def _line(error: Exception) -> str:
    # The Hub's client writes paragraphs; the last line is the server's own word.
    return str(error).strip().split("\n")[-1]
