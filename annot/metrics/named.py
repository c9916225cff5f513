"""The entities of a paragraph that a number can speak of, and what they are beside their neighbours."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annot.metrics.breaks import PARENTHESIS
from annot.span import Span

__all__ = ["SUBJECTS", "Named"]

SUBJECTS = frozenset({"PLACE", "ZONE", "GOV", "COMPANY", "INSTITUTE", "PROJECT", "INDUSTRY", "PRODUCT", "EVENT"})
_AND = re.compile("(?:[东西南北中]部)?[、和及与]|(?<=”)(?=“)")
_LEVELS = "省市县区州镇乡村"
_UNSAID = "市县区州"
"""The levels a name can leave out: 杭州 can be meant by 全市, but nothing without its level by 全镇 or 我国."""
_PROVINCES = re.compile(
    "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇藏陕甘陇青宁新台]|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
)
_BUILT = re.compile("(?:加快|推进|推动|规划|谋划|高标准)(?:建设|打造|创建|布局)$")
_BELONGING = re.compile("(?:下属|旗下|控股|全资|子公司|投资)")
_SITE = re.compile(
    "(?:口岸|机场|运河|公园|广场|中心|大厦|景区|片区|度假区|陵园|冰场|雪场|林场|牧场|古镇|古城|湿地|瀑布)$|(?<=.{2})峰$|(?<=.{2})(?<!连云)(?<!张家)(?<!防城)港$|(?<=.{3})(?:桥|世界|路|街|道|[河湖江海山岛湾泉岭洞峡]|站|馆|院|寺|园)$"
)
_ABROAD = re.compile(
    r"\d|[国洲盟]$|东南亚|中东|中亚|拉美|俄|日本|以色列|越南|老挝|缅甸|柬埔寨|新加坡|马来西亚|印度|菲律宾|澳大利亚|新西兰|巴西|加拿大|"
    r"墨西哥|哈萨克|乌兹别克|阿联酋|沙特|土耳其|意大利|西班牙|荷兰|瑞士|瑞典|比利时|匈牙利|塞尔维亚|埃及|南非|肯尼亚|海外|大陆$|内地$"
)
_SURVEYS = ("普查", "调查", "督察", "疫情")
"""Events that only find out what is told of others, or only happen to them."""
_SHORTENED = ("COMPANY", "ZONE", "INSTITUTE", "PROJECT")
_CALLED = re.compile("(?:简称|称为?|又称)[“”]?$")
_BRACKET = 12


class Named:
    """The entities outside brackets that can be subjects.

    Attributes:
        text: The paragraph.
        all: The entities in order.
    """

    def __init__(self, text: str, entities: Sequence[Span]) -> None:
        """Index the entities."""
        self.text = text
        told = [e for e in _outside_brackets(text, entities) if e.label in SUBJECTS]
        # 除乙区外，增幅居首: what is left out is told of nobody.
        told = [e for e in told if text[e.start - 1 : e.start] != "除"]
        self.all = [e for e in told if e.label != "EVENT" or not e.of(text).endswith(_SURVEYS)]
        self._aliases = [
            e for e in entities if e.label in SUBJECTS and _CALLED.search(text, max(0, e.start - 6), e.start)
        ]
        self._order = {e.start: number for number, e in enumerate(self.all)}
        self._begins, self._ends = [e.start for e in self.all], [e.end for e in self.all]

    def at(self, place: int) -> Span | None:
        """Return the entity that starts at the place."""
        number = self._order.get(place)
        return None if number is None else self.all[number]

    def next(self, place: int) -> Span | None:
        """Return the first entity that starts at or after the place."""
        number = bisect_left(self._begins, place)
        return self.all[number] if number < len(self.all) else None

    def before(self, place: int) -> list[Span]:
        """Return the entities that end at or before the place."""
        return self.all[: bisect_right(self._ends, place)]

    def run(self, first: Span) -> Span:
        """Return the last of the list of entities the first one opens: 内江、眉山、自贡."""
        last = first
        for entity in self.all[self._order[first.start] + 1 :]:
            alike = entity.label == first.label or {entity.label, first.label} == {"PLACE", "ZONE"}
            if not alike or not _AND.fullmatch(self.text, last.end, entity.start):
                break
            last = entity
        return last

    def members(self, last: Span) -> list[Span]:
        """Return the list of entities that one ends: 内江、眉山、自贡."""
        members = [last]
        for entity in reversed(self.all[: self._order[last.start]]):
            if entity.label != last.label or not _AND.fullmatch(self.text, entity.end, members[0].start):
                break
            members.insert(0, entity)
        return members

    def closes(self, last: Span, count: int) -> bool:
        """Tell whether the entity ends a list of at least so many."""
        number = self._order[last.start]
        for _ in range(count - 1):
            before = self.all[number - 1] if number else None
            if before is None or before.label != last.label:
                return False
            if not _AND.fullmatch(self.text, before.end, self.all[number].start):
                return False
            number -= 1
        return True

    def only(self, label: str, start: int) -> Span | None:
        """Return the one entity of the kind the paragraph names, which may come later."""
        if label not in ("ZONE", "COMPANY"):
            return None
        named = [e for e in self.all if e.label == label and not self.listed(e)]
        if label == "COMPANY":
            named = [e for e in named if not _BELONGING.match(self.text, e.end)]
        if label == "ZONE":
            named = [e for e in named if not _BUILT.search(self.text, max(0, e.start - 6), e.start)]
        once = len({e.of(self.text) for e in named}) == 1
        return next((e for e in named if e.start >= start), named[-1]) if once else None

    def listed(self, entity: Span) -> bool:
        """Tell whether the entity is one of a list."""
        after, before = self.text[entity.end : entity.end + 1], self.text[max(0, entity.start - 1) : entity.start]
        return after in ("、", "等") or before == "、"

    def is_region(self, entity: Span) -> bool:
        """Tell whether the entity is a region of this country that figures can speak of, not an address or a norm."""
        name = entity.of(self.text)
        if _ABROAD.search(name) or self.text.endswith(("凡在", "对在"), 0, entity.start):
            return False
        return any(self.of_level(entity, level) for level in _LEVELS[:5])

    def is_abroad(self, entity: Span) -> bool:
        """Tell whether the place is no region of this country: 泰国, 东南亚."""
        return _ABROAD.search(entity.of(self.text)) is not None

    def short(self, entity: Span, place: int) -> Span | None:
        """Return the short name given in brackets right behind a name, before the place: 甲集团（以下简称|甲）."""
        for alias in self._aliases:
            if entity.end < alias.start < entity.end + _BRACKET and alias.end <= place:
                return alias
        return None

    def same(self, entity: Span, other: Span) -> bool:
        """Tell whether the two are one name, or one is short for the other: 国铁集团, 芜湖经开区."""
        if entity.label != other.label:
            return False
        short, full = sorted((entity.of(self.text), other.of(self.text)), key=len)
        if short == full:
            return True
        letters = iter(full)
        return entity.label in _SHORTENED and len(short) > 1 and all(letter in letters for letter in short)

    def is_site(self, entity: Span) -> bool:
        """Tell whether the place is a spot such as an airport, a street or a park: no region."""
        return _SITE.search(entity.of(self.text)) is not None

    def of_level(self, entity: Span, level: str) -> bool:
        """Tell whether the entity is a place that 全省, 全市 or 全县 can stand for."""
        name = entity.of(self.text)
        if entity.label != "PLACE" or self.is_site(entity):
            return False
        if name[-1] in _LEVELS:
            return name[-1] == level
        if _PROVINCES.fullmatch(name):
            return level == "省"
        return level in _UNSAID and len(name) > 1


def _outside_brackets(text: str, entities: Sequence[Span]) -> list[Span]:
    """Return the entities that are not an aside in parentheses."""
    hidden = [match.span() for match in PARENTHESIS.finditer(text)]
    starts = [start for start, _ in hidden]
    kept = []
    for entity in entities:
        index = bisect_right(starts, entity.start) - 1
        if index < 0 or not (hidden[index][0] < entity.start and entity.end < hidden[index][1]):
            kept.append(entity)
    return kept
