"""Duplicate groups: kept in the workspace, grown as documents come in, and who leads each."""

import sqlite3
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from annot.clean import groups as grouping
from annot.clean.neighbours import Neighbours
from annot.line.reviews import standing_reviews
from annot.line.tally import Tally
from annot.tables import GROUPS
from annot.workspace import Workspace, read_part

__all__ = ["group_documents", "lead_documents", "read_groups"]

INDEX = "index.sqlite"
# So many new members are written at once.
PART_ROWS = 4096


def group_documents(workspace: Workspace) -> Tally:
    """Put new documents into duplicate groups; groups only grow, and nobody in them moves.

    Memory does not grow with the number of documents: what is compared stands in an index beside the groups, which is
    made anew from them when it is missing or behind.
    """
    workspace.groups.sweep()
    present = workspace.groups.rows()
    with _index(workspace, present) as index:
        members: list[grouping.Member] = []
        signatures: list[NDArray[np.uint32]] = []
        for fresh, added in grouping.grow(_texts(workspace), index):
            members += fresh
            signatures.append(added)
            if len(members) >= PART_ROWS:
                _write(workspace, members, signatures)
                members, signatures = [], []
        _write(workspace, members, signatures)
        done, founders = len(index) - present, index.founders()
    return Tally("grouped", "document", done, present=present, note=f"{founders} distinct articles")


def _index(workspace: Workspace, present: int) -> Neighbours:
    """Return the index of the groups as they stand."""
    file = workspace.groups.folder / INDEX
    workspace.groups.folder.mkdir(parents=True, exist_ok=True)
    try:
        index = Neighbours(file)
        if len(index) == present:
            return index
        index.close()
    except sqlite3.DatabaseError:
        # A file that is none of ours, or was torn, is made anew like one that is behind.
        pass
    file.unlink(missing_ok=True)
    index = Neighbours(file)
    grouping.restore(index, _members(workspace))
    return index


def _members(workspace: Workspace) -> Iterator[tuple[grouping.Member, NDArray[np.uint32]]]:
    for table in workspace.groups.tables(["document_id", "group", "signature"]):
        for batch in table.to_batches(max_chunksize=1000):
            signs = (
                batch["signature"].flatten().to_numpy(zero_copy_only=False).astype(np.uint32).reshape(len(batch), -1)
            )
            for document_id, group, sign in zip(
                batch["document_id"].to_pylist(), batch["group"].to_pylist(), signs, strict=True
            ):
                yield grouping.Member(document_id, group, 0), sign


def _write(workspace: Workspace, members: list[grouping.Member], signatures: list[NDArray[np.uint32]]) -> None:
    if members:
        name = f"part-{len(workspace.groups.parts()):06d}"
        workspace.groups.write(name, _table(members, np.concatenate(signatures)))


def _texts(workspace: Workspace) -> Iterator[tuple[str, str]]:
    for table in workspace.documents.tables(["document_id", "text"]):
        for batch in table.to_batches(max_chunksize=1000):
            yield from zip(batch["document_id"].to_pylist(), batch["text"].to_pylist(), strict=True)


def read_groups(workspace: Workspace) -> grouping.Groups:
    """Return the groups as they stand, without the signatures of their members."""
    return grouping.Groups(
        tuple(
            grouping.Member(row["document_id"], row["group"], row["quality"], tuple(row["linked"]))
            for table in workspace.groups.tables(["document_id", "group", "quality", "linked"])
            for batch in table.to_batches(max_chunksize=1000)
            for row in batch.to_pylist()
        )
    )


def _table(members: list[grouping.Member], signatures: NDArray[np.uint32]) -> pa.Table:
    columns = {
        "document_id": [member.document_id for member in members],
        "group": [member.group_id for member in members],
        "quality": [member.quality for member in members],
        "linked": [list(member.linked) for member in members],
        "signature": pa.FixedSizeListArray.from_arrays(signatures.reshape(-1), signatures.shape[1]).cast(
            GROUPS.field("signature").type
        ),
    }
    return pa.table(columns, schema=GROUPS)


def lead_documents(workspace: Workspace) -> dict[str, str]:
    """Return the document that stands for each duplicate group, with the shard in which it came first.

    It is the best member, unless people have worked on another: their work keeps its place.
    """
    groups = read_groups(workspace)
    chosen = groups.chosen()
    group_of = {member.document_id: member.group_id for member in groups.members}
    for review in standing_reviews(workspace):
        if group := group_of.get(review.document_id):
            chosen[group] = review.document_id
    leads = set(chosen.values())
    shards: dict[str, str] = {}
    for part in workspace.documents.parts():
        for document_id in read_part(part, ["document_id"])["document_id"].to_pylist():
            if document_id in leads:
                shards.setdefault(document_id, part.stem)
    return shards
