"""What each clause of a paragraph is about: the entity that opens it, or the one a general word stands for."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from annot.metrics.breaks import SENTENCE, Breaks
from annot.span import Span

__all__ = ["SUBJECTS", "Topics"]

SUBJECTS = frozenset({"PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "PROJECT", "INDUSTRY", "PRODUCT", "EVENT"})
_CLAUSE = re.compile(r"[，。；！？：,;!?:\n●·…]|\.(?=[一-龥])|——|(?:表示|声明|通报|介绍)称?(?=[^，。])")
_LEAD = re.compile(
    r"[“‘\s#]|（[一二三四五六七八九十\d]+）|其中|目前|同时|此外|另外|而|作为|截至|当前|近年来|近日|日前|并|且|但|就|则|预计|力争|使|随着|据了解|"
    r"如今的?|仅|首趟|首个|首家|当地|整个|也|还|今天|据悉|这背后|是|更|又"
)
_CLAUSAL = re.compile(
    r"[^，。；、的在与和对从为以是通过用“\d]{1,6}的(?!时候)|(?:其中)?[^，。；、]{0,16}\d[^，。；、的]{0,8}的"
)
_INSIDE = re.compile("[内，,]|范围|境内|主园区|区域|，")
_EXAMPLE = re.compile("等(?!地)|(?:等)?为(?:代表|核心|主|龙头|首)")
_SUMMED = re.compile("[一二三四五六七八九十]大")
_AND = re.compile("(?:[东西南北中]部)?[、和及与]|(?<=”)(?=“)")
_LOCATED = re.compile("(?:位于|坐落于|坐落在|选址|落户|地处|入驻|毗邻)$")
_TELLING = re.compile(
    "公布|发布|印发|发文|报道|表示|介绍|透露|通报|获悉|称|宣布|指出|基于|认为|消息|提供|统计|数据显示|负责人|发表|公示|一行|预计|要求|强调|了解"
)
_GENERAL = re.compile(
    "(?P<ZONE>(?:在|该|此|本)?(?:全园区|园区|主园区|高新区|示范区|试验区|开发区|新区|自贸区|经开区|科学城)(?!域))|"
    "(?P<COMPANY>(?:该|本)(?:公司|企业|集团)|(?:公司|集团)(?!数|占))|(?P<EVENT>[这该此](?:[一次届])?(?:赛事|大赛|展会|会议|活动|大会))|"
    "(?P<PROJECT>[该此]项目)|(?P<NONE>局地|部分地区)|(?P<PLACE>[全我][省市县区州镇乡村])"
)
_LEVELS = "省市县区州镇乡村"
_FULL_STOP = re.compile("[。！？!?]")
_PARENTHESIS = re.compile(r"[（(][^（()）]*[)）]")


class Topics:
    """The clauses of a paragraph, each with what it is about."""

    def __init__(self, text: str, entities: Sequence[Span]) -> None:
        """Read the clauses from left to right."""
        self.text = text
        self.named = [e for e in _outside_brackets(text, entities) if e.label in SUBJECTS]
        self._order = {e.start: number for number, e in enumerate(self.named)}
        self._ends = [e.end for e in self.named]
        self._times = {e.start: e.end for e in entities if e.label == "TIME"}
        self._sentences = Breaks(text, SENTENCE)
        self._starts: list[int] = []
        self._settled: list[tuple[int, Span | None]] = []
        self._topics: list[Span] = []
        start = 0
        for match in _CLAUSE.finditer(text):
            self._read(start, match.start())
            start = match.end()
        self._read(start, len(text))
        self._settled_starts = [place for place, _ in self._settled]

    def _read(self, start: int, end: int) -> None:
        if end <= start:
            return
        self._starts.append(start)
        head = self._led(start, end)
        topic, settled = self._opener(start, head, end)
        if not settled:
            topic, settled = self._general(start, head, end)
        if settled:
            self._settled.append((start, topic))
        if topic:
            self._topics.append(topic)

    def _opener(self, start: int, head: int, end: int) -> tuple[Span | None, bool]:
        """Return the entity that opens the clause; of a list the last, of examples none, of a report nobody."""
        located = self.text.startswith("在", head)
        first = self._at(head + located)
        if first is None and (match := _CLAUSAL.match(self.text, head, end)):
            first = self._at(match.end())
        if first is None:
            return None, False
        last = self._run(first)
        if _EXAMPLE.match(self.text, last.end) or (first.label == "INDUSTRY" and _SUMMED.match(self.text, last.end)):
            return None, False
        placed = first.label in ("PLACE", "ZONE") and _INSIDE.match(self.text, last.end)
        if located and (not placed or self._spoken(start)):
            return None, False
        telling = last.label in ("GOV", "INSTITUTE", "PERSON") and _TELLING.search(self.text, last.end, end)
        return (None if telling else last), True

    def _at(self, place: int) -> Span | None:
        number = self._order.get(place)
        return None if number is None else self.named[number]

    def _spoken(self, place: int) -> bool:
        """Tell whether the sentence already has a topic."""
        start = self._sentences.before(place)
        return any(topic for at, topic in reversed(self._settled) if at >= start) if self._settled else False

    def _led(self, place: int, end: int) -> int:
        """Return the place after idle words and TIME spans at the head of a clause."""
        while place < end and place not in self._order:
            if (after := self._times.get(place)) is not None:
                place = after
            elif match := _LEAD.match(self.text, place, end):
                place = match.end()
            else:
                break
        return place

    def _run(self, first: Span) -> Span:
        """Return the last of the list of entities the first one opens: 内江、眉山、自贡."""
        last = first
        for entity in self.named[self._order[first.start] + 1 :]:
            if not _AND.fullmatch(self.text, last.end, entity.start) or entity.label != first.label:
                break
            last = entity
        return last

    def _general(self, start: int, head: int, end: int) -> tuple[Span | None, bool]:
        """Return what a general word at the head of the clause stands for, and whether there is one."""
        match = _GENERAL.match(self.text, head, end)
        if match is None:
            return None, False
        before = self.named[: bisect_right(self._ends, start)]
        if match.lastgroup == "PLACE":
            return self._place(before, match[0][-1]), True
        return self._meant(match.lastgroup or "", before), True

    def _meant(self, label: str, before: list[Span]) -> Span | None:
        """Return the last topic of the kind, or the last mention where the kind is told by its name."""
        topic = next((t for t in reversed(self._topics) if t.label == label), None)
        if topic is None and label == "ZONE":
            topic = next((e for e in reversed(before) if e.label == label and not self._listed(e)), None)
        if topic is None and label == "EVENT":
            topic = next((e for e in reversed(before) if e.label == label), None)
        if topic is None and label == "COMPANY":
            heads = (e for e in self.named if e.label == label and e.start and self.text[e.start - 1] in "。；")
            topic = next(heads, None)
        return topic

    def _listed(self, entity: Span) -> bool:
        after, before = self.text[entity.end : entity.end + 1], self.text[max(0, entity.start - 1) : entity.start]
        return after in ("、", "等") or before == "、"

    def _place(self, before: list[Span], level: str) -> Span | None:
        """Return the place 全市 stands for: a topic, or the one named again and again."""
        for topic in reversed(self._topics):
            if topic.label == "PLACE" and (last := self.text[topic.end - 1]) and (last == level or last not in _LEVELS):
                return topic
        names = Counter(e.of(self.text) for e in before if e.label == "PLACE")
        return next((e for e in reversed(before) if e.label == "PLACE" and names[e.of(self.text)] > 1), None)

    def clause(self, place: int) -> int:
        """Return where the clause of the place starts."""
        index = bisect_right(self._starts, place)
        return self._starts[index - 1] if index else 0

    def at(self, place: int) -> tuple[Span | None, bool]:
        """Return what the sentence speaks of at the place, and whether that is settled by its words."""
        index = bisect_right(self._settled_starts, place)
        if index and self._settled[index - 1][0] >= self._sentences.before(place):
            return self._settled[index - 1][1], True
        return None, False

    def main(self, place: int) -> Span | None:
        """Return what the paragraph is about: the topic of its first sentence, or a zone that sentence names."""
        first = _FULL_STOP.search(self.text)
        limit = first.end() if first else len(self.text)
        for start, topic in self._settled:
            if start >= limit:
                break
            if topic and topic.label != "INDUSTRY" and (topic.start < place or topic.label in ("ZONE", "PLACE")):
                return topic
        here = self._sentences.before(place)
        for entity in reversed(self.named[: bisect_right(self._ends, place)]):
            near = entity.label == "ZONE" and (entity.end <= limit or entity.start >= here)
            seat = _LOCATED.search(self.text, max(0, entity.start - 4), entity.start)
            if near and not seat and not self._listed(entity):
                return entity
        return None

    def latest(self, topic: Span, place: int) -> Span:
        """Return the last mention of the topic before the place."""
        name = topic.of(self.text)
        index = bisect_right(self._ends, place)
        return next((e for e in reversed(self.named[:index]) if e.of(self.text) == name), topic)


def _outside_brackets(text: str, entities: Sequence[Span]) -> list[Span]:
    """Return the entities that are not an aside in parentheses."""
    hidden = [match.span() for match in _PARENTHESIS.finditer(text)]
    starts = [start for start, _ in hidden]
    kept = []
    for entity in entities:
        index = bisect_right(starts, entity.start) - 1
        if index < 0 or not (hidden[index][0] < entity.start and entity.end < hidden[index][1]):
            kept.append(entity)
    return kept
