"""What stands at the head of a clause: the name it is about, with what only describes it or comes before it."""

import re

from annot.metrics.generals import GENERAL
from annot.metrics.named import Named
from annot.metrics.tokens import Role, tokens
from annot.span import Span

__all__ = ["Heads"]

_EXAMPLE = re.compile(
    "(?:、[^，。；]{1,40}?)?等(?!地(?!理|标)|[级候于额量效比距])|[与和及][^，。；]{1,40}?等(?=[\\d近超多])|(?:等)?为(?:代表|核心|主|龙头|首)"
)
_TAIL = re.compile("[^，。；、\\d的]{1,10}(?=等(?![级候于额量效比距])|、[^，。；]{1,40}?等[\\d近超多])")
"""The rest of a name that goes on behind a place or firm, in a list of examples: 西部超导|宝鸡基地等."""
_OWNED = ("ZONE", "COMPANY", "INSTITUTE", "PROJECT", "PRODUCT")
"""What is meant where it stands right behind the name of its place or owner: 甲集团|“天翼”飞机, but not 甲集团|芜湖."""
_MODIFIES = re.compile(
    r"[^，。；、的\d]{0,16}(?:建设|投建|共建|建成|兴建|投资|打造|开发|研发|研制|运营|实施|主办|承办|牵头|生产|推出|签约|引进|发行|设立|成立|选育|培育|创办|创立|设计|承建|承担|制造|出品|孵化)的[“]?"
)
_OWNS = re.compile(
    "(?:旗下|下属|所属|控股|参股)的?(?:全资)?(?:子公司|企业|公司)?“?|的(?=“)|(?:园区|区域|辖区|境)?[内里]的|[^，。；、\\d]{0,12}的[^，。；、\\d]{2,12}—{1,2}"
)
_SCENERY = re.compile(
    "[东南西北]?[麓岸坡]|之[滨畔巅阳南北东西上]|脚下|两岸|沿岸|河畔|江畔|海畔|湖畔|深处|山下|腹地|交界(?:处|地带)?$"
)
_SCENIC = re.compile("(?:[东南西北]麓|两岸|沿岸|腹地)$")
_TOWARDS = re.compile("[对与同](?=[^，。；]{1,12}?(?:贸易|进出口|出口|进口|投资|合作))")
_PARTNERED = re.compile("(?:货物|双边|服务|外贸|的)?(?:贸易|进出口|出口|进口|直接投资|投资)")
_FOR = re.compile("对于?|就")
_VIA = re.compile("(?:经由?|经过|通过|途经)")
_FLOWS = re.compile("[^，。；、\\d]{0,10}?(?:[进出]{1,2}[境口]|通行|过境|运行|往返|发运|开行|中转)")
"""What passes a port: 经由甲口岸|进出境班列."""
_DESCRIBING = re.compile("(?:总部)?(?:位于|坐落[于在]|地处|落户|设在|来自|源自|入驻|扎根|毗邻)|[由与和受被以]")
_DEED = re.compile(
    "面向|依托|主动|积极|全力|全面|深度|深入|精准|持续|加快|扎实|着力|大力|有力|有序|高效|高[标质水]|协同|统筹"
)
"""Opens a deed whose verb can be read as a noun: 主动服务|甲工程."""
_OF = re.compile("的[“]?")
_LONG = 36
"""No clause before 的 that only describes is longer."""
_NOUNS = (Role.NAME, Role.PART, Role.OWNER)
_NEAR = 12


