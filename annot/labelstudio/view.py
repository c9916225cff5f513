"""The list of tasks as a project first shows it: what a person looks for, without the fields that only annot needs."""

from annot.labelstudio.connection import Connection

__all__ = ["lay_out"]

_SHOWN = (
    "tasks:id",
    "tasks:data.title",
    "tasks:data.paragraph",
    "tasks:data.text",
    "tasks:total_annotations",
    "tasks:cancelled_annotations",
    "tasks:predictions_score",
    "tasks:annotators",
)
_FIELDS = ("key", "document_id", "start", "digest", "origin", "date", "url", "caption", "before", "after")
_COUNTS = (
    "completed_at",
    "inner_id",
    "total_predictions",
    "annotations_results",
    "annotations_ids",
    "predictions_model_versions",
    "predictions_results",
    "file_upload",
    "storage_filename",
    "created_at",
    "updated_at",
    "updated_by",
    "avg_lead_time",
    "draft_exists",
)
# Points of the screen: a paragraph wants room.
_WIDTHS = {"tasks:data.text": 620, "tasks:data.title": 260, "tasks:data.paragraph": 90}


def lay_out(connection: Connection, project: int) -> None:
    """Give a new project its list.

    Raises:
        ServerError: Label Studio is out of reach or refuses.
    """
    hidden = [*(f"tasks:data.{name}" for name in _FIELDS), *(f"tasks:{name}" for name in _COUNTS)]
    # Beside an open task there is room for one column.
    beside = [*hidden, *(name for name in _SHOWN if name not in {"tasks:id", "tasks:data.text"})]
    layout = {
        "title": "段落",
        "type": "list",
        "target": "tasks",
        "hiddenColumns": {"explore": hidden, "labeling": beside},
        "columnsWidth": _WIDTHS,
        "ordering": ["tasks:id"],
    }
    connection.post("/api/dm/views/", {"project": project, "data": layout})
