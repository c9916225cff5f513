"""What each clause of a paragraph is about: the entity that opens it, or the one a general word stands for."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from annot.metrics.breaks import SENTENCE, find_breaks
from annot.metrics.carried import Carried
from annot.metrics.generals import GENERAL, GeneralWords
from annot.metrics.named import Named
from annot.metrics.order import ended
from annot.metrics.tokens import Role, tokens
from annot.span import Span

__all__ = ["Topics"]

_CLAUSE = re.compile(r"[，。；！？：,;!?:\n●·…]|\.(?=[一-龥])|——|(?:表示|声明|通报|介绍)称?(?=[^，。])")
_LEAD = re.compile(
    r"[“”‘’\s#]|（[一二三四五六七八九十\d]+）|其中|目前|同时|此外|另外|而|作为|截至|当前|近年来|近日|日前|并|且|但|就|则|预计|力争|使|随着|据了解|"
    r"如今的?|仅|首[趟个家届]|[本此这][届次]|第[一二三四五六七八九十\d]+届|当地|整个|也|还|今天|据悉|走进|来到|步入|这背后|是|更|又"
)
_CLAUSAL = re.compile(
    r"[^，。；、的在与和对从为以是通过用“\d]{1,6}的(?!时候)|(?:其中)?[^，。；、]{0,16}\d[^，。；、的]{0,8}的"
)
_INSIDE = re.compile(
    "[内，,里]|范围|境内|主园区|区域|现场|车间|厂区|[^，。；、的]{0,4}(?:基地|工厂|总部|车间|展厅|产线)[内里，,]"
)
_EXAMPLE = re.compile(
    "(?:、[^，。；]{1,40}?)?等(?!地(?!理|标))|[与和及][^，。；]{1,40}?等(?=[\\d近超多])|(?:等)?为(?:代表|核心|主|龙头|首)"
)
_TAIL = re.compile("[^，。；、\\d的]{1,10}(?=等|、[^，。；]{1,40}?等[\\d近超多])")
"""The rest of a name that goes on behind a place or firm, in a list of examples: 西部超导|宝鸡基地等."""
_OWNED = ("ZONE", "COMPANY", "INSTITUTE", "PROJECT", "PRODUCT")
"""What is meant where it stands right behind the name of its place or owner: 甲集团|“天翼”飞机, but not 甲集团|芜湖."""
_MODIFIES = re.compile(
    r"[^，。；、的\d]{0,16}(?:建设|投建|共建|建成|兴建|投资|打造|开发|研发|研制|运营|实施|主办|承办|牵头|生产|推出|签约|引进|发行|设立)的[“]?"
)
_BYLINE = re.compile("(?:[一-龥]{0,8}\\d{1,2}月\\d{1,2}日)?(?:讯|电|消息)(?![一-龥])")
_SCENERY = re.compile("[东南西北]?[麓岸坡]|之[滨畔巅阳南北东西上]|脚下|两岸|沿岸|河畔|江畔|海畔|湖畔|深处|山下|腹地")
_SCENIC = re.compile("(?:[东南西北]麓|两岸|沿岸|腹地)$")
_TOWARDS = re.compile("[对与同](?=[^，。；]{1,12}?(?:贸易|进出口|出口|进口|投资|合作))")
_PARTNERED = re.compile("(?:货物|双边|服务|外贸|的)?(?:贸易|进出口|出口|进口|直接投资|投资)")
_VIA = re.compile("(?:经由?|经过|通过|途经)")
_FLOWS = re.compile("[^，。；、\\d]{0,10}?(?:[进出]{1,2}[境口]|通行|过境|运行|往返|发运|开行|中转)")
"""What passes a port: 经由甲口岸|进出境班列."""
_STANDING = re.compile("(?:位于|坐落于|坐落在|地处|落户)")
_SUMMED = re.compile("[一二三四五六七八九十]大")
_TELLING = re.compile(
    "公布|发布|印发|发文|报道|表示|介绍|透露|通报|获悉|称|表明|宣布|指出|基于|认为|消息|提供|统计|数据显示|负责人|发表|公示|一行|预计|要求|强调|了解"
)
_NOUNS = (Role.NAME, Role.PART, Role.OWNER)
_NEAR = 12
_TOLD = 2
"""A verb of telling ends its clause and stands right behind it."""
_SPEAKING = re.compile(
    "[^，。；]{0,10}(?:负责人|书记|市长|部长|司长|厅长|州长|盟长|主席|院士|教授|研究员|专家|首席执行官|创始人|代表|县长|区长|局长|处长|科长|所长|站长|队长|会长|秘书长|镇长|主任|发言人|官员|经理|董事长|总裁|总监|院长|校长)[^，。；]{0,8}(?:表示|介绍|说|称|透露|坦言|告诉|宣读|主持|致辞|判断|分析|认为|指出|强调|解释)"
)


def _nominal(text: str, start: int, end: int) -> bool:
    """Tell whether the stretch is made of nouns and what modifies them."""
    return start < end and all(token.role in _NOUNS for token in tokens(text, start, end))


class Topics:
    """The clauses of a paragraph, each with what it is about."""

    def __init__(self, text: str, entities: Sequence[Span]) -> None:
        """Read the clauses from left to right."""
        self.text = text
        self.named = Named(text, entities)
        self._words = GeneralWords(text, self.named)
        self._times = {e.start: e.end for e in entities if e.label == "TIME"}
        self._sentences = find_breaks(text, SENTENCE)
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
        if topic:
            self._words.topics.append(topic)

    def _opener(self, start: int, head: int, end: int) -> tuple[Span | None, bool]:
        """Return the entity that opens the clause; of a list the last, of examples none, of a report nobody."""
        if partner := self._partner(head, end) or self._passed(head, end):
            return partner, True
        located = self.text.startswith("在", head)
        first = self.named.at(head + located) or self._standing(head, end)
        of = self.text.find("的", head, end) >= 0
        if first is None and of and (match := _CLAUSAL.match(self.text, head, end)):
            first = self.named.at(match.end())
        if first is None and (first := self._described(head, end)) is None:
            return None, False
        last = self._headed(self.named.run(first), end)
        if _BYLINE.match(self.text, last.end) or (first.label == "PLACE" and self._scenic(last, end)):
            return None, False
        summed = first.label == "INDUSTRY" and _SUMMED.match(self.text, last.end)
        if summed or self._exemplary(last, end):
            return None, False
        placed = first.label in ("PLACE", "ZONE", "COMPANY", "PROJECT") and _INSIDE.match(self.text, last.end)
        if located and (not placed or self._spoken(start)):
            return None, False
        if _SPEAKING.match(self.text, last.end, end + _TOLD):
            self._words.topics.append(last)
            return (last, True) if last.label == "COMPANY" else (None, last.label in ("GOV", "INSTITUTE"))
        telling = last.label in ("GOV", "INSTITUTE", "PERSON") and _TELLING.search(self.text, last.end, end + _TOLD)
        return (None if telling else last), True

    def _exemplary(self, last: Span, end: int) -> bool:
        """Tell whether a name is only an example of what the clause counts: 甲公司、乙集团等|40家企业."""
        if _EXAMPLE.match(self.text, last.end, end + 1):
            return True
        tail = _TAIL.match(self.text, last.end, end + 1) if self.text.find("等", last.end, end + 1) >= 0 else None
        return tail is not None and _nominal(self.text, last.end, tail.end())

    def _scenic(self, place: Span, end: int) -> bool:
        """Tell whether a place only sets the scene: 秦岭|北麓."""
        return _SCENERY.match(self.text, place.end, end) is not None or _SCENIC.search(place.of(self.text)) is not None

    def _described(self, head: int, end: int) -> Span | None:
        """Return the name a description introduces: 化纤巨头|桐昆集团."""
        first = self.named.next(head)
        if first is None or not head < first.start <= head + _NEAR or first.end > end or first.label not in _OWNED:
            return None
        if GENERAL.match(self.text, head, end):
            return None
        return first if _nominal(self.text, head, first.start - (self.text[first.start - 1] == "“")) else None

    def _headed(self, last: Span, end: int) -> Span:
        """Return what a name only modifies: 圣泉集团投建的|熟食加工项目."""
        beside = self.named.at(last.end)
        while beside and beside.end <= end and (beside.label in _OWNED or last.label == beside.label == "PLACE"):
            last, beside = beside, self.named.at(beside.end)
        match = _MODIFIES.match(self.text, last.end, end)
        return (self.named.at(match.end()) if match else None) or last

    def _partner(self, head: int, end: int) -> Span | None:
        """Return the partner a clause of trade opens with: 对中亚五国进出口."""
        match = _TOWARDS.match(self.text, head, end) if self.text.startswith(("对", "与", "同"), head) else None
        first = self.named.at(match.end()) if match else None
        if first is None or first.label != "PLACE":
            return None
        last = self.named.run(first)
        return last if _PARTNERED.match(self.text, last.end) else None

    def _passed(self, head: int, end: int) -> Span | None:
        """Return the port a flow passes: 经满洲里、绥芬河口岸进出境的班列."""
        match = _VIA.match(self.text, head, end)
        first = self.named.at(match.end()) if match else None
        if first is None or first.label not in ("PLACE", "ZONE"):
            return None
        last = self.named.run(first)
        return last if _FLOWS.match(self.text, last.end, end) else None

    def _standing(self, head: int, end: int) -> Span | None:
        """Return what stands at a place: 位于芜湖经济技术开发区的奇瑞超级一工厂."""
        match = _STANDING.match(self.text, head, end) if self.text.startswith(("位", "坐", "地", "落"), head) else None
        seat = self.named.at(match.end()) if match else None
        return self.named.at(seat.end + 1) if seat and self.text[seat.end : seat.end + 1] == "的" else None

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
