"""Whether a figure has come about or is aimed at, by the words before it in its sentence."""

import re

from annot.annotation import Progress

__all__ = ["progress_at"]

_AIM = re.compile(
    r"力争|预计|计划(?!生育|单列)|争取|目标(?!任务完成|责任)|确保|(?<![模虚])拟(?!建成)|有望|规划(?!纲要|局)|预期|(?<![即行])将(?=[有达建形成实突超陆出继于在])|预测|到(?:20\d\d|“)"
)
_HINT = re.compile("[力预计争目确拟望划将到]")
_DONE = re.compile(r"已(?:经)?(?!有望)|现有|目前(?!正)|累计(?!形成)|完成|实现了|达到了")
_STOPS = "。；！？\n"


def progress_at(text: str, place: int) -> Progress:
    """Return target when an aim governs the place and nothing since says it is done."""
    head = text[max(0, place - 80) : place]
    if not _HINT.search(head):
        return Progress.ACTUAL
    head = head[max(head.rfind(stop) for stop in _STOPS) + 1 :]
    aims = list(_AIM.finditer(head))
    if not aims or _DONE.search(head, aims[-1].end()):
        return Progress.ACTUAL
    return Progress.TARGET
