"""What annotators read before they begin: the label table with its keys, then the guideline, as HTML."""

import re
from collections.abc import Iterable
from html import escape

from annot.schema import Label, Relation, Schema, Slot

__all__ = ["instructions"]

# Markdown lets only a list that begins with 1 follow a line of text; the guideline numbers its rules through.
_LIST_AFTER_HEADING = re.compile(r"^(\*\*[^*\n]+\*\*)\n(?=\d+\.)", re.MULTILINE)
_STEPS = (
    "机器已经标好一遍，请逐个核对：多标的删除（单击后按 Backspace），漏标的补上（先按标签键，再用鼠标选中文字），"
    "标错的改正（单击后按正确的标签键）。",
    "单击一个数值或变化，文字下方出现它的读数（类别、上下界、单位等），不对就在那里改。新画的数值可以不填，由程序读出。",
    "建立关系：单击起点，按 Alt+R，再单击终点。关系的名称由两端的标签决定，不必另选。",
    "整段核对无误后按“提交”（Ctrl+Enter）；没有可标的内容也请提交。",
)


def instructions(schema: Schema) -> str:
    """Return the instructions of a schema as HTML: how to work, labels, relations, fields, and the guideline."""
    from markdown_it import MarkdownIt

    return "".join(
        (
            f"<h2>{escape(schema.title)} {escape(schema.version)}</h2>",
            f"<ol>{''.join(f'<li>{step}</li>' for step in _STEPS)}</ol>",
            _table(("标签", "键", "标什么", "不标"), map(_label_row, schema.labels)),
            _table(("关系", "含义", "从", "到"), (_relation_row(relation, schema) for relation in schema.relations)),
            _table(("读数字段", "取值"), map(_slot_row, schema.slots)),
            "<hr/>",
            MarkdownIt("commonmark", {"html": False})
            .enable("table")
            .render(_LIST_AFTER_HEADING.sub(r"\1\n\n", schema.guideline)),
        )
    )


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _label_row(label: Label) -> Iterable[str]:
    # Label Studio takes styles out of instructions; the class is coloured by the interface's style sheet.
    mark = f'<span class="annot-{label.code}" style="color:{label.colour}">{escape(label.name)}</span>'
    return (
        f"{mark} <small>{escape(label.code)}</small>",
        f"<kbd>{escape(label.hotkey)}</kbd>",
        escape(label.definition),
        escape(label.excluded),
    )


def _relation_row(relation: Relation, schema: Schema) -> Iterable[str]:
    ends = (relation.sources, relation.targets)
    sources, targets = ("、".join(escape(schema.label(code).name) for code in codes) for codes in ends)
    return (
        f"{escape(relation.name)} <small>{escape(relation.code)}</small>",
        escape(relation.definition),
        sources,
        targets,
    )


def _slot_row(slot: Slot) -> Iterable[str]:
    return escape(slot.name), "、".join(escape(name) for name in slot.values.values())
