"""The main job: raw pages to a dataset version, through everything between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annot.annotate import Annotator
from annot.engine import Engine
from annot.labelstudio.connection import Connection
from annot.labelstudio.project import Project, ensure_project, find_project
from annot.labelstudio.server import start
from annot.line.annotate import annotate_documents
from annot.line.clean import clean_pages, page_files, take_pages
from annot.line.groups import group_documents
from annot.line.lineage import schema_of
from annot.line.merge import merge_station
from annot.line.pull import earlier_projects, pull_reviews
from annot.line.push import push_line, push_predictions
from annot.line.release import release
from annot.line.sources import keep_sources
from annot.workspace import Workspace

__all__ = ["Finish", "run"]

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Finish:
    """Where a run left things.

    Attributes:
        project: Where annotators go.
        account: The file with the login of the embedded server; None for a server of the user's own.
        released: What came of the release, in one line.
    """

    project: Project
    account: Path | None
    released: str


def run(
    pages: Sequence[Path],
    workspace: Workspace,
    exports: Path,
    *,
    engine: Engine,
    now: Callable[[], datetime],
    say: Say,
    title: str,
    url: str | None = None,
    token: str | None = None,
) -> Finish:
    """Take pages the whole way; run again, it goes on where it stood.

    Args:
        pages: Files or folders of crawled pages.
        workspace: The stations.
        exports: Folder of the dataset's versions.
        engine: Where shards run.
        now: The clock, in UTC.
        say: Is told one line a stage.
        title: Of the Label Studio project.
        url: Of a Label Studio of the user's own; without, the embedded one is started.
        token: Of that Label Studio.

    Raises:
        AnnotError: A stage cannot be done; what was done before it stays.
    """
    files = page_files(pages)
    if url:
        # A wrong address, token or project is told before hours of cleaning, not after.
        find_project(Connection.found(url, token), schema_of(workspace), title)
    keep_sources(pages, workspace)
    say(str(take_pages(files, workspace)))
    say(str(clean_pages(workspace, engine)))
    say(str(group_documents(workspace)))
    say(str(annotate_documents(workspace, engine, Annotator())))
    connection, account = _connected(workspace, url, token, say)
    project = ensure_project(connection, schema_of(workspace), title)
    say(push_line(push_predictions(workspace, connection, project), project))
    projects = [*earlier_projects(workspace, connection, title), project]
    say(str(pull_reviews(workspace, connection, projects, at=now().isoformat(timespec="microseconds"))))
    say(str(merge_station(workspace)))
    origin = {"label_studio_project": project.title}
    released = release(workspace, exports, made_at=now().isoformat(timespec="seconds"), origin=origin)
    say(released)
    return Finish(project, account, released)


def _connected(workspace: Workspace, url: str | None, token: str | None, say: Say) -> tuple[Connection, Path | None]:
    if url:
        return Connection.found(url, token), None
    server = start(workspace.server, say=say)
    return Connection(server.url, server.token_file.read_text(encoding="utf-8")), server.account_file
