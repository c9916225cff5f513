"""Events that a number or a year opens: 第十四届中国艺术节, 2024年中国罕见病大会, 党的二十大."""

from collections.abc import Iterator

from annot.annotate.candidate import Candidate, Tier
from annot.annotate.patterns import pattern
from annot.annotate.reading import Reading

__all__ = ["find_events"]

NUMERAL = "[0-9〇零一二三四五六七八九十百]"
NAME = "[一-龥A-Za-z0-9·（）()“”—－–+&-]"
KINDS = (
    "(?:博览会|交易会|进口博览会|洽谈会|展览会|投洽会|高交会|广交会|进博会|服贸会|消博会|链博会|文博会|科博会|智博会|数博会|[一-龥]博会|展会|峰会|论坛|高峰论坛|大会|年会|大赛|总决赛|竞赛|比赛|联赛|公开赛|锦标赛|挑战赛|邀请赛|锦标赛|艺术节|文化节|旅游节|电影节|音乐节|啤酒节|美食节|购物节|消费节|采摘节|节|"
    "运动会|全运会|亚运会|奥运会|冬奥会|大运会|世运会|残运会|马拉松|车展|宣传周|活动周|科技周|双创周|宣传月|活动月|对接会|推介会|交流会|研讨会|招聘会|发布会|工作会议|全体会议|代表大会|会议|全会|周|(?<![发参开进拓扩])展|活动|演练)"
)
EDITION = pattern("events", "edition")
YEAR = pattern("events", "year")
YEAR_STOPS = pattern("events", "year_stops")
CONGRESS = pattern("events", "congress")
KNOWN = pattern("events", "known")


def find_events(reading: Reading) -> Iterator[Candidate]:
    """Yield the events that begin with a number or a year, and those the whole country knows."""
    text = reading.text
    for match in EDITION.finditer(text):
        yield Candidate(*match.span(), "EVENT", "event:edition", Tier.SURE)
    for match in YEAR.finditer(text):
        if not YEAR_STOPS.search(match.group(1)):
            yield Candidate(*match.span(), "EVENT", "event:year", Tier.SURE)
    for form, rule in ((CONGRESS, "congress"), (KNOWN, "known")):
        for match in form.finditer(text):
            yield Candidate(*match.span(), "EVENT", f"event:{rule}")
