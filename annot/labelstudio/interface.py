"""The labelling interface: Label Studio's configuration, generated from the label schema."""

from collections.abc import Iterable
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from annot.labelstudio.instructions import instructions
from annot.schema import Label, Schema, Slot

__all__ = ["CHOICES", "INTERVAL", "LABEL", "MEASURED", "NUMBERS", "TEXT", "UNIT", "instructions", "interface"]

# Names of the tags in the configuration: what a region's `from_name` and `to_name` say.
TEXT = "text"
LABEL = "label"
UNIT = "unit"
NUMBERS = ("min", "max")
CHOICES = ("kind", "qualifier", "direction", "basis", "status")
INTERVAL = "interval"
# The labels whose regions carry a quantity.
MEASURED = ("VALUE", "CHANGE")

_GROUPS = {"entity": "实体", "metric": "指标"}
# Sixteen kinds would take three lines as buttons; the other slots are short enough to be seen at once.
_MOST_BUTTONS = 6
# Characters of a label's name shown beside a region.
_NAME_SHOWN = 4


def interface(schema: Schema) -> str:
    """Return the labelling configuration of a schema.

    Labels carry their Chinese name and store their code; the fields of a quantity appear when a VALUE or
    CHANGE is selected, the interval when a TIME is.
    """
    return "\n".join(
        (
            '<View className="annot">',
            f"<Style>{escape(_style(schema.labels))}</Style>",
            *_head(),
            _labels(schema.labels),
            *_passage(),
            *_quantity(schema.slots),
            *_interval(),
            _relations(schema),
            "</View>",
        )
    )


def _style(labels: Iterable[Label]) -> str:
    # Colours alone do not tell fifteen labels apart: each region also ends in its name. That is generated content,
    # which cannot be selected and shifts no offset.
    names = (
        f'.annot-text .htx-no-label[data-label$=":{label.name}"]::after '
        f'{{ content: "{label.name[:_NAME_SHOWN]}" !important; color: {label.colour}; }}\n'
        f".annot-{label.code} {{ color: {label.colour}; }}"
        for label in labels
    )
    return files("annot.labelstudio").joinpath("interface.css").read_text(encoding="utf-8") + "\n".join(names)


def _head() -> Iterable[str]:
    yield '<View className="annot-head">'
    yield '<Header className="annot-title" size="4" value="$title"/>'
    yield '<Header size="6" value="$caption"/>'
    yield "</View>"


def _labels(labels: Iterable[Label]) -> str:
    rows = []
    for group, name in _GROUPS.items():
        members = "".join(_label(label) for label in labels if label.group == group)
        rows.append(f'<View className="annot-row"><Header size="6" value="{name}"/>{members}</View>')
    return f'<Labels name="{LABEL}" toName="{TEXT}" className="annot-labels">{"".join(rows)}</Labels>'


def _label(label: Label) -> str:
    hint = f"{label.definition}。不标：{label.excluded}" if label.excluded else label.definition
    return (
        f"<Label value={quoteattr(label.name)} alias={quoteattr(label.code)} background={quoteattr(label.colour)} "
        f"hotkey={quoteattr(label.hotkey)} hint={quoteattr(hint)}/>"
    )


def _passage() -> Iterable[str]:
    yield '<View className="annot-context"><Header size="6" value="$before"/></View>'
    yield f'<View className="annot-text"><Text name="{TEXT}" value="$text" granularity="symbol"/></View>'
    yield '<View className="annot-context"><Header size="6" value="$after"/></View>'


def _when(labels: Iterable[str]) -> str:
    return f'visibleWhen="region-selected" whenTagName="{LABEL}" whenLabelValue="{",".join(labels)}"'


def _quantity(slots: Iterable[Slot]) -> Iterable[str]:
    by_code = {slot.code: slot for slot in slots}
    yield f'<View className="annot-fields" {_when(MEASURED)}>'
    yield '<View className="annot-row">'
    yield _choices(by_code["kind"])
    for name, title in (("min", "下界"), ("max", "上界")):
        yield f'<View className="annot-field"><Header size="6" value="{title}"/>'
        yield f'<Number name="{name}" toName="{TEXT}" perRegion="true" step="any"/></View>'
    yield f'<View className="annot-field"><Header size="6" value="单位"/>{_line(UNIT, "元、平方米、家……")}</View>'
    yield "</View>"
    yield '<View className="annot-row">'
    yield from (_choices(by_code[code]) for code in CHOICES if code != "kind" and not by_code[code].labels)
    yield "</View>"
    for labels in sorted({slot.labels for slot in by_code.values() if slot.labels}):
        yield f'<View className="annot-row" {_when(labels)}>'
        yield from (_choices(by_code[code]) for code in CHOICES if by_code[code].labels == labels)
        yield "</View>"
    yield "</View>"


def _choices(slot: Slot) -> str:
    layout = "inline" if len(slot.values) <= _MOST_BUTTONS else "select"
    members = "".join(
        f"<Choice value={quoteattr(name)} alias={quoteattr(code)}/>" for code, name in slot.values.items()
    )
    return (
        f'<View className="annot-field"><Header size="6" value={quoteattr(slot.name)}/>'
        f'<Choices name="{slot.code}" toName="{TEXT}" perRegion="true" choice="single" layout="{layout}">{members}'
        "</Choices></View>"
    )


def _line(name: str, placeholder: str) -> str:
    return (
        f'<TextArea name="{name}" toName="{TEXT}" perRegion="true" maxSubmissions="1" editable="true" rows="1" '
        f'showSubmitButton="false" placeholder={quoteattr(placeholder)}/>'
    )


def _interval() -> Iterable[str]:
    yield f'<View className="annot-fields" {_when(("TIME",))}><View className="annot-field">'
    yield f'<Header size="6" value="日历区间"/>{_line(INTERVAL, "2024-08-01/2024-08-31")}'
    yield "</View></View>"


def _relations(schema: Schema) -> str:
    # Codes are the values: an alias of a Relation is not stored.
    members = "".join(f"<Relation value={quoteattr(relation.code)}/>" for relation in schema.relations)
    return f"<Relations>{members}</Relations>"
