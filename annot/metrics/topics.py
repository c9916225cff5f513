"""What each clause of a paragraph is about: the entity that opens it, or the one a general word stands for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annot.metrics.breaks import SENTENCE, find_breaks
from annot.metrics.carried import Carried
from annot.metrics.generals import GeneralWords
from annot.metrics.heads import Heads
from annot.metrics.named import Named
from annot.metrics.order import ended
from annot.span import Span

__all__ = ["Topics"]

_CLAUSE = re.compile(r"[，。；！？：,;!?:\n●·…]|\.(?=[一-龥])|——|(?:表示|声明|通报|介绍)称?(?=[^，。])")
_LEAD = re.compile(
    r"[“”‘’\s#]|[东南西北中]部(?=[^，。；地的])|【[^】]{1,8}】|\d{1,2}[.．、](?!\d)|（[一二三四五六七八九十\d]+）|其中|目前|同时|此外|另外|而|作为|截至|当前|近年来|近日|日前|并|且|但|就|则|预计|力争|使|随着|据了解|"
    r"如今的?|仅|首[趟个家届]|[本此这][届次]|第[一二三四五六七八九十\d]+届|当地|整个|也|还|今天|据悉|走进|来到|步入|新建|改建|扩建|续建|在建|这背后|是|更|又"
)
_CLAUSAL = re.compile(
    r"[^，。；、的在与和对从为以是通过用“\d]{1,6}的(?!时候)|(?:其中)?[^，。；、]{0,16}\d[^，。；、的]{0,8}的"
)
_INSIDE = re.compile(
    "[内，,里]|范围|境内|主园区|区域|现场|车间|厂区|[^，。；、的]{0,4}(?:基地|工厂|总部|车间|展厅|产线)[内里，,]"
)
_BORDERING = re.compile("一[桥江河水山海]之隔|隔[江河海湖]|接壤|相邻|毗邻|交界|相[连望接]")
"""What lies beside the others of a list is its first: 甲市与乙市、丙市|接壤."""
_COUNTED = re.compile("(?:片区|段|境内|县城|市区|占?了?)(?:约|超过?|近)?\\d")
_PREPOSED = frozenset("对与同经通途就")
_BYLINE = re.compile("(?:[一-龥]{0,8}\\d{1,2}月\\d{1,2}日)?(?:讯|电|消息)(?![一-龥])")
_RATED = re.compile("(?:省|市)?(?:首[个家批座]|唯一|第[一二三]|最|重要|主要|重点|为数不多)")
"""Follows the place in which what the sentence is about is the first of its kind: 是|贵州|首个综保区."""
_SPAN = re.compile("[至到—]")
_WORKS = re.compile(
    "(?:项目)?(?:计划|规划|预计|估算)?(?:总投资|投资总?额|总?占地|总建筑|建筑面积|规划(?:总|用地|建筑|面积)|总规模|全长|投资(?=[约超近过\\d]))|"
    "(?:全部)?(?:建成|达产|投产|投用)(?:投产|达产|达效|投用)?后"
)
_FOUNDING = re.compile("(?:成立|设立|组建|创办)了?“?$")
_HELD = re.compile("(?:承办|举办|主办|召开|办好|组织)了?“?$")
_ATTENDED = re.compile("(?:设置|共设|吸引|参[赛展会]|到会|展出|意向|签约|现场)")
"""Opens a clause that counts what an event had: 承办甲大赛，|设置24个赛项."""
_ALSO = re.compile("[并还又也将且]")
_BUILDING = re.compile("(?:建设?|打造|启动|开工|签约|引进|落地|实施|[设成]立)了?(?:[^，。；]{0,8}的)?“?$")
_PIVOT = re.compile("(?:使得?|令|让)")
_TOGETHER = re.compile(
    "[两二三四五六七八九十\\d]+(?:[家户]|个?(?:县|市|区|镇|村|街道|乡镇|园区|口岸|机场|港|景区))(?!的)|[两三四五六七八九十]地(?!的)|[^，。；、\\d]{0,6}(?:合计|总计)"
)
"""What is told of all members of a list is told of none of them: 甲县、乙县|两县合计."""
_SUMMED = re.compile("[一二三四五六七八九十]大")
_TELLING = re.compile(
    "公布|发布|印发|发文|报道|表示|介绍|透露|通报|获悉|称|表明|宣布|指出|基于|认为|消息|提供|统计|显示|负责人|发表|公示|一行|数据[：:显表]|监测(?=[，,])|预计|要求|明确|强调|了解"
)
_POST = 14
"""No post between an office and the name of who holds it is longer."""
_TOLD = 2
"""A verb of telling ends its clause and stands right behind it."""
_SPEAKING = re.compile(
    "[^，。；]{0,10}(?:负责人|书记|市长|部长|司长|厅长|州长|盟长|主席|院士|教授|研究员|专家|首席执行官|创始人|代表|县长|区长|局长|处长|科长|所长|站长|队长|会长|秘书长|镇长|主任|发言人|官员|经理|董事长|总裁|总监|院长|校长)[^，。；]{0,8}(?:表示|介绍|说|称|透露|坦言|告诉|宣读|主持|致辞|判断|分析|认为|指出|强调|解释)"
)


class Topics:
    """The clauses of a paragraph, each with what it is about."""

    def __init__(self, text: str, entities: Sequence[Span]) -> None:
        """Read the clauses from left to right."""
        self.text = text
        self.named = Named(text, entities)
        self._words, self._heads = GeneralWords(text, self.named), Heads(text, self.named)
        self._times = {e.start: e.end for e in entities if e.label == "TIME"}
        self._people = [e.start for e in entities if e.label == "PERSON"]
        self._sentences = find_breaks(text, SENTENCE)
        self._pivots = _PIVOT.search(text) is not None
        self._carried: Carried | None = None
        self._starts: list[int] = []
        self._settled: list[tuple[int, Span | None]] = []
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
            topic, settled = self._words.stands_for(start, head, end)
        if settled:
            self._settled.append((start, topic))
        if topic is None and (topic := self._built(start, head, end)):
            self._settled.append((start, topic))
        if topic and _COUNTED.match(self.text, topic.end) and self._is_part(start, end):
            self._settled.append((end, self._settled[-2][1]))
        if topic and not self.text.startswith("其中", start):
            self._words.topics.append(topic)
        if self._pivots:
            self._turn(start, end)

    def _is_part(self, start: int, end: int) -> bool:
        """Tell whether a clause only counts a part of what is told: 人口374万人，其中无为市82万人，|城镇化率73%."""
        told = len(self._settled) > 1 and self._settled[-2][0] >= self._sentences.before(start)
        return told and self.text.find("其中", self._sentences.before(start), end) >= 0

    def _built(self, start: int, head: int, end: int) -> Span | None:
        """Return the works the clause before ends with, where this one measures them: 签约甲项目，|总投资5亿元.

        A firm that it founds goes on as well: 成立了甲公司，|当年产值10亿元.
        """
        closing = start - 1 - (self.text[max(0, start - 2) : start - 1] == "”")
        works = next(ended(self.named.all, closing), None)
        if works is None or works.end != closing:
            return None
        founded = _FOUNDING.search(self.text, max(0, works.start - 6), works.start) is not None
        if founded and works.label in ("COMPANY", "INSTITUTE"):
            return None if _ALSO.match(self.text, start, end) else works
        built = works.label == "PROJECT" or _BUILDING.search(self.text, max(0, works.start - 12), works.start)
        measured = works.label in ("PROJECT", "INSTITUTE", "ZONE") and _WORKS.match(self.text, head, end)
        met = works.label == "EVENT" and _HELD.search(self.text, max(0, works.start - 4), works.start)
        if met and _ATTENDED.match(self.text, head, end):
            return works
        return works if built and measured else None

    def _turn(self, start: int, end: int) -> None:
        """Note what a clause makes do something: 高铁的开通使|雄县|的旅游收入达到12亿元."""
        for match in _PIVOT.finditer(self.text, start, end):
            if turned := self.named.at(match.end()):
                self._settled.append((turned.start, turned))

    def _opener(self, start: int, head: int, end: int) -> tuple[Span | None, bool]:
        """Return the entity that opens the clause; of a list the last, of examples none, of a report nobody."""
        if self.text[head : head + 1] in _PREPOSED and (led := self._heads.led(head, end)):
            return led, True
        located = self.text.startswith("在", head)
        first = self.named.at(head + located) or self._behind_clause(head, end)
        if first is None:
            return None, False
        listed = self.named.run(first)
        if listed is not first and _TOGETHER.match(self.text, listed.end):
            return None, True
        last = self._heads.headed(first if _BORDERING.match(self.text, listed.end) else listed, end)
        if self._is_aside(first, last, end):
            return None, False
        placed = first.label in ("PLACE", "ZONE", "COMPANY", "PROJECT") and _INSIDE.match(self.text, last.end)
        if located and (not placed or self._spoken(start)):
            return None, False
        return self._speaker(last, end)

    def _behind_clause(self, head: int, end: int) -> Span | None:
        """Return the entity that what stands at the head of the clause only describes: 位于甲市的|乙工厂."""
        if relative := self._heads.relative(head, end):
            return relative
        of = self.text.find("的", head, end) >= 0
        clausal = _CLAUSAL.match(self.text, head, end) if of else None
        return (self.named.at(clausal.end()) if clausal else None) or self._heads.described(head, end)

    def _is_aside(self, first: Span, last: Span, end: int) -> bool:
        """Tell whether the names at the head are a byline, scenery, a stretch (甲市至乙市), a sum or an example."""
        if _BYLINE.match(self.text, last.end) or (first.label == "PLACE" and self._heads.scenic(last, end)):
            return True
        if self.text[first.start - 1 : first.start] in ("是", "为") and _RATED.match(self.text, last.end):
            return True
        if _SPAN.match(self.text, last.end) and self.named.at(last.end + 1):
            return True
        summed = first.label == "INDUSTRY" and _SUMMED.match(self.text, last.end) is not None
        return summed or self._heads.exemplary(last, end)

    def _speaker(self, last: Span, end: int) -> tuple[Span | None, bool]:
        """Return the entity unless it only tells of others: an office that reports, an officer who speaks."""
        if _SPEAKING.match(self.text, last.end, end + _TOLD):
            self._words.topics.append(last)
            return (last, True) if last.label == "COMPANY" else (None, last.label in ("GOV", "INSTITUTE"))
        if last.label in ("GOV", "INSTITUTE") and self._has_officer(last, end):
            return None, True
        telling = last.label in ("GOV", "INSTITUTE", "PERSON") and _TELLING.search(self.text, last.end, end + _TOLD)
        return (None if telling else last), True

    def _has_officer(self, office: Span, end: int) -> bool:
        """Tell whether somebody of the office is named right behind it, whose words follow: 甲局消费科|张三|分析."""
        index = bisect_left(self._people, office.end)
        return index < len(self._people) and self._people[index] <= min(end, office.end + _POST)

    def _spoken(self, place: int) -> bool:
        """Tell whether the sentence already has a topic."""
        start = self._sentences.before(place)
        return any(topic for at, topic in reversed(self._settled) if at >= start) if self._settled else False

    def _led(self, place: int, end: int) -> int:
        """Return the place after idle words and TIME spans at the head of a clause."""
        while place < end and self.named.at(place) is None:
            if (after := self._times.get(place)) is not None:
                place = after
            elif match := _LEAD.match(self.text, place, end):
                place = match.end()
            else:
                break
        return place

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

    def told_off(self, place: int, count: int) -> list[Span]:
        """Return the list of so many that the sentence speaks of: 甲市、乙市空气良好，达标率分别为|93%、96%."""
        topic, settled = self.at(place)
        members = self.named.members(topic) if topic and settled else []
        return members if len(members) == count else []

    def main(self, place: int) -> Span | None:
        """Return what goes on from before, where the clause of the place names nothing itself."""
        if self._carried is None:
            self._carried = Carried(self.text, self.named, self._settled, self._times, frozenset(self._words.unnamed))
        start = self.clause(place)
        return self._carried.at(place, self._led(start, place))

    def latest(self, topic: Span, place: int) -> Span:
        """Return the last mention of the topic before the place, be it a short name in brackets."""
        found = next((e for e in ended(self.named.all, place) if self.named.same(e, topic)), topic)
        return self.named.short(found, place) or found