class Heads:
    """The names at the heads of the clauses of a paragraph."""

    def __init__(self, text: str, named: Named) -> None:
        """Take the paragraph and its entities."""
        self.text, self.named = text, named

    def led(self, head: int, end: int) -> Span | None:
        """Return what a preposition at the head of a clause leads to, where that is what the clause is about."""
        return self.partner(head, end) or self.passed(head, end) or self.meant(head, end)

    def partner(self, head: int, end: int) -> Span | None:
        """Return the partner a clause of trade opens with: 对中亚五国进出口."""
        match = _TOWARDS.match(self.text, head, end) if self.text.startswith(("对", "与", "同"), head) else None
        first = self.named.at(match.end()) if match else None
        if first is None or first.label != "PLACE":
            return None
        last = self.named.run(first)
        return last if _PARTNERED.match(self.text, last.end) else None

    def passed(self, head: int, end: int) -> Span | None:
        """Return the port a flow passes: 经满洲里、绥芬河口岸进出境的班列."""
        match = _VIA.match(self.text, head, end)
        first = self.named.at(match.end()) if match else None
        if first is None or first.label not in ("PLACE", "ZONE"):
            return None
        last = self.named.run(first)
        return last if _FLOWS.match(self.text, last.end, end) else None

    def meant(self, head: int, end: int) -> Span | None:
        """Return whom a clause is told for: 对于甲集团来说."""
        match = _FOR.match(self.text, head, end)
        first = self.named.at(match.end()) if match else None
        return first if first and self.text.startswith(("来说", "而言", "来讲"), first.end) else None

    def relative(self, head: int, end: int) -> Span | None:
        """Return what a clause before 的 only describes: 位于芜湖市的|甲工厂, 由甲公司投资建设的|乙项目."""
        match = _DESCRIBING.match(self.text, head, end)
        if match is None:
            return None
        clauses = _OF.finditer(self.text, match.end(), min(end, match.end() + _LONG))
        return next((found for of in clauses if (found := self.named.at(of.end()))), None)

    def described(self, head: int, end: int) -> Span | None:
        """Return the name a description introduces: 化纤巨头|桐昆集团."""
        first = self.named.next(head)
        if first and self.text[head - 1 : head] == "“" and self.text.find("”", head, first.start) == first.start - 1:
            return first
        if first is None or not head < first.start <= head + _NEAR or first.end > end or first.label not in _OWNED:
            return None
        if GENERAL.match(self.text, head, end) or _DEED.match(self.text, head, end):
            return None
        return first if _nominal(self.text, head, first.start - (self.text[first.start - 1] == "“")) else None

    def headed(self, last: Span, end: int) -> Span:
        """Return what a name only modifies: 圣泉集团投建的|熟食加工项目."""
        beside = self.named.at(last.end)
        while beside and beside.end <= end and (beside.label in _OWNED or last.label == beside.label == "PLACE"):
            last, beside = beside, self.named.at(beside.end)
        own = self.named.at(last.end + 1) if self.text[last.end : last.end + 1] == "的" else None
        if own and own.label in ("PRODUCT", "PROJECT") and last.label == "COMPANY":
            return own
        match = _MODIFIES.match(self.text, last.end, end) or _OWNS.match(self.text, last.end, end)
        if match is None:
            return last
        quoted = self.text[match.end() - 1] == "“"
        return self.named.at(match.end() - quoted) or self.named.at(match.end()) or last

    def exemplary(self, last: Span, end: int) -> bool:
        """Tell whether a name is only an example of what the clause counts: 甲公司、乙集团等|40家企业."""
        if _EXAMPLE.match(self.text, last.end, end + 1):
            return True
        tail = _TAIL.match(self.text, last.end, end + 1) if self.text.find("等", last.end, end + 1) >= 0 else None
        return tail is not None and _nominal(self.text, last.end, tail.end())

    def scenic(self, place: Span, end: int) -> bool:
        """Tell whether a place only sets the scene: 秦岭|北麓."""
        return _SCENERY.match(self.text, place.end, end) is not None or _SCENIC.search(place.of(self.text)) is not None


def _nominal(text: str, start: int, end: int) -> bool:
    """Tell whether the stretch is made of nouns and what modifies them."""
    return start < end and all(token.role in _NOUNS for token in tokens(text, start, end))
