"""What general words stand for: 园区, 该公司, 大会 and 全市 are what was told before."""

import re
from collections import Counter

from annot.metrics.named import Named
from annot.span import Span

__all__ = ["GENERAL", "GeneralWords"]

GENERAL = re.compile(
    "(?P<ZONE>(?:在|该|此|本)?(?:全园区|园区|主园区|高新区|示范区|试验区|开发区|新区|自贸区|经开区|科学城)(?!域))|"
    "(?P<INSTITUTE>[该本](?:院|校|所|中心|实验室|平台|医院|大学|学院|研究院)|(?:研究院|研究所|实验室|医院|学校|学院|创新中心)(?=[现已共目将年累全]))|"
    "(?P<COMPANY>(?:该|本)(?:公司|企业|集团)|(?:公司|集团)(?!数|占))|(?P<EVENT>[这该此本](?:[一次届])?(?:赛事|大赛|展会|会议|活动|大会)|(?:大会|[展推介洽谈博览交易招聘]{2}会|论坛|峰会|赛事|活动)(?:上|期间|现场|共|吸引))|"
    "(?P<PROJECT>(?:[该此]|这一|这个|这座)(?:项目|工程|基地|工厂)|(?:项目|工程)(?=建成|投产|达产|总?投资|规划|占地|计划|全部|分[两三]期|一期|由|建设|位于|选址|预计|拟|将|主要))|(?P<LATTER>后者)|(?P<NONE>局地|部分地区|全球(?=[^，。；]{0,6}(?:规模|总量|市场|经济|贸易|产量|销量))|(?:以上|上述|这)?[两三四五六七八九十]大(?=[^，。；\\d]{0,12}(?:合计|共计|总计)))|(?P<PLACE>[全我该][省市县区州镇乡村](?!域)|[全我]国|[县区]内(?![首第最唯]))"
)


class GeneralWords:
    """The general words of a paragraph.

    Attributes:
        topics: What the clauses read so far are about, which the reader of the clauses adds to.
        unnamed: The clauses that speak of a place (全县) the paragraph has not named.
    """

    def __init__(self, text: str, named: Named) -> None:
        """Begin with no topic told."""
        self.text, self.named = text, named
        self.topics: list[Span] = []
        self.unnamed: list[int] = []

    def stands_for(self, start: int, head: int, end: int) -> tuple[Span | None, bool]:
        """Return what a general word at the head of the clause stands for, and whether there is one."""
        match = GENERAL.match(self.text, head, end)
        if match is None:
            return None, False
        before, label = self.named.before(start), match.lastgroup or ""
        if match[0] in ("项目", "工程") and self._meant("PROJECT", before) is None:
            return None, False
        if label == "LATTER":
            return (before[-1] if before else None), True
        if label != "PLACE":
            return self._meant(label, before, match[0]) or self.named.only(label, start), True
        place = self._place(before, match[0].removesuffix("内")[-1])
        if place is None and match[0] in ("全区", "区内"):
            place = self._meant("ZONE", before) or self.named.only("ZONE", start)
        if place is None:
            self.unnamed.append(start)
        return place, True

    def _meant(self, label: str, before: list[Span], word: str = "") -> Span | None:
        """Return the last topic of the kind, or the last mention where the kind is told by its name."""
        topic = next((t for t in reversed(self.topics) if t.label == label), None)
        if topic is None and label == "ZONE":
            topic = next((e for e in reversed(before) if e.label == label and not self.named.listed(e)), None)
        if topic is None and label in ("EVENT", "PROJECT"):
            topic = next((e for e in reversed(before) if e.label == label), None)
        if topic is None and label == "COMPANY":
            heads = (e for e in self.named.all if e.label == label and e.start and self.text[e.start - 1] in "。；")
            topic = next(heads, None)
        if topic is None and label == "INSTITUTE":
            topic = next((e for e in reversed(before) if e.label == label and e.of(self.text).endswith(word)), None)
        return topic

    def _place(self, before: list[Span], level: str) -> Span | None:
        """Return the place 全市 stands for: a topic, or the one named again and again."""
        for topic in reversed(self.topics):
            if self.named.of_level(topic, level) or (level == "区" and topic.label == "ZONE"):
                return topic
        places = [e for e in before if self.named.of_level(e, level)]
        names = Counter(e.of(self.text) for e in places)
        return next((e for e in reversed(places) if names[e.of(self.text)] > 1 or len(names) == 1), None)
