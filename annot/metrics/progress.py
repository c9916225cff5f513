"""Whether a figure has come about or is aimed at, by the words before it in its sentence."""

import re
from bisect import bisect_right

from annot.annotation import Progress
from annot.metrics.breaks import find_breaks
from annot.metrics.order import Stretches

__all__ = ["Aims"]

_AIM = re.compile(
    r"力争|预计|(?<!年度)(?<!全年)计划(?!生育|单列|[的，。；、”》])|争取(?![^，。；]{0,12}(?:资金|国债|债券|补助|经费))|"
    r"(?<!年度)(?<!全年)(?<!完成)目标(?!任务完成|完成|责任|[的基；，。、])|确保|(?:建成|投产|达产|投用)(?:投产|达产|达效|投用)?后|(?<![模虚])拟(?!建成|落户|入库|上市|签约落户园区)|有望|规划(?=[建总面投新布用到设年占])|预期(?!指数|寿命|[、，。])|(?<![即行])将(?=[有达建形成实突超陆出继于在])|预测|(?<![年月日底末初])到(?=20\d\d年(?![底末])|“)"
)
_HINT = re.compile("力争|建成|投产|达产|投用|预|确|拟|将|到|计划|争取|目标|有望|规划")
"""What every aim begins with; found faster than the aims themselves, the more so without a class of characters."""
_DONE = re.compile(r"已(?:经)?(?!有望)|现有|目前(?!正)|累计(?!形成)|完成了|超额完成|实现了|达到了")
_NOUN = re.compile("(?<=[计规]划)(?:总投资|投资总?额|总?面积)[^，；]*[，；]")
"""The rest of a noun, whose aim ends with its clause: 计划总投资169亿元，|其中文旅项目9个."""
_STOPS = re.compile(r"[。！？\n]|(?<=[一-龥）)%”])\.(?=[一-龥“（(]|\d{4}年|$)")
_REACH = 200
"""An aim further away than this belongs to another clause of a long sentence."""


class Aims:
    """The words of a paragraph that say what is aimed at, found once."""

    def __init__(self, text: str, closed: Stretches) -> None:
        """Find them, if any.

        Args:
            text: The paragraph.
            closed: The names and times, where 计划 and 目标 aim at nothing.
        """
        self._text = text
        self._ends = [end for start, end in _aims(text) if not closed.touch(start, end)]
        self._sentences = find_breaks(text, _STOPS) if self._ends else None

    def at(self, place: int) -> Progress:
        """Return target when an aim governs the place and nothing since says it is done."""
        index = bisect_right(self._ends, place)
        if not index or self._sentences is None:
            return Progress.ACTUAL
        end = self._ends[index - 1]
        if end <= max(place - _REACH, self._sentences.before(place)) or _DONE.search(self._text, end, place):
            return Progress.ACTUAL
        if _NOUN.match(self._text, end, place):
            return Progress.ACTUAL
        return Progress.TARGET


def _aims(text: str) -> list[tuple[int, int]]:
    """Return the places of the words that aim."""
    found: list[tuple[int, int]] = []
    for hint in _HINT.finditer(text):
        if (not found or found[-1][1] <= hint.start()) and (aim := _AIM.match(text, hint.start())):
            found.append(aim.span())
    return found
