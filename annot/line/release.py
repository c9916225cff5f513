"""Gold to a corpus that can be released."""

from collections.abc import Mapping
from pathlib import Path

import annot
from annot.errors import WorkspaceError
from annot.export.difference import Difference
from annot.export.release import Unchanged, export
from annot.export.stored import StoredCorpus
from annot.line.groups import read_groups
from annot.line.lineage import read_lineage
from annot.line.origin import read_origin
from annot.line.scores import prediction_scores
from annot.line.sources import read_sources
from annot.workspace import Workspace

__all__ = ["corpus_of", "release"]


def release(
    workspace: Workspace,
    exports: Path,
    *,
    made_at: str,
    version: str | None = None,
    origin: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> str:
    """Release a workspace's gold as the next version and return what came of it, in one line.

    Args:
        workspace: Its gold is released.
        exports: Folder of the dataset's versions.
        made_at: Now, ISO 8601.
        version: The number the caller expects.
        origin: What the caller knows of where the annotations were made, for the manifest, beside what the workspace
            tells of it.
        dry_run: Leave nothing behind.

    Raises:
        WorkspaceError: There is no gold yet.
        ReleaseError: The number does not follow from the difference, or the gold cannot be released.
    """
    if not workspace.gold.rows():
        raise WorkspaceError(f"{workspace.gold.folder}: no gold yet; run `annot merge` first")
    corpus = corpus_of(workspace, origin=origin)
    outcome = export(corpus, exports, version=version, made_at=made_at, code_version=annot.__version__, dry_run=dry_run)
    if isinstance(outcome, Unchanged):
        return f"nothing changed since version {outcome.version}: {outcome.folder}"
    rows = sum(count for table, count in outcome.rows.items() if table.startswith("ner/"))
    would = "would release" if outcome.dry_run else "released"
    return f"{would} version {outcome.version}, {rows} rows: {outcome.folder}{_warning(outcome.difference)}"


def corpus_of(workspace: Workspace, *, origin: Mapping[str, str] | None = None) -> StoredCorpus:
    """Return what a workspace has to release: its gold, the documents of that, and their duplicate groups.

    Args:
        workspace: Its `documents`, `groups` and `gold` are read, part by part.
        origin: What the caller knows of where the annotations were made.

    Raises:
        WorkspaceError: The gold was merged under an earlier label schema.
    """
    lineage = read_lineage(workspace)
    lineage.check(workspace.gold)
    members = read_groups(workspace).members
    return StoredCorpus(
        workspace.documents,
        workspace.gold,
        {member.document_id: member.group_id for member in members},
        lineage.schema,
        sources=read_sources(workspace),
        origin={**read_origin(workspace), **(origin or {})},
        scores=prediction_scores(workspace, lineage),
        linked=[(member.group_id, other) for member in members for other in member.linked],
    )


def _warning(difference: Difference | None) -> str:
    """Return a word on paragraphs that people had read in the last version and that are predictions again."""
    changes = difference.changes if difference else ()
    unread = sum((change.what, change.label, change.after) == ("status", "status", "predicted") for change in changes)
    if not unread:
        return ""
    return (
        f"\nnote: {unread} paragraphs that people had read in version {difference.before if difference else ''} are "
        "predictions here, since this workspace has not their readings; `annot import` brings them in"
    )
