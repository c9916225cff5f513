"""What each clause of a paragraph is about: the entity that opens it, or the one a general word stands for."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from annot.span import Span

__all__ = ["SUBJECTS", "Topics"]

SUBJECTS = frozenset({"PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "PROJECT", "INDUSTRY", "PRODUCT", "EVENT"})
_CLAUSE = re.compile(r"[，。；！？：,;!?:\n●·…]|\.(?=[一-龥])|——|(?:表示|声明|通报|介绍)称?(?=[^，。])")
_SENTENCE = "。；！？;\n!?"
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
_GENERAL = (
    (
        re.compile(
            "(?:在|该|此|本)?(?:全园区|园区|主园区|高新区|示范区|试验区|开发区|新区|自贸区|经开区|科学城)(?!域)"
        ),
        ("ZONE",),
    ),
    (re.compile("(?:该|本)(?:公司|企业|集团)|(?:公司|集团)(?!数|占)"), ("COMPANY",)),
    (re.compile("(?:这|该|此)(?:一|次|届)?(?:赛事|大赛|展会|会议|活动|大会)"), ("EVENT",)),
    (re.compile("(?:该|此)项目"), ("PROJECT",)),
    (re.compile("局地|部分地区"), ()),
)
_WHOLE = re.compile("(?:全|我)[省市县区州镇乡村]")
_PARENTHESIS = re.compile(r"[（(][^（()）]*[)）]")


class _Clause(NamedTuple):
    start: int
    end: int
    topic: Span | None
    settled: bool


class Topics:
    """The clauses of a paragraph, each with what it is about."""

    def __init__(self, text: str, entities: Sequence[Span]) -> None:
        """Read the clauses from left to right."""
        self.text = text
        hidden = [match.span() for match in _PARENTHESIS.finditer(text)]
        self.entities = [e for e in entities if not any(start < e.start and e.end < end for start, end in hidden)]
        self.named = [e for e in self.entities if e.label in SUBJECTS]
        self.clauses: list[_Clause] = []
        start = 0
        for match in [*_CLAUSE.finditer(text), None]:
            end = match.start() if match else len(text)
            self._read(start, end)
            start = match.end() if match else end

    def _read(self, start: int, end: int) -> None:
        if end <= start:
            return
        opener = self._opener(start, end)
        if opener is not None:
            telling = opener.label in ("GOV", "INSTITUTE", "PERSON") and _TELLING.search(self.text, opener.end, end)
            self.clauses.append(_Clause(start, end, None if telling else opener, settled=True))
            return
        topic, settled = self._general(start, end)
        self.clauses.append(_Clause(start, end, topic, settled))

    def _opener(self, start: int, end: int) -> Span | None:
        """Return the entity that opens the clause; of a list the last, of examples none."""
        place = self._led(start, end)
        located = self.text.startswith("在", place)
        first = self._named_at(place + located)
        if first is None and (match := _CLAUSAL.match(self.text, place, end)):
            first = self._named_at(match.end())
        if first is None:
            return None
        last = self._run(first)[-1]
        if _EXAMPLE.match(self.text, last.end) or (first.label == "INDUSTRY" and _SUMMED.match(self.text, last.end)):
            return None
        if located and (
            first.label not in ("PLACE", "ZONE") or not _INSIDE.match(self.text, last.end) or self._spoken(start)
        ):
            return None
        return last

    def _named_at(self, place: int) -> Span | None:
        return next((e for e in self.named if e.start == place), None)

    def _spoken(self, place: int) -> bool:
        """Tell whether the sentence already has a topic."""
        start = max(self.text.rfind(mark, 0, place) for mark in _SENTENCE) + 1
        return any(clause.topic for clause in self.clauses if clause.start >= start)

    def _led(self, place: int, end: int) -> int:
        """Return the place after idle words and TIME spans at the head of a clause."""
        while place < end and self._named_at(place) is None:
            time = next((e for e in self.entities if e.label == "TIME" and e.start == place), None)
            match = _LEAD.match(self.text, place, end)
            if time is None and match is None:
                break
            place = time.end if time else match.end() if match else end
        return place

    def _run(self, first: Span) -> list[Span]:
        """Return the list of entities the first one opens: 内江、眉山、自贡."""
        run = [first]
        for entity in self.named[self.named.index(first) + 1 :]:
            if not _AND.fullmatch(self.text, run[-1].end, entity.start) or entity.label != first.label:
                break
            run.append(entity)
        return run

    def _general(self, start: int, end: int) -> tuple[Span | None, bool]:
        """Return what a general word at the head of the clause stands for, and whether there is one."""
        head = self._led(start, end)
        before = [e for e in self.named if e.end <= start]
        for pattern, labels in _GENERAL:
            if pattern.match(self.text, head, end):
                return self._meant(labels, before), True
        if match := _WHOLE.match(self.text, head, end):
            return self._place(before, match[0][-1]), True
        return None, False

    def _meant(self, labels: tuple[str, ...], before: list[Span]) -> Span | None:
        topics = [c.topic for c in self.clauses if c.topic and c.topic.label in labels]
        if "ZONE" in labels:
            topics = topics or [e for e in before if e.label == "ZONE" and not self._listed(e)]
        if "EVENT" in labels and not topics:
            topics = [e for e in before if e.label == "EVENT"]
        if "COMPANY" in labels and not topics:
            topics = [
                e for e in self.named if e.label == "COMPANY" and self.text[e.start - 1 : e.start] in "。；" and e.start
            ]
        return topics[-1] if topics else None

    def _listed(self, entity: Span) -> bool:
        return self.text[entity.end : entity.end + 1] in ("、", "等") or self.text[entity.start - 1 : entity.start] in (
            "、",
        )

    def _place(self, before: list[Span], level: str) -> Span | None:
        """Return the place 全市 stands for: a topic, or the one named again and again."""
        topics = [c.topic for c in self.clauses if c.topic and c.topic.label == "PLACE"]
        fitting = [t for t in topics if t.of(self.text)[-1] == level or t.of(self.text)[-1] not in "省市县区州镇乡村"]
        if fitting:
            return fitting[-1]
        names = [e.of(self.text) for e in before if e.label == "PLACE"]
        often = [e for e in before if e.label == "PLACE" and names.count(e.of(self.text)) > 1]
        return often[-1] if often else None

    def clause(self, place: int) -> int:
        """Return where the clause of the place starts."""
        return max((clause.start for clause in self.clauses if clause.start <= place), default=0)

    def at(self, place: int) -> tuple[Span | None, bool]:
        """Return what the sentence speaks of at the place, and whether that is settled by its words."""
        start = max(self.text.rfind(mark, 0, place) for mark in _SENTENCE) + 1
        for clause in reversed([c for c in self.clauses if c.start <= place and c.settled]):
            if clause.start >= start:
                return clause.topic, True
            break
        return None, False

    def main(self, place: int) -> Span | None:
        """Return what the paragraph is about: the topic of its first sentence, or a zone that sentence names."""
        first = re.search("[。！？!?]", self.text)
        limit = first.end() if first else len(self.text)
        for clause in self.clauses:
            topic = clause.topic
            if clause.start < limit and topic and topic.label != "INDUSTRY":
                if topic.start < place or topic.label in ("ZONE", "PLACE"):
                    return topic
        here = max(self.text.rfind(mark, 0, place) for mark in _SENTENCE) + 1
        zones = [e for e in self.named if e.label == "ZONE" and e.end <= place and not self._listed(e)]
        zones = [e for e in zones if not _LOCATED.search(self.text, 0, e.start)]
        return next((e for e in reversed(zones) if e.end <= limit or e.start >= here), None)

    def latest(self, topic: Span, place: int) -> Span:
        """Return the last mention of the topic before the place."""
        name = topic.of(self.text)
        return next((e for e in reversed(self.named) if e.end <= place and e.of(self.text) == name), topic)
