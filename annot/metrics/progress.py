"""Whether a figure has come about or is aimed at, by the words before it in its sentence."""

import re

from annot.annotation import Progress

__all__ = ["progress_at"]

_AIM = re.compile(
    r"力争|预计|计划(?!生育|单列)|争取|目标(?!任务完成|责任)|确保|(?<![模虚])拟(?!建成)|有望|规划(?!纲要|局)|预期|(?<![即行])将(?=[有达建形成实突超陆出继于在])|预测|到(?:20\d\d|“)"
)
_HINT = re.compile("力争|[预确拟]|计划|争取|目标|有望|规划|将|到(?:20|“)")
_DONE = re.compile(r"已(?:经)?(?!有望)|现有|目前(?!正)|累计(?!形成)|完成|实现了|达到了")
_STOPS = "。；！？\n"


def progress_at(text: str, place: int) -> Progress:
    """Return target when an aim governs the place and nothing since says it is done."""
    start = max(0, place - 80)
    if not _HINT.search(text, start, place):
        return Progress.ACTUAL
    for stop in _STOPS:
        start = max(start, text.rfind(stop, start, place) + 1)
    aims = [match.end() for match in _AIM.finditer(text, start, place)]
    if not aims or _DONE.search(text, aims[-1], place):
        return Progress.ACTUAL
    return Progress.TARGET
