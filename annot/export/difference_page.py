"""A difference as an HTML page with both readings in the text, and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from annot.export.change import Change, Row
from annot.export.difference import Difference
from annot.export.history import reading_text, summary

__all__ = ["difference_html", "difference_json"]


@dataclass(frozen=True, slots=True)
class _Reading:
    where: str
    split: str
    text: str
    before: Sequence[Row]
    after: Sequence[Row]


def difference_json(difference: Difference) -> dict[str, Any]:
    """Return a difference as JSON holds it; decimals become strings."""
    changes = [_plain(asdict(change)) for change in difference.changes]
    return {
        "before": difference.before,
        "after": difference.after,
        "bump": difference.bump().name.lower(),
        "schema": list(difference.schema),
        "columns": [*difference.columns_lost, *difference.columns],
        "counts": [
            {"what": what, "how": how, "label": label, "count": count}
            for (what, how, label), count in sorted(difference.counts().items())
        ],
        "changes": changes,
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def difference_html(difference: Difference) -> str:
    """Return a page that shows every changed span in its paragraph, before and after, and all other changes."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader("annot.export", "."), undefined=StrictUndefined, autoescape=True)
    environment.globals |= {"marked": _marked, "reading_text": reading_text}
    return environment.get_template("difference.html.jinja").render(
        difference=difference,
        bump=difference.bump().name.lower(),
        lines=[line.removeprefix("- ") for line in summary(difference).split("\n")],
        readings=list(_readings(difference)),
        others=[c for c in difference.changes if c.what not in ("span", "paragraph") and c.how != "reattributed"],
    )


def _readings(difference: Difference) -> Iterator[_Reading]:
    spans = [change for change in difference.changes if change.what == "span" and change.how != "reattributed"]
    for (where, split), changes in groupby(spans, key=lambda change: (change.where, change.split)):
        yield _reading(where, split, list(changes))


def _reading(where: str, split: str, changes: Sequence[Change]) -> _Reading:
    before, after = (
        sorted((row for row in side if row is not None), key=lambda row: (row["start"], -row["end"]))
        for side in ([change.before for change in changes], [change.after for change in changes])
    )
    return _Reading(where, split, changes[0].text, before, after)


def _marked(text: str, spans: Sequence[Row]) -> Any:  # noqa: ANN401 - jinja2's markup, imported late
    from markupsafe import Markup, escape

    parts, reached = [], 0
    for span in spans:
        # A nested span is told by its label behind the outer one.
        start, end = max(span["start"], reached), max(span["end"], reached)
        label = Markup("<small>{}</small>").format(span["label"])
        parts += [escape(text[reached:start]), Markup("<mark>{}{}</mark>").format(text[start:end], label)]
        reached = end
    return Markup("").join([*parts, escape(text[reached:])])
