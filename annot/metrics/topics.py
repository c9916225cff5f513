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
    r"(?:[“‘\s#]|（[一二三四五六七八九十\d]+）|其中|目前|同时|此外|另外|而|作为|截至|当前|近年来|近日|日前|并|且|但|就|则|预计|力争|使|随着|据了解|"
    r"如今的?|仅|首趟|首个|首家|当地|整个|也|还|今天|据悉|[^，。；、的在与和对从为以是]{1,6}的(?!时候))*"
)
_IN = re.compile(r"在\s*$|走进|位于$")
_INSIDE = re.compile("[内，,]|范围|境内|主园区|区域|，")
_TELLING = re.compile(
    "公布|发布|印发|发文|报道|表示|介绍|透露|通报|获悉|称|宣布|指出|基于|认为|消息|提供|统计|数据显示|负责人|发表|公示|一行|预计|要求|强调|了解"
)
_GENERAL = (
    (re.compile("(?:在|该|此|本)?(?:全园区|园区|主园区|高新区|示范区|试验区|开发区|新区|自贸区|经开区|科学城)(?!域)"), ("ZONE",)),
    (re.compile("(?:该|本)(?:公司|企业|集团)|(?:公司|集团)(?!数|占)"), ("COMPANY",)),
    (re.compile("(?:这|该|此)(?:一|次|届)?(?:赛事|大赛|展会|会议|活动|大会)"), ("EVENT",)),
    (re.compile("(?:该|此)?项目(?!数|建)"), ("PROJECT",)),
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
        place, previous = start, -1
        while place != previous:
            previous, place = place, self._led(place, end)
        located = self.text.startswith("在", place)
        first = next((e for e in self.named if e.start == place + located), None)
        if first is None or first.end > end + 40:
            return None
        run = self._run(first)
        if self.text.startswith("等", run[-1].end) and not self.text.startswith("等地", run[-1].end):
            return None
        if first.label == "INDUSTRY" and re.match("[一二三四五六七八九十]大", self.text[run[-1].end :]):
            return None
        if located and not (first.label in ("PLACE", "ZONE") and _INSIDE.match(self.text[run[-1].end :] or "，")):
            return None
        return run[-1]

    def _led(self, place: int, end: int) -> int:
        """Return the place after idle words and TIME spans at the head of a clause."""
        match = _LEAD.match(self.text, place, end)
        place = match.end() if match else place
        time = next((e for e in self.entities if e.label == "TIME" and e.start == place), None)
        return time.end if time else place

    def _run(self, first: Span) -> list[Span]:
        """Return the list of entities the first one opens: 内江、眉山、自贡."""
        run = [first]
        for entity in self.named[self.named.index(first) + 1 :]:
            if self.text[run[-1].end : entity.start] not in ("、", "和", "及", "与") or entity.label != first.label:
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
        if "COMPANY" in labels and not topics:
            topics = [e for e in self.named if e.label == "COMPANY" and self.text[e.start - 1 : e.start] in "。；" and e.start]
        return topics[-1] if topics else None

    def _listed(self, entity: Span) -> bool:
        return self.text[entity.end : entity.end + 1] in ("、", "等") or self.text[entity.start - 1 : entity.start] in ("、",)

    def _place(self, before: list[Span], level: str) -> Span | None:
        """Return the place 全市 stands for: a topic, or the one named again and again."""
        topics = [c.topic for c in self.clauses if c.topic and c.topic.label == "PLACE"]
        fitting = [t for t in topics if t.of(self.text)[-1] == level or t.of(self.text)[-1] not in "省市县区州镇乡村"]
        if fitting:
            return fitting[-1]
        names = [e.of(self.text) for e in before if e.label == "PLACE"]
        often = [e for e in before if e.label == "PLACE" and names.count(e.of(self.text)) > 1]
        return often[-1] if often else None

    def at(self, place: int) -> tuple[Span | None, bool]:
        """Return what the sentence speaks of at the place, and whether that is settled by its words."""
        start = max(self.text.rfind(mark, 0, place) for mark in _SENTENCE) + 1
        for clause in reversed([c for c in self.clauses if c.start <= place and c.settled]):
            if clause.start >= start:
                return clause.topic, True
            break
        return None, False

    def main(self, place: int) -> Span | None:
        """Return what the paragraph is about: the topic of its first sentence, or a zone it has named."""
        first = re.search("[。！？!?]", self.text)
        limit = first.end() if first else len(self.text)
        for clause in self.clauses:
            if clause.start < limit and clause.topic and clause.topic.label not in ("INDUSTRY",):
                return clause.topic
        zones = [e for e in self.named if e.label == "ZONE" and e.end <= place and not self._listed(e)]
        return zones[-1] if zones else None
