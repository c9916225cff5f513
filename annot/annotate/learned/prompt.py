"""What a language model is told: the labels of the schema, the guideline, and the form of the answer."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from annot.schema import Schema

__all__ = ["Prompt"]

FORM = (
    '只输出一个 JSON 对象：{"spans": [{"text": "原文中的连续字符", "label": "标签代码", "occurrence": 1}]}。'
    "text 必须与原文逐字相同；occurrence 是该 text 在段落中第几次出现，从 1 数起；同一名称每次出现各列一次；"
    '没有实体时输出 {"spans": []}。'
)


@dataclass(frozen=True)
class Prompt:
    """The instructions for one schema.

    Attributes:
        schema: Its entity labels and its guideline are told.
    """

    schema: Schema

    @cached_property
    def instructions(self) -> str:
        """The system message."""
        labels = "\n".join(
            f"{label.code} {label.name}：{label.definition}。不标：{label.excluded or '—'}"
            for label in self.schema.labels
            if label.group == "entity"
        )
        return (
            f"你是政策文本实体标注员，只标注下列标签的实体，边界从规范。\n\n标签：\n{labels}\n\n"
            f"规范：\n{self.schema.guideline}\n\n{FORM}"
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the instructions: answers to others are not reused."""
        return hashlib.sha256(self.instructions.encode()).hexdigest()
