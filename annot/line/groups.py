"""Duplicate groups: kept in the workspace, grown as documents come in, and who leads each."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from annot.clean import groups as grouping
from annot.line.reviews import standing_reviews
from annot.line.tally import Tally
from annot.tables import GROUPS
from annot.workspace import Workspace, read_part

__all__ = ["group_documents", "lead_documents", "read_groups"]


def group_documents(workspace: Workspace) -> Tally:
    """Put new documents into duplicate groups; groups only grow, and nobody in them moves."""
    workspace.groups.sweep()
    earlier = read_groups(workspace)
    groups = grouping.group_documents(_texts(workspace), earlier)
    fresh = len(groups.members) - len(earlier.members)
    if fresh:
        workspace.groups.write(f"part-{len(workspace.groups.parts()):06d}", _table(groups, len(earlier.members)))
    number = len({member.group_id for member in groups.members})
    return Tally("grouped", "document", fresh, present=len(earlier.members), note=f"{number} distinct articles")


def _texts(workspace: Workspace) -> Iterator[tuple[str, str]]:
    for table in workspace.documents.tables(["document_id", "text"]):
        for batch in table.to_batches(max_chunksize=1000):
            yield from zip(batch["document_id"].to_pylist(), batch["text"].to_pylist(), strict=True)


def read_groups(workspace: Workspace) -> grouping.Groups:
    """Return the groups as they stand."""
    tables = list(workspace.groups.tables(GROUPS.names))
    if not tables:
        return grouping.Groups()
    table = pa.concat_tables(tables)
    rows = table.select(["document_id", "group", "quality", "linked"]).to_pylist()
    members = tuple(
        grouping.Member(row["document_id"], row["group"], row["quality"], tuple(row["linked"])) for row in rows
    )
    signatures = table["signature"].combine_chunks().flatten().to_numpy()
    return grouping.Groups(members, np.asarray(signatures, dtype=np.uint32).reshape(len(members), -1))


def _table(groups: grouping.Groups, first: int) -> pa.Table:
    rows = [
        {
            "document_id": member.document_id,
            "group": member.group_id,
            "quality": member.quality,
            "linked": list(member.linked),
            "signature": signature,
        }
        for member, signature in zip(groups.members[first:], groups.signatures[first:], strict=True)
    ]
    return pa.Table.from_pylist(rows, schema=GROUPS)


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
