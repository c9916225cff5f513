"""What a paragraph goes on to speak of where a clause names nothing: the place, zone or firm of what stands before."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set

from annot.metrics.breaks import FULL, SENTENCE, find_breaks
from annot.metrics.named import Named
from annot.metrics.order import Stretches, ended
from annot.span import Span

__all__ = ["Carried"]

_LOCATED = re.compile(
    "(?:位于|坐落于|坐落在|选址|落户|地处|入驻|毗邻|依托|引进|对接|借助|围绕|支持|推进|推动|加快|建设|打造|创建|融入|共建)$"
)
_ROAD = re.compile("(?:(?<![铁公])路|街|大道|号)$")
"""An address at the head of a paragraph is not what the paragraph speaks of."""
_DIGITS = re.compile("\\d+")
_LASTING = ("PLACE", "ZONE")
"""What a figure goes on to speak of in later sentences."""
_PAIR = 2
"""A longer list is gone over, not what later sentences go on about."""
_OPENING = ("PROJECT", "PRODUCT", "EVENT", "INSTITUTE")
_MEETINGS = ("会议", "全会", "仪式")
"""Events at which figures of others are told."""
_MEASURE = re.compile(
    "(?:实现|完成|达到?|总|共|累计)?(?:营业|营收|产值|销售|利润|税收|货值|进出口|出口|市值|用户|订单|员工)"
)
"""Opens a part of a sentence that still speaks of the zone or firm of the part before."""

_PASSED = re.compile(
    "(?:实现|完成|达到?|总|共|累计)?(?:货邮|货物|旅客|集装箱|起降|接待|游客|吞吐量|门票|航线|航班|进出口|出口|进口|[客货]运)"
)
"""Opens a part of a sentence that still speaks of the airport, port or sight of the part before."""


class Carried:
    """The topics a paragraph has settled so far, and which of them a place goes on with."""

    def __init__(
        self,
        text: str,
        named: Named,
        settled: Sequence[tuple[int, Span | None]],
        times: Mapping[int, int],
        unnamed: Set[int],
    ) -> None:
        """Index the topics and find the first figure.

        Args:
            text: The paragraph.
            named: Its entities.
            settled: The clauses that settle what they speak of, each with its topic.
            times: The TIME spans, ends by starts.
            unnamed: The clauses that speak of a place (全县) the paragraph has not named.
        """
        self.text, self.named, self._settled, self._unnamed = text, named, settled, unnamed
        self._starts = [start for start, _ in settled]
        self._sentences, self._full = find_breaks(text, SENTENCE), find_breaks(text, FULL)
        self._figure = _first_figure(text, Stretches(times.items()))

    def at(self, place: int, head: int) -> Span | None:
        """Return the topic that goes on at the place.

        Args:
            place: Where the indicator starts, or the value when there is none.
            head: Where the clause of the place starts, without times and idle words.
        """
        index, full = bisect_left(self._starts, place), self._full.before(place)
        if index and self._starts[index - 1] in self._unnamed:
            return None
        for number in range(index - 1, -1, -1):
            start, topic = self._settled[number]
            if start < full:
                break
            if topic and not self._is_partner(topic) and self._same_sentence(topic, head):
                return topic
        return self._just_told(full, place) or self._first(place) or self._earlier(index, full)

    def _just_told(self, full: int, place: int) -> Span | None:
        """Return the zone or firm that the whole sentence before speaks of, where this one names nobody so far."""
        named = next(ended(self.named.all, place), None)
        if named is None or named.start >= full:
            return None
        start = self._full.before(full - 1)
        index = bisect_left(self._starts, full)
        told = [topic for at, topic in self._settled[bisect_left(self._starts, start) : index] if topic]
        if not told or told[-1].label not in ("ZONE", "COMPANY") or any(topic != told[-1] for topic in told):
            return None
        return None if self.named.listed(told[-1]) or self.named.closes(told[-1], 2) else told[-1]

    def _alone(self, topic: Span) -> bool:
        """Tell whether the topic is no list of three or more, which later sentences do not go on about."""
        return not self.named.closes(topic, _PAIR + 1)

    def _same_sentence(self, topic: Span, head: int) -> bool:
        """Tell whether the topic of a part of the sentence goes on in the next part."""
        if topic.label == "PLACE":
            goes_on = self.named.is_region(topic) or (self.named.is_site(topic) and _PASSED.match(self.text, head))
            return self.text[topic.start - 1 : topic.start] != "在" and bool(goes_on)
        return topic.label in ("ZONE", "COMPANY") and _MEASURE.match(self.text, head) is not None

    def _first(self, place: int) -> Span | None:
        """Return the topic of the first sentence, or a zone that sentence names."""
        limit = self._full.after(0)
        for start, topic in self._settled:
            if start >= limit:
                break
            if topic and self._leads(start, topic, place) and not self._is_partner(topic) and self._alone(topic):
                return topic
        return self._zone(place, self._sentences.before(place)) or self._zone(min(place, limit), 0)

    def _zone(self, place: int, floor: int) -> Span | None:
        """Return the last zone before the place that is no seat and none of a list."""
        for entity in ended(self.named.all, place):
            if entity.start < floor:
                return None
            if entity.label == "ZONE" and not self._is_seat(entity) and not self.named.listed(entity):
                return entity
        return None

    def _leads(self, start: int, topic: Span, place: int) -> bool:
        """Tell whether the topic can be what the paragraph is about: what opens it, later a place or firm."""
        if topic.label in _LASTING:
            if topic.label == "PLACE" and start > self._figure and self.named.is_abroad(topic):
                return False
            return _ROAD.search(topic.of(self.text)) is None
        opens = start <= self._figure and start == self._starts[0] and topic.label in _OPENING
        met = topic.label == "EVENT" and topic.of(self.text).endswith(_MEETINGS)
        firm = topic.label == "COMPANY" and not any(topic.start < other < place for other in self._unnamed)
        return topic.start < place and not met and (firm or opens)

    def _earlier(self, index: int, full: int) -> Span | None:
        """Return the place the first figures of the paragraph speak of."""
        for number in range(index):
            start, topic = self._settled[number]
            if start > self._figure:
                break
            here = topic and (
                (topic.label == "PLACE" and self.named.is_region(topic)) or (topic.label == "ZONE" and start < full)
            )
            if topic and here and not self._is_partner(topic):
                return topic
        return None

    def _is_seat(self, entity: Span) -> bool:
        return _LOCATED.search(self.text, max(0, entity.start - 4), entity.start) is not None

    def _is_partner(self, topic: Span) -> bool:
        return self.text[max(0, topic.start - 1) : topic.start] in ("对", "与", "同", "经", "由", "过")


def _first_figure(text: str, times: Stretches) -> int:
    """Return the place of the first number outside the times, the end of the text when there is none."""
    for match in _DIGITS.finditer(text):
        if not times.touch(match.start(), match.start() + 1):
            return match.start()
    return len(text)
